//! From a query to what tantivy runs.
//!
//! The field `text` alone decides what matches words; `lead` adds to the score of records that have them in front.
//! Fields that are counted beside the results are not here, except within groups: one pass over the matches filters and
//! counts (`facets`).

mod any;
mod beginning;
mod settled;
mod spelled;
mod synonyms;
mod words;

pub(crate) use any::{Any, Sums};
use beginning::Beginning;
pub(crate) use synonyms::Synonyms;
pub(crate) use words::{is_unheeded, phrase, shorter_stems};

use crate::{
    Field, Query,
    facets::is_counted,
    index::{Fields, SEVERITIES, normal, stem_text, term_text},
    language::{Ask, Group, Text, Value, Wanted},
    view::View,
    words::{fold, is_function_word},
};
use std::{collections::BTreeSet, ops::Bound};
use tantivy::{
    Term,
    query::{
        AllQuery, Bm25StatisticsProvider, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query as Matching,
        RangeQuery, TermQuery, TermSetQuery,
    },
    schema::{Field as Column, IndexRecordOption},
};

pub(crate) type Boxed = Box<dyn Matching>;

pub(crate) struct Plan {
    /// What matches, and what matches score by themselves.
    pub query: Boxed,
    /// Whether there is anything to rank by.
    pub is_ranked: bool,
    /// What adds to the score of any match: words in front, and names. A question has it in its query.
    pub bonus: Option<Boxed>,
    /// The words that count where they stand close together.
    pub terms: Vec<Term>,
}

impl Plan {
    pub(crate) fn new(query: &Query, fields: &Fields, synonyms: &Synonyms, stale: &BTreeSet<String>) -> Plan {
        let parts = Parts { fields, synonyms, stale };
        let wanted = query.wanted_texts();
        let how = query.wanted();
        let ranking = telling(&wanted, how);
        let every = query.all_texts();
        let leading = if every.len() == wanted.len() { ranking.clone() } else { every.clone() };
        let mut bonus = bonus(fields, &leading);
        if let Wanted::AtLeast(_) = how {
            let whole = synonyms.widen(fields, &ranking, true);
            bonus.push(Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::intersection(whole)), WHOLE)));
        }
        let words = synonyms.widen(fields, &ranking, how != Wanted::Some);
        let mut clauses = matching(words, how, &mut bonus);
        for (token, ask) in query.asks() {
            match ask {
                Ask::Text(_) if !token.negated => {}
                Ask::Any(field, _) if is_counted(*field) => {}
                ask => clauses.extend(parts.clause(ask, token.negated)),
            }
        }
        let terms = words::terms(fields, &ranking);
        let bonus = some_of(bonus);
        Plan { query: with_all(clauses), is_ranked: !every.is_empty() || query.is_ranked(), bonus, terms }
    }
}

/// Makes of one part of a query what tantivy runs.
struct Parts<'p> {
    fields: &'p Fields,
    synonyms: &'p Synonyms,
    stale: &'p BTreeSet<String>,
}

impl Parts<'_> {
    fn clause(&self, ask: &Ask, negated: bool) -> Option<(Occur, Boxed)> {
        let clause = self.query(ask)?;
        Some(match (negated, ask) {
            (false, _) | (true, Ask::Expression(_)) => (Occur::Must, clause),
            (true, Ask::Any(..)) => (Occur::MustNot, clause),
            (true, _) => (Occur::MustNot, Box::new(settled::Settled(clause))),
        })
    }

    fn query(&self, ask: &Ask) -> Option<Boxed> {
        match ask {
            Ask::Nothing => None,
            // What it does not know, the index answers with no record, whether that is to match or not.
            Ask::Expression(_) => Some(Box::new(EmptyQuery)),
            Ask::Text(text) => self.synonyms.widen(self.fields, &[text], true).pop(),
            Ask::Any(Field::Related, values) => Some(ranked(self.fields, values)),
            Ask::Any(field, values) => {
                let any = any_of(self.fields, *field, values, self.stale);
                Some(Box::new(ConstScoreQuery::new(any, 0.0)))
            }
            Ask::Group(Group { is_either, parts }) => {
                let clauses = parts.iter().filter_map(|part| self.clause(&part.ask, part.negated));
                Some(match is_either {
                    true => union(clauses.map(|clause| with_all(vec![clause])).collect()),
                    false => with_all(clauses.collect()),
                })
            }
        }
    }
}

