//! Runs tantivy's queries over every segment of a view.

use crate::{
    order::Row,
    plan::Statistics,
    view::{Segment, View},
};
use std::ops::Range;
use tantivy::{
    DocId, Searcher,
    query::{EnableScoring, Query, Weight},
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
    each_segment(view, query, within, statistics, |weight, at, segment| {
        let mut one = |doc, score| {
            if segment.has(doc) {
                see(at, segment, doc, score);
            }
        };
        match statistics {
            Some(_) => weight.for_each(&segment.reader, &mut one),
            None => weight.for_each_no_score(&segment.reader, &mut |docs| docs.iter().for_each(|doc| one(*doc, 0.0))),
        }
    })
}

/// Adds what a query scores to the rows that it matches too. The rows are in the order of [`visit`], of the same
/// segments.
pub(crate) fn add_bonus(
    view: &View,
    query: &dyn Query,
    within: Range<usize>,
    statistics: &Statistics<'_>,
    rows: &mut [Row],
) -> tantivy::Result<()> {
    let mut rest = rows;
    each_segment(view, query, within, Some(statistics), |weight, at, segment| {
        let own = rest.partition_point(|row| row.segment as usize == at);
        let (mut rows, behind) = std::mem::take(&mut rest).split_at_mut(own);
        rest = behind;
        if rows.is_empty() {
            return Ok(());
        }
        weight.for_each(&segment.reader, &mut |doc, score| {
            let skipped = before(rows, doc);
            let ahead = &mut std::mem::take(&mut rows)[skipped..];
            if let Some(row) = ahead.first_mut().filter(|row| row.doc == doc) {
                row.add(score);
            }
            rows = ahead;
        })
    })
}

/// How many of the rows, which are in order, come before a document. Quick when they are few.
fn before(rows: &[Row], doc: DocId) -> usize {
    let mut end = 1;
    while end < rows.len() && rows[end].doc < doc {
        end *= 2;
    }
    let start = end / 2;
    start + rows[start..rows.len().min(end + 1)].partition_point(|row| row.doc < doc)
}

/// Calls `run` with the number of every segment `within`, and with what a query weighs there.
pub(crate) fn each_segment(
    view: &View,
    query: &dyn Query,
    within: Range<usize>,
    statistics: Option<&Statistics<'_>>,
    mut run: impl FnMut(&dyn Weight, usize, &Segment) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    let mut first = 0;
    for part in &view.parts {
        let own = first..first + part.segments.len();
        first = own.end;
        let wanted = own.start.max(within.start)..own.end.min(within.end);
        if wanted.is_empty() {
            continue;
        }
        let weight = query.weight(scoring(statistics, &part.searcher))?;
        for at in wanted {
            run(&*weight, at, &part.segments[at - own.start])?;
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
