//! Reviews that are late, found in ranges of an index: which days are too long ago depends on the period alone.

use crate::{Catalog, Result, row::review_due, stale, table::records::read_period};
use catchbook_record::PeriodSpan;
use jiff::{Span, civil::Date};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// What to walk by hand again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Again {
    /// The first of them, in the order in which to begin.
    pub paths: Vec<String>,
    pub total: u32,
}

impl Catalog {
    /// Records that were verified once and have outlived it, at most `most` of them, with how many there are. First
    /// those whose guarded code changed (`changed`, as the clones have it), then those that lean on what was
    /// superseded, then by the day they were due. What is superseded itself is not walked again and not among them.
    pub fn verify_again(
        &self,
        default: Option<PeriodSpan>,
        today: Date,
        changed: &[String],
        most: usize,
    ) -> Result<Again> {
        self.read_at_once("list what to verify again", |db| {
            let gone: HashSet<String> = stale::superseded(db)?.into_iter().collect();
            let late = |path: &str| is_late(db, path, default, today);
            let ranges = ranges(db, default, today)?;
            let mut again = Again::default();
            for range in &ranges {
                again.total += range.count(db)?;
            }
            for path in &gone {
                again.total = again.total.saturating_sub(u32::from(late(path)? == Some(true)));
            }
            let mut known = gone;
            for path in changed.iter().cloned().chain(stale::leaning(db)?) {
                if known.insert(path.clone())
                    && let Some(counted) = late(&path)?
                {
                    again.total += u32::from(!counted);
                    again.paths.push(path);
                }
            }
            let mut overdue = Vec::new();
            for range in &ranges {
                range.first(db, most, &known, &mut overdue)?;
            }
            overdue.sort_unstable();
            again.paths.extend(overdue.into_iter().map(|(_, path)| path));
            again.paths.truncate(most);
            Ok(again)
        })
    }
}

/// Every record whose review is late.
pub(crate) fn overdue(db: &Connection, default: Option<PeriodSpan>, today: Date) -> rusqlite::Result<Vec<String>> {
    let mut late = Vec::new();
    for range in ranges(db, default, today)? {
        range.first(db, usize::MAX, &HashSet::new(), &mut late)?;
    }
    Ok(late.into_iter().map(|(_, path)| path).collect())
}

/// Records with one period that were verified before a day.
struct Range {
    /// As stored; none for records that set none.
    stored: Option<String>,
    every: PeriodSpan,
    before: String,
}

const PERIODS: &str = "
    WITH RECURSIVE periods (every) AS (
        SELECT min(review_every) FROM records WHERE verified IS NOT NULL
        UNION ALL
        SELECT (SELECT min(review_every) FROM records WHERE verified IS NOT NULL AND review_every > every)
        FROM periods WHERE every IS NOT NULL)
    SELECT every FROM periods";

const COUNT: &str = "SELECT count(*) FROM records WHERE verified IS NOT NULL AND review_every IS ?1 AND verified < ?2";

const FIRST: &str = "
    SELECT verified, path FROM records WHERE verified IS NOT NULL AND review_every IS ?1 AND verified < ?2
    ORDER BY verified, path";

/// The ranges in which reviews are late. The last period is that of the records that set none.
fn ranges(db: &Connection, default: Option<PeriodSpan>, today: Date) -> rusqlite::Result<Vec<Range>> {
    let mut ranges = Vec::new();
    let mut select = db.prepare_cached(PERIODS)?;
    for stored in select.query_map([], |row| row.get::<_, Option<String>>(0))? {
        let stored = stored?;
        let every = stored.as_deref().and_then(read_period).or(default);
        if let Some((every, before)) = every.and_then(|every| Some((every, first_in_time(every, today)?))) {
            ranges.push(Range { stored, every, before: before.to_string() });
        }
    }
    Ok(ranges)
}

impl Range {
    fn count(&self, db: &Connection) -> rusqlite::Result<u32> {
        db.prepare_cached(COUNT)?.query_row(params![self.stored, self.before], |row| row.get(0))
    }

    /// Adds the first of them that are not known yet, with the day they were due.
    fn first(
        &self,
        db: &Connection,
        most: usize,
        known: &HashSet<String>,
        late: &mut Vec<(Option<Date>, String)>,
    ) -> rusqlite::Result<()> {
        let mut select = db.prepare_cached(FIRST)?;
        let mut rows = select.query(params![self.stored, self.before])?;
        let mut left = most;
        while left > 0
            && let Some(row) = rows.next()?
        {
            let (verified, path): (String, String) = (row.get(0)?, row.get(1)?);
            if !known.contains(&path) {
                left -= 1;
                late.push((day_of(&verified).and_then(|on| review_due(on, self.every)), path));
            }
        }
        Ok(())
    }
}

/// Whether a record's review is late; `None` when it was never verified.
fn is_late(db: &Connection, path: &str, default: Option<PeriodSpan>, today: Date) -> rusqlite::Result<Option<bool>> {
    let found: Option<(Option<String>, Option<String>)> = db
        .prepare_cached("SELECT r.verified, r.review_every FROM files f JOIN records r USING (file) WHERE f.path = ?1")?
        .query_row([path], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((Some(verified), every)) = found else { return Ok(None) };
    let every = every.as_deref().and_then(read_period).or(default);
    let due = day_of(&verified).zip(every).and_then(|(on, every)| review_due(on, every));
    Ok(Some(due.is_some_and(|due| due < today)))
}

fn day_of(stored: &str) -> Option<Date> {
    stored.split('|').next()?.parse().ok()
}

/// The earliest day whose review, `every` later, is not late today. What lies before it is late, however long its
/// month was.
fn first_in_time(every: PeriodSpan, today: Date) -> Option<Date> {
    let span = match every {
        PeriodSpan::Days(days) => Span::new().try_days(days),
        PeriodSpan::Months(months) => Span::new().try_months(months),
    };
    let day = today.checked_sub(span.ok()?).ok()?;
    if review_due(day, every).is_some_and(|due| due < today) { day.tomorrow().ok() } else { Some(day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_first_day_in_time_parts_the_late_from_the_others() {
        let periods = [PeriodSpan::Days(0), PeriodSpan::Days(90), PeriodSpan::Months(1), PeriodSpan::Months(6)];
        for every in periods.into_iter().chain([PeriodSpan::Months(11), PeriodSpan::Months(12)]) {
            let mut today = date(2027, 12, 1);
            while today < date(2028, 5, 1) {
                let first = first_in_time(every, today).unwrap();
                let late = |on: Date| review_due(on, every).unwrap() < today;
                for days in 0..40 {
                    assert!(!late(first.saturating_add(Span::new().days(days))), "{every:?} {today} {days}");
                    assert!(late(first.saturating_sub(Span::new().days(days + 1))), "{every:?} {today} -{days}");
                }
                today = today.tomorrow().unwrap();
            }
        }
        assert_eq!(first_in_time(PeriodSpan::Months(u32::MAX), date(2026, 1, 1)), None);
    }

    #[test]
    fn late_reviews_are_found_by_their_index() {
        for sql in [PERIODS, COUNT, FIRST] {
            let plan = crate::schema::plan(sql);
            assert!(plan.contains("COVERING INDEX records_review"), "{sql}: {plan}");
            assert!(!plan.contains("SCAN records") && !plan.contains("TEMP B-TREE"), "{sql}: {plan}");
        }
    }
}
