//! A line for each record: all that a list shows without reading the file.

use crate::{Catalog, Result, When, schema::clip};
use catchbook_record::{Kind, Period, PeriodSpan, Problem, Record, Status, Verdict};
use jiff::civil::Date;
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE records (
    file INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    id TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    lede TEXT,
    date TEXT,
    date_millis INTEGER,
    severity INTEGER,
    services TEXT NOT NULL,
    status TEXT,
    provenance TEXT,
    restricted INTEGER NOT NULL,
    gates_green INTEGER NOT NULL,
    gates_total INTEGER NOT NULL,
    verified TEXT,
    verified_millis INTEGER,
    review_every TEXT,
    guards INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    first_problem TEXT
);
CREATE INDEX records_by_kind ON records (kind, problems);
CREATE INDEX records_superseded ON records (path) WHERE superseded;
CREATE INDEX records_review ON records (review_every, verified, path) WHERE verified IS NOT NULL;
CREATE INDEX records_drafts ON records (date, path, status, provenance)
    WHERE status = 'draft' AND provenance IS NULL;
CREATE INDEX records_by_day ON records (kind, date, path, gates_green, gates_total) WHERE date IS NOT NULL;";

/// Between the services of a record's line. Cannot be typed, and is replaced where it stands in a name.
pub(crate) const BETWEEN: char = '\u{1f}';

pub(crate) fn insert(db: &Connection, file: i64, record: &Record, problems: &[Problem]) -> rusqlite::Result<()> {
    let gates = record.gates.iter().filter(|gate| gate.verdict != Verdict::NotApplicable);
    let verified = record.verified.as_ref().and_then(|verified| verified.on.as_ref());
    let first = problems.iter().min_by_key(|problem| (std::cmp::Reverse(problem.weight), problem.line));
    db.prepare_cached(
        "INSERT INTO records VALUES
         (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)",
    )?
    .execute(params![
        file,
        record.path,
        record.id,
        record.kind.as_str(),
        clip(&record.title, 500),
        record.body.lede.as_deref().map(|lede| clip(lede, 400)),
        record.date.as_ref().map(When::stored),
        record.date.as_ref().map(|date| date.millis()),
        record.severity,
        joined(&record.services),
        record.status.map(Status::as_str),
        record.provenance.map(|provenance| provenance.as_str()),
        record.restricted,
        gates.clone().filter(|gate| gate.verdict == Verdict::Passed).count() as i64,
        gates.count() as i64,
        verified.map(When::stored),
        verified.map(|on| on.millis()),
        record.review_every.as_ref().map(stored_period),
        record.guards.len() as i64,
        record.status == Some(Status::Superseded) || !record.superseded_by.is_empty(),
        problems.len() as i64,
        first.map(|problem| clip(&problem.message, 300)),
    ])?;
    Ok(())
}

fn joined(names: &[String]) -> String {
    let mut all = String::new();
    for name in names.iter().take(100) {
        if !all.is_empty() {
            all.push(BETWEEN);
        }
        all.extend(clip(name, 200).chars().map(|c| if c == BETWEEN { ' ' } else { c }));
    }
    all
}

/// `6m` or `180d`.
fn stored_period(period: &Period) -> String {
    match period.span {
        PeriodSpan::Days(days) => format!("{days}d"),
        PeriodSpan::Months(months) => format!("{months}m"),
    }
}

pub(crate) fn read_period(text: &str) -> Option<PeriodSpan> {
    match text.strip_suffix('d') {
        Some(days) => days.parse().ok().map(PeriodSpan::Days),
        None => text.strip_suffix('m')?.parse().ok().map(PeriodSpan::Months),
    }
}

/// How much there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub records: u32,
    /// Files with at least one problem.
    pub problem_files: u32,
    /// Types that have records, in the format's order.
    pub by_kind: Vec<(Kind, u32)>,
}

/// Records that somebody began and did not finish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drafts {
    /// The first of them, newest first.
    pub paths: Vec<String>,
    pub total: u32,
}

