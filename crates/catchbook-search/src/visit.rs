//! Runs tantivy's queries over every segment of a view.

use crate::{
    plan::Statistics,
    view::{Segment, View},
};
use std::ops::Range;
use tantivy::{
    DocId, Searcher,
    query::{EmptyQuery, EnableScoring, Query, Scorer, Weight},
};

/// Calls `see` with the number of the segment and every living document that a query matches, segment by segment of
/// those `within`, in the order of the documents. The score is 0 without statistics.
pub(crate) fn visit(
    view: &View,
    query: &dyn Query,
    within: Range<usize>,
    statistics: Option<&Statistics<'_>>,
    see: impl FnMut(usize, &Segment, DocId, f32),
) -> tantivy::Result<()> {
    visit_with_bonus(view, query, None, within, statistics, see)
}

/// As [`visit`], and adds to the score of each document what another query scores it, where that matches too.
pub(crate) fn visit_with_bonus(
    view: &View,
    query: &dyn Query,
    bonus: Option<&dyn Query>,
    within: Range<usize>,
    statistics: Option<&Statistics<'_>>,
    mut see: impl FnMut(usize, &Segment, DocId, f32),
) -> tantivy::Result<()> {
    let queries = [query, bonus.unwrap_or(&EmptyQuery)];
    each_segment(view, queries, within, statistics, |[weight, bonus], at, segment| {
        let mut bonus = bonus.scorer(&segment.reader, 1.0)?;
        let mut one = |doc, score| {
            if segment.has(doc) {
                see(at, segment, doc, score + score_of(&mut *bonus, doc));
            }
        };
        match statistics {
            Some(_) => weight.for_each(&segment.reader, &mut one),
            None => weight.for_each_no_score(&segment.reader, &mut |docs| docs.iter().for_each(|doc| one(*doc, 0.0))),
        }
    })
}

/// What a document scores; 0 where it does not match. Documents are asked about in their order.
#[inline]
fn score_of(scorer: &mut dyn Scorer, doc: DocId) -> f32 {
    if scorer.doc() < doc {
        scorer.seek(doc);
    }
    if scorer.doc() == doc { scorer.score() } else { 0.0 }
}

/// Calls `run` with the number of every segment `within`, and with what the queries weigh there.
pub(crate) fn each_segment<const N: usize>(
    view: &View,
    queries: [&dyn Query; N],
    within: Range<usize>,
    statistics: Option<&Statistics<'_>>,
    mut run: impl FnMut([&dyn Weight; N], usize, &Segment) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let mut first = 0;
    for part in &view.parts {
        let own = first..first + part.segments.len();
        first = own.end;
        let wanted = own.start.max(within.start)..own.end.min(within.end);
        if wanted.is_empty() {
            continue;
        }
        let weights: Vec<_> =
            queries.iter().map(|query| query.weight(scoring(statistics, &part.searcher))).collect::<Result<_, _>>()?;
        for at in wanted {
            run(std::array::from_fn(|n| &*weights[n]), at, &part.segments[at - own.start])?;
        }
    }
    Ok(())
}

fn scoring<'s>(statistics: Option<&'s Statistics<'s>>, searcher: &'s Searcher) -> EnableScoring<'s> {
    match statistics {
        Some(statistics) => EnableScoring::enabled_from_statistics_provider(statistics, searcher),
        None => EnableScoring::disabled_from_searcher(searcher),
    }
}
