//! Supersession as a ground of staleness, looked up when asked: either end may change without the other.

use crate::{Catalog, Result, Row, row, table::links::Via};
use catchbook_record::Kind;
use rusqlite::{Connection, OptionalExtension, params};

/// The handle of what took the record's place: another record's `supersedes`, else its own `superseded_by`.
pub(crate) fn superseded_by(db: &Connection, file: i64) -> rusqlite::Result<Option<String>> {
    let newer = db
        .prepare_cached(
            "SELECT r.id, r.path FROM names n
             JOIN links l ON l.key = n.key AND l.via = ?2 AND l.file <> n.file
             JOIN records r ON r.file = l.file
             WHERE n.file = ?1 ORDER BY r.date_millis DESC, r.path LIMIT 1",
        )?
        .query_row(params![file, Via::Supersedes as u8], |row| {
            let path: String = row.get(1)?;
            Ok(crate::row::handle(row.get(0)?, &path))
        })
        .optional()?;
    if newer.is_some() {
        return Ok(newer);
    }
    db.prepare_cached("SELECT target FROM links WHERE file = ?1 AND via = ?2 ORDER BY n LIMIT 1")?
        .query_row(params![file, Via::SupersededBy as u8], |row| row.get(0))
        .optional()
}

/// The handle of a superseded record that this one leans on. Guides, properties and reading lists lean on whatever
/// their text links to; an account of what happened leans on nothing that came later.
pub(crate) fn leans_on(db: &Connection, file: i64, kind: Kind) -> rusqlite::Result<Option<String>> {
    if !matches!(kind, Kind::Guide | Kind::Property | Kind::ReadingList) {
        return Ok(None);
    }
    db.prepare_cached(
        "SELECT r.id, r.path FROM links l
         JOIN names n ON n.key = l.key AND n.file <> l.file
         JOIN records r ON r.file = n.file
         WHERE l.file = ?1 AND l.via = ?2
           AND (r.superseded OR EXISTS (
                SELECT 1 FROM names m JOIN links s ON s.key = m.key AND s.via = ?3 AND s.file <> m.file
                WHERE m.file = r.file))
           AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)
           AND l.file NOT IN (
                SELECT s.file FROM names m JOIN links s ON s.key = m.key AND s.via = ?3 WHERE m.file = r.file)
         ORDER BY l.n, r.path LIMIT 1",
    )?
    .query_row(params![file, Via::Body as u8, Via::Supersedes as u8], |row| {
        let path: String = row.get(1)?;
        Ok(crate::row::handle(row.get(0)?, &path))
    })
    .optional()
}

impl Catalog {
    /// The lines of every record that may be stale: walked by hand once, superseded, or leaning on other records. The
    /// caller compares their dates with today's.
    pub fn ageing(&self) -> Result<Vec<Row>> {
        self.read("list the records that may be stale", |db| {
            let paths: Vec<String> = db
                .prepare_cached(
                    "SELECT path FROM records WHERE verified IS NOT NULL OR superseded
                     OR kind IN ('guide', 'property', 'reading-list')
                     OR file IN (SELECT n.file FROM links l JOIN names n ON n.key = l.key WHERE l.via = ?1)
                     ORDER BY path",
                )?
                .query_map([Via::Supersedes as u8], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            paths.iter().filter_map(|path| row::one(db, path).transpose()).collect()
        })
    }
}
