use super::{Book, lock};
use crate::api::GitState;
use crate::cases::number;
use catchbook_changes::Repository;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

impl Book {
    /// Looks at the repository that the vault lies in, for the status line. Counting what is not committed takes time
    /// that grows with the repository, so this belongs to the background.
    pub(crate) fn refresh_git(&self) {
        let state = git_state(&self.root);
        lock(&self.standing).git = state;
    }
}

fn git_state(vault: &std::path::Path) -> Option<GitState> {
    let repository = Repository::discover(vault).ok()??;
    let head = repository.head().ok()?;
    let status = repository.status(&Arc::new(AtomicBool::new(false))).ok().filter(|status| status.complete);
    Some(GitState {
        branch: head.branch,
        commit: head.id.map(|id| id.get(..7).unwrap_or(&id).to_owned()),
        not_committed: status.map(|status| number(status.changed + status.untracked)),
    })
}
