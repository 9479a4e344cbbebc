use crate::output::{self, Failure, Outcome, clean};
use catchbook_app::App;
use catchbook_app::api::{
    Commands, EarlierState, Notice, PickState, RestoredState, ShowRecord, SnapshotList, SnapshotReason, SnapshotRow,
};
use serde::Serialize;

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    #[serde(flatten)]
    list: &'a SnapshotList,
}

#[derive(Serialize)]
struct Restored<'a> {
    schema: &'static str,
    #[serde(flatten)]
    restored: &'a RestoredState,
}

const SCHEMA: &str = "catchbook.snapshots/1";

pub(crate) fn list(app: &App, id: &str, json: bool) -> Result<Outcome, Failure> {
    let list = app.list_snapshots(ShowRecord { handle: id.to_owned() })?;
    for number in &list.damaged {
        let message = format!("the earlier state {number} is damaged and was skipped");
        output::notice(&Notice { message, hint: None });
    }
    if json {
        output::json(&Listing { schema: SCHEMA, list: &list })?;
    } else {
        output::print(|out| {
            if list.snapshots.is_empty() {
                return writeln!(out, "No earlier state of {} is kept.", clean(&list.id));
            }
            list.snapshots.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
        })?;
    }
    Ok(Outcome::found(!list.snapshots.is_empty()))
}

/// "   3  2026-06-14T09:41:07Z     1204 bytes  before a merge"
fn line(row: &SnapshotRow) -> String {
    let why = match row.reason {
        SnapshotReason::Editing => "while it was edited",
        SnapshotReason::Merge => "before a merge",
        SnapshotReason::Restore => "before a restore",
    };
    let path = row.path.as_ref().map(|path| format!(", as {}", clean(path))).unwrap_or_default();
    let current = if row.current { ", the same as the file" } else { "" };
    format!("{:>4}  {}  {:>8} bytes  {why}{path}{current}", row.number, row.at, row.size)
}

pub(crate) fn restore(app: &App, id: &str, number: u32, json: bool) -> Result<Outcome, Failure> {
    let pick = PickState { handle: id.to_owned(), state: EarlierState::Kept { number } };
    let restored = Commands::restore_state(app, pick)?;
    if let Some(message) = &restored.note {
        output::notice(&Notice { message: message.clone(), hint: None });
    }
    if json {
        output::json(&Restored { schema: SCHEMA, restored: &restored })?;
    } else if restored.changed {
        output::print(|out| {
            writeln!(out, "Restored {} to its state {number}", restored.path)?;
            writeln!(out, "Go back with: catchbook snapshots {} --restore {}", restored.id, restored.before)
        })?;
    } else {
        output::print(|out| writeln!(out, "{} is in that state already", restored.path))?;
    }
    Ok(Outcome::Done)
}
