//! Who took part in what. Thanks, never blame: the author of a faulty change is not here.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::Record;
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE people (
    file INTEGER NOT NULL,
    part INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (file, part, name)
) WITHOUT ROWID;
CREATE INDEX people_by_name ON people (name);";

/// What a person did for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Wrote it down.
    Author,
    /// Saw the defect.
    Caught,
    /// Is thanked for something.
    Credited,
    /// Walked it by hand.
    Verified,
}

const PARTS: [Part; 4] = [Part::Author, Part::Caught, Part::Credited, Part::Verified];

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let verified = record.verified.iter().flat_map(|verified| &verified.by);
    let all = (record.authors.iter().map(|name| (Part::Author, name)))
        .chain(record.found.caught_by.iter().map(|name| (Part::Caught, name)))
        .chain(record.credits.iter().map(|credit| (Part::Credited, &credit.name)))
        .chain(verified.map(|name| (Part::Verified, name)));
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO people VALUES (?1, ?2, ?3)")?;
    for (part, name) in all.take(MOST_PER_RECORD) {
        insert.execute(params![file, part as u8, clip(name, 200)])?;
    }
    Ok(())
}

/// A person's part in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub name: String,
    pub part: Part,
}

impl Catalog {
    /// Everybody who took part in something, and in how many ways, by name.
    pub fn people(&self) -> Result<Vec<(String, u32)>> {
        self.read("list the people", |db| {
            db.prepare_cached("SELECT name, count(*) FROM people GROUP BY name ORDER BY name")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Who took part in the record at `path`.
    pub fn people_of(&self, path: &str) -> Result<Vec<PersonRow>> {
        self.read("list the people of a record", |db| {
            db.prepare_cached(
                "SELECT name, part FROM people JOIN files USING (file) WHERE path = ?1 ORDER BY part, name",
            )?
            .query_map([path], |row| {
                let part = PARTS.get(usize::from(row.get::<_, u8>(1)?)).copied();
                Ok(PersonRow { name: row.get(0)?, part: part.unwrap_or(Part::Author) })
            })?
            .collect()
        })
    }
}
