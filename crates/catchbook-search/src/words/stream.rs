use super::{Pieces, stem, wholes::whole_term};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the index knows [`RecordWords`].
pub(crate) const TOKENIZER: &str = "record-words";

/// Cuts the text of records into the terms that the index holds.
#[derive(Clone, Copy, Default)]
pub(crate) struct RecordWords;

impl Tokenizer for RecordWords {
    type TokenStream<'a> = RecordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RecordStream<'a> {
        RecordStream { text, pieces: Pieces::of_record(text), token: Token::default() }
    }
}

pub(crate) struct RecordStream<'a> {
    text: &'a str,
    pieces: Pieces<'a>,
    token: Token,
}

impl TokenStream for RecordStream<'_> {
    fn advance(&mut self) -> bool {
        for piece in self.pieces.by_ref() {
            self.token.text.clear();
            if !piece.write_term(self.text, &mut self.token.text) {
                continue;
            }
            stem(&mut self.token.text);
            if let Some(told) = piece.told_by_first(self.text) {
                self.token.text = whole_term(told, &self.token.text);
            }
            self.token.position = piece.position;
            self.token.offset_from = piece.range.start;
            self.token.offset_to = piece.range.end;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
