//! Everything a record answers to: its id, stem, aliases and path.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, key};
use catchbook_record::Record;
use rusqlite::{Connection, params};

/// `rank`: a handle means the record of the lowest rank that has it, so that an alias never hides an id.
pub(crate) const SCHEMA: &str = "
CREATE TABLE names (
    file INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (file, rank, key)
) WITHOUT ROWID;
CREATE INDEX names_by_key ON names (key, rank);";

pub(crate) const ID: u8 = 0;
const STEM: u8 = 1;
const ALIAS: u8 = 2;
const PATH: u8 = 3;

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO names VALUES (?1, ?2, ?3)")?;
    let mut add = |rank: u8, key: &str| insert.execute(params![file, rank, key]).map(drop);
    if let Some(id) = &record.id {
        add(ID, &key::handle_key(id))?;
    }
    let stem = key::handle_key(record.stem());
    if key::is_commit(&stem) {
        // `[[cafebabe]]` reads as a commit; a file of that name is meant all the same.
        add(STEM, &key::commit_key(&stem))?;
    }
    add(STEM, &stem)?;
    for alias in record.aliases.iter().take(MOST_PER_RECORD) {
        add(ALIAS, &key::handle_key(alias))?;
    }
    add(PATH, &format!("/{}", record.path))
}

/// One id that several files carry, as after a merge of two branches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateId {
    /// As written in the first of the files.
    pub id: String,
    /// Sorted.
    pub paths: Vec<String>,
}

impl Catalog {
    /// Ids that more than one file carries, whatever the spelling.
    pub fn duplicate_ids(&self) -> Result<Vec<DuplicateId>> {
        self.read("look for ids used twice", |db| {
            let mut select = db.prepare_cached(
                "SELECT n.key, r.id, r.path FROM names n JOIN records r USING (file)
                 WHERE n.rank = 0 AND n.key IN
                       (SELECT key FROM names WHERE rank = 0 GROUP BY key HAVING count(*) > 1)
                 ORDER BY n.key, r.path",
            )?;
            let mut rows = select.query([])?;
            let (mut all, mut last) = (Vec::<DuplicateId>::new(), String::new());
            while let Some(row) = rows.next()? {
                let (key, id, path): (String, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                match all.last_mut() {
                    Some(same) if key == last => same.paths.push(path),
                    _ => all.push(DuplicateId { id: id.unwrap_or_else(|| key.clone()), paths: vec![path] }),
                }
                last = key;
            }
            Ok(all)
        })
    }
}
