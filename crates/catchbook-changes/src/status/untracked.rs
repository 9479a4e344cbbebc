//! Files that git does not know.

use std::ops::ControlFlow;

use gix::bstr::BStr;
use gix::dir::EntryRef;
use gix::dir::entry;
use gix::dir::walk::{Delegate, EmissionMode};
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
    let stop = count.stop;
    let mut walk = Walk { count, ended: false };
    match local.dirwalk(index, None::<&BStr>, stop, options, &mut walk) {
        Ok(_) => Ok(!walk.ended),
        Err(error) if error.is_cancelled() => Ok(false),
        Err(error) => Err(error),
    }
}

struct Walk<'c, 's> {
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
}