/// Records that answer every clause. What is only to be missing leaves all the others.
fn with_all(mut clauses: Vec<(Occur, Boxed)>) -> Boxed {
    if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
    }
    if clauses.len() == 1 {
        return clauses.remove(0).1;
    }
    Box::new(BooleanQuery::new(clauses))
}

/// The texts that say what a query is about; all of them where records must have all.
fn telling<'t>(wanted: &[&'t Text], how: Wanted) -> Vec<&'t Text> {
    let is_telling = |text: &&Text| how != Wanted::Some || !is_function_word(&fold(&text.words));
    let telling: Vec<&Text> = wanted.iter().copied().filter(is_telling).collect();
    if telling.is_empty() { wanted.to_vec() } else { telling }
}

/// Records that have the words, as many as are wanted. Where any will do, it takes the bonus with it.
fn matching(words: Vec<Boxed>, how: Wanted, bonus: &mut Vec<Boxed>) -> Vec<(Occur, Boxed)> {
    match how {
        _ if words.is_empty() => Vec::new(),
        Wanted::All => words.into_iter().map(|word| (Occur::Must, word)).collect(),
        Wanted::Some => vec![(Occur::Must, Box::new(Any { words, bonus: std::mem::take(bonus) }))],
        Wanted::AtLeast(least) => {
            // Words that are one synonym count as one.
            let least = least.clamp(1, words.len());
            let any = words.into_iter().map(|word| (Occur::Should, word)).collect();
            vec![(Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(any, least)))]
        }
    }
}

fn bonus(fields: &Fields, ranking: &[&Text]) -> Vec<Boxed> {
    let lead = ranking.iter().filter_map(|text| words::lead_bonus(fields, text));
    let names = ranking.iter().filter(|text| ranking.len() == 1 || looks_like_a_name(&text.words));
    lead.chain(names.map(|text| named(fields, text))).collect()
}

fn some_of(queries: Vec<Boxed>) -> Option<Boxed> {
    (!queries.is_empty()).then(|| union(queries))
}

/// Beyond every score of words: who types an id, a file name or an alias means that record.
const NAMED: f32 = 1_000.0;

/// Beyond that: what has all of the words comes before what has most of them.
const WHOLE: f32 = 2.0 * NAMED;

/// Among other words, a plain word is only a word, though a file may be called so.
fn looks_like_a_name(words: &str) -> bool {
    words.len() >= 5 && words.bytes().any(|b| b.is_ascii_digit())
}

fn named(fields: &Fields, text: &Text) -> Boxed {
    let is = is_called(fields, &normal(&text.words));
    Box::new(ConstScoreQuery::new(union(is), NAMED))
}

/// The record with an id or an alias, and the one in a file of that name. Single terms: a set of them is several times as
/// much work to look up.
fn is_called(fields: &Fields, name: &str) -> Vec<Boxed> {
    let is = |text: String| {
        Box::new(TermQuery::new(Term::from_field_text(fields.facts, &text), IndexRecordOption::Basic)) as Boxed
    };
    vec![is(term_text(Field::Id, name)), is(stem_text(name))]
}

/// Records at these paths, the first scored best and none as much as a word.
fn ranked(fields: &Fields, values: &[Value]) -> Boxed {
    let paths = values.iter().flat_map(|value| match value {
        Value::Paths(paths) => paths.iter().zip(1_u16..).collect(),
        _ => Vec::new(),
    });
    let scored = |(path, place): (&String, u16)| -> Boxed {
        let is = TermSetQuery::new([Term::from_field_text(fields.path, path)]);
        Box::new(ConstScoreQuery::new(Box::new(is), 1.0 / f32::from(place)))
    };
    union(paths.map(scored).collect())
}

fn any_of(fields: &Fields, field: Field, values: &[Value], stale: &BTreeSet<String>) -> Boxed {
    union(values.iter().map(|value| one_of(fields, field, value, stale)).collect())
}

