use crate::{
    Error, Field, Query,
    answers::{Answer, Answers},
    facets::{Counts, Filters},
    index::Store,
    language::Wanted,
    near::add_nearness,
    order::{BEST, Best, Row, Rows},
    plan::{Any, Plan, Statistics, Sums},
    spelling::{Suspects, respelled},
    threads::on_two_threads,
    view::{Segment, View},
    visit::{each_segment, visit, visit_segment},
};
use std::{
    ops::Range,
    sync::{Arc, MutexGuard, PoisonError},
};
use tantivy::query::EmptyQuery;

/// Records found that make those with only most of the words unneeded: a first look at a list. What it brings is
/// measured in `docs/evaluation.md`.
const ENOUGH: usize = 10;

/// The order of results. What is equal comes newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best match first; newest first when the query has no words.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Date,
    /// Worst first, those without a severity last.
    Severity,
}

/// Which results are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Find {
    pub sort: Sort,
    /// Index of the first hit wanted.
    pub offset: usize,
    /// Hits wanted.
    pub limit: usize,
    /// Whether to count the facets.
    pub facets: bool,
}

impl Default for Find {
    fn default() -> Find {
        Find { sort: Sort::Relevance, offset: 0, limit: 20, facets: false }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Records that answer, on all pages.
    pub total: usize,
    /// How many of them have all of the words. By relevance these come first; the others have most of the words.
    pub whole: usize,
    pub hits: Vec<Hit>,
    /// In the order of [`Field::FACETS`]; empty unless asked for.
    pub facets: Vec<Facet>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Of the record, relative to the vault.
    pub path: String,
    /// What the order was made by; 0 unless sorted by relevance to words.
    pub score: f32,
}

/// The records that answered a query when it was asked: what changed since does not show.
pub struct Answered {
    view: Arc<View>,
    answer: Arc<Answer>,
}

impl Answered {
    pub fn total(&self) -> usize {
        self.answer.total
    }
}

/// How many of the records that answer have each value of a field, leaving aside what the query says of that field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub field: Field,
    /// Most frequent first; types and severities in their own order. `none` counts records without a severity.
    pub counts: Vec<(String, usize)>,
}

impl Store {
    /// The records that answer a query.
    ///
    /// Paging is cheap: the order of a query is kept until the index changes or other queries displace it.
    pub fn find(&self, query: &Query, find: &Find) -> Result<Found, Error> {
        let answered = self.answered(query, find)?;
        let hits = self.page(&answered, find.offset, find.limit)?;
        let facets = if find.facets { answered.answer.facets.clone().unwrap_or_default() } else { Vec::new() };
        Ok(Found { total: answered.total(), whole: answered.total(), hits, facets })
    }

    /// How many records answer a query: less work than [`find`](Store::find), which puts them in order.
    pub fn count(&self, query: &Query) -> Result<usize, Error> {
        let view = self.view()?;
        self.guard("search", || {
            let plan = Plan::new(query, &self.fields, &self.synonyms, &view.stale);
            let filters = Filters::new(query, &view)?;
            let counts = in_shares(&view, |within| {
                let mut count = 0;
                visit(&view, &*plan.query, within, None, |at, segment, doc, _| {
                    count += usize::from(filters.failed(at, segment, doc).is_none_at_all());
                })?;
                Ok(count)
            })?;
            Ok(counts.into_iter().sum())
        })
    }

    /// All records that answer a query, of which [`page`](Store::page) gives some. Of `find` it heeds the order,
    /// whether facets are counted, and how far somebody looks.
    pub fn answered(&self, query: &Query, find: &Find) -> Result<Answered, Error> {
        let view = self.view()?;
        let kept = self.answers().get(view.serial, query, find);
        let answer = match kept {
            Some(answer) => answer,
            None => {
                let answer = Arc::new(self.guard("search", || self.answer(&view, query, find))?);
                self.answers().keep(view.serial, answer.clone());
                answer
            }
        };
        Ok(Answered { view, answer })
    }

    pub fn page(&self, answered: &Answered, offset: usize, limit: usize) -> Result<Vec<Hit>, Error> {
        let Answered { view, answer } = answered;
        self.guard("search", || {
            let mut rows = answer.rows();
            if !rows.reach(offset.saturating_add(limit)) {
                // Only the best were kept, as most people look no further.
                *rows = self.look(view, &answer.query, answer.sort, usize::MAX, false)?.rows;
            }
            let page = rows.page(view, offset, limit);
            drop(rows);
            hits(view, &page, answer.is_scored)
        })
    }

    /// As [`find`](Store::find), forgiving. A word that no record has is read as those most like it; so are the
    /// others where no record has them together. Where few records have all of two to four words, those with most of
    /// them follow. With them comes the query that was answered, where it is another one.
    pub fn find_nearest(&self, query: &Query, find: &Find) -> Result<(Found, Option<Query>), Error> {
        // Of many words, those that are known say enough, and guesses at the others only add noise: it was measured.
        let has_many = query.wanted() == Wanted::Some;
        let mut answered = if has_many { None } else { self.respelled(query, Suspects::Unknown)? };
        let mut found = self.find(answered.as_ref().unwrap_or(query), find)?;
        let suspects = if has_many { Suspects::Unknown } else { Suspects::Known };
        if found.total == 0
            && let Some(respelled) = self.respelled(answered.as_ref().unwrap_or(query), suspects)?
        {
            let other = self.find(&respelled, find)?;
            if other.total > 0 {
                (found, answered) = (other, Some(respelled));
            }
        }
        let (found, fewer) = self.with_most(answered.as_ref().unwrap_or(query), found, find)?;
        Ok((found, fewer.or(answered)))
    }

