//! The counted values of a segment's documents, document by document: reading them from the index's columns costs
//! several times as much.

use crate::{Field, index::SEVERITIES, names::NameColumn, view::Segment};
use catchbook_record::Kind;
use std::{
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};
use tantivy::DocId;

pub(crate) const GROUPS: usize = Field::FACETS.len();

/// The values of one segment, once they are worth their making.
#[derive(Default)]
pub(crate) struct Kept {
    values: OnceLock<Option<Values>>,
    asked: AtomicBool,
}

impl Kept {
    /// Reads the values of a segment that is counted for the second time: a program that asks once is done sooner
    /// without.
    pub(crate) fn prepare(&self, segment: &Segment) {
        if self.asked.swap(true, Ordering::Relaxed) {
            self.values.get_or_init(|| Values::read(segment));
        }
    }

    pub(crate) fn get(&self) -> Option<&Values> {
        self.values.get()?.as_ref()
    }
}

/// Every value of every group has a number of its own within the segment, in the order of [`Field::FACETS`].
pub(crate) struct Values {
    /// Where the numbers of each group begin, and where the last one's end.
    bases: [u16; GROUPS + 1],
    /// Where each document's numbers begin, and where the last one's end.
    starts: Vec<u32>,
    numbers: Vec<u16>,
    /// How many documents have each value.
    totals: Vec<usize>,
}

impl Values {
    /// Nothing for a segment with more names than there are numbers: it is read from its columns each time.
    fn read(segment: &Segment) -> Option<Values> {
        let mut bases = [0_u16; GROUPS + 1];
        for (group, field) in Field::FACETS.into_iter().enumerate() {
            bases[group + 1] = bases[group].checked_add(u16::try_from(how_many(field, segment)).ok()?)?;
        }
        let mut values = Values { bases, starts: vec![0], numbers: Vec::new(), totals: Vec::new() };
        for doc in 0..segment.reader.max_doc() {
            for (group, field) in Field::FACETS.into_iter().enumerate() {
                let Range { start, end } = values.group(group);
                each(field, segment, doc, |number| {
                    let own = u64::from(start) + number;
                    if own < u64::from(end) {
                        values.numbers.push(own as u16);
                    }
                });
            }
            values.starts.push(values.numbers.len() as u32);
        }
        values.numbers.shrink_to_fit();
        values.totals = vec![0; usize::from(values.all().end)];
        values.numbers.iter().for_each(|number| values.totals[usize::from(*number)] += 1);
        Some(values)
    }

    /// The numbers of a document's values.
    #[inline]
    pub(crate) fn of(&self, doc: DocId) -> &[u16] {
        self.of_all(doc..doc + 1)
    }

    fn of_all(&self, docs: Range<DocId>) -> &[u16] {
        &self.numbers[self.starts[docs.start as usize] as usize..self.starts[docs.end as usize] as usize]
    }

    /// Adds to `seen`, by their numbers, how often documents have each value. The documents are in order.
    pub(crate) fn count(&self, docs: &[DocId], seen: &mut [usize]) {
        let all = self.starts.len() - 1;
        if docs.len() <= all / 2 {
            docs.iter().flat_map(|doc| self.of(*doc)).for_each(|number| seen[usize::from(*number)] += 1);
            return;
        }
        // Fewer are missing than are there.
        let ends = docs.iter().copied().chain([all as DocId]);
        let starts = [0].into_iter().chain(docs.iter().map(|doc| doc + 1));
        self.count_but(starts.zip(ends).map(|(start, end)| start..end), seen);
    }

    /// As [`count`](Values::count), of all documents but those in some ranges.
    pub(crate) fn count_but(&self, missing: impl Iterator<Item = Range<DocId>>, seen: &mut [usize]) {
        seen.iter_mut().zip(&self.totals).for_each(|(seen, total)| *seen += total);
        for docs in missing {
            self.of_all(docs).iter().for_each(|number| seen[usize::from(*number)] -= 1);
        }
    }

    /// The numbers of one group's values.
    #[inline]
    pub(crate) fn group(&self, group: usize) -> Range<u16> {
        self.bases[group]..self.bases[group + 1]
    }

    /// The numbers of all values.
    #[inline]
    pub(crate) fn all(&self) -> Range<u16> {
        0..self.bases[GROUPS]
    }
}

/// Values that a field may have in a segment.
fn how_many(field: Field, segment: &Segment) -> usize {
    match NameColumn::of_field(field) {
        Some(column) => column.of(segment).map_or(0, |column| column.num_terms()),
        None if field == Field::Type => Kind::ALL.len(),
        None => SEVERITIES.len(),
    }
}

/// Calls `see` with the number of every value that a document has in a field, as the segment's columns count them.
#[inline]
pub(crate) fn each(field: Field, segment: &Segment, doc: DocId, mut see: impl FnMut(u64)) {
    match field {
        Field::Type => segment.columns.kind.first(doc).into_iter().for_each(see),
        Field::Severity => see(segment.columns.severity.first(doc).unwrap_or(0)),
        field => {
            let column = NameColumn::of_field(field).and_then(|column| column.of(segment));
            column.into_iter().flat_map(|column| column.term_ords(doc)).for_each(see);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both ways to count say what counting one by one does.
    #[test]
    fn few_and_most_documents_are_counted_alike() {
        let numbers: [&[u16]; 7] = [&[0, 2], &[1], &[], &[0, 1, 2], &[2], &[1, 2], &[0]];
        let mut values = Values { bases: [3; GROUPS + 1], starts: vec![0], numbers: vec![], totals: vec![0; 3] };
        for own in numbers {
            values.numbers.extend(own);
            values.starts.push(values.numbers.len() as u32);
            own.iter().for_each(|number| values.totals[usize::from(*number)] += 1);
        }
        for set in 0..1_u32 << numbers.len() {
            let docs: Vec<DocId> = (0..numbers.len() as DocId).filter(|doc| set >> doc & 1 == 1).collect();
            let mut one_by_one = [5; 3];
            docs.iter().flat_map(|doc| numbers[*doc as usize]).for_each(|number| one_by_one[usize::from(*number)] += 1);
            let mut seen = [5; 3];
            values.count(&docs, &mut seen);
            assert_eq!(seen, one_by_one, "{set:b}");
        }
    }
}
