//! A word in all the ways that the index may hold it.

use tantivy::{
    Term,
    query::{BooleanQuery, EmptyQuery, EnableScoring, Query, TermQuery, Weight},
    schema::IndexRecordOption,
};

/// What is not there is left out before anything is combined: of many ways, mostly one is.
#[derive(Debug, Clone)]
pub(super) struct Spelled(pub Vec<Term>);

impl Spelled {
    /// The ways that some record has.
    pub fn known(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Vec<Term>> {
        let Some(searcher) = scoring.searcher() else { return Ok(self.0.clone()) };
        let mut known = Vec::new();
        for term in &self.0 {
            if searcher.doc_freq(term)? > 0 {
                known.push(term.clone());
            }
        }
        Ok(known)
    }
}

impl Query for Spelled {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let known = self.known(scoring)?;
        let mut known: Vec<Box<dyn Query>> = known
            .into_iter()
            .map(|term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
            .collect();
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