    /// What was `found`, and where that is not enough, the records with most of the words behind it, with the query
    /// that finds both.
    fn with_most(&self, query: &Query, found: Found, find: &Find) -> Result<(Found, Option<Query>), Error> {
        let whole = found.total;
        let mut all = (found, None);
        if query.wanted() == Wanted::Some {
            return Ok(all);
        }
        for least in (1..query.words()).rev() {
            if all.0.total >= ENOUGH {
                break;
            }
            let nearest = query.nearly(least);
            let found = self.find(&nearest, find)?;
            if found.total > all.0.total {
                all = (Found { whole, ..found }, Some(nearest));
            }
        }
        Ok(all)
    }

    /// The query with its misspelt words read as others; `None` where there are none.
    fn respelled(&self, query: &Query, suspects: Suspects) -> Result<Option<Query>, Error> {
        let view = self.view()?;
        self.guard("search", || respelled(&view, self.fields.text, query, suspects))
    }

    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, view: &View, query: &Query, find: &Find) -> tantivy::Result<Answer> {
        let most = if find.offset.saturating_add(find.limit) > BEST { usize::MAX } else { BEST };
        let Looked { rows, is_scored, counts } = self.look(view, query, find.sort, most, find.facets)?;
        let facets = counts.map(Counts::finish);
        Ok(Answer { query: query.clone(), sort: find.sort, total: rows.total(), is_scored, facets, rows: rows.into() })
    }

    /// Goes through all that matches, once, and keeps so many of the best.
    fn look<'v>(
        &self,
        view: &'v View,
        query: &Query,
        sort: Sort,
        most: usize,
        facets: bool,
    ) -> tantivy::Result<Looked<'v>> {
        let plan = Plan::new(query, &self.fields, &self.synonyms, &view.stale);
        let filters = Filters::new(query, view)?;
        let is_scored = sort == Sort::Relevance && plan.is_ranked;
        let statistics = Statistics(view);
        let scored_by = is_scored.then_some(&statistics);
        let bonus = plan.bonus.as_deref().filter(|_| is_scored);
        let (has_bonus, bonus) = (bonus.is_some(), bonus.unwrap_or(&EmptyQuery));
        let blank = if facets { Some(Counts::new(view)?) } else { None };
        // Where no filter can fail any, all are counted together, which is quicker than one by one.
        let has_filters = !filters.is_empty();
        let sums_up = is_scored && !has_filters && plan.query.is::<Any>();
        let shares = in_shares(view, |within| {
            let (mut best, mut counts) = (Best::of(most), blank.clone());
            each_segment(view, [&*plan.query, bonus], within, scored_by, |[weight, bonus], at, segment| {
                if sums_up && let Ok(sums) = weight.scorer(&segment.reader, 1.0)?.downcast::<Sums>() {
                    let scores = sums.living(segment);
                    best.take_all_scored(at, segment, &scores);
                    if let Some(counts) = &mut counts {
                        counts.see_scored(at, segment, &scores);
                    }
                    return Ok(());
                }
                let counts_all = counts.is_some() && !has_filters;
                let mut passed = Vec::new();
                visit_segment(segment, weight, has_bonus.then_some(bonus), is_scored, |doc, score| {
                    if has_filters {
                        let failed = filters.failed(at, segment, doc);
                        if let Some(counts) = &mut counts {
                            counts.see(at, segment, doc, failed);
                        }
                        if !failed.is_none_at_all() {
                            return;
                        }
                    }
                    if counts_all {
                        passed.push(doc);
                    }
                    match is_scored {
                        true => best.take_scored(at, segment, doc, score),
                        false => best.take(Row::placed(sort, at, segment, doc)),
                    }
                })?;
                if let Some(counts) = counts.as_mut().filter(|_| counts_all) {
                    counts.see_all(at, segment, &passed);
                }
                Ok(())
            })?;
            Ok((best, counts))
        })?;
        let (mut best, mut counts) = (Best::of(most), blank);
        for (own, seen) in shares {
            best.join(own);
            if let Some((counts, seen)) = counts.as_mut().zip(seen) {
                counts.add(&seen);
            }
        }
        let mut rows = Rows::new(best);
        if is_scored && plan.terms.len() > 1 {
            add_nearness(view, &plan.terms, &statistics, rows.best())?;
        }
        rows.order_best(view);
        Ok(Looked { rows, is_scored, counts })
    }
}

/// What was found by going through all that matches.
struct Looked<'v> {
    rows: Rows,
    is_scored: bool,
    counts: Option<Counts<'v>>,
}

/// What `look` finds in every share of the segments.
fn in_shares<T: Send + Sync>(
    view: &View,
    look: impl Fn(Range<usize>) -> tantivy::Result<T> + Sync,
) -> tantivy::Result<Vec<T>> {
    on_two_threads(&view.shares(), |share| look(share.clone())).into_iter().collect()
}

fn hits(view: &View, page: &[Row], is_scored: bool) -> tantivy::Result<Vec<Hit>> {
    let segments: Vec<&Segment> = view.segments().collect();
    page.iter()
        .map(|row| {
            Ok(Hit {
                path: segments[row.segment as usize].path(row.doc)?,
                score: if is_scored { row.score() } else { 0.0 },
            })
        })
        .collect()
}
