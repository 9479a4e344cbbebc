//! Pull requests as history knows them: by the titles that forges write.

use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;

use crate::message::{Message, decode_text};
use crate::{Commit, Operation, Repository, Result};

/// A pull or merge request that a commit's message names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PullTitle {
    pub number: u64,
}

impl PullTitle {
    /// Reads `Title (#123)`, `Merge pull request #123 from …`, `Merged in … (pull request #123)` and GitLab's
    /// `See merge request group/project!123`.
    pub fn of(title: &str, body: &str) -> Option<Self> {
        let number = after(title, "Merge pull request #")
            .or_else(|| title.rsplit_once("(pull request #").and_then(|(_, rest)| closed(rest)))
            .or_else(|| title.trim_end().rsplit_once("(#").and_then(|(_, rest)| closed(rest)))
            .or_else(|| title.trim_end().rsplit_once("(!").and_then(|(_, rest)| closed(rest)))
            .or_else(|| body.lines().rev().find_map(merge_request))?;
        Some(Self { number })
    }
}

fn after(text: &str, start: &str) -> Option<u64> {
    digits(text.strip_prefix(start)?).map(|(number, _)| number)
}

/// `123)` and nothing else.
fn closed(text: &str) -> Option<u64> {
    digits(text).filter(|(_, rest)| *rest == ")").map(|(number, _)| number)
}

fn merge_request(line: &str) -> Option<u64> {
    let rest = line.trim().strip_prefix("See merge request ")?;
    digits(rest.rsplit_once('!')?.1).map(|(number, _)| number)
}

fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

impl Repository {
    /// The commit by which pull request `number` came in, searched in the newest `last` commits of the current
    /// branch. `None` when none of them says so, which proves little.
    pub fn find_pull(&self, number: u64, last: usize) -> Result<Option<Commit>> {
        let local = self.local();
        let failed = self.failed(Operation::WalkHistory);
        let Some(head) = self.head()?.id else { return Ok(None) };
        let head = self.find_commit_id(&local, &head)?;
        let walk = local
            .rev_walk([head])
            .sorting(Sorting::ByCommitTime(CommitTimeOrder::NewestFirst))
            .all()
            .map_err(&failed)?;
        for step in walk.take(last) {
            let step = step.map_err(&failed)?;
            // A damaged commit in between hides itself, not the others.
            let Ok(object) = step.object() else { continue };
            let text = decode_text(object.message_raw_sloppy(), None);
            let message = Message::parse(&text);
            if PullTitle::of(&message.title, &message.body) == Some(PullTitle { number }) {
                return self.read_commit(&local, step.id).map(Some);
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_titles_that_forges_write() {
        let number = |title, body| PullTitle::of(title, body).map(|pull| pull.number);
        assert_eq!(number("Adopt the stream first (#2331)", ""), Some(2331));
        assert_eq!(number("Merge pull request #12 from a/b", ""), Some(12));
        assert_eq!(number("Merged in x (pull request #7)", ""), Some(7));
        assert_eq!(number("Merge branch 'x'", "Title\n\nSee merge request group/sub/project!45"), Some(45));
        assert_eq!(number("Fix issue (!88)", ""), Some(88));
        assert_eq!(number("Fix #12", "nothing"), None);
        assert_eq!(number("(#12) first", ""), None);
        assert_eq!(number("x (#99999999999999999999999)", ""), None);
    }
}
