//! Supersession as a ground of staleness, looked up when asked: either end may change without the other.
//!
//! `via` stands as a number in these questions, so that the small index of superseding links answers them, and the
//! joins keep their order: from the record at hand to the few links that supersede anything.

use crate::{Catalog, Result, review, table::links::Via};
use catchbook_record::{Kind, PeriodSpan};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The handle of what took the record's place: another record's `supersedes`, else its own `superseded_by`, which only
/// a record has that `says` it is superseded.
pub(crate) fn superseded_by(db: &Connection, file: i64, says: bool) -> rusqlite::Result<Option<String>> {
    let newer = db
        .prepare_cached(
            "SELECT r.id, r.path FROM names n
             CROSS JOIN links l ON l.key = n.key AND l.via = 3 AND l.file <> n.file
             CROSS JOIN records r ON r.file = l.file
             WHERE n.file = ?1 AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = l.key AND o.rank < n.rank)
             ORDER BY r.date_millis DESC, r.path LIMIT 1",
        )?
        .query_row([file], |row| {
            let path: String = row.get(1)?;
            Ok(crate::row::handle(row.get(0)?, &path))
        })
        .optional()?;
    if newer.is_some() || !says {
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
         CROSS JOIN names n ON n.key = l.key AND n.file <> l.file
         CROSS JOIN records r ON r.file = n.file
         WHERE l.file = ?1 AND l.via = 0
           AND (r.superseded OR EXISTS (
                SELECT 1 FROM names m CROSS JOIN links s ON s.key = m.key AND s.via = 3 AND s.file <> m.file
                WHERE m.file = r.file
                  AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = s.key AND o.rank < m.rank)))
           AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)
           AND NOT EXISTS (
                SELECT 1 FROM names m CROSS JOIN links s ON s.key = m.key AND s.via = 3 AND s.file = l.file
                WHERE m.file = r.file)
         ORDER BY l.n, r.path LIMIT 1",
    )?
    .query_row([file], |row| {
        let path: String = row.get(1)?;
        Ok(crate::row::handle(row.get(0)?, &path))
    })
    .optional()
}

/// The records that are stale by what stands in the vault, by their paths. The same whose [`Row`](crate::Row) says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stale {
    /// The review date has passed.
    pub overdue: BTreeSet<String>,
    /// Something newer took their place, or the place of what they lean on.
    pub displaced: BTreeSet<String>,
}

impl Catalog {
    /// Finds what is stale without reading every row. `default` is the vault's review period, for records that set none.
    pub fn stale(&self, default: Option<PeriodSpan>, today: Date) -> Result<Stale> {
        self.read_at_once("list the stale records", |db| {
            let overdue = review::overdue(db, default, today)?.into_iter().collect();
            let displaced = superseded(db)?.into_iter().chain(leaning(db)?).collect();
            Ok(Stale { overdue, displaced })
        })
    }
}

/// Paths of what says so itself, or is superseded by another record.
pub(crate) fn superseded(db: &Connection) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached(SUPERSEDED)?.query_map([], |row| row.get(0))?.collect()
}

/// Paths of what leans on something superseded.
pub(crate) fn leaning(db: &Connection) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached(LEANING)?.query_map([], |row| row.get(0))?.collect()
}

const SUPERSEDED: &str = "
    SELECT path FROM records WHERE superseded
    UNION ALL
    SELECT r.path FROM links s JOIN names n ON n.key = s.key JOIN records r ON r.file = n.file
    WHERE s.via = 3 AND s.file <> n.file
      AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)";

/// From the few superseded records to what links to them: [`leans_on`] for all at once.
const LEANING: &str = "
    WITH gone (file) AS (
        SELECT file FROM records WHERE superseded
        UNION
        SELECT n.file FROM links s JOIN names n ON n.key = s.key
        WHERE s.via = 3 AND s.file <> n.file
          AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank))
    SELECT r.path FROM gone
    CROSS JOIN names n ON n.file = gone.file
    CROSS JOIN links l ON l.key = n.key AND l.via = 0 AND l.file <> n.file
    CROSS JOIN records r ON r.file = l.file AND r.kind IN ('guide', 'property', 'reading-list')
    WHERE NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)
      AND NOT EXISTS (
          SELECT 1 FROM names m JOIN links s ON s.key = m.key AND s.via = 3
          WHERE m.file = n.file AND s.file = l.file)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_in_the_questions_are_the_ones_stored() {
        assert_eq!((Via::Body as u8, Via::Supersedes as u8), (0, 3));
        let leaning = [Kind::Guide, Kind::Property, Kind::ReadingList].map(Kind::as_str);
        assert_eq!(leaning, ["guide", "property", "reading-list"]);
    }
}
