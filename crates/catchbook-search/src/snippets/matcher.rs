use crate::{
    Query,
    language::Text,
    plan::shorter_stems,
    words::{MAX_TERM_BYTES, Pieces, Word, fold, is_word_char, query_words, stem},
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// What is looked for, by the number of the word in the query.
#[derive(Debug)]
pub(super) struct Matcher {
    terms: HashMap<String, usize>,
    prefixes: Vec<(String, usize)>,
    /// The first bytes of both, where they are ASCII.
    firsts: [bool; 128],
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
        let mut matcher = Matcher { terms: HashMap::new(), prefixes: Vec::new(), firsts: [false; 128] };
        for text in query.all_texts() {
            matcher.add(text);
        }
        for word in synonyms.iter().copied().flatten() {
            matcher.add_term(word.term.clone());
        }
        for word in matcher.terms.keys().chain(matcher.prefixes.iter().map(|(start, _)| start)) {
            if let Some(first) = word.bytes().next().filter(u8::is_ascii) {
                matcher.firsts[usize::from(first)] = true;
            }
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

    /// Looks up a folded word; `buffer` is lent for its stem.
    fn find(&self, form: &str, buffer: &mut String) -> Option<usize> {
        let by_prefix =
            || self.prefixes.iter().find(|(start, _)| form.starts_with(start.as_str())).map(|(_, what)| *what);
        buffer.clear();
        buffer.push_str(form);
        stem(buffer);
        self.terms.get(buffer.as_str()).copied().or_else(by_prefix)
    }

    /// Whether a word with this first byte can be one of those looked for. Stems keep the first letter.
    fn may_begin(&self, byte: u8) -> bool {
        !byte.is_ascii() || self.firsts[usize::from(byte.to_ascii_lowercase())]
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
        let (mut form, mut buffer) = (String::new(), String::new());
        for piece in Pieces::of_record(text).filter(|piece| self.may_begin(text.as_bytes()[piece.range.start])) {
            form.clear();
            let is_word = piece.write_term(text, &mut form);
            let Some(what) = is_word.then(|| self.find(&form, &mut buffer)).flatten() else { continue };
            match marks.last_mut().filter(|last| piece.range.start < last.range.end) {
                Some(last) => last.range.end = last.range.end.max(piece.range.end),
                None => marks.push(Mark { range: piece.range, what }),
            }
        }
        marks
    }
}

/// How many different words of the query are among the marks.
pub(super) fn distinct(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.what).collect::<HashSet<_>>().len()
}
