use crate::{
    find::Sort,
    index::UNDATED,
    view::{Segment, View},
};
use std::cmp::Reverse;
use tantivy::DocId;

/// A result before its path is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Higher comes first: the bits of a score, which order as the score does, and a date below them; or a date or severity
    /// made to.
    key: u64,
    /// Of the view, counted over its parts.
    pub segment: u32,
    pub doc: DocId,
}

impl Row {
    /// Of two with the same score the newer one comes first: the beginning of a word gives as much to most of a vault.
    fn scored(at: usize, segment: &Segment, doc: DocId, score: f32) -> Row {
        Row { key: score_key(score) | date_key(seconds(segment, doc)), segment: at as u32, doc }
    }

    pub(crate) fn placed(sort: Sort, at: usize, segment: &Segment, doc: DocId) -> Row {
        let when = instant(seconds(segment, doc));
        let key = match sort {
            Sort::Severity => severity_rank(segment.columns.severity.first(doc)) << 60 | when,
            Sort::Date | Sort::Relevance => when,
        };
        Row { key, segment: at as u32, doc }
    }

    /// Only for rows that were [`Row::scored`].
    pub(crate) fn score(&self) -> f32 {
        score_of(self.key)
    }

    pub(crate) fn path(&self, view: &View) -> tantivy::Result<String> {
        let segment = view.segments().nth(self.segment as usize);
        segment.map_or_else(|| Ok(String::new()), |segment| segment.path(self.doc))
    }

    pub(crate) fn add(&mut self, bonus: f32) {
        self.key = score_key(self.score() + bonus) | self.key & DATE;
    }
}

/// The lower half of the key of a row with a score.
const DATE: u64 = 0xffff_ffff;

fn score_key(score: f32) -> u64 {
    u64::from(score.max(0.0).to_bits()) << 32
}

fn score_of(key: u64) -> f32 {
    f32::from_bits((key >> 32) as u32)
}

/// Order-preserving from 1901 to 2038; what lies beyond is put in order with its equals.
fn date_key(seconds: i64) -> u64 {
    const FIRST: i64 = i32::MIN as i64;
    (seconds.clamp(FIRST, i32::MAX.into()) - FIRST) as u64
}

fn seconds(segment: &Segment, doc: DocId) -> i64 {
    segment.columns.seconds.first(doc).unwrap_or(UNDATED)
}

/// Order-preserving, in 48 bits: enough for every year that can be written.
fn instant(seconds: i64) -> u64 {
    const HALF: i64 = 1 << 47;
    (seconds.clamp(-HALF, HALF - 1) + HALF) as u64
}

fn severity_rank(severity: Option<u64>) -> u64 {
    severity.filter(|level| (1..=5).contains(level)).map_or(0, |level| 6 - level)
}

/// Results that are looked at closely: a few screens. Whoever looks beyond them will look further.
pub(crate) const BEST: usize = 100;

/// Takes results in any order and keeps the best of them, with all that equal the last of those, and some others until
/// there is need to let go: most of a large answer is never looked at.
#[derive(Clone)]
pub(crate) struct Best {
    rows: Vec<Row>,
    most: usize,
    taken: usize,
    /// What comes below it is not among the best.
    least: u64,
    /// When so many are kept, the least of them are let go.
    room: usize,
}

impl Best {
    /// Keeps so many.
    pub(crate) fn of(most: usize) -> Best {
        Best { rows: Vec::new(), most, taken: 0, least: 0, room: most.saturating_mul(4) }
    }

    #[inline]
    pub(crate) fn take(&mut self, row: Row) {
        self.taken += 1;
        if row.key >= self.least {
            self.keep(row);
        }
    }

    /// Takes a document with its score. Its date is looked up only where it may be among the best.
    #[inline]
    pub(crate) fn take_scored(&mut self, at: usize, segment: &Segment, doc: DocId, score: f32) {
        self.taken += 1;
        if score_key(score) | DATE >= self.least {
            self.keep_scored(at, segment, doc, score);
        }
    }

