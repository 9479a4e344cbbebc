use super::set::refused;
use crate::api::{ApiError, FieldValue, LinkRecord, LinkTo, Linked};
use crate::app::App;
use crate::book::{Book, bare};
use catchbook_changes::{ChangeRef, parse_change_ref};
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::{Change, Confidence, Kind, Record, Role};

impl App {
    pub(crate) fn link(&self, request: &LinkRecord) -> Result<Linked, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let mut written = path.clone();
        match request.to {
            LinkTo::Introduced => self.link_change(&book, &path, "introduced", &request.target)?,
            LinkTo::Fixed => self.link_change(&book, &path, "fixed", &request.target)?,
            LinkTo::CaughtBy => self.link_catch(&book, &path, &request.target)?,
            LinkTo::Incident => {
                let incident = book.find_one(bare(&request.target))?;
                self.link_catch(&book, &incident, &request.handle)?;
                written = incident;
            }
        }
        let (_, read) = book.read(&path)?;
        Ok(Linked { id: read.record.handle().to_owned(), path: written, links: ties(&book, &read.record) })
    }

    /// The short form, as a person would write it; `?` at the end means suspected.
    fn link_change(&self, book: &Book, path: &str, field: &str, target: &str) -> Result<(), ApiError> {
        let text = short_form(book, target)?;
        let (loaded, read) = book.read(path)?;
        let role = if field == "fixed" { Role::Fixed } else { Role::Introduced };
        let new = Change::read(&text, role);
        if read.record.changes.iter().any(|known| new.as_ref().is_some_and(|new| names_same(known, new))) {
            return Ok(());
        }
        let append = FieldEdit::Append { field: field.to_owned(), item: edit::FieldValue::Text(text) };
        let bytes = edit::apply(&loaded.bytes, &append).map_err(refused)?;
        self.save(book, path, &loaded, &bytes).map(drop)
    }

    /// The link is stored in the incident; its reverse is derived.
    fn link_catch(&self, book: &Book, incident: &str, catch: &str) -> Result<(), ApiError> {
        let (loaded, read) = book.read(incident)?;
        if read.record.kind != Kind::Incident {
            return Err(ApiError::bad(format!("{} is not an incident", read.record.handle()))
                .hint("A catch is tied to an incident: name one."));
        }
        let catch = book.find_one(bare(catch))?;
        let (_, caught) = book.read(&catch)?;
        let handle = caught.record.handle().to_owned();
        if read.record.incident.catches.iter().any(|known| bare(known) == handle) {
            return Ok(());
        }
        let append = FieldEdit::Append { field: "catches".to_owned(), item: edit::FieldValue::Text(handle) };
        let bytes = edit::apply(&loaded.bytes, &append).map_err(refused)?;
        self.save(book, incident, &loaded, &bytes).map(drop)
    }
}

fn names_same(known: &Change, new: &Change) -> bool {
    let same = |known: &Option<String>, new: &Option<String>| known.is_some() && known == new;
    let repo = known.repo.is_none() || new.repo.is_none() || known.repo == new.repo;
    let commit = known.commit.as_deref().zip(new.commit.as_deref());
    let commit = commit.is_some_and(|(known, new)| known.starts_with(new) || new.starts_with(known));
    known.role == new.role && (same(&known.url, &new.url) || (repo && (commit || same(&known.pr, &new.pr))))
}

/// A commit is checked against the clones where there is one; a forge's address stays an address.
fn short_form(book: &Book, target: &str) -> Result<String, ApiError> {
    let (reference, doubt) = match target.trim().strip_suffix('?') {
        Some(reference) => (reference.trim(), "?"),
        None => (target.trim(), ""),
    };
    let text = match parse_change_ref(reference) {
        Some(ChangeRef::Commit { .. } | ChangeRef::Pull { .. }) if reference.starts_with("https://") => {
            reference.to_owned()
        }
        Some(ChangeRef::Commit { id, .. }) => short_commit(book, None, &id),
        Some(ChangeRef::Pull { number, .. }) => format!("PR {number}"),
        Some(ChangeRef::Url { url }) => url,
        None => as_in_a_record(book, reference).ok_or_else(|| {
            ApiError::bad(format!("{reference} names no change"))
                .hint("Write a commit, PR 123, or a forge's https address.")
        })?,
    };
    Ok(text + doubt)
}

/// What a record may hold may be typed too: `2331`, `web@a41f9c2`, `web#2331`.
fn as_in_a_record(book: &Book, reference: &str) -> Option<String> {
    let change = Change::read(reference, Role::Fixed)?;
    match (change.repo, change.commit, change.pr) {
        _ if change.url.is_some() || change.at.is_some() || change.evidence.is_some() => None,
        (Some(repo), Some(id), _) => Some(format!("{repo}@{}", short_commit(book, Some(&repo), &id))),
        (Some(repo), None, Some(pr)) => Some(format!("{repo}#{pr}")),
        (None, Some(id), _) => Some(short_commit(book, None, &id)),
        (None, None, Some(pr)) => Some(format!("PR {pr}")),
        (_, None, None) => None,
    }
}

fn short_commit(book: &Book, repo: Option<&str>, id: &str) -> String {
    let known = book.clones.commit(repo, id);
    known.map_or_else(|| id.to_owned(), |commit| commit.id.get(..12).unwrap_or(&commit.id).to_owned())
}

fn ties(book: &Book, record: &Record) -> Vec<FieldValue> {
    let tie = |field: &str, value: String| FieldValue { field: field.to_owned(), value: Some(value) };
    let mut ties: Vec<FieldValue> = record
        .changes
        .iter()
        .filter_map(|change| {
            let pr = change.pr.as_ref().map(|pr| format!("PR {pr}"));
            let doubt = if change.confidence == Confidence::Suspected { "?" } else { "" };
            Some(tie(change.role.as_str(), change.commit.clone().or(pr).or_else(|| change.url.clone())? + doubt))
        })
        .collect();
    ties.extend(record.incident.catches.iter().map(|catch| tie("catches", bare(catch).to_owned())));
    if record.kind == Kind::Catch
        && let Ok(Some(incident)) = book.partner(record)
    {
        ties.push(tie("incident", incident.handle().to_owned()));
    }
    ties
}
