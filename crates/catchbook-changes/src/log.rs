//! The newest commits, to choose one from.

use gix::ObjectId;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::commit::moment;
use crate::message::{Message, decode_text};
use crate::{Moment, Operation, Repository, Result};

/// Branches looked at. A repository with more is a build farm's.
const MAX_TIPS: usize = 2_000;

/// A commit in a list: what a person tells it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// 40 hexadecimal digits.
    pub id: String,
    /// The first paragraph of the message on one line, at most 500 characters.
    pub title: String,
    pub author_name: String,
    /// When the author made it.
    pub at: Moment,
}

/// Commits, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    pub entries: Vec<LogEntry>,
    /// Older commits were not looked at.
    pub cut: bool,
}

impl Repository {
    /// The newest `last` commits that any branch of this clone leads to, remote ones included. A commit that cannot be
    /// read hides itself, not the others. Ends early, as if cut, when `stop` is set.
    ///
    /// # Errors
    /// When the branches cannot be read.
    pub fn log(&self, last: usize, stop: &AtomicBool) -> Result<Log> {
        let local = self.local();
        let failed = self.failed(Operation::WalkHistory);
        let tips = tips(&local, self)?;
        let walk = local.rev_walk(tips).sorting(Sorting::ByCommitTime(CommitTimeOrder::NewestFirst));
        let mut log = Log::default();
        // The commit that a shallow clone ends at may be named by a branch and not be there.
        for step in walk.all().map_err(&failed)? {
            if log.entries.len() >= last || stop.load(Ordering::Relaxed) {
                log.cut = true;
                break;
            }
            let Ok(step) = step else {
                log.cut = true;
                break;
            };
            log.entries.extend(self.log_entry(&local, step.id));
        }
        Ok(log)
    }

    /// What every branch leads to, in a fixed order: while this is the same, [`Repository::log`] is too.
    ///
    /// # Errors
    /// When the branches cannot be read.
    pub fn tips(&self) -> Result<Vec<String>> {
        Ok(tips(&self.local(), self)?.iter().map(ToString::to_string).collect())
    }

    /// `None` for a commit that is damaged or larger than any message.
    pub(crate) fn log_entry(&self, local: &gix::Repository, id: ObjectId) -> Option<LogEntry> {
        let object = self.small_commit(local, id).ok()?;
        let commit = object.decode().ok()?;
        let author = commit.author().ok()?.trim();
        let encoding = commit.encoding.map(|name| name.to_string());
        Some(LogEntry {
            id: id.to_string(),
            title: Message::parse(&decode_text(commit.message, encoding.as_deref())).title,
            author_name: decode_text(author.name, encoding.as_deref()),
            at: moment(&author),
        })
    }
}

fn tips(local: &gix::Repository, repository: &Repository) -> Result<Vec<ObjectId>> {
    let failed = repository.failed(Operation::ReadHead);
    let references = local.references().map_err(&failed)?;
    let mut tips: Vec<ObjectId> = Vec::new();
    for branches in [references.local_branches(), references.remote_branches()] {
        for branch in branches.map_err(&failed)?.take(MAX_TIPS) {
            // A broken branch leads nowhere; the others do.
            let Ok(mut branch) = branch else { continue };
            tips.extend(branch.peel_to_id().ok().map(|id| id.detach()));
        }
    }
    tips.extend(local.head_id().ok().map(|id| id.detach()));
    tips.retain(|id| local.find_header(*id).is_ok_and(|header| header.kind() == gix::objs::Kind::Commit));
    tips.sort();
    tips.dedup();
    Ok(tips)
}
