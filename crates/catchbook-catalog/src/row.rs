use crate::{
    Catalog, Result, When, stale,
    table::records::{BETWEEN, read_period},
};
use catchbook_record::{Kind, PeriodSpan, Provenance, Status};
use jiff::{Span, civil::Date};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

/// All that a line of a list shows, without reading the record's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Relative to the vault, with `/` between folders.
    pub path: String,
    pub id: Option<String>,
    pub kind: Kind,
    /// At most 500 bytes of it.
    pub title: String,
    /// The first paragraph, at most 400 bytes of it.
    pub lede: Option<String>,
    pub date: Option<When>,
    /// 1 (worst) to 5.
    pub severity: Option<u8>,
    pub services: Vec<String>,
    pub status: Option<Status>,
    pub provenance: Option<Provenance>,
    /// `visibility: restricted`.
    pub restricted: bool,
    /// Gates that passed.
    pub gates_green: u32,
    /// Gates that applied.
    pub gates_total: u32,
    /// When it was last walked by hand.
    pub verified_on: Option<When>,
    /// The record's own wish; the vault may have a default.
    pub review_every: Option<PeriodSpan>,
    pub guards: u32,
    /// Problems of the file.
    pub problems: u32,
    /// The weightiest problem's sentence.
    pub first_problem: Option<String>,
    /// It says so itself, or another record supersedes it.
    pub superseded: bool,
    /// The handle of what took its place, when a record says so.
    pub superseded_by: Option<String>,
    /// The handle of a superseded record that this one leans on: a ground of staleness.
    pub leans_on: Option<String>,
}

impl Row {
    /// The file name without folder and `.md`.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The id, else the stem: how links and commands name it.
    pub fn handle(&self) -> &str {
        self.id.as_deref().unwrap_or_else(|| self.stem())
    }

    /// The day by which it should be walked by hand again. `default` is the vault's period, for records that set
    /// none. `None` when it was never verified or no period is known.
    pub fn review_due(&self, default: Option<PeriodSpan>) -> Option<Date> {
        let on = self.verified_on.as_ref()?.day;
        review_due(on, self.review_every.or(default)?)
    }
}

impl Catalog {
    /// The lines of these files, in the order asked for. Paths that are not known are left out. What other records say
    /// of one, that they supersede it or that what it leans on was superseded, is looked up where it `may_be_displaced`:
    /// that is over half of the work, and [`stale`](Catalog::stale) knows where it is in vain.
    pub fn rows(&self, paths: &[&str], may_be_displaced: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
        self.read_at_once("read the lines of records", |db| {
            paths.iter().filter_map(|path| one(db, path, may_be_displaced(path)).transpose()).collect()
        })
    }

    /// The line of one file.
    pub fn row(&self, path: &str) -> Result<Option<Row>> {
        self.read_at_once("read the line of a record", |db| one(db, path, true))
    }
}

pub(crate) fn one(db: &Connection, path: &str, may_be_displaced: bool) -> rusqlite::Result<Option<Row>> {
    let found = db
        .prepare_cached(
            "SELECT r.path, id, kind, title, lede, date, date_millis, severity, services, status, provenance,
                    restricted, gates_green, gates_total, verified, verified_millis, review_every, guards,
                    problems, first_problem, superseded, r.file
             FROM files f JOIN records r USING (file) WHERE f.path = ?1",
        )?
        .query_row([path], |row| Ok((read(row)?, row.get::<_, i64>(21)?)))
        .optional()?;
    let Some((mut row, file)) = found else {
        return Ok(None);
    };
    if may_be_displaced {
        row.superseded_by = stale::superseded_by(db, file, row.superseded)?;
        row.superseded |= row.superseded_by.is_some();
        row.leans_on = stale::leans_on(db, file, row.kind)?;
    }
    Ok(Some(row))
}

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let word = |at| row.get::<_, Option<String>>(at);
    let services: String = row.get(8)?;
    Ok(Row {
        path: row.get(0)?,
        id: row.get(1)?,
        kind: word(2)?.as_deref().and_then(Kind::parse).unwrap_or_default(),
        title: row.get(3)?,
        lede: row.get(4)?,
        date: When::read(row, 5)?,
        severity: row.get(7)?,
        services: services.split(BETWEEN).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        status: word(9)?.as_deref().and_then(Status::parse),
        provenance: word(10)?.as_deref().and_then(Provenance::parse),
        restricted: row.get(11)?,
        gates_green: row.get(12)?,
        gates_total: row.get(13)?,
        verified_on: When::read(row, 14)?,
        review_every: word(16)?.as_deref().and_then(read_period),
        guards: row.get(17)?,
        problems: row.get(18)?,
        first_problem: row.get(19)?,
        superseded: row.get(20)?,
        superseded_by: None,
        leans_on: None,
    })
}

pub(crate) fn review_due(on: Date, every: PeriodSpan) -> Option<Date> {
    let span = match every {
        PeriodSpan::Days(days) => Span::new().try_days(days),
        PeriodSpan::Months(months) => Span::new().try_months(months),
    };
    on.checked_add(span.ok()?).ok()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

pub(crate) fn handle(id: Option<String>, path: &str) -> String {
    id.unwrap_or_else(|| stem(path).to_owned())
}
