//! Answers that are kept for a while.

use crate::{Facet, Find, Query, Sort, order::Rows};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The last answers, so that the next page of one needs no search.
#[derive(Default)]
pub(crate) struct Answers {
    /// Newest last, with the view that they are of.
    kept: Vec<((u64, u64), Arc<Answer>)>,
}

/// The answer to a query, in one view of the index.
pub(crate) struct Answer {
    pub query: Query,
    pub sort: Sort,
    pub total: usize,
    pub is_scored: bool,
    pub facets: Option<Vec<Facet>>,
    pub rows: Mutex<Rows>,
}

impl Answer {
    pub(crate) fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_to(&self, query: &Query, sort: Sort) -> bool {
        self.sort == sort && self.query == *query
    }
}

impl Answers {
    /// 16 bytes each.
    const MAX_ROWS: usize = 100_000;
    const MAX_ANSWERS: usize = 16;

    pub(crate) fn get(&mut self, serial: (u64, u64), query: &Query, find: &Find) -> Option<Arc<Answer>> {
        let at = self.kept.iter().position(|(own, answer)| {
            *own == serial && answer.is_to(query, find.sort) && (answer.facets.is_some() || !find.facets)
        })?;
        let entry = self.kept.remove(at);
        let answer = entry.1.clone();
        self.kept.push(entry);
        Some(answer)
    }

    pub(crate) fn keep(&mut self, serial: (u64, u64), answer: Arc<Answer>) {
        self.kept.retain(|(own, kept)| *own == serial && !kept.is_to(&answer.query, answer.sort));
        self.kept.push((serial, answer));
        let mut rows = 0;
        let mut count = 0;
        let first = self.kept.iter().rposition(|(_, answer)| {
            // Whoever gathers the rest of an answer holds up nobody else.
            rows += answer.rows.try_lock().map_or(answer.total, |rows| rows.held());
            count += 1;
            count > 1 && (rows > Answers::MAX_ROWS || count > Answers::MAX_ANSWERS)
        });
        self.kept.drain(..first.map_or(0, |at| at + 1));
    }
}