fn one_of(fields: &Fields, field: Field, value: &Value, stale: &BTreeSet<String>) -> Boxed {
    let begins = |start: &str| prefix(fields.facts, &term_text(field, start));
    let is = |names: Vec<&str>| -> Boxed {
        Box::new(TermSetQuery::new(
            names.into_iter().map(|name| Term::from_field_text(fields.facts, &term_text(field, name))),
        ))
    };
    match (field, value) {
        (Field::Is, Value::Name(name)) if name == "stale" => at(fields, stale),
        (_, Value::Paths(paths)) => at(fields, paths),
        (_, Value::DueBefore(day)) => {
            let day = Bound::Excluded(Term::from_field_i64(fields.due, *day));
            Box::new(RangeQuery::new(Bound::Unbounded, day))
        }
        (_, Value::Minutes(range)) => {
            let term = |minutes| Term::from_field_u64(fields.cost, minutes);
            Box::new(RangeQuery::new(Bound::Included(term(range.start)), Bound::Excluded(term(range.end))))
        }
        (Field::Path, Value::Name(start) | Value::Prefix(start)) => {
            at_or_guarding(fields, start.trim_start_matches("./").trim_start_matches('/'))
        }
        (Field::Model | Field::Symbol, Value::Name(start) | Value::Prefix(start)) => begins(start),
        (Field::Commit, Value::Name(id) | Value::Prefix(id)) => commit(fields, id),
        (Field::Id, Value::Name(name)) => union(is_called(fields, name)),
        (Field::Id, Value::Prefix(start)) => union(vec![begins(start), prefix(fields.facts, &stem_text(start))]),
        (_, Value::Name(name)) => is(vec![name]),
        (_, Value::Prefix(start)) => begins(start),
        (_, Value::Days(days)) => {
            let term = |day| Term::from_field_i64(fields.day, day);
            Box::new(RangeQuery::new(Bound::Included(term(days.start)), Bound::Excluded(term(days.end))))
        }
        (_, Value::Severities(bits)) => {
            let levels = (0..SEVERITIES.len()).filter(|level| bits >> level & 1 == 1);
            is(levels.map(|level| SEVERITIES[level]).collect())
        }
    }
}

/// A record may hold the short form of the id that is asked for, and the other way round.
pub(crate) fn commit(fields: &Fields, id: &str) -> Boxed {
    let shorter = beginnings(id).into_iter().map(|id| term_text(Field::Commit, id));
    let shorter = TermSetQuery::new(shorter.map(|text| Term::from_field_text(fields.facts, &text)));
    union(vec![prefix(fields.facts, &term_text(Field::Commit, id)), Box::new(shorter)])
}

fn at<'p>(fields: &Fields, paths: impl IntoIterator<Item = &'p String>) -> Boxed {
    Box::new(TermSetQuery::new(paths.into_iter().map(|path| Term::from_field_text(fields.path, path))))
}

/// Records whose path begins so, from the vault's folder on or from the file's name on, and those that guard such code.
fn at_or_guarding(fields: &Fields, start: &str) -> Boxed {
    let mut ways = vec![
        prefix(fields.facts, &term_text(Field::Path, start)),
        prefix(fields.path, start),
        prefix(fields.facts, &stem_text(start)),
    ];
    // The index holds file names without their ending.
    if let Some(stem) = [".md", ".m", "."].iter().find_map(|ending| start.strip_suffix(ending)) {
        ways.push(Box::new(TermSetQuery::new([Term::from_field_text(fields.facts, &stem_text(stem))])));
    }
    union(ways)
}

/// A commit id cut to every length that is long enough to name one.
fn beginnings(id: &str) -> Vec<&str> {
    (4..id.len()).filter_map(|end| id.get(..end)).collect()
}

fn union(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// Every document with a term that begins so, all scored alike.
fn prefix(field: Column, start: &str) -> Boxed {
    Box::new(Beginning { field, starts: vec![start.to_owned()] })
}

/// Word statistics over disk and overlay together, so that a record scores the same in either.
pub(crate) struct Statistics<'v>(pub &'v View);

impl Statistics<'_> {
    /// How many records have a word. Of frequent ones, those that were replaced since the last merge count too.
    pub(crate) fn records_with(&self, term: &Term) -> tantivy::Result<u64> {
        const FEW: u64 = 64;
        let counted = self.doc_freq(term)?;
        if counted == 0 || counted > FEW {
            return Ok(counted);
        }
        let mut living = 0;
        for segment in self.0.segments() {
            let postings =
                segment.reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
            living += postings.map_or(0, |postings| segment.living(postings));
        }
        Ok(living as u64)
    }

    fn sum(&self, count: impl Fn(&tantivy::Searcher) -> tantivy::Result<u64>) -> tantivy::Result<u64> {
        self.0.parts.iter().map(|part| count(&part.searcher)).sum()
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Column) -> tantivy::Result<u64> {
        self.sum(|searcher| Bm25StatisticsProvider::total_num_tokens(searcher, field))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.sum(Bm25StatisticsProvider::total_num_docs)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.sum(|searcher| searcher.doc_freq(term))
    }
}
