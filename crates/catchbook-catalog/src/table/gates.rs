//! What the gates said.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::{Record, Verdict};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE gates (
    file INTEGER NOT NULL,
    name TEXT NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX gates_by_name ON gates (name, verdict);";

/// A gate that a record names twice counts once, and as passed when it passed once.
pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO gates VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET verdict = excluded.verdict WHERE excluded.verdict = 'passed'",
    )?;
    for gate in record.gates.iter().take(MOST_PER_RECORD) {
        insert.execute(params![file, clip(&gate.name, 200), gate.verdict.as_str()])?;
    }
    Ok(())
}

/// A gate of the vault and what it said about the recorded defects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateRow {
    pub name: String,
    /// Records that name it.
    pub records: u32,
    /// Of those, how many it let pass.
    pub passed: u32,
}

impl Catalog {
    /// Every gate that a record names, by name.
    pub fn gates(&self) -> Result<Vec<GateRow>> {
        self.read("list the gates", |db| {
            db.prepare_cached("SELECT name, count(*), sum(verdict = ?1) FROM gates GROUP BY name")?
                .query_map([Verdict::Passed.as_str()], |row| {
                    Ok(GateRow { name: row.get(0)?, records: row.get(1)?, passed: row.get(2)? })
                })?
                .collect()
        })
    }
}
