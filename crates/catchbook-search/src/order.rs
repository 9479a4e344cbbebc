use crate::{find::Sort, index::UNDATED, view::Segment};
use std::cmp::Ordering;
use tantivy::DocId;

/// A result before its path is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Higher comes first.
    key: u64,
    /// Decides between equals, in the same way after every rebuild.
    tie: u32,
    pub segment: u32,
    pub doc: DocId,
    pub score: f32,
}

impl Row {
    pub(crate) fn new(sort: Sort, at: usize, segment: &Segment, doc: DocId, score: f32) -> Row {
        let columns = &segment.columns;
        let seconds = columns.seconds.first(doc).unwrap_or(UNDATED);
        let key = match sort {
            Sort::Relevance => u64::from(score.max(0.0).to_bits()) << 32 | minutes(seconds),
            Sort::Date => instant(seconds),
            Sort::Severity => severity_rank(columns.severity.first(doc)) << 60 | instant(seconds),
        };
        Row { key, tie: columns.tie.first(doc).unwrap_or(0) as u32, segment: at as u32, doc, score }
    }

    fn order(&self, other: &Row) -> Ordering {
        other
            .key
            .cmp(&self.key)
            .then(self.tie.cmp(&other.tie))
            .then((self.segment, self.doc).cmp(&(other.segment, other.doc)))
    }
}

/// Order-preserving, in 48 bits: enough for every year that can be written.
fn instant(seconds: i64) -> u64 {
    const HALF: i64 = 1 << 47;
    (seconds.clamp(-HALF, HALF - 1) + HALF) as u64
}

/// Order-preserving, in 32 bits.
fn minutes(seconds: i64) -> u64 {
    ((seconds / 60).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) - i64::from(i32::MIN)) as u64
}

fn severity_rank(severity: Option<u64>) -> u64 {
    severity.filter(|level| (1..=5).contains(level)).map_or(0, |level| 6 - level)
}

/// The results of a query, put in order only as far as somebody looked.
pub(crate) struct Rows {
    rows: Vec<Row>,
    /// How many at the front are in order.
    ordered: usize,
}

impl Rows {
    /// Whoever looks beyond the first screens will look further.
    const FIRST: usize = 400;

    pub(crate) fn new(rows: Vec<Row>) -> Rows {
        Rows { rows, ordered: 0 }
    }

    pub(crate) fn page(&mut self, offset: usize, limit: usize) -> Vec<Row> {
        let end = offset.saturating_add(limit).min(self.rows.len());
        let start = offset.min(end);
        if end > self.ordered {
            self.order_up_to(end);
        }
        self.rows[start..end].to_vec()
    }

    fn order_up_to(&mut self, end: usize) {
        if self.ordered == 0 && end <= Rows::FIRST && Rows::FIRST < self.rows.len() {
            self.rows.select_nth_unstable_by(Rows::FIRST, Row::order);
            self.rows[..Rows::FIRST].sort_unstable_by(Row::order);
            self.ordered = Rows::FIRST;
        } else {
            self.rows.sort_unstable_by(Row::order);
            self.ordered = self.rows.len();
        }
    }
}
