//! What records have in a field, for whoever completes a value.

use crate::{
    Error, Field,
    index::{Store, normal, term_text},
    view::View,
};
use std::collections::BTreeMap;
use tantivy::{
    schema::{Field as Column, IndexRecordOption},
    termdict::TermStreamer,
};

/// Records that are looked at one by one to count a value; of one that more records have, the deleted count too.
const COUNTED: u32 = 1_000;

/// A state of a store: two that are equal hold the same records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State((u64, u64));

impl Store {
    /// The state that a search would see now.
    pub fn state(&self) -> Result<State, Error> {
        Ok(State(self.view()?.serial))
    }

    /// Values of a field that begin so, as they are compared (`Data Loss` is `data-loss`), in the order of their letters,
    /// and how many records have each. The cost grows with `most`, not with the values.
    pub fn values(&self, field: Field, start: &str, most: usize) -> Result<Vec<(String, usize)>, Error> {
        let view = self.view()?;
        self.guard("list values", || values(self, &view, field, &normal(start), most))
    }
}

fn values(store: &Store, view: &View, field: Field, start: &str, most: usize) -> tantivy::Result<Vec<(String, usize)>> {
    let (first, name) = (term_text(field, start), term_text(field, ""));
    let mut counts = BTreeMap::new();
    count(view, store.fields.facts, &first, name.len(), most, &mut counts)?;
    if field == Field::Path {
        // The path of a record is the key of its document, and no fact beside it.
        count(view, store.fields.path, start, 0, most, &mut counts)?;
    }
    Ok(counts.into_iter().take(most).collect())
}

/// Counts the records that have each of the terms that begin so. `name` bytes of a term say whose value it is.
fn count(
    view: &View,
    column: Column,
    first: &str,
    name: usize,
    most: usize,
    counts: &mut BTreeMap<String, usize>,
) -> tantivy::Result<()> {
    for segment in view.segments() {
        let index = segment.reader.inverted_index(column)?;
        let mut terms: TermStreamer<'_> = index.terms().range().ge(first).into_stream()?;
        let mut taken = 0;
        while taken < most && terms.advance() && terms.key().starts_with(first.as_bytes()) {
            let info = terms.value();
            let records = if info.doc_freq > COUNTED {
                info.doc_freq as usize
            } else {
                segment.living(index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?)
            };
            if records > 0 {
                taken += 1;
                let value = String::from_utf8_lossy(&terms.key()[name..]).into_owned();
                *counts.entry(value).or_default() += records;
            }
        }
    }
    Ok(())
}
