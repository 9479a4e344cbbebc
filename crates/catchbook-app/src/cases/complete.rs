//! What could be meant by the letters before the cursor.

use super::complete_query::query_values;
use super::loosely::loosely;
use crate::api::{ApiError, CompleteRequest, Completing, CompletionOption, Completions};
use crate::app::App;
use crate::book::{Book, Person};
use catchbook_catalog::Title;
use catchbook_record::TimelineRole;
use catchbook_record::form::{Shape, shape_of};
use catchbook_search::{Find, ParseOptions, Query, Sort};
use std::collections::HashSet;

/// Options in one answer at most.
const MOST: usize = 20;

impl App {
    pub(crate) fn completions(&self, request: &CompleteRequest) -> Result<Completions, ApiError> {
        let book = self.book()?;
        let typed = request.typed.trim();
        let options = match (request.what, request.field.as_deref()) {
            (Completing::Record, _) => records(&book, typed)?,
            (Completing::Person, _) => people(&book, typed)?,
            (Completing::Role, _) => words(TimelineRole::ALL.iter().map(|role| role.as_str()), typed),
            (Completing::QueryValue, field) => query_values(&book, field.unwrap_or_default(), typed, MOST)?,
            (Completing::Field, field) => values(&book, field.unwrap_or_default(), typed)?,
        };
        Ok(Completions { options })
    }
}

/// By id, stem or alias first, then by the words of their text; only when both find nothing, by letters of their titles.
pub(super) fn records(book: &Book, typed: &str) -> Result<Vec<CompletionOption>, ApiError> {
    let mut titles = match typed {
        "" => Vec::new(),
        // A name may be there under several of its spellings.
        _ => book.catalogs.read(|catalog| catalog.names_beginning(typed, 2 * MOST))?,
    };
    let query = Query::parse(typed, ParseOptions { typing: true, ..ParseOptions::default() });
    let sort = if typed.is_empty() { Sort::Date } else { Sort::Relevance };
    let found = book.search.find(&query, &Find { sort, offset: 0, limit: MOST, facets: false })?;
    let paths: Vec<String> = found.hits.into_iter().map(|hit| format!("/{}", hit.path)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    titles.extend(book.catalogs.read(|catalog| catalog.titles(&paths))?.into_iter().flatten());
    if titles.is_empty() {
        let known = book.known()?;
        let found = loosely(known.titles(book)?, typed, MOST, |title| &title.title, |_| 0);
        titles = found.into_iter().cloned().collect();
    }
    let mut seen = HashSet::new();
    titles.retain(|title| seen.insert(title.path.clone()));
    titles.truncate(MOST);
    Ok(titles.into_iter().map(record_option).collect())
}

fn record_option(title: Title) -> CompletionOption {
    CompletionOption {
        detail: Some(format!("{} {}", title.kind.label(), title.handle)),
        label: title.title,
        insert: title.handle,
    }
}

/// Everybody who took part in something, and whoever has a file.
pub(super) fn people(book: &Book, typed: &str) -> Result<Vec<CompletionOption>, ApiError> {
    let known = book.known()?;
    let found = loosely(known.people(book)?, typed, MOST, |person| &person.both, |person| person.count);
    Ok(found.into_iter().map(person_option).collect())
}

fn person_option(person: &Person) -> CompletionOption {
    CompletionOption {
        detail: Some(person.name.clone()).filter(|name| *name != person.handle),
        label: person.handle.clone(),
        insert: person.handle.clone(),
    }
}

/// What a field of this name is known to hold.
fn values(book: &Book, field: &str, typed: &str) -> Result<Vec<CompletionOption>, ApiError> {
    let settings = book.settings();
    let names = match field {
        "services" => {
            with(book.known()?.services(book)?.to_vec(), settings.services.iter().map(|service| &service.name))
        }
        "green" | "gates" | "nearest_gate" => {
            with(book.known()?.gates(book)?.to_vec(), settings.gates.iter().map(|gate| &gate.name))
        }
        "tags" => book.known()?.tags(book)?.to_vec(),
        "class" => with(Vec::new(), settings.classes.iter().map(|class| &class.name)),
        "owner" | "left" => return people(book, typed),
        "severity" => return Ok(words(["sev1", "sev2", "sev3", "sev4", "sev5"], typed)),
        _ => {
            return match shape_of(field) {
                Some(Shape::Word(all)) => Ok(words(all.iter().copied(), typed)),
                Some(Shape::People) => people(book, typed),
                _ => Ok(Vec::new()),
            };
        }
    };
    let found = loosely(names, typed, MOST, |(name, _)| name, |(_, count)| *count);
    Ok(found.into_iter().map(|(name, count)| option(name, count)).collect())
}

/// Names that records use, and those that the vault's settings know.
pub(super) fn with<'n>(mut used: Vec<(String, u32)>, known: impl Iterator<Item = &'n String>) -> Vec<(String, u32)> {
    for name in known {
        if !used.iter().any(|(other, _)| other == name) {
            used.push((name.clone(), 0));
        }
    }
    used
}

pub(super) fn words<'w>(all: impl IntoIterator<Item = &'w str>, typed: &str) -> Vec<CompletionOption> {
    let found =
        if typed.is_empty() { all.into_iter().collect() } else { loosely(all, typed, MOST, |word| word, |_| 0) };
    found.into_iter().map(|word| option(word.to_owned(), 0)).collect()
}

pub(super) fn option(name: String, count: u32) -> CompletionOption {
    let detail = (count > 0).then(|| crate::wording::count(count as usize, "record", "records"));
    CompletionOption { insert: name.clone(), label: name, detail }
}
