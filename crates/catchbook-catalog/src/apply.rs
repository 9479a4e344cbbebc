use crate::{
    Catalog, Result, Stamp, schema,
    table::{
        actions, changes, dates, files, gates, guards, links, meta, names, people, problems, queue, records, services,
        tags,
    },
};
use catchbook_record::{Problem, Record};
use rusqlite::Connection;

/// A file that was read: what it says, what is wrong with it, and how it looked.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub record: &'a Record,
    pub problems: &'a [Problem],
    pub stamp: Stamp,
}

/// What a batch did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// The catalog's generation after it.
    pub generation: u64,
}

impl Catalog {
    /// Takes in what was read and forgets what is gone, all or nothing. A path in both lists is taken in; of two
    /// entries for one path the later stays. About 1,000 entries a batch is quick and keeps others from waiting.
    pub fn apply(&mut self, batch: &[Entry<'_>], removed: &[&str]) -> Result<Applied> {
        self.write("take in records", |db| take_in(db, batch, removed))
    }

    /// As [`apply`](Catalog::apply), and in the same transaction puts every path of the batch in the queue for
    /// search: whatever happens next, search hears of it.
    pub fn apply_and_enqueue(&mut self, batch: &[Entry<'_>], removed: &[&str]) -> Result<Applied> {
        self.write("take in records", |db| {
            let paths = batch.iter().map(|entry| entry.record.path.as_str());
            queue::insert(db, removed.iter().copied().chain(paths))?;
            take_in(db, batch, removed)
        })
    }

    /// Forgets every record, as before a rebuild; the queue and the sessions stay.
    pub fn clear(&mut self) -> Result<Applied> {
        self.write("forget all records", |db| {
            db.execute_batch("DELETE FROM files")?;
            for clear in schema::CLEAR {
                // Without a condition SQLite empties the table at once instead of row by row.
                db.execute_batch(clear.trim_end_matches(" WHERE file = ?1"))?;
            }
            Ok(Applied { generation: meta::bump_generation(db)? })
        })
    }
}

fn take_in(db: &Connection, batch: &[Entry<'_>], removed: &[&str]) -> rusqlite::Result<Applied> {
    for path in removed {
        forget(db, path)?;
    }
    let mut next: i64 = db.query_row("SELECT coalesce(max(file), 0) + 1 FROM records", [], |row| row.get(0))?;
    for entry in batch {
        let file = match files::number(db, &entry.record.path)? {
            Some(file) => {
                clear(db, file)?;
                file
            }
            None => {
                next += 1;
                next - 1
            }
        };
        insert(db, file, entry)?;
    }
    Ok(Applied { generation: meta::bump_generation(db)? })
}

fn forget(db: &Connection, path: &str) -> rusqlite::Result<()> {
    if let Some(file) = files::number(db, path)? {
        clear(db, file)?;
        files::delete(db, path)?;
    }
    Ok(())
}

fn clear(db: &Connection, file: i64) -> rusqlite::Result<()> {
    for sql in schema::CLEAR {
        db.prepare_cached(sql)?.execute([file])?;
    }
    Ok(())
}

fn insert(db: &Connection, file: i64, entry: &Entry<'_>) -> rusqlite::Result<()> {
    let record = entry.record;
    files::insert(db, &record.path, file, &entry.stamp)?;
    records::insert(db, file, record, entry.problems)?;
    names::insert(db, file, record)?;
    links::insert(db, file, record)?;
    services::insert(db, file, record)?;
    tags::insert(db, file, record)?;
    gates::insert(db, file, record)?;
    changes::insert(db, file, record)?;
    guards::insert(db, file, record)?;
    actions::insert(db, file, record)?;
    people::insert(db, file, record)?;
    dates::insert(db, file, record)?;
    problems::insert(db, file, entry.problems)
}
