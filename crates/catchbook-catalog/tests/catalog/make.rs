//! Records as literals, and a catalog to put them in.

use catchbook_catalog::{Catalog, Entry, Row, Stamp};
use catchbook_record::{Kind, Link, LinkKind, Moment, Problem, Record, Weight};
use std::path::PathBuf;
use tempfile::TempDir;

pub fn record(path: &str) -> Record {
    let mut record = Record { path: path.to_owned(), ..Record::default() };
    record.title = format!("Title of {}", record.stem());
    record.kind = Kind::parse(path.split('/').next().unwrap_or("")).unwrap_or_default();
    record
}

pub fn with_id(path: &str, id: &str) -> Record {
    Record { id: Some(id.to_owned()), ..record(path) }
}

pub fn day(text: &str) -> Moment {
    let date: jiff::civil::Date = text.parse().expect("a day");
    let instant = date.to_zoned(jiff::tz::TimeZone::UTC).expect("in range").timestamp();
    Moment { text: text.to_owned(), date, time: None, instant, offset_minutes: None }
}

pub fn wiki(target: &str, line: u32) -> Link {
    Link {
        kind: LinkKind::Wiki,
        target: target.to_owned(),
        anchor: None,
        label: None,
        line,
        span: 0..0,
        sentence: format!("See {target} first."),
    }
}

pub fn relative(target: &str, line: u32) -> Link {
    Link { kind: LinkKind::Relative, ..wiki(target, line) }
}

pub fn commit(target: &str, line: u32) -> Link {
    Link { kind: LinkKind::Commit, ..wiki(target, line) }
}

pub fn problem(line: u32, weight: Weight, message: &str) -> Problem {
    Problem { line, code: "some-rule", weight, message: message.to_owned(), hint: "Write it so.".to_owned() }
}

pub fn stamp(n: u8) -> Stamp {
    Stamp {
        mtime_ns: 1_700_000_000_000_000_000 + i64::from(n),
        size: u64::from(n),
        hash: [n; 16],
        settled: n.is_multiple_of(2),
    }
}

pub fn put(catalog: &mut Catalog, records: &[Record]) {
    let batch: Vec<_> = records.iter().map(|record| Entry { record, problems: &[], stamp: stamp(1) }).collect();
    catalog.apply(&batch, &[]).expect("apply");
}

/// An empty catalog in memory with these records.
pub fn holding(records: &[Record]) -> Catalog {
    let mut catalog = Catalog::in_memory().expect("in memory");
    put(&mut catalog, records);
    catalog
}

pub fn only_row(catalog: &Catalog, path: &str) -> Row {
    catalog.row(path).expect("row").expect("known")
}

/// A folder with room for one catalog file.
pub fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("temp folder");
    let file = folder.path().join("catalog.db");
    (folder, file)
}
