use crate::{
    Query,
    language::Text,
    plan::{is_unheeded, shorter_stems},
    words::{MAX_TERM_BYTES, Pieces, Word, fold, is_word_char, query_words, stem},
};
use std::{collections::HashMap, ops::Range};

/// What is looked for, by the number of the word in the query.
#[derive(Debug)]
pub(super) struct Matcher {
    terms: HashMap<String, usize>,
    prefixes: Vec<(String, usize)>,
    /// Other ways to say something, of several words: they mean it only where they follow one another.
    phrases: Vec<Phrase>,
    beginnings: Beginnings,
}

/// The first three letters of all that is looked for: few words of a text begin so, and only those are folded and
/// stemmed.
#[derive(Debug)]
struct Beginnings {
    /// For the first two letters, the third ones as bits. The low five bits tell letters apart; none count as 0.
    thirds: Box<[u32; 1 << 10]>,
}

impl Beginnings {
    fn none() -> Beginnings {
        Beginnings { thirds: Box::new([0; 1 << 10]) }
    }

    /// Adds a stem or a beginning. Stems keep their first three letters, but for some ends in short ones: `cri` of "cry",
    /// `sky` of "skies", `owe` of "owing" and `die` of "dying".
    fn add(&mut self, word: &[u8]) {
        let third = match word.get(2) {
            None => u32::MAX,
            Some(b'e' | b'i' | b'y') => bit(b'e') | bit(b'i') | bit(b'y'),
            Some(third) => bit(*third),
        };
        match word {
            [] => {}
            [first] => (0..=31).for_each(|second| self.thirds[place(*first, second)] |= third),
            [first, second, ..] => {
                self.thirds[place(*first, *second)] |= third;
                if *second == b'i' {
                    self.thirds[place(*first, b'y')] = u32::MAX;
                }
            }
        }
    }

    /// Whether a word of a text, in any case and with any accents, may begin so.
    fn have(&self, word: &[u8]) -> bool {
        let letter = |at: usize| word.get(at).copied().unwrap_or_default();
        let letters = [letter(0), letter(1), letter(2)];
        !letters.is_ascii() || self.thirds[place(letters[0], letters[1])] & bit(letters[2]) != 0
    }
}

fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

fn place(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// Words with their places, counted from the first one's.
type Phrase = Vec<(usize, String)>;

/// A word of a phrase, met in a text.
struct Met {
    position: usize,
    range: Range<usize>,
    term: String,
}

/// A matched word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub range: Range<usize>,
    /// Which word of the query.
    pub what: usize,
}

impl Matcher {
    pub(super) fn new(query: &Query, synonyms: &[&[Word]]) -> Matcher {
        let mut matcher = Matcher {
            terms: HashMap::new(),
            prefixes: Vec::new(),
            phrases: Vec::new(),
            beginnings: Beginnings::none(),
        };
        for text in query.all_texts() {
            matcher.add(text);
        }
        for synonym in synonyms {
            match synonym {
                [] => {}
                [word] => matcher.add_term(word.term.clone()),
                [first, ..] => matcher
                    .phrases
                    .push(synonym.iter().map(|word| (word.position - first.position, word.term.clone())).collect()),
            }
        }
        let of_phrases = matcher.phrases.iter().flatten().map(|(_, word)| word);
        for word in matcher.terms.keys().chain(matcher.prefixes.iter().map(|(start, _)| start)).chain(of_phrases) {
            matcher.beginnings.add(word.as_bytes());
        }
        matcher
    }

    fn add_term(&mut self, term: String) {
        let next = self.terms.len() + self.prefixes.len();
        self.terms.entry(term).or_insert(next);
    }

