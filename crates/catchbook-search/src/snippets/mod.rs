//! What of a text to show for a query, and which of its words to mark.

mod matcher;
mod passage;
mod plain;

pub use plain::plain_text;

use crate::{Query, Store};
use matcher::Matcher;
use std::ops::Range;

/// A stretch of text; `mark` says that it matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub text: String,
    pub mark: bool,
}

/// Marks what a query matched in titles and bodies. Make it once a query and use it for every hit.
#[derive(Debug)]
pub struct Snippets {
    matcher: Matcher,
}

impl Snippets {
    pub fn new(query: &Query) -> Snippets {
        Snippets { matcher: Matcher::new(query, &[]) }
    }

    /// The whole text with every matched word marked, as one line.
    pub fn title(&self, text: &str) -> Vec<Stretch> {
        let text = passage::one_line(text);
        let marks = self.matcher.marks(&text);
        stretches(&text, 0..text.len(), &marks)
    }

    /// The stretch of a plain text that shows most of what was asked, in at most `max_chars` characters and the marks of
    /// omission; the beginning of the text where nothing matches. For Markdown, see [`plain_text`].
    pub fn passage(&self, text: &str, max_chars: usize) -> Vec<Stretch> {
        passage::best(&self.matcher, text, max_chars)
    }
}

impl Store {
    /// As [`Snippets::new`], marking the vault's synonyms too.
    pub fn snippets(&self, query: &Query) -> Snippets {
        Snippets { matcher: Matcher::new(query, &self.synonyms.others(&query.all_texts())) }
    }
}

/// As much as fits of a line, around what is marked by others: ranges of its bytes, in any order.
pub(crate) fn line_with_marks(line: &str, ranges: Vec<Range<usize>>, max_chars: usize) -> Vec<Stretch> {
    let marks = ranges.into_iter().map(|range| matcher::Mark { range, what: 0 }).collect();
    passage::shown(line, &matcher::apart(marks), max_chars)
}

/// At most the first `bytes` bytes, in whole characters.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Cuts `text[range]` at the marks, which are in order and do not overlap.
fn stretches(text: &str, range: Range<usize>, marks: &[matcher::Mark]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut push = |piece: &str, mark| {
        if !piece.is_empty() {
            out.push(Stretch { text: piece.to_string(), mark });
        }
    };
    let mut at = range.start;
    for mark in marks {
        let (start, end) = (mark.range.start.max(at), mark.range.end.min(range.end));
        if start < end {
            push(&text[at..start], false);
            push(&text[start..end], true);
            at = end;
        }
    }
    push(&text[at..range.end], false);
    out
}

#[cfg(test)]
mod tests;
