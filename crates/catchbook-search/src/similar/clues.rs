use super::{
    FEW_WORDS, Shared, WORDS_ALONE, WORDS_BESIDE_CLASS, WORDS_BESIDE_MODE,
    telling::{Telling, rarity, telling},
};
use crate::{
    Field,
    index::{Fields, normal, term_text},
    plan::{Statistics, commit},
};
use catchbook_record::Record;
use std::collections::BTreeSet;
use tantivy::{
    Term,
    query::{Bm25StatisticsProvider, BoostQuery, ConstScoreQuery, Query, TermQuery},
    schema::IndexRecordOption,
};

/// What is asked of other records, and how much each answer says.
pub(super) struct Clues {
    pub all: Vec<Clue>,
}

pub(super) struct Clue {
    pub sign: Sign,
    /// Whoever holds it, scored by its weight.
    pub query: Box<dyn Query>,
    weight: f32,
}

/// What two records may share.
pub(super) enum Sign {
    Path(String),
    Commit(String),
    Class(String),
    Mode(String),
    Service(String),
    Word(String),
}

/// How much a fact says, beside a word that is as rare.
const PATH: f32 = 2.0;
const COMMIT: f32 = 2.0;
const CLASS: f32 = 1.5;
const MODE: f32 = 1.0;
const SERVICE: f32 = 0.5;

/// Facts of one field that are asked about.
const MOST_FACTS: usize = 8;

impl Clues {
    pub(super) fn of(record: &Record, fields: &Fields, known: &Statistics<'_>) -> tantivy::Result<Clues> {
        let words = telling(record, fields, known)?.into_iter().map(Clue::word);
        let mut clues = Clues { all: words.collect() };
        let documents = known.total_num_docs()?;
        let mut seen = BTreeSet::new();
        for (field, value, sign, factor) in facts(record) {
            let text = term_text(field, &normal(value));
            let term = Term::from_field_text(fields.facts, &text);
            let weight = factor * rarity(documents, known.doc_freq(&term)?);
            if seen.insert(text) {
                let held: Box<dyn Query> = match field {
                    Field::Commit => commit(fields, &normal(value)),
                    _ => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
                };
                let query = Box::new(ConstScoreQuery::new(held, weight));
                clues.all.push(Clue { sign: sign(value.clone()), query, weight });
            }
        }
        Ok(clues)
    }

    pub(super) fn queries(&self) -> Vec<Box<dyn Query>> {
        self.all.iter().map(|clue| clue.query.box_clone()).collect()
    }

    /// Whether holding these clues is more than chance.
    pub(super) fn is_likeness(&self, held: &[usize]) -> bool {
        let held: Vec<&Clue> = held.iter().map(|n| &self.all[*n]).collect();
        let has = |is: fn(&Sign) -> bool| held.iter().any(|clue| is(&clue.sign));
        let words = held.iter().filter(|clue| clue.is_word());
        let weight: f32 = words.clone().map(|clue| clue.weight).sum();
        let all: f32 = self.all.iter().filter(|clue| clue.is_word()).map(|clue| clue.weight).sum();
        has(|sign| matches!(sign, Sign::Path(_) | Sign::Commit(_)))
            || has(|sign| matches!(sign, Sign::Class(_))) && weight > WORDS_BESIDE_CLASS * all
            || has(|sign| matches!(sign, Sign::Mode(_))) && weight > WORDS_BESIDE_MODE * all
            || words.count() >= FEW_WORDS && weight > WORDS_ALONE * all
    }

    pub(super) fn shared(&self, held: &[usize]) -> Shared {
        let mut shared = Shared::default();
        held.iter().for_each(|n| shared.add(&self.all[*n].sign));
        shared
    }
}

impl Clue {
    /// Scores by how much of the word a record has.
    fn word(telling: Telling) -> Clue {
        let term = TermQuery::new(telling.term, IndexRecordOption::WithFreqs);
        let query = Box::new(BoostQuery::new(Box::new(term), telling.boost));
        Clue { sign: Sign::Word(telling.word), query, weight: telling.weight }
    }

    fn is_word(&self) -> bool {
        matches!(self.sign, Sign::Word(_))
    }
}

type Fact<'r> = (Field, &'r String, fn(String) -> Sign, f32);

fn facts(record: &Record) -> impl Iterator<Item = Fact<'_>> {
    let paths = record.guards.iter().map(|guard| &guard.path).take(MOST_FACTS);
    let commits = record.changes.iter().filter_map(|change| change.commit.as_ref()).take(MOST_FACTS);
    let modes = record.modes.iter().chain(&record.model.topic).take(MOST_FACTS);
    let services = record.services.iter().take(MOST_FACTS);
    paths
        .map(|path| -> Fact<'_> { (Field::Path, path, Sign::Path, PATH) })
        .chain(commits.map(|commit| -> Fact<'_> { (Field::Commit, commit, Sign::Commit, COMMIT) }))
        .chain(record.class.iter().map(|class| -> Fact<'_> { (Field::Class, class, Sign::Class, CLASS) }))
        .chain(modes.map(|mode| -> Fact<'_> { (Field::Mode, mode, Sign::Mode, MODE) }))
        .chain(services.map(|service| -> Fact<'_> { (Field::Service, service, Sign::Service, SERVICE) }))
}
