use super::form::text_changes;
use super::set::refused;
use crate::api::{ApiError, FieldValue, LinkRecord, LinkText, LinkTo, Linked, TextChanges};
use crate::app::App;
use crate::book::{Book, bare};
use catchbook_changes::{ChangeRef, parse_change_ref};
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::{Change, Confidence, Kind, Record, Role, parse};

/// The record that a tie is written into: a file's, or a text that is being edited.
#[derive(Clone, Copy)]
struct Held<'a> {
    bytes: &'a [u8],
    record: &'a Record,
}

impl App {
    /// What a tie changes in a text that is being edited.
    pub(crate) fn link_changes(&self, request: &LinkText) -> Result<TextChanges, ApiError> {
        let book = self.book()?;
        let LinkText { text, path, to, target } = request;
        let parsed = parse(path, text.as_bytes());
        let held = Held { bytes: text.as_bytes(), record: &parsed.record };
        let edit = match to {
            LinkTo::Introduced => book.link_change(held, Role::Introduced, target)?,
            LinkTo::Fixed => book.link_change(held, Role::Fixed, target)?,
            LinkTo::CaughtBy => book.link_catch(held, target)?,
            LinkTo::Incident => {
                return Err(ApiError::bad("An incident holds the link to its catch, not the other way round")
                    .hint("Link the catch in the incident."));
            }
        };
        match edit {
            Some(edit) => text_changes(text, &edit),
            None => Ok(TextChanges { changes: Vec::new() }),
        }
    }

    pub(crate) fn link(&self, request: &LinkRecord) -> Result<Linked, ApiError> {
        self.tie(request, Book::link_change, Book::link_catch)
    }

    pub(crate) fn unlink(&self, request: &LinkRecord) -> Result<Linked, ApiError> {
        self.tie(request, Book::unlink_change, Book::unlink_catch)
    }

    fn tie(
        &self,
        request: &LinkRecord,
        change: impl Fn(&Book, Held<'_>, Role, &str) -> Result<Option<FieldEdit>, ApiError>,
        catch: impl Fn(&Book, Held<'_>, &str) -> Result<Option<FieldEdit>, ApiError>,
    ) -> Result<Linked, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let holder = match request.to {
            LinkTo::Incident => book.find_one(bare(&request.target))?,
            LinkTo::Introduced | LinkTo::Fixed | LinkTo::CaughtBy => path.clone(),
        };
        let (loaded, read) = book.read(&holder)?;
        let held = Held { bytes: &loaded.bytes, record: &read.record };
        let edit = match request.to {
            LinkTo::Introduced => change(&book, held, Role::Introduced, &request.target)?,
            LinkTo::Fixed => change(&book, held, Role::Fixed, &request.target)?,
            LinkTo::CaughtBy => catch(&book, held, &request.target)?,
            LinkTo::Incident => catch(&book, held, &request.handle)?,
        };
        if let Some(edit) = edit {
            let bytes = edit::apply(&loaded.bytes, &edit).map_err(refused)?;
            self.save(&book, &holder, &loaded, &bytes)?;
        }
        let (_, read) = book.read(&path)?;
        Ok(Linked { id: read.record.handle().to_owned(), path: holder, links: ties(&book, &read.record) })
    }
}

impl Book {
    /// The short form, as a person would write it; `?` at the end means suspected. A change that is linked already is
    /// written anew when it was suspected and is not any more, or the other way round.
    fn link_change(&self, held: Held<'_>, role: Role, target: &str) -> Result<Option<FieldEdit>, ApiError> {
        let text = short_form(self, target)?;
        let field = role.as_str().to_owned();
        let new = Change::read(&text, role);
        let known = new.as_ref().and_then(|new| held.record.changes.iter().find(|known| names_same(known, new)));
        let Some((known, new)) = known.zip(new.as_ref()) else {
            return Ok(Some(FieldEdit::Append { field, item: edit::FieldValue::Text(text) }));
        };
        if known.confidence == new.confidence {
            return Ok(None);
        }
        let items = short_forms(held.bytes, &field, known)?;
        let doubted = |item: String| match (names(&item, role, new), new.confidence) {
            (false, _) => item,
            (true, Confidence::Suspected) => item + "?",
            (true, Confidence::Confirmed) => item.trim_end_matches('?').trim_end().to_owned(),
        };
        Ok(Some(set(held.bytes, field, items.into_iter().map(doubted).collect())))
    }

