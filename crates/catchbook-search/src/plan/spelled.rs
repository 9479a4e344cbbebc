//! A word in all the ways that the index may hold it.

use tantivy::{
    Term,
    query::{BooleanQuery, EmptyQuery, EnableScoring, Query, TermQuery, Weight},
    schema::IndexRecordOption,
};

/// What is not there is left out before anything is combined: of many ways, mostly one is.
#[derive(Debug, Clone)]
pub(super) struct Spelled(pub Vec<Term>);

impl Query for Spelled {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut known: Vec<Box<dyn Query>> = Vec::new();
        for term in &self.0 {
            let is_there = match scoring.searcher() {
                Some(searcher) => searcher.doc_freq(term)? > 0,
                None => true,
            };
            if is_there {
                known.push(Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)));
            }
        }
        match known.len() {
            0 => EmptyQuery.weight(scoring),
            1 => known.remove(0).weight(scoring),
            _ => BooleanQuery::union(known).weight(scoring),
        }
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.iter().for_each(|term| visitor(term, false));
    }
}
