//! Runs tantivy's queries over every segment of a view.

use crate::{
    plan::Statistics,
    view::{Segment, View},
};
use std::ops::Range;
use tantivy::{
    DocId, Searcher,
    query::{EnableScoring, Query, Scorer, Weight},
};

/// Calls `see` with the number of the segment and every living document that a query matches, segment by segment of
/// those `within`, in the order of the documents. The score is 0 without statistics.
pub(crate) fn visit(
    view: &View,
    query: &dyn Query,
    within: Range<usize>,
    statistics: Option<&Statistics<'_>>,
    mut see: impl FnMut(usize, &Segment, DocId, f32),
) -> tantivy::Result<()> {
    each_segment(view, [query], within, statistics, |[weight], at, segment| {
        visit_segment(segment, weight, None, statistics.is_some(), |doc, score| see(at, segment, doc, score))
    })
}

/// Calls `see` with every living document of a segment that a query matches, in order. The score is 0 unless it is
/// wanted; to it comes what the bonus scores the document, where that matches too.
pub(crate) fn visit_segment(
    segment: &Segment,
    weight: &dyn Weight,
    bonus: Option<&dyn Weight>,
    is_scored: bool,
    mut see: impl FnMut(DocId, f32),
) -> tantivy::Result<()> {
    let mut bonus = bonus.map(|bonus| bonus.scorer(&segment.reader, 1.0)).transpose()?.map(Scores::new);
    let mut one = |doc, score: f32| {
        if segment.has(doc) {
            see(doc, score + bonus.as_mut().map_or(0.0, |bonus| bonus.of(doc)));
        }
    };
    match is_scored {
        true => weight.for_each(&segment.reader, &mut one),
        false => weight.for_each_no_score(&segment.reader, &mut |docs| docs.iter().for_each(|doc| one(*doc, 0.0))),
    }
}

/// What documents score by a query, asked for in their order.
struct Scores {
    scorer: Box<dyn Scorer>,
    /// Where it stands: most documents need not ask.
    doc: DocId,
}

impl Scores {
    fn new(scorer: Box<dyn Scorer>) -> Scores {
        Scores { doc: scorer.doc(), scorer }
    }

    /// 0 where the query does not match.
    #[inline]
    fn of(&mut self, doc: DocId) -> f32 {
        if self.doc < doc {
            self.doc = self.scorer.seek(doc);
        }
        if self.doc == doc { self.scorer.score() } else { 0.0 }
    }
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