    fn unlink_change(&self, held: Held<'_>, role: Role, target: &str) -> Result<Option<FieldEdit>, ApiError> {
        let text = short_form(self, target)?;
        let field = role.as_str().to_owned();
        let old = Change::read(&text, role);
        let Some((known, old)) = old.as_ref().and_then(|old| {
            let known = held.record.changes.iter().find(|known| names_same(known, old))?;
            Some((known, old))
        }) else {
            return Ok(None);
        };
        let items = short_forms(held.bytes, &field, known)?;
        Ok(Some(set(held.bytes, field, items.into_iter().filter(|item| !names(item, role, old)).collect())))
    }

    /// The link is stored in the incident; its reverse is derived.
    fn link_catch(&self, incident: Held<'_>, catch: &str) -> Result<Option<FieldEdit>, ApiError> {
        if incident.record.kind != Kind::Incident {
            return Err(ApiError::bad(format!("{} is not an incident", incident.record.handle()))
                .hint("A catch is tied to an incident: name one."));
        }
        let catch = self.find_one(bare(catch))?;
        let (_, caught) = self.read(&catch)?;
        let handle = caught.record.handle().to_owned();
        if incident.record.incident.catches.iter().any(|known| bare(known) == handle) {
            return Ok(None);
        }
        Ok(Some(FieldEdit::Append { field: "catches".to_owned(), item: edit::FieldValue::Text(handle) }))
    }

    fn unlink_catch(&self, incident: Held<'_>, catch: &str) -> Result<Option<FieldEdit>, ApiError> {
        // The catch may be named by its id, its file or an alias.
        let gone = self.find_one(bare(catch)).ok();
        let is_it = |item: &str| bare(item) == bare(catch) || gone.is_some() && self.find_one(bare(item)).ok() == gone;
        let items = texts(incident.bytes, "catches").unwrap_or_default();
        if !items.iter().any(|item| is_it(item)) {
            return Ok(None);
        }
        Ok(Some(set(incident.bytes, "catches".to_owned(), items.into_iter().filter(|item| !is_it(item)).collect())))
    }
}

/// The items of a field that holds its changes in the short form.
fn short_forms(bytes: &[u8], field: &str, known: &Change) -> Result<Vec<String>, ApiError> {
    let written_so = |items: &Vec<String>| items.iter().any(|item| names(item, known.role, known));
    texts(bytes, field).filter(written_so).ok_or_else(|| {
        ApiError::bad(format!("The change is written in the long form in line {}", known.line))
            .hint("Change it there, in the file itself.")
    })
}

pub(super) fn texts(bytes: &[u8], field: &str) -> Option<Vec<String>> {
    match edit::value(bytes, field)? {
        edit::FieldValue::Text(text) => Some(vec![text]),
        edit::FieldValue::List(items) => Some(items),
        edit::FieldValue::Map(_) | edit::FieldValue::Maps(_) => None,
    }
}

/// A single value stays one, and so does a list; nothing at all is no field.
pub(super) fn set(bytes: &[u8], field: String, items: Vec<String>) -> FieldEdit {
    let value = match &items[..] {
        [] => return FieldEdit::Remove { field },
        [one] if !edit::holds_list(bytes, &field) => edit::FieldValue::Text(one.clone()),
        _ => edit::FieldValue::List(items),
    };
    FieldEdit::Set { field, value }
}

fn names(item: &str, role: Role, change: &Change) -> bool {
    Change::read(item, role).is_some_and(|item| names_same(&item, change))
}

fn names_same(known: &Change, new: &Change) -> bool {
    let same = |known: &Option<String>, new: &Option<String>| known.is_some() && known == new;
    let repo = known.repo.is_none() || new.repo.is_none() || known.repo == new.repo;
    let commit = known.commit.as_deref().zip(new.commit.as_deref());
    let commit = commit.is_some_and(|(known, new)| known.starts_with(new) || new.starts_with(known));
    known.role == new.role && (same(&known.url, &new.url) || (repo && (commit || same(&known.pr, &new.pr))))
}

/// A commit is checked against the clones where there is one; a forge's address stays an address.
pub(super) fn short_form(book: &Book, target: &str) -> Result<String, ApiError> {
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
