//! What search has not caught up with yet. Whoever holds search's writer takes from here, in any process.

use crate::{Catalog, Result};
use rusqlite::{Connection, params};

/// A path stands here once, under the number of its latest change: work on an earlier one does not clear it.
pub(crate) const SCHEMA: &str = "
CREATE TABLE queue (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE
);";

pub(crate) fn insert<'a>(db: &Connection, paths: impl Iterator<Item = &'a str>) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR REPLACE INTO queue (path) VALUES (?1)")?;
    for path in paths {
        insert.execute([path])?;
    }
    Ok(())
}

impl Catalog {
    /// Notes that search must look at these files again, also when they are gone.
    pub fn enqueue(&mut self, paths: &[&str]) -> Result<()> {
        self.write("note what search must look at", |db| insert(db, paths.iter().copied()))
    }

    /// The `most` longest waiting files. They stay until [`done`](Catalog::done), so that a process that dies
    /// half way loses nothing; two that take the same file do the same work twice and harm nothing.
    pub fn take(&mut self, most: usize) -> Result<Vec<(i64, String)>> {
        self.write("take what search must look at", |db| {
            db.prepare_cached("SELECT seq, path FROM queue ORDER BY seq LIMIT ?1")?
                .query_map([most as i64], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Clears what search has committed. A file that changed again meanwhile has a new number and stays.
    pub fn done(&mut self, seqs: &[i64]) -> Result<()> {
        self.write("note what search has done", |db| {
            let mut delete = db.prepare_cached("DELETE FROM queue WHERE seq = ?1")?;
            for seq in seqs {
                delete.execute(params![seq])?;
            }
            Ok(())
        })
    }

    /// Files that search has not caught up with.
    pub fn waiting(&self) -> Result<u32> {
        self.read("count what waits for search", |db| {
            db.prepare_cached("SELECT count(*) FROM queue")?.query_row([], |row| row.get(0))
        })
    }
}
