//! What a commit changed, with its text.

use gix::ObjectId;

use super::{Diff, Sides, Text, compare, pair_renames};
use crate::files::{Change, Collected, Entry};
use crate::{MAX_BLOB, Repository, Result};

/// Files of one change that are compared.
pub(crate) const MAX_CHANGED: usize = 20_000;
/// Bytes of all the files of one change, both sides together. Files beyond are listed as too large.
const MAX_READ: u64 = 1 << 30;

impl Repository {
    /// What the commit `rev` did to its first parent; to nothing when it has none.
    ///
    /// # Errors
    /// As [`Repository::commit`]. In a shallow clone the parent may be missing: [`crate::Error::Missing`].
    pub fn diff(&self, rev: &str) -> Result<Diff> {
        let local = self.local();
        let id = self.find_commit_id(&local, rev)?;
        let commit = self.small_commit(&local, id)?;
        let parent = commit.parent_ids().next().map(|id| id.detach());
        self.diff_trees(&local, parent, id)
    }

    /// What separates two commits, `before` and `after`.
    ///
    /// # Errors
    /// As [`Repository::commit`].
    pub fn diff_between(&self, before: &str, after: &str) -> Result<Diff> {
        let local = self.local();
        let (before, after) = (self.find_commit_id(&local, before)?, self.find_commit_id(&local, after)?);
        self.diff_trees(&local, Some(before), after)
    }

    fn diff_trees(&self, local: &gix::Repository, before: Option<ObjectId>, after: ObjectId) -> Result<Diff> {
        let (changes, truncated) = self.changed_files(local, before, after)?;
        let mut reader = Reader::new(local);
        let mut files: Vec<_> = changes.iter().map(|change| compare(&reader.sides(change))).collect();
        files.sort_by(|a, b| a.path().cmp(b.path()));
        Ok(Diff { files, truncated })
    }

    /// The files that differ, renames joined, in no particular order; and whether there were more.
    pub(crate) fn changed_files(
        &self,
        local: &gix::Repository,
        before: Option<ObjectId>,
        after: ObjectId,
    ) -> Result<(Vec<Change>, bool)> {
        let Collected { changes, truncated, .. } = self.collect(local, after, before, MAX_CHANGED)?;
        let mut reader = Reader::new(local);
        let changes = pair_renames(changes, |entry| match reader.read(Some(entry)) {
            Text::Bytes(bytes) => Some(bytes),
            Text::Absent | Text::Binary | Text::Large | Text::Pointer => None,
        });
        Ok((changes, truncated))
    }
}

/// Reads files of one change until it has read enough.
pub(crate) struct Reader<'r> {
    local: &'r gix::Repository,
    left: u64,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(local: &'r gix::Repository) -> Self {
        Self { local, left: MAX_READ }
    }

    pub(crate) fn sides(&mut self, change: &Change) -> Sides {
        let (before, after) = (self.read(change.before), self.read(change.after));
        let path = change.path.to_string();
        let old = match (&change.from, &change.before) {
            (Some(from), _) => Some(from.to_string()),
            (None, Some(_)) => Some(path.clone()),
            (None, None) => None,
        };
        Sides { old, new: change.after.map(|_| path), before, after }
    }

    pub(crate) fn read(&mut self, entry: Option<Entry>) -> Text {
        let Some(entry) = entry else { return Text::Absent };
        if !entry.mode.is_blob() {
            return Text::Pointer;
        }
        let size = self.local.find_header(entry.id).ok().map(|header| header.size());
        let Some(size) = size.filter(|size| *size <= MAX_BLOB.min(self.left)) else { return Text::Large };
        self.left -= size;
        match self.local.find_blob(entry.id) {
            Ok(mut blob) => Text::of(blob.take_data()),
            Err(_) => Text::Large,
        }
    }
}
