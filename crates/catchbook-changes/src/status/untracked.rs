//! Files that git does not know.

use std::ops::ControlFlow;
use std::path::Path;

use gix::bstr::BStr;
use gix::dir::EntryRef;
use gix::dir::entry;
use gix::dir::walk::{Delegate, EmissionMode, ForDeletionMode};
use gix::index::State;

use super::Count;

/// `false` when it ended early.
pub(super) fn list(local: &gix::Repository, index: &State, count: &mut Count<'_>) -> gix::Result<bool> {
    let options = local
        .dirwalk_options()?
        .emit_untracked(EmissionMode::Matching)
        .emit_ignored(None)
        .emit_tracked(false)
        .emit_empty_directories(false)
        .recurse_repositories(false);
    let Some(root) = local.workdir().filter(|root| has_plain_rules(root)) else { return Ok(false) };
    let stop = count.stop;
    let mut walk = Walk { root, count, ended: false };
    match local.dirwalk(index, None::<&BStr>, stop, options, &mut walk) {
        Ok(_) => Ok(!walk.ended),
        Err(error) if error.is_cancelled() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the rules of a folder can be read without waiting for somebody to write them.
fn has_plain_rules(folder: &Path) -> bool {
    folder.join(".gitignore").symlink_metadata().map_or(true, |meta| meta.is_file() || meta.is_symlink())
}

struct Walk<'c, 's> {
    root: &'c Path,
    count: &'c mut Count<'s>,
    ended: bool,
}

impl Delegate for Walk<'_, '_> {
    fn emit(&mut self, entry: EntryRef<'_>, _: Option<entry::Status>) -> ControlFlow<()> {
        if entry.status == entry::Status::Untracked {
            self.count.untracked += 1;
        }
        if self.count.goes_on() {
            return ControlFlow::Continue(());
        }
        self.ended = true;
        ControlFlow::Break(())
    }

    fn can_recurse(
        &mut self,
        entry: EntryRef<'_>,
        deletion: Option<ForDeletionMode>,
        root_is_repository: bool,
    ) -> bool {
        let folder = gix::path::from_bstr(entry.rela_path.as_ref());
        let readable = folder.is_ok_and(|folder| has_plain_rules(&self.root.join(folder)));
        readable && entry.status.can_recurse(entry.disk_kind, entry.pathspec_match, deletion, root_is_repository)
    }
}
