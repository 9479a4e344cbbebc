//! What could stand behind a field of the query language.

use super::complete::{option, people, records, with, words};
use super::likely::likely;
use crate::api::{ApiError, CompletionOption};
use crate::book::{Book, Named};
use crate::wording::count;
use catchbook_search::Field;

const DATES: [&str; 12] = [
    "today",
    "yesterday",
    "this week",
    "last week",
    "last 7 days",
    "this month",
    "last month",
    "last 30 days",
    "this quarter",
    "last quarter",
    "this year",
    "last year",
];
const SEVERITIES: [&str; 10] = ["1", "2", "3", "4", "5", "none", "<=1", "<=2", "<=3", ">=3"];
const COSTS: [&str; 5] = [">1h", ">8h", ">40h", "<=30m", "1h..8h"];

/// Values of a field, the likeliest first; none for a field that does not exist.
pub(super) fn query_values(
    book: &Book,
    field: &str,
    typed: &str,
    most: usize,
) -> Result<Vec<CompletionOption>, ApiError> {
    let Some(field) = Field::parse(field) else { return Ok(Vec::new()) };
    let (known, settings) = (book.known()?, book.settings());
    let names = match field {
        Field::Service => with(known.services(book)?.to_vec(), settings.services.iter().map(|service| &service.name)),
        Field::Gate => with(known.gates(book)?.to_vec(), settings.gates.iter().map(|gate| &gate.name)),
        Field::Class => with(known.classes(book)?.to_vec(), settings.classes.iter().map(|class| &class.name)),
        Field::Tag => known.tags(book)?.to_vec(),
        Field::Mode => known.modes(book)?.to_vec(),
        Field::Model => known.models(book)?.to_vec(),
        Field::By => return people(book, typed),
        Field::Id | Field::LinkedTo | Field::Related => return records(book, typed),
        Field::Path | Field::Symbol | Field::Commit | Field::Pr => return beginning(book, field, typed, most),
        Field::Before | Field::After | Field::On => return Ok(words(DATES, typed)),
        Field::Severity => return Ok(words(SEVERITIES, typed)),
        Field::Cost => return Ok(words(COSTS, typed)),
        Field::Type | Field::Verdict | Field::CaughtHow | Field::Status | Field::Origin | Field::Is | Field::Has => {
            return Ok(words(field.words(), typed));
        }
    };
    Ok(of_names(names, typed, most))
}

fn of_names(names: Vec<Named>, typed: &str, most: usize) -> Vec<CompletionOption> {
    let found = likely(names, typed, most, |(name, _)| name, |(_, count)| *count);
    found.into_iter().map(|(name, count)| option(name, count)).collect()
}

/// There may be as many of these as lines of code: only those that begin so are looked at.
fn beginning(book: &Book, field: Field, typed: &str, most: usize) -> Result<Vec<CompletionOption>, ApiError> {
    let values = book.search.values(field, typed, most)?;
    let option = |(value, n): (String, usize)| CompletionOption {
        insert: value.clone(),
        label: value,
        detail: Some(count(n, "record", "records")),
    };
    Ok(values.into_iter().map(option).collect())
}
