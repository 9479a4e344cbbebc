//! What is not committed, in numbers.
//!
//! The library's own status is not used: it sends files through the conversions that a repository's attributes
//! name, which is work for a stranger at best. Here bytes are compared with bytes.

mod staged;
mod untracked;
mod work_tree;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use gix::bstr::{BStr, BString, ByteSlice};

use crate::{Error, Operation, Repository, Result};

/// Files counted before the count ends.
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
    /// No filter and no conversion is applied, so a file that git keeps in another form (git-lfs, converted line
    /// ends) counts as changed once its time stamp differs from git's note. Submodules are not looked into, and
    /// the user's own list of ignored files is not known here.
    pub fn status(&self, stop: &AtomicBool) -> Result<Status> {
        let local = self.local();
        let Some(root) = local.workdir() else {
            return Err(Error::NoWorkTree { path: self.path().to_owned() });
        };
        let failed = self.failed(Operation::ReadStatus);
        let index = local.index_or_empty().map_err(&failed)?;
        let mut count = Count { changed: HashSet::new(), untracked: 0, stop };
        let complete = staged::compare(&local, &index, &mut count).map_err(&failed)?
            && work_tree::compare(root, &index, self.keeps_executable_bits(), &mut count)
            && untracked::list(&local, &index, &mut count).map_err(&failed)?;
        Ok(Status { changed: count.changed.len(), untracked: count.untracked, complete })
    }

    /// A note about the file system, not an instruction: whether the executable bit means anything on it.
    fn keeps_executable_bits(&self) -> bool {
        cfg!(unix) && self.raw_config("core.fileMode").is_none_or(|value| !value.eq_ignore_ascii_case("false"))
    }
}

/// The count so far. Each step ends when this is full or the caller has seen enough.
struct Count<'s> {
    changed: HashSet<BString>,
    untracked: usize,
    stop: &'s AtomicBool,
}

impl Count<'_> {
    fn changed(&mut self, path: &BStr) {
        if !self.changed.contains(path.as_bytes().as_bstr()) {
            self.changed.insert(path.to_owned());
        }
    }

    fn goes_on(&self) -> bool {
        self.changed.len() + self.untracked < MAX_LISTED && !self.stop.load(Ordering::Relaxed)
    }
}
