//! How close together a record has the words of a query: in a long text, words that stand far apart are there by
//! chance.

use crate::{
    order::Row,
    plan::Statistics,
    threads::on_two_threads,
    view::{Segment, View},
};
use tantivy::{DocSet, Term, postings::Postings, query::Bm25StatisticsProvider, schema::IndexRecordOption};

/// Words of a text that are looked at together: about a sentence.
const WINDOW: u32 = 20;

/// Adds to the score of rows that have many of the words within one [`WINDOW`]: the weight of those words, times the
/// part that it is of the weight of all. Rows may be in any order, and are in the order of their documents afterwards.
/// What it brings is measured in `docs/evaluation.md`.
pub(crate) fn add_nearness(
    view: &View,
    terms: &[Term],
    statistics: &Statistics<'_>,
    rows: &mut [Row],
) -> tantivy::Result<()> {
    let weights = weights(terms, statistics)?;
    rows.sort_unstable_by_key(|row| (row.segment, row.doc));
    let segments: Vec<&Segment> = view.segments().collect();
    let of_segments: Vec<&mut [Row]> = rows.chunk_by_mut(|one, other| one.segment == other.segment).collect();
    let near = |rows: &&mut [Row]| nearness(segments[rows[0].segment as usize], terms, &weights, rows);
    let added = on_two_threads(&of_segments, near);
    for (rows, added) in of_segments.into_iter().zip(added) {
        rows.iter_mut().zip(added?).for_each(|(row, added)| row.add(added));
    }
    Ok(())
}

/// What to add to rows of one segment, in the order of their documents.
fn nearness(segment: &Segment, terms: &[Term], weights: &[f32], rows: &[Row]) -> tantivy::Result<Vec<f32>> {
    let all: f32 = weights.iter().sum();
    let mut words = Vec::new();
    for (word, term) in terms.iter().enumerate() {
        let index = segment.reader.inverted_index(term.field())?;
        let postings = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?;
        words.extend(postings.map(|postings| (word, postings)));
    }
    let (mut spots, mut positions) = (Vec::new(), Vec::new());
    let of_row = |row: &Row| {
        spots.clear();
        for (word, postings) in &mut words {
            // Asking for a document before this one would move the postings backwards.
            if postings.doc() < row.doc {
                postings.seek(row.doc);
            }
            if postings.doc() == row.doc {
                postings.positions(&mut positions);
                spots.extend(positions.iter().map(|position| (*position, *word)));
            }
        }
        let best = best_window(&mut spots, weights);
        best * best / all
    };
    Ok(rows.iter().map(of_row).collect())
}

/// How much each word says: BM25's inverse document frequency.
fn weights(terms: &[Term], statistics: &Statistics<'_>) -> tantivy::Result<Vec<f32>> {
    let documents = statistics.total_num_docs()? as f32;
    terms
        .iter()
        .map(|term| {
            let with = statistics.doc_freq(term)? as f32;
            Ok((1.0 + (documents - with + 0.5) / (with + 0.5)).ln())
        })
        .collect()
}

/// The greatest sum of the weights of different words within a window. A spot is a place and which word stands there.
fn best_window(spots: &mut [(u32, usize)], weights: &[f32]) -> f32 {
    spots.sort_unstable();
    let mut counts = vec![0_u32; weights.len()];
    let (mut first, mut sum, mut best) = (0, 0.0_f32, 0.0_f32);
    for last in 0..spots.len() {
        let (position, word) = spots[last];
        counts[word] += 1;
        if counts[word] == 1 {
            sum += weights[word];
        }
        while position - spots[first].0 >= WINDOW {
            let word = spots[first].1;
            counts[word] -= 1;
            if counts[word] == 0 {
                sum -= weights[word];
            }
            first += 1;
        }
        best = best.max(sum);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_window_holds_most_of_what_is_asked() {
        let weights = [1.0, 2.0, 4.0];
        for (spots, best) in [
            (&[][..], 0.0),
            (&[(5, 1)][..], 2.0),
            // A word counts once.
            (&[(5, 1), (6, 1)][..], 2.0),
            (&[(0, 0), (WINDOW - 1, 2)][..], 5.0),
            (&[(0, 0), (WINDOW, 2)][..], 4.0),
            // In any order, and the first window is not the best.
            (&[(100, 2), (1, 0), (2, 1), (90, 1)][..], 6.0),
        ] {
            assert!((best_window(&mut spots.to_vec(), &weights) - best).abs() < 1e-6, "{spots:?}");
        }
    }
}
