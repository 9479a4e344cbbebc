//! Code that must not change without reading a record.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::Record;
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE guards (
    file INTEGER NOT NULL,
    n INTEGER NOT NULL,
    repo TEXT,
    code TEXT NOT NULL,
    symbol TEXT,
    first INTEGER,
    last INTEGER,
    commit_id TEXT,
    PRIMARY KEY (file, n)
) WITHOUT ROWID;
CREATE INDEX guards_by_code ON guards (code);";

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO guards VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (n, guard) in (0_i64..).zip(record.guards.iter().take(MOST_PER_RECORD)) {
        insert.execute(params![
            file,
            n,
            guard.repo.as_deref().map(|repo| clip(repo, 200)),
            clip(&guard.path, 1_000),
            guard.symbol.as_deref().map(|symbol| clip(symbol, 500)),
            guard.lines.map(|lines| lines.0),
            guard.lines.map(|lines| lines.1),
            guard.commit.as_deref().map(|commit| clip(commit, 64)),
        ])?;
    }
    Ok(())
}

/// A guard, and the record that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardRow {
    /// The record's file.
    pub path: String,
    pub repo: Option<String>,
    /// The guarded file, relative to its repository.
    pub code: String,
    pub symbol: Option<String>,
    /// First and last 1-based line.
    pub lines: Option<(u32, u32)>,
    pub commit: Option<String>,
}

impl Catalog {
    /// The records that guard code, by path.
    pub fn guarded(&self) -> Result<Vec<String>> {
        self.read("list the records that guard code", |db| {
            db.prepare_cached("SELECT path FROM records WHERE guards > 0 ORDER BY path")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Guards on a file of code, whatever the repository, by record.
    pub fn guards_on(&self, code: &str) -> Result<Vec<GuardRow>> {
        self.read("look up guarded code", |db| {
            db.prepare_cached(
                "SELECT r.path, g.repo, g.code, g.symbol, g.first, g.last, g.commit_id
                 FROM guards g JOIN records r USING (file) WHERE g.code = ?1 ORDER BY r.path, g.n",
            )?
            .query_map([code], |row| {
                let (first, last): (Option<u32>, Option<u32>) = (row.get(4)?, row.get(5)?);
                Ok(GuardRow {
                    path: row.get(0)?,
                    repo: row.get(1)?,
                    code: row.get(2)?,
                    symbol: row.get(3)?,
                    lines: first.zip(last),
                    commit: row.get(6)?,
                })
            })?
            .collect()
        })
    }
}
