use crate::{
    index::Fields,
    plan::Statistics,
    snippets::{beginning, plain_text},
    words::{is_function_word, is_unspaced, query_words, text_words},
};
use catchbook_record::{LinkKind, Record};
use std::{
    collections::{HashMap, HashSet},
    iter::once,
};
use tantivy::{Term, query::Bm25StatisticsProvider};

/// A word of a record that few others have.
pub(super) struct Telling {
    pub term: Term,
    /// As it is shown.
    pub word: String,
    /// What it counts for, beside another word that is as rare.
    pub boost: f32,
    /// How much it says that another record has it too.
    pub weight: f32,
}

/// Words that are asked for.
const MOST: usize = 25;
/// Words whose rarity is looked up.
const MOST_COUNTED: usize = 400;
/// Bytes of a record that are read for its words.
const MOST_BYTES: usize = 64 * 1024;
/// So many records may always have a word.
const IN_A_SMALL_VAULT: u64 = 4;
/// What a word in the title or the symptoms counts for, beside the same word in the text.
const IN_FRONT: f32 = 1.5;

/// The words by which the record would be told from others, the most telling first.
pub(super) fn telling(record: &Record, fields: &Fields, known: &Statistics<'_>) -> tantivy::Result<Vec<Telling>> {
    let documents = known.total_num_docs()?;
    let common = (documents / 4).max(IN_A_SMALL_VAULT);
    let mut words = Vec::new();
    for (term, counted) in Counted::of(record) {
        let term = Term::from_field_text(fields.text, &term);
        let with = known.records_with(&term)?;
        // Nobody else has it, or everybody.
        if (2..=common).contains(&with) {
            let boost = counted.boost();
            words.push(Telling { term, word: counted.word, boost, weight: boost * rarity(documents, with) });
        }
    }
    words.sort_by(|one, other| other.weight.total_cmp(&one.weight).then_with(|| one.word.cmp(&other.word)));
    words.truncate(MOST);
    Ok(words)
}

/// BM25's inverse document frequency.
pub(super) fn rarity(documents: u64, with: u64) -> f32 {
    let (documents, with) = (documents as f32, with as f32);
    (1.0 + (documents - with + 0.5).max(0.0) / (with + 0.5)).ln()
}

struct Counted {
    word: String,
    times: u32,
    is_in_front: bool,
}

impl Counted {
    /// The words of the record by what the index holds of them, those in front and the frequent ones first.
    fn of(record: &Record) -> Vec<(String, Counted)> {
        let names = names(record);
        let mut counted: HashMap<String, Counted> = HashMap::new();
        let front = once(&record.title).chain(&record.symptoms).map(|text| (text.clone(), true));
        let behind = explanations(record).map(|text| (text.clone(), false));
        let mut left = MOST_BYTES;
        for (text, is_in_front) in
            front.chain(behind).chain([(plain_text(beginning(&record.body.text, MOST_BYTES)), false)])
        {
            for word in text_words(&text).take_while(|word| word.range.end <= left) {
                if is_content(&word.form) && !names.contains(&word.form) {
                    let held = word.held().into_owned();
                    let new = Counted { word: word.form, times: 0, is_in_front };
                    counted.entry(held).or_insert(new).times += 1;
                }
            }
            left = left.saturating_sub(text.len());
        }
        let mut counted: Vec<_> = counted.into_iter().collect();
        counted.sort_unstable_by(|(one, a), (other, b)| {
            (b.is_in_front, b.times).cmp(&(a.is_in_front, a.times)).then_with(|| one.cmp(other))
        });
        counted.truncate(MOST_COUNTED);
        counted
    }

    fn boost(&self) -> f32 {
        let in_front = if self.is_in_front { IN_FRONT } else { 1.0 };
        (1.0 + (self.times as f32).ln()) * in_front
    }
}

/// What the front matter says in sentences.
fn explanations(record: &Record) -> impl Iterator<Item = &String> {
    let incident = &record.incident;
    let gates = record.gates.iter().filter_map(|gate| gate.why_blind.as_ref());
    let guards = record.guards.iter().flat_map(|guard| guard.why.iter().chain(&guard.symbol));
    incident.trigger.iter().chain(&incident.contributing_factors).chain(&incident.impact).chain(gates).chain(guards)
}

/// A number, a sign or a word of grammar says nothing of what a text is about.
fn is_content(word: &str) -> bool {
    let is_long_enough = word.len() > 2 && word.starts_with(char::is_alphabetic) || word.chars().any(is_unspaced);
    is_long_enough && !is_function_word(word)
}

/// Whoever wrote two records, and what both link to, is no word of either.
fn names(record: &Record) -> HashSet<String> {
    let found = record.found.caught_by.iter().chain(&record.authors);
    let thanked = record.credits.iter().map(|credit| &credit.name);
    let signed = record.verified.iter().flat_map(|verified| &verified.by);
    let linked = record.body.links.iter().filter(|link| link.kind == LinkKind::Wiki).map(|link| &link.target);
    let handles = found.chain(thanked).chain(signed).chain(linked);
    handles.flat_map(|handle| query_words(handle)).map(|word| word.form).collect()
}
