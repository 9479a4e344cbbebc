use super::set::refused;
use crate::api::{ApiError, FieldValue, LinkRecord, LinkTo, Linked};
use crate::app::App;
use crate::book::{Book, bare};
use catchbook_changes::{ChangeRef, parse_change_ref};
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::{Confidence, Kind, Record, Role};

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
        if read.record.changes.iter().any(|change| change.role == role && names_same(change, &text)) {
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

fn names_same(change: &catchbook_record::Change, text: &str) -> bool {
    let text = text.trim_end_matches('?');
    change.commit.as_deref() == Some(text)
        || change.url.as_deref() == Some(text)
        || change.pr.as_deref().is_some_and(|pr| text == format!("PR {pr}"))
}

/// A commit is checked against the clones where there is one; a forge's address stays an address.
fn short_form(book: &Book, target: &str) -> Result<String, ApiError> {
    let (reference, doubt) = match target.trim().strip_suffix('?') {
        Some(reference) => (reference.trim(), "?"),
        None => (target.trim(), ""),
    };
    let text = match parse_change_ref(reference) {
        Some(ChangeRef::Commit { id, .. }) => {
            let known = book.clones.commit(None, &id);
            let short = known.map(|commit| commit.id.get(..12).unwrap_or(&commit.id).to_owned());
            let stays_address = reference.starts_with("https://");
            if stays_address { reference.to_owned() } else { short.unwrap_or(id) }
        }
        Some(ChangeRef::Pull { .. }) if reference.starts_with("https://") => reference.to_owned(),
        Some(ChangeRef::Pull { number, .. }) => format!("PR {number}"),
        Some(ChangeRef::Url { url }) => url,
        None => {
            return Err(ApiError::bad(format!("{reference} names no change"))
                .hint("Write a commit, PR 123, or a forge's https address."));
        }
    };
    Ok(text + doubt)
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
