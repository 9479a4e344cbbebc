//! Which files are known, and as what. Kept apart from the records so that a scan reads little.

use crate::{Catalog, Result};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE files (
    path TEXT NOT NULL PRIMARY KEY,
    file INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    hash BLOB NOT NULL,
    settled INTEGER NOT NULL
) WITHOUT ROWID;";

/// How a file looked when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Last modification, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Bytes.
    pub size: u64,
    /// First half of the content's BLAKE3 hash.
    pub hash: [u8; 16],
    /// The file had rested when it was read, so that a later change must show in its time.
    pub settled: bool,
}

/// A file the catalog has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Relative to the vault, with `/` between folders.
    pub path: String,
    pub mtime_ns: i64,
    pub size: u64,
    pub hash: [u8; 16],
    pub settled: bool,
}

pub(crate) fn number(db: &Connection, path: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT file FROM files WHERE path = ?1")?.query_row([path], |row| row.get(0)).optional()
}

pub(crate) fn insert(db: &Connection, path: &str, file: i64, stamp: &Stamp) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        path,
        file,
        stamp.mtime_ns,
        stamp.size as i64,
        stamp.hash,
        stamp.settled
    ])?;
    Ok(())
}

pub(crate) fn delete(db: &Connection, path: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM files WHERE path = ?1")?.execute([path])?;
    Ok(())
}

impl Catalog {
    /// Every known file in the order of its path's bytes, for comparing with a sorted walk.
    pub fn known(&self) -> Result<Vec<KnownFile>> {
        self.read("list the known files", |db| {
            let count: u32 = db.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?;
            let mut all = Vec::with_capacity(count as usize);
            let mut select =
                db.prepare_cached("SELECT path, mtime_ns, size, hash, settled FROM files ORDER BY path")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                all.push(KnownFile {
                    path: row.get(0)?,
                    mtime_ns: row.get(1)?,
                    size: row.get::<_, i64>(2)? as u64,
                    hash: row.get(3)?,
                    settled: row.get(4)?,
                });
            }
            Ok(all)
        })
    }

    /// Notes a new time for a file whose bytes did not change. A path that is not known is left alone.
    pub fn touch(&mut self, path: &str, stamp: &Stamp) -> Result<()> {
        self.touch_all(&[(path, *stamp)])
    }

    /// [`touch`](Catalog::touch) for many files in one transaction, as after a checkout.
    pub fn touch_all(&mut self, files: &[(&str, Stamp)]) -> Result<()> {
        self.write("note the time of files", |db| {
            let mut update = db
                .prepare_cached("UPDATE files SET mtime_ns = ?2, size = ?3, hash = ?4, settled = ?5 WHERE path = ?1")?;
            for (path, stamp) in files {
                update.execute(params![path, stamp.mtime_ns, stamp.size as i64, stamp.hash, stamp.settled])?;
            }
            Ok(())
        })
    }
}
