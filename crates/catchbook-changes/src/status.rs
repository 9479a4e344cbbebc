//! What is not committed, in numbers.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gix::status::{Item, UntrackedFiles, index_worktree};

use crate::{Error, Operation, Repository, Result};

/// Files counted before the count ends with "or more".
pub const MAX_LISTED: usize = 10_000;

/// Numbers of files that differ from the current commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Changed, added, deleted or in conflict, staged or not; each file once.
    pub changed: usize,
    /// Not known to git and not ignored.
    pub untracked: usize,
    /// All files were looked at. When `false`, there may be more of both.
    pub complete: bool,
}

impl Repository {
    /// Counts what is not committed. `stop`, set from another thread, ends it early with what is known by then.
    ///
    /// Files are compared byte for byte: no filter of the repository runs, so one that is kept in another form
    /// (git-lfs, converted line ends) may count as changed. Submodules are not looked into.
    pub fn status(&self, stop: &Arc<AtomicBool>) -> Result<Status> {
        let local = self.local();
        let failed = self.failed(Operation::ReadStatus);
        if local.workdir().is_none() {
            return Err(Error::NoWorkTree { path: self.path().to_owned() });
        }
        // Dropping the iterator sets the flag it was given, and that must not be the caller's.
        let items = local
            .status(gix::progress::Discard)
            .map_err(&failed)?
            .untracked_files(UntrackedFiles::Files)
            .index_worktree_submodules(None)
            .index_worktree_rewrites(None)
            .tree_index_track_renames(gix::status::tree_index::TrackRenames::Disabled)
            .should_interrupt_owned(Arc::clone(stop))
            .into_iter(None)
            .map_err(&failed)?;
        let mut count = Count::default();
        for item in items {
            count.add(&item.map_err(&failed)?);
            if count.total() >= MAX_LISTED || stop.load(Ordering::Relaxed) {
                return Ok(count.status(false));
            }
        }
        Ok(count.status(!stop.load(Ordering::Relaxed)))
    }
}

#[derive(Default)]
struct Count {
    changed: HashSet<Vec<u8>>,
    untracked: usize,
}

impl Count {
    fn add(&mut self, item: &Item) {
        match item {
            Item::IndexWorktree(index_worktree::Item::DirectoryContents { .. }) => self.untracked += 1,
            item => {
                self.changed.insert(item.location().to_vec());
            }
        }
    }

    fn total(&self) -> usize {
        self.changed.len() + self.untracked
    }

    fn status(&self, complete: bool) -> Status {
        Status { changed: self.changed.len(), untracked: self.untracked, complete }
    }
}
