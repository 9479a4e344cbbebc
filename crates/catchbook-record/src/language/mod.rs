//! Quiet notes on wording: where a reader hears blame, hindsight or a certainty that nobody has.
//!
//! The rules are data (`rules.toml`), applied to the text as it is read. They ask, and block nothing. What they find and
//! leave alone is measured on sentences that were written before them (`tests/record/language.toml`).

mod plain;

use plain::Plain;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A sentence worth another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The rule's name, as in [`rules`].
    pub rule: &'static str,
    /// Bytes of the text that was given.
    pub span: Range<usize>,
    /// What a reader may hear.
    pub says: &'static str,
    /// What to write instead.
    pub instead: &'static str,
}

/// A rule, to be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub name: &'static str,
    pub says: &'static str,
    pub instead: &'static str,
}

/// Every rule, in the order of the file.
pub fn rules() -> impl Iterator<Item = Rule> {
    RULES.iter().map(|rule| Rule { name: &rule.code, says: &rule.says, instead: &rule.instead })
}

/// Reads Markdown and gives its notes, in the order of the text; one for each place and rule. Code, quotations and
/// addresses are not looked at. Time is linear in the text.
pub fn notes(text: &str) -> Vec<Note> {
    let plain = Plain::of(text);
    let mut notes: Vec<Note> = RULES
        .iter()
        .flat_map(|rule| {
            rule.found_in(&plain.text).map(|found| Note {
                rule: &rule.code,
                span: plain.in_source(found),
                says: &rule.says,
                instead: &rule.instead,
            })
        })
        .collect();
    notes.sort_by_key(|note| (note.span.start, note.span.end));
    notes.dedup_by(|next, kept| next.rule == kept.rule && next.span.start < kept.span.end);
    notes
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: BTreeMap<String, String>,
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    says: String,
    r#try: String,
    find: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_sentence: Vec<String>,
    #[serde(default)]
    only_sentence: Vec<String>,
}

struct Compiled {
    code: String,
    says: String,
    instead: String,
    find: Vec<Regex>,
    unless: Vec<Regex>,
    unless_sentence: Vec<Regex>,
    only_sentence: Vec<Regex>,
}

static RULES: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    // The file is part of the program, and the tests read it whole.
    let file: File = toml::from_str(include_str!("rules.toml")).expect("rules.toml is valid");
    file.rule.into_iter().map(|entry| Compiled::of(entry, &file.words)).collect()
});

impl Compiled {
    fn of(entry: Entry, words: &BTreeMap<String, String>) -> Self {
        let all = |patterns: &[String]| patterns.iter().map(|pattern| expression(pattern, words)).collect();
        Self {
            find: all(&entry.find),
            unless: all(&entry.unless),
            unless_sentence: all(&entry.unless_sentence),
            only_sentence: all(&entry.only_sentence),
            code: entry.code,
            says: entry.says,
            instead: entry.r#try,
        }
    }

    fn found_in<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        let all = self.find.iter().flat_map(|find| find.find_iter(text));
        all.filter(|found| {
            let sentence = sentence(text, found.range());
            let any = |patterns: &[Regex], text: &str| patterns.iter().any(|pattern| pattern.is_match(text));
            !any(&self.unless, found.as_str())
                && !any(&self.unless_sentence, sentence)
                && (self.only_sentence.is_empty() || any(&self.only_sentence, sentence))
        })
        .map(|found| found.range())
    }
}

fn expression(pattern: &str, words: &BTreeMap<String, String>) -> Regex {
    let with_words = words
        .iter()
        .fold(pattern.to_owned(), |text, (word, stands_for)| text.replace(&format!("<{word}>"), stands_for));
    // A blank between brackets is one character of a set and stays.
    let mut spaced = String::with_capacity(with_words.len() + 32);
    let mut in_set = false;
    for c in with_words.chars() {
        in_set = if in_set { c != ']' } else { c == '[' };
        if c == ' ' && !in_set { spaced.push_str(r"[ \n]+") } else { spaced.push(c) }
    }
    // ` ?` means an optional run of blanks: `[ \n]+?` would only be a lazy one.
    let spaced = spaced.replace(r"[ \n]+?", r"[ \n]*");
    // A word's end by ASCII alone keeps the quick way through texts that have other letters and signs, too.
    let quick = spaced.replace(r"\b", r"(?-u:\b)");
    Regex::new(&quick).expect("an expression of rules.toml is valid")
}

/// The sentence around a place; a block of text ends one too.
fn sentence(text: &str, at: Range<usize>) -> &str {
    let ends = |(index, c): (usize, char)| {
        let next = text[index + c.len_utf8()..].chars().next();
        let stops = matches!(c, '.' | '!' | '?') && next.is_none_or(|next| !next.is_alphanumeric());
        (stops || c == plain::BREAK).then_some(index + c.len_utf8())
    };
    let start = text[..at.start].char_indices().rev().find_map(ends).unwrap_or(0);
    let end = text[at.end..].char_indices().map(|(index, c)| (index + at.end, c)).find_map(ends).unwrap_or(text.len());
    &text[start..end]
}