    /// Takes all documents of a segment that have a score, which stands at their number. Most are passed over a few at a
    /// time.
    pub(crate) fn take_all_scored(&mut self, at: usize, segment: &Segment, scores: &[f32]) {
        const FEW: usize = 16;
        self.taken += scores.iter().filter(|score| **score > 0.0).count();
        for (few, first) in scores.chunks(FEW).zip((0..).step_by(FEW)) {
            let least = score_of(self.least).max(f32::MIN_POSITIVE);
            if few.iter().fold(false, |any, score| any | (*score >= least)) {
                for (score, doc) in few.iter().zip(first..).filter(|(score, _)| **score >= least) {
                    self.keep_scored(at, segment, doc, *score);
                }
            }
        }
    }

    fn keep_scored(&mut self, at: usize, segment: &Segment, doc: DocId, score: f32) {
        let row = Row::scored(at, segment, doc, score);
        if row.key >= self.least {
            self.keep(row);
        }
    }

    fn keep(&mut self, row: Row) {
        self.rows.push(row);
        if self.rows.len() >= self.room {
            let best = best_first(&mut self.rows, self.most);
            self.rows.truncate(best);
            self.least = self.rows.iter().map(|row| row.key).min().unwrap_or(0);
            // Where most are equal, few are let go.
            self.room = self.room.max(2 * best);
        }
    }

    pub(crate) fn join(&mut self, other: Best) {
        self.taken += other.taken - other.rows.len();
        other.rows.into_iter().for_each(|row| self.take(row));
    }
}

/// Brings the best to the front: `most` of them, and all that equal the last of those. Answers how many they are.
fn best_first(rows: &mut [Row], most: usize) -> usize {
    if rows.len() <= most {
        return rows.len();
    }
    let (_, last, _) = rows.select_nth_unstable_by_key(most.saturating_sub(1), |row| Reverse(row.key));
    let least = last.key;
    let mut best = most;
    for at in most..rows.len() {
        if rows[at].key >= least {
            rows.swap(at, best);
            best += 1;
        }
    }
    best
}

/// The results of a query, put in order only as far as somebody looked.
pub(crate) struct Rows {
    rows: Vec<Row>,
    /// How many at the front are in order; none behind them belongs before them.
    ordered: usize,
    /// With those that were let go.
    total: usize,
}

impl Rows {
    pub(crate) fn new(best: Best) -> Rows {
        let Best { mut rows, most, taken, .. } = best;
        if taken > rows.len() {
            // Behind the best there are some that were not let go yet, and not those that belong between them.
            let kept = best_first(&mut rows, most);
            rows.truncate(kept);
        }
        let ordered = best_first(&mut rows, BEST);
        // They are kept for a while, and grew by doubling.
        rows.shrink_to_fit();
        Rows { rows, ordered, total: taken }
    }

    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// How many are in memory.
    pub(crate) fn held(&self) -> usize {
        self.rows.len()
    }

    /// Whether the first so many are here, or as many as there are.
    pub(crate) fn reach(&self, end: usize) -> bool {
        self.rows.len() >= end.min(self.total)
    }

    /// The best, for a second look at their scores, which may only rise; to be put in order afterwards.
    pub(crate) fn best(&mut self) -> &mut [Row] {
        &mut self.rows[..self.ordered]
    }

    pub(crate) fn order_best(&mut self, view: &View) {
        order(self.best(), view);
    }

    /// A page of what is held; see [`reach`](Rows::reach).
    pub(crate) fn page(&mut self, view: &View, offset: usize, limit: usize) -> Vec<Row> {
        let end = offset.saturating_add(limit).min(self.rows.len());
        let start = offset.min(end);
        if end > self.ordered {
            order(&mut self.rows[self.ordered..], view);
            self.ordered = self.rows.len();
        }
        self.rows[start..end].to_vec()
    }
}

/// Equals come newest first, and then in an order that is the same after every rebuild.
fn order(rows: &mut [Row], view: &View) {
    let segments: Vec<&Segment> = view.segments().collect();
    rows.sort_unstable_by_key(|row| Reverse(row.key));
    for equals in rows.chunk_by_mut(|one, other| one.key == other.key).filter(|equals| equals.len() > 1) {
        equals.sort_by_cached_key(|row| {
            let segment = segments[row.segment as usize];
            let tie = segment.columns.tie.first(row.doc).unwrap_or(0);
            (Reverse(seconds(segment, row.doc)), tie, row.segment, row.doc)
        });
    }
}
