//! Which services a record is about.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::Record;
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE services (
    file INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX services_by_name ON services (name);";

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO services VALUES (?1, ?2)")?;
    for name in record.services.iter().take(MOST_PER_RECORD) {
        insert.execute(params![file, clip(name, 200)])?;
    }
    Ok(())
}

impl Catalog {
    /// Every service that a record names and how many records name it, by name.
    pub fn services(&self) -> Result<Vec<(String, u32)>> {
        self.read("list the services", |db| {
            db.prepare_cached("SELECT name, count(*) FROM services GROUP BY name ORDER BY name")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}
