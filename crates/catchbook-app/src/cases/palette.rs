use super::find::look_up;
use super::loosely::loosely;
use super::number;
use super::rows::Rows;
use crate::api::{ApiError, FacetValue, PaletteAnswer, PaletteRequest, RecordRow, SavedSearch};
use crate::app::App;
use crate::book::{Book, Named, Person};
use catchbook_search::{Find, Hit, ParseOptions, Query, Sort};

/// Rows of one kind at most.
const MOST: u32 = 50;
/// Up to so many records that answer, more are looked for by the letters of their titles.
const FEW: usize = 3;
/// Letters that stand in the titles of too many.
const SHORT: usize = 3;

impl App {
    /// Records that answer the text as a query, and names that match it loosely.
    pub(crate) fn palette_answer(&self, request: &PaletteRequest) -> Result<PaletteAnswer, ApiError> {
        let book = self.book()?;
        let (text, limit) = (request.text.trim(), request.limit.min(MOST) as usize);
        let query = Query::parse(&request.text, ParseOptions { typing: true, today: Some(self.today()) });
        let query = look_up(&book, query)?;
        let found = book.search.find(&query, &Find { sort: Sort::Relevance, offset: 0, limit, facets: false })?;
        let rows = Rows::new(&book, &query, self.today());
        let mut records = rows.of(&found.hits)?;
        if found.total <= FEW && text.chars().count() >= SHORT {
            let more = by_letters(&book, &records, text, limit)?;
            records.extend(rows.of(&more)?);
        }
        let known = book.known()?;
        Ok(PaletteAnswer {
            records,
            total: number(found.total),
            people: of_people(known.people(&book)?, text, limit),
            services: matching("service", known.services(&book)?, text, limit),
            topics: matching("mode", known.modes(&book)?, text, limit),
            searches: of_searches(&book.searches().searches, text, limit),
        })
    }
}

/// Records whose id and title hold the letters in their order, beyond those that were found.
fn by_letters(book: &Book, found: &[RecordRow], text: &str, limit: usize) -> Result<Vec<Hit>, ApiError> {
    let known = book.known()?;
    let titles = known.titles(book)?.iter().filter(|title| found.iter().all(|row| row.path != title.path));
    let named = titles.map(|title| (format!("{} {}", title.handle, title.title), title));
    let wanted = limit.saturating_sub(found.len());
    let titles = loosely(named, text, wanted, |(name, _)| name, |_| 0);
    Ok(titles.into_iter().map(|(_, title)| Hit { path: title.path.clone(), score: 0.0 }).collect())
}

/// Names in the order of how well they match; all of them for an empty text.
fn matching(field: &str, names: &[Named], text: &str, limit: usize) -> Vec<FacetValue> {
    let found = loosely(names, text, limit, |(name, _)| name, |(_, count)| *count);
    found.into_iter().map(|(name, count)| value(field, name, name, *count)).collect()
}

fn of_people(people: &[Person], text: &str, limit: usize) -> Vec<FacetValue> {
    let found = loosely(people, text, limit, |person| &person.both, |person| person.count);
    found.into_iter().map(|person| value("by", &person.handle, &person.name, person.count)).collect()
}

fn of_searches(searches: &[SavedSearch], text: &str, limit: usize) -> Vec<SavedSearch> {
    let usable = searches.iter().filter(|search| search.usable);
    let named = usable.map(|search| (format!("{} {} {}", search.name, search.slug, search.query), search));
    let found = loosely(named, text, limit, |(name, _)| name, |_| 0);
    found.into_iter().map(|(_, search)| search.clone()).collect()
}

fn value(field: &str, name: &str, label: &str, count: u32) -> FacetValue {
    FacetValue {
        query: format!("{field}:{}", quoted(name)),
        label: label.to_owned(),
        value: name.to_owned(),
        count,
        on: false,
    }
}

fn quoted(name: &str) -> String {
    let ends_a_value = |c: char| c.is_whitespace() || matches!(c, ',' | '"' | '(' | ')');
    if name.contains(ends_a_value) { format!("\"{}\"", name.replace('"', "")) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_loosely_and_the_best_comes_first() {
        let names = [("checkout".to_owned(), 3), ("chat".to_owned(), 9), ("billing".to_owned(), 1)];
        let found: Vec<String> = matching("service", &names, "cht", 5).into_iter().map(|value| value.value).collect();
        assert_eq!(found.first().map(String::as_str), Some("chat"));
        assert!(!found.contains(&"billing".to_owned()));
    }

    #[test]
    fn a_name_with_a_blank_is_quoted_in_its_query() {
        let names = [("order desk".to_owned(), 1)];
        assert_eq!(matching("service", &names, "", 5)[0].query, "service:\"order desk\"");
    }
}
