//! Which tags a record has.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::Record;
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE tags (
    file INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX tags_by_name ON tags (name);";

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO tags VALUES (?1, ?2)")?;
    for name in record.tags.iter().take(MOST_PER_RECORD) {
        insert.execute(params![file, clip(name, 200)])?;
    }
    Ok(())
}

impl Catalog {
    /// Every tag and how many records have it, by name.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        self.read("list the tags", |db| {
            db.prepare_cached("SELECT name, count(*) FROM tags GROUP BY name ORDER BY name")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}
