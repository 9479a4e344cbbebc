use crate::output::{self, Failure, Outcome, clean};
use catchbook_app::App;
use catchbook_app::api::{Commands, Nothing, RestoreRecord, Trashed};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    mended: [&'a str; 0],
}

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    trash: &'a [Trashed],
}

pub(crate) fn run(app: &App, id: Option<&str>, json: bool) -> Result<Outcome, Failure> {
    let trash = app.list_trash(Nothing {})?.entries;
    let Some(id) = id else { return list(&trash, json) };
    // Newest first: a record that was deleted twice comes back as it was last.
    let entry = trash.iter().find(|entry| [&entry.trash_id, &entry.handle, &entry.path].iter().any(|name| *name == id));
    let trash_id = entry.map_or_else(|| id.to_owned(), |entry| entry.trash_id.clone());
    let restored = app.restore_record(RestoreRecord { trash_id })?;
    if json {
        let document =
            Document { schema: "catchbook.restore/1", id: &restored.handle, path: &restored.path, mended: [] };
        output::json(&document)?;
    } else {
        output::print(|out| {
            writeln!(out, "Restored {}", restored.path)?;
            if restored.renamed { writeln!(out, "Its old name was taken, so it has a new one.") } else { Ok(()) }
        })?;
    }
    Ok(Outcome::Done)
}

fn list(trash: &[Trashed], json: bool) -> Result<Outcome, Failure> {
    if json {
        output::json(&Listing { schema: "catchbook.restore/1", trash })?;
    } else {
        output::print(|out| {
            if trash.is_empty() {
                return writeln!(out, "The trash is empty.");
            }
            trash.iter().try_for_each(|entry| {
                writeln!(out, "{}  {}  {}", entry.deleted, clean(&entry.handle), clean(&entry.title))
            })
        })?;
    }
    Ok(Outcome::found(!trash.is_empty()))
}
