//! Action items, wherever they stand.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, When, schema::clip};
use catchbook_record::{ActionKind, Record};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE actions (
    file INTEGER NOT NULL,
    n INTEGER NOT NULL,
    done INTEGER NOT NULL,
    text TEXT NOT NULL,
    owner TEXT,
    due TEXT,
    due_millis INTEGER,
    kind TEXT,
    ticket TEXT,
    line INTEGER NOT NULL,
    PRIMARY KEY (file, n)
) WITHOUT ROWID;";

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO actions VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?;
    for (n, action) in (0_i64..).zip(record.body.actions.iter().take(MOST_PER_RECORD)) {
        insert.execute(params![
            file,
            n,
            action.done,
            clip(&action.text, 1_000),
            action.owner.as_deref().map(|owner| clip(owner, 200)),
            action.due.as_ref().map(When::stored),
            action.due.as_ref().map(|due| due.millis()),
            action.kind.map(ActionKind::as_str),
            action.ticket.as_deref().map(|ticket| clip(ticket, 1_000)),
            action.line,
        ])?;
    }
    Ok(())
}

/// An action item that is not ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// The record's file.
    pub path: String,
    /// Markdown.
    pub text: String,
    pub owner: Option<String>,
    /// Overdue when its day is before today.
    pub due: Option<When>,
    pub kind: Option<ActionKind>,
    pub ticket: Option<String>,
    /// 1-based line in the record's file.
    pub line: u32,
}

impl Catalog {
    /// Action items that are not done, earliest due first, those without a date last.
    pub fn open_actions(&self) -> Result<Vec<ActionRow>> {
        self.read("list the open action items", |db| {
            db.prepare_cached(
                "SELECT r.path, a.text, a.owner, a.due, a.due_millis, a.kind, a.ticket, a.line
                 FROM actions a JOIN records r USING (file) WHERE NOT a.done
                 ORDER BY a.due_millis IS NULL, a.due_millis, r.path, a.n",
            )?
            .query_map([], |row| {
                let kind: Option<String> = row.get(5)?;
                Ok(ActionRow {
                    path: row.get(0)?,
                    text: row.get(1)?,
                    owner: row.get(2)?,
                    due: When::read(row, 3)?,
                    kind: kind.as_deref().and_then(ActionKind::parse),
                    ticket: row.get(6)?,
                    line: row.get(7)?,
                })
            })?
            .collect()
        })
    }
}
