use crate::api::{ApiError, CommitDetails, CommitFile, CommitView, MomentView, ShowCommit};
use crate::app::App;
use crate::book::Book;
use crate::wording::moment;
use catchbook_changes::{Commit, FileChange, FileKind};
use catchbook_record::Moment;
use jiff::Timestamp;
use jiff::tz::Offset;
use std::sync::Arc;

impl App {
    pub(crate) fn commit_view(&self, request: &ShowCommit) -> Result<CommitView, ApiError> {
        let id = request.commit.trim().to_ascii_lowercase();
        if !(4..=64).contains(&id.len()) || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ApiError::bad(format!("{} is not a commit", request.commit))
                .hint("A commit is written with 4 to 64 hexadecimal digits."));
        }
        let book = self.book()?;
        let repo = request.repo.as_deref();
        let commit = book.clones.commit(repo, &id);
        let full = commit.as_ref().map_or_else(|| id.clone(), |commit| commit.id.clone());
        Ok(CommitView {
            short: full.get(..7).unwrap_or(&full).to_owned(),
            url: book.clones.commit_url(repo, &full),
            missing: commit.is_none().then(|| missing(&book, repo)),
            details: commit.map(|commit| details(&book, repo, &commit)),
            records: records(&book, &id)?,
            repo: request.repo.clone(),
            id: full,
        })
    }
}

fn records(book: &Book, id: &str) -> Result<Vec<crate::api::RecordRef>, ApiError> {
    let mut paths: Vec<String> = Vec::new();
    for used in book.catalogs.read(|catalog| catalog.by_commit(id))? {
        if !paths.contains(&used.path) {
            paths.push(used.path);
        }
    }
    Ok(paths.iter().map(|path| book.record_ref(path)).collect())
}

fn missing(book: &Book, repo: Option<&str>) -> String {
    let name = repo.map_or_else(|| "the repository".to_owned(), str::to_owned);
    if book.clones.any_clone(repo) {
        format!("The clone of {name} on this machine does not have this commit. Fetch it there, and look again.")
    } else {
        format!("No clone of {name} is known on this machine. Name one in settings.toml: [[clone]] with name and path.")
    }
}

fn details(book: &Book, repo: Option<&str>, commit: &Arc<Commit>) -> CommitDetails {
    let changed = book.clones.repository_with(repo, &commit.id).and_then(|clone| clone.files(commit).ok());
    let (files, more) = changed.map_or_else(|| (Vec::new(), false), |changed| (changed.changes, changed.truncated));
    CommitDetails {
        title: commit.title.clone(),
        body: commit.body.clone(),
        author: commit.author_name.clone(),
        at: at(&commit.at),
        files: files.iter().map(file).collect(),
        more_files: more,
    }
}

fn file(change: &FileChange) -> CommitFile {
    let (kind, from) = match &change.kind {
        FileKind::Added => ("added", None),
        FileKind::Modified => ("modified", None),
        FileKind::Deleted => ("deleted", None),
        FileKind::Renamed { from } => ("renamed", Some(from.clone())),
    };
    CommitFile {
        path: change.path.clone(),
        change: kind.to_owned(),
        from,
        added: change.lines.map(|(added, _)| added),
        removed: change.lines.map(|(_, removed)| removed),
    }
}

/// The author's own wall clock.
pub(super) fn at(at: &catchbook_changes::Moment) -> MomentView {
    let instant = Timestamp::from_second(at.seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    let offset = Offset::from_seconds(i32::from(at.offset_minutes) * 60).unwrap_or(Offset::UTC);
    let local = offset.to_datetime(instant);
    moment(&Moment {
        text: instant.to_string(),
        date: local.date(),
        time: Some(local.time()),
        instant,
        offset_minutes: Some(at.offset_minutes),
    })
}
