//! What git remembers of a record's file.

use crate::api::*;
use crate::app::App;
use crate::book::Book;
use crate::error::sentence;
use crate::wording::count;
use catchbook_changes::{Repository, Revision, text_id};
use jiff::Timestamp;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Commits of the vault's repository that are looked at, the newest first: a second's work where it is busy.
const NEWEST: usize = 20_000;

impl App {
    pub(crate) fn history_of(&self, handle: &str) -> Result<RecordHistory, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let Some(repository) = book.repository()? else { return Ok(RecordHistory::default()) };
        let Some(place) = place(&repository, &book.root, &path) else { return Ok(RecordHistory::default()) };
        let history = repository.history(&place, NEWEST, &AtomicBool::new(false)).map_err(|error| failed(&error))?;
        let text = text_id(&book.read(&path)?.0.bytes);
        let note = match () {
            () if history.cut && repository.is_shallow() => {
                Some("This clone is shallow: older commits are not on this machine.".to_owned())
            }
            () if history.cut => {
                Some(format!("Only the newest {} were looked at.", count(NEWEST, "commit", "commits")))
            }
            () if history.revisions.is_empty() => Some("Git does not know this file yet.".to_owned()),
            () => None,
        };
        let rows = history.revisions.into_iter().map(|revision| self.row(revision, &place, text.as_deref()));
        Ok(RecordHistory { revisions: rows.collect(), note })
    }

    fn row(&self, revision: Revision, place: &str, text: Option<&str>) -> RevisionRow {
        let Revision { commit, path, text: held, before } = revision;
        let at = Timestamp::from_second(commit.at.seconds).unwrap_or_default();
        RevisionRow {
            short: commit.id.get(..7).unwrap_or(&commit.id).to_owned(),
            title: commit.title,
            author: commit.author_name,
            at: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            when: self.local(at).strftime("%-d %b %Y, %H:%M").to_string(),
            path: (path != place).then(|| path.clone()),
            current: text == Some(held.as_str()),
            state: EarlierState::Commit {
                after: FileAt { commit: commit.id, path },
                before: before.map(|(commit, path)| FileAt { commit, path }),
            },
        }
    }
}

impl Book {
    /// The repository that the vault lies in.
    fn repository(&self) -> Result<Option<Repository>, ApiError> {
        Repository::discover(&self.root).map_err(|error| failed(&error))
    }

    /// The bytes that a file of that repository had.
    pub(crate) fn committed(&self, file: &FileAt) -> Result<Vec<u8>, ApiError> {
        let FileAt { commit, path } = file;
        let missing = || ApiError::new(ErrorCode::NotFound, format!("The commit {commit} has no file {path}"));
        let repository = self.repository()?.ok_or_else(missing)?;
        repository.blob(commit, path).map_err(|error| failed(&error))?.ok_or_else(missing)
    }
}

fn failed(error: &catchbook_changes::Error) -> ApiError {
    ApiError::failed(sentence(error)).hint("git log on the file shows whether git itself can read it.")
}

/// Where a file of the vault lies in the repository, with `/` between the parts.
fn place(repository: &Repository, vault: &Path, path: &str) -> Option<String> {
    let top = repository.work_tree()?.canonicalize().ok()?;
    let folder = vault.canonicalize().ok()?;
    let parts: Option<Vec<&str>> = folder.strip_prefix(top).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.into_iter().chain([path]).collect::<Vec<_>>().join("/"))
}