    fn add(&mut self, text: &Text) {
        let words = query_words(&text.words);
        for word in &words {
            self.add_term(word.term.clone());
            text.like(&word.form).iter().for_each(|like| self.add_term(like.term.clone()));
        }
        if text.is_open_ended {
            let tail = fold(text.words.rsplit(|c: char| !is_word_char(c)).next().unwrap_or_default());
            if is_unheeded(text, &tail) && words.len() > 1 {
                return;
            }
            let whole = words.iter().find(|word| word.whole).map(|word| word.form.clone());
            for start in
                [Some(tail), whole].into_iter().flatten().filter(|start| (1..=MAX_TERM_BYTES).contains(&start.len()))
            {
                shorter_stems(&start).into_iter().for_each(|stem| self.add_term(stem));
                let next = self.terms.len() + self.prefixes.len();
                self.prefixes.push((start, next));
            }
        }
    }

    /// Looks up a folded word; `buffer` is lent for its stem.
    fn find(&self, form: &str, buffer: &mut String) -> Option<usize> {
        let by_prefix =
            || self.prefixes.iter().find(|(start, _)| form.starts_with(start.as_str())).map(|(_, what)| *what);
        buffer.clear();
        buffer.push_str(form);
        stem(buffer);
        self.terms.get(buffer.as_str()).copied().or_else(by_prefix)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.prefixes.is_empty() && self.phrases.is_empty()
    }

    /// The matched words of a text, in order, no two overlapping.
    pub(super) fn marks(&self, text: &str) -> Vec<Mark> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Mark> = Vec::new();
        let mut met: Vec<Met> = Vec::new();
        let (mut form, mut buffer) = (String::new(), String::new());
        let mut pieces = Pieces::of_record(text);
        while let Some(piece) = pieces.next_where(|word| self.beginnings.have(word)) {
            form.clear();
            if !piece.write_term(text, &mut form) {
                continue;
            }
            if let Some(what) = self.find(&form, &mut buffer) {
                found.push(Mark { range: piece.range.clone(), what });
            }
            if !piece.whole && self.phrases.iter().flatten().any(|(_, word)| *word == buffer) {
                met.push(Met { position: piece.position, range: piece.range, term: buffer.clone() });
            }
        }
        found.extend(self.met_phrases(&met));
        apart(found)
    }

    /// The words of every phrase that is there whole.
    fn met_phrases(&self, met: &[Met]) -> Vec<Mark> {
        let at = |position: usize, word: &str| {
            let from = met.partition_point(|met| met.position < position);
            met[from..].iter().take_while(|met| met.position == position).find(|met| met.term == word)
        };
        let mut marks = Vec::new();
        for (n, phrase) in self.phrases.iter().enumerate() {
            let what = self.terms.len() + self.prefixes.len() + n;
            for first in met.iter().filter(|met| met.term == phrase[0].1) {
                let words: Option<Vec<&Met>> =
                    phrase.iter().map(|(offset, word)| at(first.position + offset, word)).collect();
                marks.extend(words.into_iter().flatten().map(|met| Mark { range: met.range.clone(), what }));
            }
        }
        marks
    }
}

/// In order, those that overlap as one.
pub(super) fn apart(mut found: Vec<Mark>) -> Vec<Mark> {
    found.sort_by_key(|mark| mark.range.start);
    let mut marks: Vec<Mark> = Vec::new();
    for mark in found {
        match marks.last_mut().filter(|last| mark.range.start < last.range.end) {
            Some(last) => last.range.end = last.range.end.max(mark.range.end),
            None => marks.push(mark),
        }
    }
    marks
}

/// How many different words of the query are among the marks. Beyond the 128th, words may count as one.
pub(super) fn distinct(marks: &[Mark]) -> u32 {
    marks.iter().fold(0_u128, |words, mark| words | 1 << (mark.what % 128)).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

        #[test]
        fn no_word_is_passed_over_whose_stem_is_looked_for(word in "[a-z]{1,5}(s|ies|y|ying|ing|ed|ied|ly|'s)?|[a-eé]{1,4}") {
            let mut beginnings = Beginnings::none();
            let mut term = fold(&word);
            stem(&mut term);
            beginnings.add(term.as_bytes());
            prop_assert!(beginnings.have(word.as_bytes()), "{term}");
            prop_assert!(beginnings.have(word.to_uppercase().as_bytes()), "{term}");
        }
    }
}
