use super::{Book, lock};
use crate::api::ApiError;
use crate::cases::number;
use catchbook_catalog::Title;
use catchbook_search::{Field, Find, ParseOptions, Query, Sort, State};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Values of one field that are known at most.
const VALUES: usize = 5_000;
/// Titles that are compared loosely.
const TITLES: usize = 5_000;
/// Files of people that are looked at.
const PEOPLE: usize = 500;

/// A name and how many records have it.
pub(crate) type Named = (String, u32);

/// What the records name, each list gathered when it is first asked for. It holds for one state of the stores: who asks at
/// every key must not count all records at every key.
#[derive(Default)]
pub(crate) struct Known {
    state: Option<(u64, State)>,
    services: OnceLock<Vec<Named>>,
    gates: OnceLock<Vec<Named>>,
    tags: OnceLock<Vec<Named>>,
    modes: OnceLock<Vec<Named>>,
    classes: OnceLock<Vec<Named>>,
    models: OnceLock<Vec<Named>>,
    people: OnceLock<Vec<Person>>,
    titles: OnceLock<Vec<Title>>,
}

/// Somebody who took part in something, or has a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) handle: String,
    /// As the person's file has it; else the handle.
    pub(crate) name: String,
    /// What they are looked for by.
    pub(crate) both: String,
    /// Parts they took in records.
    pub(crate) count: u32,
}

impl Book {
    pub(crate) fn known(&self) -> Result<Arc<Known>, ApiError> {
        let state = Some((self.catalogs.read(|catalog| catalog.generation())?, self.search.state()?));
        let mut known = lock(&self.known);
        if known.state != state {
            *known = Arc::new(Known { state, ..Known::default() });
        }
        Ok(Arc::clone(&known))
    }
}

impl Known {
    pub(crate) fn services(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.services, || Ok(book.catalogs.read(|catalog| catalog.services())?))
    }

    pub(crate) fn gates(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.gates, || {
            let gates = book.catalogs.read(|catalog| catalog.gates())?;
            Ok(gates.into_iter().map(|gate| (gate.name, gate.records)).collect())
        })
    }

    pub(crate) fn tags(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.tags, || Ok(book.catalogs.read(|catalog| catalog.tags())?))
    }

    /// Failure modes and topics, as they are written.
    pub(crate) fn modes(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.modes, || {
            let everything = Query::parse("", ParseOptions::default());
            let find = Find { sort: Sort::Date, offset: 0, limit: 0, facets: true };
            let facets = book.search.find(&everything, &find)?.facets;
            let modes = facets.into_iter().find(|facet| facet.field == Field::Mode);
            Ok(modes.into_iter().flat_map(|facet| facet.counts).map(|(name, n)| (name, number(n))).collect())
        })
    }

    pub(crate) fn classes(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.classes, || values(book, Field::Class))
    }

    /// Whole names: a model is filed under the ends of its name too.
    pub(crate) fn models(&self, book: &Book) -> Result<&[Named], ApiError> {
        kept(&self.models, || {
            let all = values(book, Field::Model)?;
            let is_end = |(name, _): &Named| {
                let joint = |whole: &str| whole.strip_suffix(name.as_str()).is_some_and(ends_in_joint);
                all.iter().any(|(whole, _)| joint(whole))
            };
            Ok(all.iter().filter(|named| !is_end(named)).cloned().collect())
        })
    }

    pub(crate) fn people(&self, book: &Book) -> Result<&[Person], ApiError> {
        kept(&self.people, || people(book))
    }

    /// Those of the records that were read last for the first time.
    pub(crate) fn titles(&self, book: &Book) -> Result<&[Title], ApiError> {
        kept(&self.titles, || Ok(book.catalogs.read(|catalog| catalog.newest_titles(TITLES))?))
    }
}

fn kept<T>(cell: &OnceLock<Vec<T>>, read: impl FnOnce() -> Result<Vec<T>, ApiError>) -> Result<&[T], ApiError> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let read = read()?;
    Ok(cell.get_or_init(|| read))
}

fn values(book: &Book, field: Field) -> Result<Vec<Named>, ApiError> {
    Ok(book.search.values(field, "", VALUES)?.into_iter().map(|(name, n)| (name, number(n))).collect())
}

fn ends_in_joint(start: &str) -> bool {
    start.ends_with(|c: char| !c.is_alphanumeric())
}

fn people(book: &Book) -> Result<Vec<Person>, ApiError> {
    let took_part = book.catalogs.read(|catalog| catalog.people())?;
    let mut people: BTreeMap<String, (String, u32)> =
        took_part.into_iter().map(|(handle, count)| (handle, (String::new(), count))).collect();
    let files = Query::parse("type:person", ParseOptions::default());
    let files = book.search.find(&files, &Find { sort: Sort::Date, offset: 0, limit: PEOPLE, facets: false })?;
    let paths: Vec<String> = files.hits.into_iter().map(|hit| format!("/{}", hit.path)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    for title in book.catalogs.read(|catalog| catalog.titles(&paths))?.into_iter().flatten() {
        people.entry(title.handle).or_default().0 = title.title;
    }
    let person = |(handle, (name, count)): (String, (String, u32))| match name.is_empty() || name == handle {
        true => Person { name: handle.clone(), both: handle.clone(), handle, count },
        false => Person { both: format!("{handle} {name}"), handle, name, count },
    };
    Ok(people.into_iter().map(person).collect())
}
