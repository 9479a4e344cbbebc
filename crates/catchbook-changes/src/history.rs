//! The commits that changed one file.

use gix::ObjectId;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::{FileKind, LogEntry, Operation, Repository, Result};

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub commit: LogEntry,
    /// Where the file lay after it.
    pub path: String,
    /// The id of its text after it: [`text_id`] gives the same for the same bytes.
    pub text: String,
    /// Where its text before it is: a commit, and the path there. `None` when the commit made the file.
    pub before: Option<(String, String)>,
}

/// The history of a file, the newest revision first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub revisions: Vec<Revision>,
    /// Older commits were not looked at.
    pub cut: bool,
}

impl Repository {
    /// The commits that changed `path`, with `/` between its parts, among the newest `last` that the current branch
    /// leads to; through renames, where the text stayed at least half the same. A merge that only took one side is
    /// none of them. Empty for a file that the branch does not hold. Ends early, as if cut, when `stop` is set.
    ///
    /// # Errors
    /// When the history cannot be walked.
    pub fn history(&self, path: &str, last: usize, stop: &AtomicBool) -> Result<History> {
        let local = self.local();
        let failed = self.failed(Operation::WalkHistory);
        let Ok(head) = local.head_id() else { return Ok(History::default()) };
        if file_in(&local, head.detach(), path).is_none() {
            return Ok(History::default());
        }
        let mut history = History { revisions: Vec::new(), cut: self.is_shallow() };
        let walk = local.rev_walk([head]).sorting(Sorting::ByCommitTime(CommitTimeOrder::NewestFirst));
        let mut path = path.to_owned();
        for (at, step) in walk.all().map_err(&failed)?.enumerate() {
            let Some(step) = step.ok().filter(|_| at < last && !stop.load(Ordering::Relaxed)) else {
                history.cut = true;
                break;
            };
            let Some(after) = file_in(&local, step.id, &path) else { continue };
            let parents: Vec<ObjectId> = step.parent_ids.iter().copied().collect();
            if parents.iter().any(|parent| file_in(&local, *parent, &path) == Some(after)) {
                continue;
            }
            let Some(commit) = self.log_entry(&local, step.id) else { continue };
            let parent = parents.first().map(ToString::to_string);
            let was = match parents.first() {
                Some(parent) if file_in(&local, *parent, &path).is_some() => Some(path.clone()),
                Some(_) => self.renamed_from(&commit.id, &path),
                None => None,
            };
            let before = parent.zip(was.clone());
            history.revisions.push(Revision { commit, path: path.clone(), text: after.to_string(), before });
            match was {
                Some(was) => path = was,
                None => break,
            }
        }
        Ok(history)
    }

    fn renamed_from(&self, commit: &str, path: &str) -> Option<String> {
        let files = self.files(&self.commit(commit).ok()?).ok()?;
        files.changes.into_iter().find(|change| change.path == path).and_then(|change| match change.kind {
            FileKind::Renamed { from } => Some(from),
            FileKind::Added | FileKind::Modified | FileKind::Deleted => None,
        })
    }
}

/// The id that git gives to a text, without any filter. `None` beyond what git's own format can count.
pub fn text_id(bytes: &[u8]) -> Option<String> {
    gix::objs::compute_hash(gix::hash::Kind::Sha1, gix::objs::Kind::Blob, bytes).ok().map(|id| id.to_string())
}

/// The id of the file's text in a commit.
fn file_in(local: &gix::Repository, commit: ObjectId, path: &str) -> Option<ObjectId> {
    let tree = local.find_commit(commit).ok()?.tree().ok()?;
    let entry = tree.lookup_entry(path.split('/')).ok()??;
    entry.mode().is_blob().then(|| entry.object_id())
}
