//! How text becomes words: the same for records, queries and snippets, so that what is found can also be marked.
//!
//! Plain words are folded and stemmed. What looks like code (`reqTimeoutMs`, `a_b`, `x::y`, `src/chat/redirect.ts`,
//! `CVE-2026-42184`) gives its parts as words and, at the place of its first part, itself as a whole.

mod fold;
mod pieces;
mod stem;
mod stop;
mod stream;
mod wholes;

pub(crate) use fold::{fold, is_unspaced, is_word_char};
pub(crate) use pieces::{MAX_TERM_BYTES, Piece, Pieces};
pub(crate) use stem::stem;
pub(crate) use stop::{is_function_word, is_stop_word};
pub(crate) use stream::{RecordWords, TOKENIZER};
pub(crate) use wholes::whole_terms;

use std::{borrow::Cow, ops::Range};
use wholes::whole_term;

/// A word of a query or of a shown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, without accents, not stemmed.
    pub form: String,
    /// Its stem.
    pub term: String,
    /// Counted over plain words; a whole shares the position of its first part.
    pub position: usize,
    /// Bytes in the text.
    pub range: Range<usize>,
    /// A compound beside its parts.
    pub whole: bool,
    /// See [`Piece::told_by_first`].
    pub told_by_first: Option<usize>,
}

impl Word {
    /// What the index holds.
    pub(crate) fn held(&self) -> Cow<'_, str> {
        self.told_by_first.map_or(Cow::Borrowed(&self.term), |told| Cow::Owned(whole_term(told, &self.term)))
    }
}

/// The words of a query, without those too common to be indexed.
pub(crate) fn query_words(text: &str) -> Vec<Word> {
    words(Pieces::of_query(text))
}

/// The words of a record, as the index holds them.
pub(crate) fn text_words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Pieces::of_record(text).filter_map(move |piece| word(text, piece))
}

fn words(pieces: Pieces<'_>) -> Vec<Word> {
    let text = pieces.text();
    pieces.filter_map(|piece| word(text, piece)).collect()
}

fn word(text: &str, piece: Piece) -> Option<Word> {
    let mut form = String::new();
    let mut term = String::new();
    piece.write_term(text, &mut form).then(|| {
        term.push_str(&form);
        stem(&mut term);
        let told_by_first = piece.told_by_first(text);
        Word { form, term, position: piece.position, range: piece.range, whole: piece.whole, told_by_first }
    })
}

#[cfg(test)]
mod tests;
