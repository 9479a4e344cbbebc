//! Cuts a query into lexemes. Nothing is refused: what makes no sense stays a word.

use std::ops::Range;

/// Longer queries are cut; the rest is one lexeme, left out.
const MAX_LEXEMES: usize = 64;
const MAX_BYTES: usize = 8 * 1024;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lexeme<'a> {
    pub range: Range<usize>,
    pub negated: bool,
    pub what: What<'a>,
    /// A quote was opened and not closed.
    pub is_unclosed: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    Word(&'a str),
    Phrase(String),
    /// `name:value,"other value"`, the values without quotes. An empty list was written `name:`.
    Named {
        name: &'a str,
        values: Vec<String>,
    },
    TooLong,
}

pub(super) fn lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut lexer = Lexer { text, at: 0, is_unclosed: false };
    let mut lexemes = Vec::new();
    while let Some(start) = lexer.skip_blanks() {
        if lexemes.len() == MAX_LEXEMES || start >= MAX_BYTES {
            let range = start..text.trim_end().len();
            lexemes.push(Lexeme { range, negated: false, what: What::TooLong, is_unclosed: false });
            break;
        }
        lexemes.push(lexer.lexeme(start));
    }
    lexemes
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    is_unclosed: bool,
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

impl<'a> Lexer<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_blanks(&mut self) -> Option<usize> {
        self.at += self.text[self.at..].find(|c| !is_blank(c))?;
        Some(self.at)
    }

    fn lexeme(&mut self, start: usize) -> Lexeme<'a> {
        self.is_unclosed = false;
        let negated = self.takes_minus();
        let what = if self.peek().is_some_and(is_quote) {
            What::Phrase(self.quoted())
        } else {
            self.named().unwrap_or_else(|| What::Word(self.bare_until(|c| is_blank(c) || is_quote(c))))
        };
        Lexeme { range: start..self.at, negated, what, is_unclosed: self.is_unclosed }
    }

    /// A minus negates when a word, a field or a quote follows at once; `--force`, `-9` and a lone `-` are text.
    fn takes_minus(&mut self) -> bool {
        let mut ahead = self.text[self.at..].chars();
        let takes =
            ahead.next() == Some('-') && ahead.next().is_some_and(|c| c.is_alphabetic() || is_quote(c) || c == '_');
        if takes {
            self.bump();
        }
        takes
    }

    /// `name:` at this place, with its values. Code such as `std::mem`, `http://` and `12:30` is no field.
    fn named(&mut self) -> Option<What<'a>> {
        let rest = &self.text[self.at..];
        let colon = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_')?;
        let name = &rest[..colon];
        let follows = rest[colon..].strip_prefix(':')?;
        if name.is_empty() || follows.starts_with([':', '\\']) || follows.starts_with("//") {
            return None;
        }
        self.at += colon + 1;
        let mut values = Vec::new();
        loop {
            let value = self.value();
            if !value.trim().is_empty() {
                values.push(value);
            }
            if self.peek() != Some(',') {
                return Some(What::Named { name, values });
            }
            self.bump();
        }
    }

    fn value(&mut self) -> String {
        if self.peek().is_some_and(is_quote) {
            return self.quoted();
        }
        self.bare_until(|c| is_blank(c) || c == ',' || is_quote(c)).to_string()
    }

    fn bare_until(&mut self, is_end: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(is_end).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// From an opening quote to the closing one; `\"` and `\\` inside stand for themselves.
    fn quoted(&mut self) -> String {
        self.bump();
        let mut out = String::new();
        while let Some(c) = self.peek() {
            self.bump();
            match c {
                c if is_quote(c) => return out,
                '\\' if self.peek().is_some_and(|c| is_quote(c) || c == '\\') => {
                    out.extend(self.peek());
                    self.bump();
                }
                c => out.push(c),
            }
        }
        self.is_unclosed = true;
        out
    }
}
