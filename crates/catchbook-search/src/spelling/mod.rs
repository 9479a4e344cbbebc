//! Misspelt words: a word that no record has is read as the words that are most like it.
//!
//! Only what nothing answers is read otherwise, so that whatever is written as it stands in a record is found as it
//! always was. What a person typed is compared with whole words, though the index holds stems.

mod alike;
mod forms;

use crate::{
    language::{Like, Query, Respelling, Text},
    plan::{Statistics, shorter_stems},
    threads::on_two_threads,
    view::{Segment, View},
    words::{Word, query_words, whole_terms},
};
use alike::{BeginsLike, MAX_LETTERS, Slips, Written};
use forms::nearest_form;
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, VecDeque},
    iter::once,
    sync::PoisonError,
};
use tantivy::{Term, schema::Field};

/// Words read in place of one.
const MOST_LIKE: usize = 5;
/// Words of a query that are looked at: a pasted log is full of words that no record has.
const MOST_WORDS: usize = 8;
/// A word that is there is taken for another one that is in more than so many times as many records.
const SUSPICIOUS: u64 = 2;
/// From so many letters on, two may be wrong.
const LONG: usize = 8;
/// Words of a segment that are compared with one.
const MOST_COMPARED: usize = 4_000;

/// Which words may be misspelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suspects {
    /// Those that no record has.
    Unknown,
    /// Those that some have, where others are more frequent: each is there, but nowhere beside the rest of the query.
    Known,
}

/// Reads misspelt words of a query as the words of `field` that are most like them. `None`: there are none.
pub(crate) fn respelled(
    view: &View,
    field: Field,
    query: &Query,
    suspects: Suspects,
) -> tantivy::Result<Option<Query>> {
    let dictionary = Dictionary { view, field };
    let mut left = MOST_WORDS;
    let mut failed = None;
    let respelled = query.respelled(|text| {
        let found = dictionary.respellings(text, suspects, &mut left);
        found.unwrap_or_else(|error| {
            failed = Some(error);
            Vec::new()
        })
    });
    failed.map_or(Ok(respelled), Err)
}

/// What words were last read as: while somebody types on, the words before are asked about again with every letter.
#[derive(Default)]
pub(crate) struct Alike {
    /// The last to be looked for is the last.
    kept: VecDeque<(Asked, Vec<Like>)>,
}

#[derive(PartialEq, Eq)]
struct Asked {
    form: String,
    term: String,
    goes_on: bool,
    most: u8,
    rarer_than: u64,
}

impl Alike {
    const MOST: usize = 32;

    fn get(&self, asked: &Asked) -> Option<Vec<Like>> {
        self.kept.iter().find(|(own, _)| own == asked).map(|(_, like)| like.clone())
    }

    fn keep(&mut self, asked: Asked, like: Vec<Like>) {
        if self.kept.len() == Alike::MOST {
            self.kept.pop_front();
        }
        self.kept.push_back((asked, like));
    }
}

/// All the words of a view, as the index holds them.
struct Dictionary<'v> {
    view: &'v View,
    field: Field,
}

