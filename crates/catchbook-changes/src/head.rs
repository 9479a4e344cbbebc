//! The current branch.

use gix::head::Kind;

use crate::{Operation, Repository, Result};

/// Where the repository stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The branch without `refs/heads/`; `None` when a commit is checked out by itself.
    pub branch: Option<String>,
    /// The commit; `None` on a branch without commits.
    pub id: Option<String>,
}

impl Repository {
    pub fn head(&self) -> Result<Head> {
        let local = self.local();
        let head = local.head().map_err(self.failed(Operation::ReadHead))?;
        let branch = match &head.kind {
            Kind::Symbolic(reference) => Some(reference.name.shorten().to_string()),
            Kind::Unborn(name) => Some(name.shorten().to_string()),
            Kind::Detached { .. } => None,
        };
        let id = head.id().map(|id| id.detach().to_string());
        Ok(Head { branch, id })
    }
}
