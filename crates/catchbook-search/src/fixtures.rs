//! Records for the tests of this crate.

use crate::{Find, Found, ParseOptions, Query, Store, WriterBudget};
use catchbook_record::{Body, Gate, Kind, Moment, Record, Verdict};
use jiff::civil::Date;
use std::path::Path;

pub(crate) fn moment(text: &str) -> Moment {
    let date: Date = text.parse().unwrap();
    let instant = date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    Moment { text: text.to_string(), date, time: None, instant, offset_minutes: None }
}

/// A record of a title and a body.
pub(crate) fn record(path: &str, title: &str, body: &str) -> Record {
    Record {
        path: path.to_string(),
        title: title.to_string(),
        body: Body { text: body.to_string(), ..Body::default() },
        ..Record::default()
    }
}

pub(crate) fn catch(path: &str, title: &str, services: &[&str], severity: Option<u8>, date: &str) -> Record {
    Record {
        kind: Kind::Catch,
        services: services.iter().map(ToString::to_string).collect(),
        severity,
        date: Some(moment(date)),
        ..record(path, title, "")
    }
}

pub(crate) fn gate(name: &str, verdict: Verdict) -> Gate {
    Gate { name: name.to_string(), verdict, evidence: None, why_blind: None }
}

pub(crate) fn open(dir: &Path) -> Store {
    Store::open(dir, &[]).unwrap().0
}

/// A store that holds the records, committed.
pub(crate) fn store_of(dir: &Path, records: &[Record]) -> Store {
    let store = open(dir);
    write(&store, records);
    store
}

pub(crate) fn write(store: &Store, records: &[Record]) {
    let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    records.iter().for_each(|record| writer.put(record).unwrap());
    writer.commit().unwrap();
}

pub(crate) fn parse(query: &str) -> Query {
    Query::parse(query, ParseOptions::default())
}

pub(crate) fn typing(query: &str) -> Query {
    Query::parse(query, ParseOptions { typing: true, ..ParseOptions::default() })
}

pub(crate) fn find(store: &Store, query: &str) -> Found {
    store.find(&parse(query), &Find { limit: 100_000, ..Find::default() }).unwrap()
}

/// The paths found, in order.
pub(crate) fn paths(store: &Store, query: &str) -> Vec<String> {
    find(store, query).hits.into_iter().map(|hit| hit.path).collect()
}
