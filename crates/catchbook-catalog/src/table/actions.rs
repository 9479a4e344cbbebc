//! Action items, wherever they stand.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, When, schema::clip};
use catchbook_record::{ActionKind, Record};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

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
) WITHOUT ROWID;
CREATE INDEX actions_due ON actions (due, file, n, done) WHERE NOT done AND due IS NOT NULL;";

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

/// The action items that are due by some day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionsDue {
    /// The first of them, earliest due first.
    pub rows: Vec<ActionRow>,
    pub total: u32,
    /// Of all, how many were due before today.
    pub late: u32,
    /// And how many are due today.
    pub today: u32,
}

const COUNT_DUE: &str = "
    SELECT count(*), coalesce(sum(due < ?2), 0), coalesce(sum(due < ?3), 0) FROM actions
    WHERE NOT done AND due < ?1";

const FIRST_DUE: &str = "
    SELECT r.path, a.text, a.owner, a.due, a.due_millis, a.kind, a.ticket, a.line
    FROM actions a CROSS JOIN records r USING (file) WHERE NOT a.done AND a.due < ?1
    ORDER BY a.due, a.file, a.n LIMIT ?2";

impl Catalog {
    /// Open action items that are due on the day `until` or before, at most `most` of them, with how many there are.
    pub fn actions_due(&self, today: Date, until: Date, most: usize) -> Result<ActionsDue> {
        // A due text begins with its day, so what comes before the next day is due by this one.
        let before = |day: Date| day.tomorrow().unwrap_or(Date::MAX).to_string();
        self.read_at_once("list the action items that are due", |db| {
            let mut due = db.prepare_cached(COUNT_DUE)?.query_row(
                params![before(until), today.to_string(), before(today)],
                |row| {
                    let late: u32 = row.get(1)?;
                    let by_today: u32 = row.get(2)?;
                    Ok(ActionsDue { rows: Vec::new(), total: row.get(0)?, late, today: by_today - late })
                },
            )?;
            let mut select = db.prepare_cached(FIRST_DUE)?;
            let rows = select.query_map(params![before(until), most as i64], action_row)?;
            due.rows = rows.collect::<rusqlite::Result<_>>()?;
            Ok(due)
        })
    }

    /// Action items that are not done, earliest due first, those without a date last.
    pub fn open_actions(&self) -> Result<Vec<ActionRow>> {
        self.read("list the open action items", |db| {
            db.prepare_cached(
                "SELECT r.path, a.text, a.owner, a.due, a.due_millis, a.kind, a.ticket, a.line
                 FROM actions a JOIN records r USING (file) WHERE NOT a.done
                 ORDER BY a.due_millis IS NULL, a.due_millis, r.path, a.n",
            )?
            .query_map([], action_row)?
            .collect()
        })
    }
}

fn action_row(row: &Row<'_>) -> rusqlite::Result<ActionRow> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_found_by_its_index() {
        let (count, first) = (crate::schema::plan(COUNT_DUE), crate::schema::plan(FIRST_DUE));
        assert!(count.contains("COVERING INDEX actions_due (due<?)"), "{count}");
        assert!(first.contains("actions_due (due<?)") && !first.contains("SCAN"), "{first}");
        assert!(!first.contains("TEMP B-TREE"), "{first}");
    }
}
