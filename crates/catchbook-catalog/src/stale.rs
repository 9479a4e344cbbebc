//! Supersession as a ground of staleness, looked up when asked: either end may change without the other.
//!
//! `via` stands as a number in these questions, so that the small index of superseding links answers them, and the
//! joins keep their order: from the record at hand to the few links that supersede anything.

use crate::{
    Catalog, Result, When,
    row::review_due,
    table::{links::Via, records::read_period},
};
use catchbook_record::{Kind, PeriodSpan};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

/// The handle of what took the record's place: another record's `supersedes`, else its own `superseded_by`.
pub(crate) fn superseded_by(db: &Connection, file: i64) -> rusqlite::Result<Option<String>> {
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

impl Catalog {
    /// Paths of the records that are stale by what stands in the vault: the review date has passed, something newer
    /// took their place, or they lean on what was superseded. `default` is the vault's period, for records that set
    /// none. The same records whose [`Row`](crate::Row) says so, without reading every row. Sorted.
    pub fn stale_paths(&self, default: Option<PeriodSpan>, today: Date) -> Result<Vec<String>> {
        self.read_at_once("list the stale records", |db| {
            let mut paths = overdue(db, default, today)?;
            for sql in [SUPERSEDED, LEANING] {
                let mut select = db.prepare_cached(sql)?;
                for path in select.query_map([], |row| row.get(0))? {
                    paths.push(path?);
                }
            }
            paths.sort_unstable();
            paths.dedup();
            Ok(paths)
        })
    }
}

fn overdue(db: &Connection, default: Option<PeriodSpan>, today: Date) -> rusqlite::Result<Vec<String>> {
    let mut select = db.prepare_cached(
        "SELECT verified, verified_millis, review_every, path FROM records WHERE verified IS NOT NULL",
    )?;
    let mut rows = select.query([])?;
    let mut paths = Vec::new();
    while let Some(row) = rows.next()? {
        let every = row.get::<_, Option<String>>(2)?.as_deref().and_then(read_period).or(default);
        let on = When::read(row, 0)?;
        if on.zip(every).and_then(|(on, every)| review_due(on.day, every)).is_some_and(|due| due < today) {
            paths.push(row.get(3)?);
        }
    }
    Ok(paths)
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
