//! When things happened, for spans and figures.

use crate::{Catalog, Result, When};
use catchbook_record::{Moment, Record};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE dates (
    file INTEGER NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    millis INTEGER NOT NULL,
    PRIMARY KEY (file, what)
) WITHOUT ROWID;";

/// The record's own date stands in its line, and the time of a change with the change.
pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let fields: [(&str, &Option<Moment>); 5] = [
        ("started", &record.incident.started),
        ("detected", &record.incident.detected),
        ("mitigated", &record.incident.mitigated),
        ("resolved", &record.incident.resolved),
        ("caught_at", &record.found.caught_at),
    ];
    let mut insert = db.prepare_cached("INSERT INTO dates VALUES (?1, ?2, ?3, ?4)")?;
    for (what, moment) in fields {
        if let Some(moment) = moment {
            insert.execute(params![file, what, When::stored(moment), moment.millis()])?;
        }
    }
    Ok(())
}

/// A moment that a record states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRow {
    /// The field: started, detected, mitigated, resolved or caught_at.
    pub what: String,
    pub at: When,
}

impl Catalog {
    /// The moments that the record at `path` states, earliest first.
    pub fn dates_of(&self, path: &str) -> Result<Vec<DateRow>> {
        self.read("list the dates of a record", |db| {
            let mut select = db.prepare_cached(
                "SELECT what, at, millis FROM dates JOIN files USING (file) WHERE path = ?1 ORDER BY millis, what",
            )?;
            let mut rows = select.query([path])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                if let Some(at) = When::read(row, 1)? {
                    all.push(DateRow { what: row.get(0)?, at });
                }
            }
            Ok(all)
        })
    }
}
