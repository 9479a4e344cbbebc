//! Which files a commit changed, and by how much.

use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteSlice};
use gix::diff::tree::{Error as DiffError, State, Visit, visit};
use gix::objs::TreeRefIter;
use gix::objs::tree::EntryMode;

use crate::diff::pair_renames;
use crate::lines::Counter;
use crate::{Commit, Operation, Repository, Result};

/// Files listed of one commit.
pub const MAX_FILES: usize = 500;
/// Folders and files looked at. A tree can name itself by way of others and have more files than atoms.
const MAX_VISITS: usize = 100_000;

/// The files of a commit, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    pub changes: Vec<FileChange>,
    /// There are more than are listed.
    pub truncated: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// With `/` between its parts; bytes that are no UTF-8 are shown as `\u{fffd}`.
    pub path: String,
    pub kind: FileKind,
    /// Lines added and removed; `None` for large files, binary ones, links and submodules.
    pub lines: Option<(u32, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    Added,
    Modified,
    Deleted,
    Renamed { from: String },
}

/// One file on both sides, before renames are found.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) path: BString,
    pub(crate) before: Option<Entry>,
    pub(crate) after: Option<Entry>,
    pub(crate) from: Option<BString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: ObjectId,
    pub(crate) mode: EntryMode,
}

impl Repository {
    /// The files that differ between `commit` and its first parent; all of them when it has none.
    ///
    /// A renamed file is found when its text stayed at least half the same. In a shallow clone the parent may be
    /// missing: then the error is [`crate::Error::Missing`].
    pub fn files(&self, commit: &Commit) -> Result<Files> {
        let local = self.local();
        let id = self.find_commit_id(&local, &commit.id)?;
        let parent = commit.parents.first().map(|parent| self.find_commit_id(&local, parent)).transpose()?;
        // Twice the number listed: a rename is two changes until it is recognised.
        let collected = self.collect(&local, id, parent, 2 * MAX_FILES)?;
        let mut counter = Counter::new(&local);
        let mut changes = pair_renames(collected.changes, |entry| counter.text(entry));
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        let truncated = collected.truncated || changes.len() > MAX_FILES;
        changes.truncate(MAX_FILES);
        let changes = changes.iter().map(|change| describe(change, &mut counter)).collect();
        Ok(Files { changes, truncated })
    }

    /// Whether the commit `id` changed a file, against its first parent, whose path holds `part`. Of a commit with very
    /// many files only the first are looked at.
    ///
    /// # Errors
    /// As [`Repository::files`].
    pub fn touches(&self, id: &str, part: &str) -> Result<bool> {
        let local = self.local();
        let id = self.find_commit_id(&local, id)?;
        let parent = self.small_commit(&local, id)?.parent_ids().next().map(|parent| parent.detach());
        let collected = self.collect(&local, id, parent, 2 * MAX_FILES)?;
        Ok(collected.changes.iter().any(|change| change.path.find(part).is_some()))
    }

    /// The files that differ, `most` at most, before renames are found.
    pub(crate) fn collect(
        &self,
        local: &gix::Repository,
        after: ObjectId,
        before: Option<ObjectId>,
        most: usize,
    ) -> Result<Collected> {
        let after = self.tree_of(local, after)?;
        let before = before.map(|before| self.tree_of(local, before)).transpose()?.unwrap_or_default();
        let mut collected = Collected { most, ..Collected::default() };
        let outcome = gix::diff::tree(
            TreeRefIter::from_bytes(&before, local.object_hash()),
            TreeRefIter::from_bytes(&after, local.object_hash()),
            State::default(),
            &local.objects,
            &mut collected,
        );
        match outcome {
            Ok(()) | Err(DiffError::Cancelled) => Ok(collected),
            Err(DiffError::Failure(source)) => Err(self.failed(Operation::CompareTrees)(source)),
        }
    }

    fn tree_of(&self, local: &gix::Repository, commit: ObjectId) -> Result<Vec<u8>> {
        let failed = self.failed(Operation::CompareTrees);
        let mut tree = local.find_commit(commit).map_err(&failed)?.tree().map_err(&failed)?;
        Ok(tree.take_data())
    }
}

fn describe(change: &Change, counter: &mut Counter<'_>) -> FileChange {
    let kind = match (&change.before, &change.after, &change.from) {
        (_, _, Some(from)) => FileKind::Renamed { from: from.to_string() },
        (None, _, None) => FileKind::Added,
        (Some(_), None, None) => FileKind::Deleted,
        (Some(_), Some(_), None) => FileKind::Modified,
    };
    FileChange { path: change.path.to_string(), kind, lines: counter.lines(change) }
}

/// Collects files, not folders, until there are too many.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) changes: Vec<Change>,
    pub(crate) truncated: bool,
    most: usize,
    visits: usize,
    path: BString,
    /// Paths of folders that wait to be entered.
    waiting: std::collections::VecDeque<BString>,
}

impl Collected {
    fn push_name(&mut self, name: &BStr) {
        if !self.path.is_empty() {
            self.path.push(b'/');
        }
        self.path.extend_from_slice(name);
    }
}

impl Visit for Collected {
    fn pop_front_tracked_path_and_set_current(&mut self) {
        self.path = self.waiting.pop_front().unwrap_or_default();
    }

    fn push_back_tracked_path_component(&mut self, component: &BStr) {
        self.push_name(component);
        self.waiting.push_back(self.path.clone());
    }

    fn push_path_component(&mut self, component: &BStr) {
        self.push_name(component);
    }

    fn pop_path_component(&mut self) {
        let parent = self.path.rfind_byte(b'/').unwrap_or(0);
        self.path.truncate(parent);
    }

    fn visit(&mut self, change: visit::Change) -> visit::Action {
        let (before, after) = match change {
            visit::Change::Addition { entry_mode: mode, oid: id, .. } => (None, Some(Entry { id, mode })),
            visit::Change::Deletion { entry_mode: mode, oid: id, .. } => (Some(Entry { id, mode }), None),
            visit::Change::Modification { previous_entry_mode, previous_oid, entry_mode, oid } => {
                (Some(Entry { id: previous_oid, mode: previous_entry_mode }), Some(Entry { id: oid, mode: entry_mode }))
            }
        };
        let file = |entry: Option<Entry>| entry.filter(|entry| !entry.mode.is_tree());
        let (before, after) = (file(before), file(after));
        if before.is_some() || after.is_some() {
            self.changes.push(Change { path: self.path.clone(), before, after, from: None });
        }
        self.visits += 1;
        if self.visits >= MAX_VISITS || self.changes.len() > self.most {
            self.truncated = true;
            return visit::Action::Break(());
        }
        visit::Action::Continue(())
    }
}
