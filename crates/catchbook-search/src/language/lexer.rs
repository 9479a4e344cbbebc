//! Cuts a query into lexemes. Nothing is refused: what makes no sense stays a word.

use std::ops::Range;

/// Longer queries are cut; the rest is one lexeme, left out.
const MAX_LEXEMES: usize = 64;
const MAX_BYTES: usize = 8 * 1024;
/// Each may take as much memory as one may.
pub(super) const MAX_EXPRESSIONS: usize = 4;

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
    /// `/…/`, without the slashes around it.
    Expression(&'a str),
    /// A word that another slash makes an expression.
    OpenExpression(&'a str),
    TooManyExpressions(&'a str),
    /// `name:value,"other value"`, the values without quotes. An empty list was written `name:`.
    Named {
        name: &'a str,
        values: Vec<String>,
    },
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// `NOT`
    Not,
    TooLong,
}

pub(super) fn lexemes(text: &str) -> Vec<Lexeme<'_>> {
    let mut lexer = Lexer { text, at: 0, depth: 0, expressions: 0, is_unclosed: false };
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
    /// Parentheses that were opened and not closed yet.
    depth: usize,
    expressions: usize,
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
        let what = match self.peek() {
            Some(c) if is_quote(c) => What::Phrase(self.quoted()),
            Some('(') => self.parenthesis(1, What::Open),
            Some(')') if self.depth > 0 => self.parenthesis(-1, What::Close),
            Some('/') => self.slashed(),
            _ => self.named().unwrap_or_else(|| self.word()),
        };
        Lexeme { range: start..self.at, negated, what, is_unclosed: self.is_unclosed }
    }

    fn parenthesis(&mut self, step: isize, what: What<'a>) -> What<'a> {
        self.bump();
        self.depth = self.depth.saturating_add_signed(step);
        what
    }

    /// Signs between things are written in capitals; `or` is a word.
    fn word(&mut self) -> What<'a> {
        match self.bare_until(|c| is_blank(c) || is_quote(c)) {
            "OR" => What::Or,
            "NOT" => What::Not,
            word => What::Word(word),
        }
    }

    /// A minus negates when a word, a field, a quote, a parenthesis or an expression follows at once; `--force`, `-9` and
    /// a lone `-` are text.
    fn takes_minus(&mut self) -> bool {
        let Some(rest) = self.text[self.at..].strip_prefix('-') else { return false };
        let begins = |c: char| c.is_alphabetic() || is_quote(c) || c == '_' || c == '(';
        let takes = rest.starts_with(begins) || matches!(slashed(rest), Slashed::Closed(_));
        if takes {
            self.bump();
        }
        takes
    }

    fn slashed(&mut self) -> What<'a> {
        match slashed(&self.text[self.at..]) {
            Slashed::Closed(written) => {
                self.at += written.len() + 2;
                self.expressions += 1;
                match self.expressions <= MAX_EXPRESSIONS {
                    true => What::Expression(written),
                    false => What::TooManyExpressions(written),
                }
            }
            Slashed::Open => What::OpenExpression(self.bare_until(|c| is_blank(c) || is_quote(c))),
            Slashed::Path => self.word(),
        }
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

    /// Within parentheses, also until the one that closes them; those that belong to the word, as in `swap(a)`, stay.
    fn bare_until(&mut self, is_end: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let mut own = 0_usize;
        let ends = |c: char| match c {
            '(' => {
                own += 1;
                false
            }
            ')' if own > 0 => {
                own -= 1;
                false
            }
            ')' => self.depth > 0,
            c => is_end(c),
        };
        let end = rest.find(ends).unwrap_or(rest.len());
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

enum Slashed<'a> {
    Closed(&'a str),
    /// No slash follows.
    Open,
    /// As `/usr/lib`, which is a word.
    Path,
}

/// An expression goes from a slash, with no blank behind it, to the next slash, with nothing but a blank or a parenthesis
/// behind that one. `\/` is a slash within.
fn slashed(text: &str) -> Slashed<'_> {
    let Some(inner) = text.strip_prefix('/').filter(|inner| !inner.starts_with(|c| is_blank(c) || c == '/')) else {
        return Slashed::Path;
    };
    let mut is_escaped = false;
    let mut closes = |c: char| {
        let closes = c == '/' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        closes
    };
    match inner.char_indices().take(MAX_BYTES).find(|(_, c)| closes(*c)).map(|(at, _)| at) {
        None if inner.is_empty() => Slashed::Path,
        None => Slashed::Open,
        Some(end) if inner[end + 1..].chars().next().is_none_or(|c| is_blank(c) || c == ')') => {
            Slashed::Closed(&inner[..end])
        }
        Some(_) => Slashed::Path,
    }
}