/// The catches of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatchDay {
    pub day: Date,
    pub catches: u32,
    /// Of those, how many name a gate and no gate that did not pass.
    pub all_green: u32,
}

// Whatever names a provenance came from elsewhere, and nobody here began it.
const COUNT_DRAFTS: &str = "SELECT count(*) FROM records WHERE status = 'draft' AND provenance IS NULL";
const FIRST_DRAFTS: &str = "
    SELECT path FROM records WHERE status = 'draft' AND provenance IS NULL
    ORDER BY date DESC, path DESC LIMIT ?1";

const DAYS: &str = "
    SELECT substr(date, 1, 10), count(*), sum(gates_total > 0 AND gates_green = gates_total) FROM records
    WHERE kind = ?1 AND date >= ?2 AND date < ?3 GROUP BY 1";

const NEWEST: &str = "
    SELECT date, path FROM records WHERE kind = ?1 AND date IS NOT NULL
    ORDER BY date DESC, path DESC LIMIT ?2";

impl Catalog {
    /// The drafts that somebody here began, at most `most` of them, with how many there are.
    pub fn drafts(&self, most: usize) -> Result<Drafts> {
        self.read_at_once("list the drafts", |db| {
            let total = db.prepare_cached(COUNT_DRAFTS)?.query_row([], |row| row.get(0))?;
            let mut select = db.prepare_cached(FIRST_DRAFTS)?;
            let paths = select.query_map([most as i64], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok(Drafts { paths, total })
        })
    }

    /// The days from `first` up to the one before `end` that have catches, in order.
    pub fn catches_by_day(&self, first: Date, end: Date) -> Result<Vec<CatchDay>> {
        self.read("count the catches of each day", |db| {
            let mut select = db.prepare_cached(DAYS)?;
            let mut rows = select.query(params![Kind::Catch.as_str(), first.to_string(), end.to_string()])?;
            let mut days = Vec::new();
            while let Some(row) = rows.next()? {
                if let Ok(day) = row.get::<_, String>(0)?.parse() {
                    days.push(CatchDay { day, catches: row.get(1)?, all_green: row.get(2)? });
                }
            }
            Ok(days)
        })
    }

    /// Paths of the newest records of some types, newest first. Those without a date are not among them.
    pub fn newest(&self, kinds: &[Kind], most: usize) -> Result<Vec<String>> {
        self.read_at_once("list the newest records", |db| {
            let mut select = db.prepare_cached(NEWEST)?;
            let mut newest: Vec<(String, String)> = Vec::new();
            for kind in kinds {
                let rows =
                    select.query_map(params![kind.as_str(), most as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for row in rows {
                    newest.push(row?);
                }
            }
            newest.sort_unstable_by(|a, b| b.cmp(a));
            Ok(newest.into_iter().take(most).map(|(_, path)| path).collect())
        })
    }

    /// Counts records; reads one small index.
    pub fn counts(&self) -> Result<Counts> {
        self.read("count the records", |db| {
            let mut counts = Counts::default();
            let mut select =
                db.prepare_cached("SELECT kind, count(*), sum(problems > 0) FROM records GROUP BY kind")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let (kind, records): (String, u32) = (row.get(0)?, row.get(1)?);
                counts.records += records;
                counts.problem_files += row.get::<_, u32>(2)?;
                counts.by_kind.push((Kind::parse(&kind).unwrap_or_default(), records));
            }
            counts.by_kind.sort_by_key(|(kind, _)| *kind);
            Ok(counts)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lists_are_found_by_their_indexes() {
        for (sql, index) in [
            (COUNT_DRAFTS, "records_drafts"),
            (FIRST_DRAFTS, "records_drafts"),
            (DAYS, "records_by_day (kind=? AND date>? AND date<?)"),
            (NEWEST, "records_by_day (kind=? AND date>?)"),
        ] {
            let plan = crate::schema::plan(sql);
            assert!(plan.contains(&format!("COVERING INDEX {index}")), "{sql}: {plan}");
            assert!(sql == DAYS || !plan.contains("TEMP B-TREE"), "{sql} is sorted: {plan}");
        }
    }
}
