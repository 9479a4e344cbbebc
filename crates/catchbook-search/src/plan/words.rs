use super::{Boxed, beginning::Beginning, prefix, spelled::Spelled, union};
use crate::{
    index::Fields,
    language::Text,
    words::{MAX_TERM_BYTES, Word, is_word_char, query_words, whole_terms},
};
use std::{collections::BTreeSet, iter};
use tantivy::{
    Term,
    query::{BoostQuery, EmptyQuery, PhrasePrefixQuery, PhraseQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// What a word in the title or the symptoms adds, as a part of what it scores in the whole text.
const LEAD_BOOST: f32 = 0.7;
/// What each word counts that a misspelt one may have been, as a part of what the likelier one before it does.
const LESS_LIKELY: f32 = 0.7;
/// Words of a query whose places are looked at.
const MAX_NEAR: usize = 32;
/// Letters of the open end of a quoted phrase from which on it is heeded: fewer begin more words than are tried.
const TELLING: usize = 3;
/// Words that the open end of a phrase may become.
const MAX_EXPANSIONS: u32 = 200;

/// The records that have the words, or the words that they are read as.
pub(super) fn matching(fields: &Fields, text: &Text) -> Boxed {
    let words = query_words(&text.words);
    let respelt = respelt(fields, text, &words);
    let (wholes, parts): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|word| word.whole);
    let last = if text.is_open_ended { unfinished(&text.words, &parts) } else { None };
    let mut ways: Vec<Boxed> = Vec::new();
    if !text.is_phrase && is_one_chunk(&text.words) {
        ways.extend(wholes.first().map(|whole| any_case(fields.text, whole)));
        ways.extend(
            wholes.first().filter(|_| last.is_some()).map(|whole| begins_in_any_case(fields.text, &whole.form)),
        );
    }
    match (parts.as_slice(), last) {
        ([], None) => {}
        ([], Some(last)) => ways.push(begins(fields, &last)),
        ([one], Some(_)) => {
            ways.push(any_case(fields.text, one));
            ways.push(begins(fields, &one.form));
        }
        ([one], None) => ways.push(any_case(fields.text, one)),
        (several, None) => ways.push(phrase(fields.text, several)),
        (several, Some(last)) if is_unheeded(text, &last) => {
            let finished = several.iter().filter(|word| word.range.end < text.words.len()).cloned();
            ways.push(phrase(fields.text, &finished.collect::<Vec<_>>()));
        }
        (several, Some(_)) => ways.push(open_phrase(fields.text, several)),
    }
    ways.extend(respelt);
    if ways.is_empty() { Box::new(EmptyQuery) } else { union(ways) }
}

/// What a misspelt word is read as, alone or as a part of a compound.
fn respelt(fields: &Fields, text: &Text, words: &[Word]) -> Vec<Boxed> {
    let parts: Vec<&Word> = words.iter().filter(|word| !word.whole).collect();
    let lone = parts.first().filter(|_| parts.len() == 1);
    let mut ways: Vec<Boxed> = lone.into_iter().flat_map(|word| like(fields.text, text, word)).collect();
    if parts.len() > 1 && parts.iter().any(|part| !text.like(&part.form).is_empty()) {
        let read = |part: &&Word| {
            let term = text.like(&part.form).first().map_or(&part.term, |like| &like.term);
            Word { term: term.clone(), ..(*part).clone() }
        };
        ways.push(phrase(fields.text, &parts.iter().map(read).collect::<Vec<_>>()));
    }
    ways
}

/// The words that one is read as. The likeliest counts as much as if it had been written, the others less and less.
fn like(field: Field, text: &Text, word: &Word) -> Vec<Boxed> {
    let counts = iter::successors(Some(1.0), |boost| Some(boost * LESS_LIKELY));
    let like = text.like(&word.form).iter().zip(counts);
    like.map(|(like, boost)| Box::new(BoostQuery::new(term(field, &like.term), boost)) as Boxed).collect()
}

/// Whether the open end of a text is too short to say anything behind other words.
pub(crate) fn is_unheeded(text: &Text, end: &str) -> bool {
    text.is_phrase && end.len() < TELLING
}

/// As [`matching`], but the parts of a compound such as `high-speed` may stand apart.
pub(super) fn loosely_matching(fields: &Fields, text: &Text) -> Boxed {
    let words = query_words(&text.words);
    if text.is_phrase || text.is_open_ended || words.len() < 2 || words.iter().any(|word| word.whole) {
        return matching(fields, text);
    }
    union(words.iter().map(|word| any_case(fields.text, word)).collect())
}

/// What the words add to the score where they stand in front.
pub(super) fn lead_bonus(fields: &Fields, text: &Text) -> Option<Boxed> {
    let words = query_words(&text.words);
    let last = words.iter().rposition(|word| !word.whole).filter(|_| text.is_open_ended);
    let ways = words.iter().enumerate().flat_map(|(n, word)| {
        let exact = any_case(fields.lead, word);
        let open = (last == Some(n)).then(|| begins_in_any_case(fields.lead, &word.form));
        iter::once(exact).chain(open).chain(like(fields.lead, text, word))
    });
    let ways: Vec<Boxed> = ways.collect();
    (!ways.is_empty()).then(|| Box::new(BoostQuery::new(union(ways), LEAD_BOOST)) as Boxed)
}

/// The words themselves, or those that they are read as, each once.
pub(super) fn terms(fields: &Fields, texts: &[&Text]) -> Vec<Term> {
    let read = |text: &&Text, word: Word| match text.like(&word.form) {
        [] => vec![word.term],
        like => like.iter().map(|like| like.term.clone()).collect(),
    };
    let words_of = |text: &&Text| query_words(&text.words).into_iter().filter(|word| !word.whole).collect::<Vec<_>>();
    let words = texts.iter().flat_map(|text| words_of(text).into_iter().map(move |word| (text, word)));
    let terms: BTreeSet<String> = words.flat_map(|(text, word)| read(text, word)).collect();
    terms.into_iter().take(MAX_NEAR).map(|term| Term::from_field_text(fields.text, &term)).collect()
}

/// A word, and compounds that are it but for their capitals.
fn any_case(field: Field, word: &Word) -> Boxed {
    let ways = iter::once(word.term.clone()).chain(whole_terms(&word.form, &word.term));
    Box::new(Spelled(ways.map(|way| Term::from_field_text(field, &way)).collect()))
}

/// Words that begin so, and compounds that do and whose first part does not.
fn begins_in_any_case(field: Field, start: &str) -> Boxed {
    let starts = iter::once(start.to_owned()).chain(whole_terms(start, start)).collect();
    Box::new(Beginning { field, starts })
}

fn term(field: Field, text: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

pub(crate) fn phrase(field: Field, words: &[Word]) -> Boxed {
    match words {
        [] => Box::new(EmptyQuery),
        [one] => any_case(field, one),
        several => Box::new(PhraseQuery::new_with_offset(placed(field, several, |word| &word.term))),
    }
}

fn open_phrase(field: Field, words: &[Word]) -> Boxed {
    let mut terms = placed(field, words, |word| &word.term);
    if let (Some(last), Some(word)) = (terms.last_mut(), words.last()) {
        last.1 = Term::from_field_text(field, &word.form);
    }
    let mut open = PhrasePrefixQuery::new_with_offset(terms);
    open.set_max_expansions(MAX_EXPANSIONS);
    // The finished form of the last word may be shorter than its beginning: `connectio` is found as `connect`.
    union(vec![Box::new(open), phrase(field, words)])
}

fn placed(field: Field, words: &[Word], text: impl Fn(&Word) -> &str) -> Vec<(usize, Term)> {
    words.iter().map(|word| (word.position, Term::from_field_text(field, text(word)))).collect()
}

/// Records with a word that begins so. A single letter is looked for in front only: nearly every text has one.
fn begins(fields: &Fields, start: &str) -> Boxed {
    if start.len() == 1 {
        return prefix(fields.lead, start);
    }
    let stems = shorter_stems(start).into_iter().map(|stem| term(fields.text, &stem));
    union(iter::once(begins_in_any_case(fields.text, start)).chain(stems).collect())
}

/// The beginning of a word at the very end of the text, folded, when it is no word of its own.
fn unfinished(text: &str, parts: &[Word]) -> Option<String> {
    let tail = text.rsplit(|c: char| !is_word_char(c)).next().filter(|tail| !tail.is_empty())?;
    if let Some(last) = parts.last().filter(|last| last.range.end == text.len()) {
        return Some(last.form.clone());
    }
    let folded = crate::words::fold(tail);
    (folded.len() <= MAX_TERM_BYTES).then_some(folded)
}

fn is_one_chunk(text: &str) -> bool {
    !text.contains(char::is_whitespace)
}

/// Endings that stems lose.
const ENDINGS: &[&str] = &[
    "s", "es", "ed", "er", "ers", "ing", "ings", "ion", "ions", "ation", "ations", "ly", "al", "ally", "able", "ible",
    "ability", "ity", "ive", "ment", "ments", "ness", "ful", "ous", "ance", "ances", "ence", "ences", "ize", "ized",
    "izing",
];

/// The stems of words that a typed beginning may become when it has run past them: `connectio` becomes "connection",
/// which the index holds as `connect`; `hopi` becomes "hoping", held as `hope`.
pub(crate) fn shorter_stems(start: &str) -> Vec<String> {
    if start.len() < 4 || !start.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut stems = Vec::new();
    for end in 3..start.len() {
        let (stem, rest) = start.split_at(end);
        let undoubled = rest.strip_prefix(&stem[end - 1..]).filter(|rest| !rest.is_empty());
        if [Some(rest), undoubled]
            .into_iter()
            .flatten()
            .any(|rest| ENDINGS.iter().any(|ending| ending.starts_with(rest)))
        {
            stems.push(stem.to_string());
            stems.push(format!("{stem}e"));
            if let Some(before_y) = stem.strip_suffix('y') {
                stems.push(format!("{before_y}i"));
            }
        }
    }
    stems
}
