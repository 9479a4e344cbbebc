use crate::api::{ApiError, ErrorCode, Event, FieldValue, SetFields, Written};
use crate::app::App;
use crate::book::Book;
use catchbook_record::edit::{self, EditError, FieldEdit};
use catchbook_record::parse;
use catchbook_vault::{Loaded, Saved, VaultPath};

/// Fields that hold a list: there a comma separates, everywhere else it is text.
const LISTS: &[&str] = &[
    "aliases",
    "authors",
    "catches",
    "caught_by",
    "contributing_factors",
    "dissimilar",
    "emails",
    "green",
    "modes",
    "names",
    "services",
    "superseded_by",
    "supersedes",
    "symptoms",
    "tags",
];

impl App {
    pub(crate) fn set(&self, request: &SetFields) -> Result<Written, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let (loaded, _) = book.read(&path)?;
        let edits = request.fields.iter().map(|field| field_edit(field, &loaded.bytes));
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        if edits.iter().any(|edit| edit.field() == "id") {
            return Err(ApiError::bad("An id is made once: links and notes hold on to it")
                .hint("Give the record an alias instead: aliases=OTHER-NAME."));
        }
        self.edit_record(&book, &path, &edits)
    }

    /// Makes edits to one record and saves them together; every other byte stays.
    pub(crate) fn edit_record(&self, book: &Book, path: &str, edits: &[FieldEdit]) -> Result<Written, ApiError> {
        let (loaded, _) = book.read(path)?;
        let mut bytes = loaded.bytes.clone();
        for edit in edits {
            bytes = edit::apply(&bytes, edit).map_err(refused)?;
        }
        no_new_problem(path, &loaded.bytes, &bytes)?;
        self.save(book, path, &loaded, &bytes)
    }

    /// Saves text that was made from `loaded`, and makes it findable.
    pub(crate) fn save(&self, book: &Book, path: &str, loaded: &Loaded, bytes: &[u8]) -> Result<Written, ApiError> {
        let place = VaultPath::new(path)?;
        if bytes != loaded.bytes {
            self.note_edit(book, path, &loaded.bytes, bytes);
        }
        let saved = book.vault.save(&place, loaded, bytes)?;
        let (changed, note, beside) = outcome(&saved);
        let mut touched = vec![path];
        touched.extend(beside.as_deref());
        if changed {
            book.take_in(&touched, &[])?;
            self.host.emit(Event::RecordsChanged);
        }
        let (_, read) = book.read(path)?;
        Ok(Written { id: read.record.handle().to_owned(), path: path.to_owned(), changed, note })
    }
}

/// Refuses an edit that would leave the file with a problem it did not have.
pub(crate) fn no_new_problem(path: &str, before: &[u8], after: &[u8]) -> Result<(), ApiError> {
    let known = parse(path, before).problems;
    let new = parse(path, after)
        .problems
        .into_iter()
        .find(|problem| !known.iter().any(|known| known.code == problem.code && known.message == problem.message));
    match new {
        Some(problem) => Err(ApiError::bad(problem.message).hint(problem.hint)),
        None => Ok(()),
    }
}

/// Whether a file changed, what to say of it, and a file that was put beside it.
pub(crate) fn outcome(saved: &Saved) -> (bool, Option<String>, Option<String>) {
    match saved {
        Saved::Unchanged(_) => (false, None, None),
        Saved::Written(_) => (true, None, None),
        Saved::Recreated(_) => (true, Some("The file had been deleted meanwhile; it exists again.".to_owned()), None),
        Saved::Merged(_) => {
            (true, Some("The file had changed meanwhile; both changes are in it now.".to_owned()), None)
        }
        Saved::Conflict(conflict) => {
            let kept = conflict.kept_at.as_str().to_owned();
            let note =
                format!("The file had changed meanwhile in the same lines. It stays as it is; yours is in {kept}.");
            (true, Some(note), Some(kept))
        }
    }
}

fn field_edit(field: &FieldValue, bytes: &[u8]) -> Result<FieldEdit, ApiError> {
    if field.field.is_empty() {
        return Err(ApiError::bad("A field needs a name").hint("Write for example severity=sev2."));
    }
    let name = field.field.clone();
    Ok(match &field.value {
        None => FieldEdit::Remove { field: name },
        Some(value) => {
            let value = match value_of(&name, value) {
                // A list stays one, with the comments of the items that stay.
                edit::FieldValue::Text(one) if LISTS.contains(&name.as_str()) && edit::holds_list(bytes, &name) => {
                    edit::FieldValue::List(vec![one])
                }
                value => value,
            };
            FieldEdit::Set { value, field: name }
        }
    })
}

pub(crate) fn value_of(field: &str, value: &str) -> edit::FieldValue {
    if !LISTS.contains(&field) {
        return edit::FieldValue::Text(value.to_owned());
    }
    let items: Vec<String> =
        value.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect();
    match <[String; 1]>::try_from(items) {
        Ok([one]) => edit::FieldValue::Text(one),
        Err(items) => edit::FieldValue::List(items),
    }
}

pub(crate) fn refused(error: EditError) -> ApiError {
    ApiError::new(ErrorCode::BadRequest, error.to_string())
        .hint("Open the file and change it there; nothing was written.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_makes_a_list_only_where_the_field_is_one() {
        assert_eq!(
            value_of("services", "chat, checkout"),
            edit::FieldValue::List(vec!["chat".into(), "checkout".into()])
        );
        assert_eq!(value_of("services", "chat"), edit::FieldValue::Text("chat".into()));
        assert_eq!(value_of("title", "Blank, then gone"), edit::FieldValue::Text("Blank, then gone".into()));
    }
}
