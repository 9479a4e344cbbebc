use crate::{
    Query,
    language::Text,
    plan::shorter_stems,
    words::{MAX_TERM_BYTES, Word, fold, is_word_char, query_words, text_words},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// What is looked for, by the number of the word in the query.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    terms: HashMap<String, usize>,
    prefixes: Vec<(String, usize)>,
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
        let mut matcher = Matcher::default();
        for text in query.wanted_texts() {
            matcher.add(text);
        }
        for word in synonyms.iter().copied().flatten() {
            matcher.add_term(word.term.clone());
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
        }
        if text.is_open_ended {
            let tail = fold(text.words.rsplit(|c: char| !is_word_char(c)).next().unwrap_or_default());
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

    fn find(&self, word: &Word) -> Option<usize> {
        let by_prefix =
            || self.prefixes.iter().find(|(start, _)| word.form.starts_with(start.as_str())).map(|(_, what)| *what);
        self.terms.get(&word.term).copied().or_else(by_prefix)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.prefixes.is_empty()
    }

    /// The matched words of a text, in order, no two overlapping.
    pub(super) fn marks(&self, text: &str) -> Vec<Mark> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut marks: Vec<Mark> = Vec::new();
        for word in text_words(text) {
            let Some(what) = self.find(&word) else { continue };
            match marks.last_mut().filter(|last| word.range.start < last.range.end) {
                Some(last) => last.range.end = last.range.end.max(word.range.end),
                None => marks.push(Mark { range: word.range, what }),
            }
        }
        marks
    }
}

/// How many different words of the query are among the marks.
pub(super) fn distinct(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.what).collect::<HashSet<_>>().len()
}
