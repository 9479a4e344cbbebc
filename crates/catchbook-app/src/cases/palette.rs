use super::find::{Rows, look_up};
use super::loosely::loosely;
use super::number;
use crate::api::{ApiError, FacetValue, PaletteAnswer, PaletteRequest};
use crate::app::App;
use catchbook_search::{Find, ParseOptions, Query, Sort};

/// Rows of one kind at most.
const MOST: u32 = 50;

impl App {
    /// Records that answer the text as a query, and names that match it loosely.
    pub(crate) fn palette_answer(&self, request: &PaletteRequest) -> Result<PaletteAnswer, ApiError> {
        let book = self.book()?;
        let limit = request.limit.min(MOST) as usize;
        let query = Query::parse(&request.text, ParseOptions { typing: true, today: Some(self.today()) });
        let query = look_up(&book, query)?;
        let found = book.search.find(&query, &Find { sort: Sort::Relevance, offset: 0, limit, facets: false })?;
        let records = Rows::new(&book, &query, self.today()).of(&found.hits)?;
        let services = book.catalogs.read(|catalog| catalog.services())?;
        let everything = Query::parse("", ParseOptions::default());
        let all = book.search.find(&everything, &Find { sort: Sort::Date, offset: 0, limit: 0, facets: true })?;
        let topics = all.facets.iter().find(|facet| facet.field.as_str() == "mode");
        let topics = topics.map(|facet| facet.counts.iter().map(|(name, n)| (name.clone(), number(*n))).collect());
        Ok(PaletteAnswer {
            records,
            total: number(found.total),
            services: matching("service", services, &request.text, limit),
            topics: matching("mode", topics.unwrap_or_default(), &request.text, limit),
        })
    }
}

/// Names in the order of how well they match; all of them for an empty text.
fn matching(field: &str, names: Vec<(String, u32)>, text: &str, limit: usize) -> Vec<FacetValue> {
    loosely(names, text, limit, |(name, _)| name, |(_, count)| *count)
        .into_iter()
        .map(|(name, count)| FacetValue {
            query: format!("{field}:{}", quoted(&name)),
            label: name.clone(),
            value: name,
            count,
            on: false,
        })
        .collect()
}

fn quoted(name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || c == ',') { format!("\"{name}\"") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_loosely_and_the_best_comes_first() {
        let names = vec![("checkout".to_owned(), 3), ("chat".to_owned(), 9), ("billing".to_owned(), 1)];
        let found: Vec<String> = matching("service", names, "cht", 5).into_iter().map(|value| value.value).collect();
        assert_eq!(found.first().map(String::as_str), Some("chat"));
        assert!(!found.contains(&"billing".to_owned()));
    }

    #[test]
    fn a_name_with_a_blank_is_quoted_in_its_query() {
        let names = vec![("order desk".to_owned(), 1)];
        assert_eq!(matching("service", names, "", 5)[0].query, "service:\"order desk\"");
    }
}