impl Dictionary<'_> {
    fn respellings(&self, text: &Text, suspects: Suspects, left: &mut usize) -> tantivy::Result<Vec<Respelling>> {
        let mut respellings = Vec::new();
        let words = if text.is_phrase { Vec::new() } else { query_words(&text.words) };
        // Compounds are read by their parts.
        for word in words.iter().filter(|word| !word.whole) {
            let goes_on = text.is_open_ended && word.range.end == text.words.len();
            if edits_for(&word.form) == 0 || *left == 0 {
                continue;
            }
            let frequency = self.frequency_in_any_case(word)?;
            let (is_suspect, most, rarer_than) = match suspects {
                Suspects::Unknown => {
                    let is_unknown = frequency == 0 && !(goes_on && self.goes_on_somewhere(word)?);
                    (is_unknown, edits_for(&word.form), 0)
                }
                // A word that is there is off by one at most: by two it is simply another one.
                Suspects::Known => (frequency > 0, 1, SUSPICIOUS * frequency),
            };
            if !is_suspect {
                continue;
            }
            *left -= 1;
            let like = self.likest(word, goes_on, most, rarer_than)?;
            if !like.is_empty() {
                respellings.push(Respelling { form: word.form.clone(), like });
            }
        }
        Ok(respellings)
    }

    /// Whether records have what a word that none has may still become.
    fn goes_on_somewhere(&self, word: &Word) -> tantivy::Result<bool> {
        for stem in shorter_stems(&word.form) {
            if self.frequency(&stem)? > 0 {
                return Ok(true);
            }
        }
        for start in once(word.form.clone()).chain(whole_terms(&word.form, &word.form)) {
            if self.begins_so(&start)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Of the word and of the compounds that are it but for their capitals.
    fn frequency_in_any_case(&self, word: &Word) -> tantivy::Result<u64> {
        let terms = once(word.term.clone()).chain(whole_terms(&word.form, &word.term));
        terms.map(|term| self.frequency(&term)).sum()
    }

    fn frequency(&self, term: &str) -> tantivy::Result<u64> {
        Statistics(self.view).records_with(&Term::from_field_text(self.field, term))
    }

    fn begins_so(&self, start: &str) -> tantivy::Result<bool> {
        for segment in self.view.segments() {
            let index = segment.reader.inverted_index(self.field)?;
            let mut terms = index.terms().range().ge(start.as_bytes()).into_stream()?;
            if terms.advance() && terms.key().starts_with(start.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// As [`look_for_likest`](Dictionary::look_for_likest), remembered for as long as the view lasts.
    fn likest(&self, word: &Word, goes_on: bool, most: u8, rarer_than: u64) -> tantivy::Result<Vec<Like>> {
        let asked = Asked { form: word.form.clone(), term: word.term.clone(), goes_on, most, rarer_than };
        let remembered = || self.view.alike.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(like) = remembered().get(&asked) {
            return Ok(like);
        }
        let like = self.look_for_likest(word, goes_on, most, rarer_than)?;
        remembered().keep(asked, like.clone());
        Ok(like)
    }

    /// The words with the fewest edits, which are at most so many: few are looked for first, as each more costs several
    /// times as much. Words in no more than `rarer_than` records are not meant.
    fn look_for_likest(&self, word: &Word, goes_on: bool, most: u8, rarer_than: u64) -> tantivy::Result<Vec<Like>> {
        let written = Written::new(&word.form);
        for slips in Slips::up_to(most) {
            let mut found = self.beginning_like(&written, slips, goes_on)?;
            found.retain(|term, frequency| *term != word.term && *frequency > rarer_than);
            let like = likest_of(&word.form, &written, found, slips.edits, goes_on);
            if !like.is_empty() {
                return Ok(like);
            }
        }
        Ok(Vec::new())
    }

    /// Words whose stem may be that of what was meant, with the number of records that have them. Every segment has a
    /// dictionary of its own, so they are walked over side by side.
    fn beginning_like(&self, written: &Written, slips: Slips, goes_on: bool) -> tantivy::Result<HashMap<String, u64>> {
        let segments: Vec<&Segment> = self.view.segments().collect();
        let like = |segment: &&Segment| self.beginning_like_in(segment, written, slips, goes_on);
        let mut all = HashMap::new();
        for found in on_two_threads(&segments, like) {
            found?.into_iter().for_each(|(term, frequency)| *all.entry(term).or_default() += frequency);
        }
        Ok(all)
    }

    fn beginning_like_in(
        &self,
        segment: &Segment,
        written: &Written,
        slips: Slips,
        goes_on: bool,
    ) -> tantivy::Result<HashMap<String, u64>> {
        let index = segment.reader.inverted_index(self.field)?;
        let mut found = HashMap::new();
        for start in slips.starts(written) {
            let like = index.terms().search(BeginsLike::new(written, slips.edits, goes_on));
            let mut terms = like.ge(start.start).lt(start.end).into_stream()?;
            while terms.advance() && found.len() < MOST_COMPARED {
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    found.insert(term.to_string(), u64::from(terms.value().doc_freq));
                }
            }
        }
        Ok(found)
    }
}

/// Of the words that were found, those most like one that was written; of equals those that are the likelier slip, begin
/// alike, and are frequent.
fn likest_of(form: &str, written: &Written, found: HashMap<String, u64>, most: u8, goes_on: bool) -> Vec<Like> {
    let mut alike: Vec<(u8, bool, bool, Reverse<u64>, Like)> = Vec::new();
    for (term, frequency) in found {
        let nearest = nearest_form(written, &term, most, goes_on);
        if let Some((edits, other)) = nearest.filter(|(edits, other)| !is_another_word(form, other, *edits)) {
            let is_other_start = other.as_bytes().first() != form.as_bytes().first();
            let is_no_slip = !has_same_letters(&other, form);
            alike.push((edits, is_no_slip, is_other_start, Reverse(frequency), Like { term, form: other }));
        }
    }
    alike.sort();
    let least = alike.first().map(|(edits, ..)| *edits);
    alike.retain(|(edits, ..)| Some(*edits) == least);
    alike.into_iter().take(MOST_LIKE).map(|(.., like)| like).collect()
}

/// Words that are more likely another word than the same one misspelt. Three letters are mostly an acronym, and one of
/// them changed, or less, makes another acronym. Two letters changed in a word of medium length make another word:
/// `cookie` is no way to write "copied".
fn is_another_word(written: &str, form: &str, edits: u8) -> bool {
    let is_far = written.len() == 3 && form.len() <= 3 || written.len() < LONG && edits > 1;
    is_far && !has_same_letters(written, form)
}

/// Whether letters were only swapped or written twice, which happens to fingers more than anything else.
fn has_same_letters(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.bytes().collect::<BTreeSet<u8>>();
    letters(one) == letters(other)
}

/// The edits that a word of this length may be off by, in the steps that search engines have made usual: none in the
/// shortest words and in codes, where each letter counts.
fn edits_for(form: &str) -> u8 {
    if !form.is_ascii() || form.len() > MAX_LETTERS || form.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    match form.len() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}
