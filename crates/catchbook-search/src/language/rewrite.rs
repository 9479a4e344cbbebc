//! Queries that differ from a query by one step: what a click on a facet or on a chip writes.

use super::{
    Ask, Field, ParseOptions, Query, Token,
    lexer::{Lexeme, What, is_quote, lexemes},
    value,
};
use crate::index::SEVERITIES;
use std::borrow::Cow;

impl Query {
    /// The query without its `i`th token, as read once nobody types any more, with nothing looked up. `None` when there is
    /// no such token, or when the others would be read as something else, as two slashes with nothing behind the second.
    pub fn without(&self, i: usize) -> Option<Query> {
        let whole = Query::parse(&self.text, ParseOptions { typing: false, ..self.options });
        let without = Query::parse(&whole.replaced(whole.tokens.get(i)?, ""), whole.options);
        let mut others = whole;
        others.tokens.remove(i);
        others.asks.remove(i);
        without.asks_the_same(&others).then_some(without)
    }

    /// What switching values on or off writes.
    pub fn toggles(&self) -> Toggles<'_> {
        // As read once nobody types any more.
        let query = match self.options.typing {
            true => Cow::Owned(Query::parse(&self.text, ParseOptions { typing: false, ..self.options })),
            false => Cow::Borrowed(self),
        };
        Toggles { closed: closed(query.text.trim()), query }
    }

    fn asking_for(&self, field: Field, value: &str, negated: bool) -> Option<&Token> {
        self.tokens_of(field, negated).find(|(_, ask)| accepts(ask, field, value)).map(|(token, _)| token)
    }

    /// Several tokens may ask for the same.
    fn without_asking_for(mut self, field: Field, value: &str, negated: bool) -> Query {
        for _ in 0..self.tokens.len() {
            let Some(token) = self.asking_for(field, value, negated) else { break };
            let text = self.replaced(token, &without_value(token, field, value));
            self = Query::parse(&text, Default::default());
        }
        self
    }

    fn tokens_of(&self, field: Field, negated: bool) -> impl Iterator<Item = (&Token, &Ask)> {
        self.asks()
            .filter(move |(token, ask)| token.field == Some(field) && token.negated == negated && **ask != Ask::Nothing)
    }

    fn replaced(&self, token: &Token, by: &str) -> String {
        let (before, after) = (&self.text[..token.range.start], &self.text[token.range.end..]);
        let closes = |lexeme: &Lexeme<'_>| lexeme.range.start == token.range.end && lexeme.what == What::Close;
        let is_closed = lexemes(&self.text).iter().any(closes);
        let behind = |written: &str, after: &str| if is_closed { "" } else { blank(written, after) };
        if by.is_empty() {
            let (before, after) = (before.trim(), after.trim());
            return format!("{before}{}{after}", behind(before, after));
        }
        format!("{before}{}{by}{}{after}", blank(before, by), behind(by, after)).trim().to_string()
    }
}

/// Queries that have one value more or less than a query: a facet's ticks.
pub struct Toggles<'q> {
    query: Cow<'q, Query>,
    /// The text, to which more can be added.
    closed: String,
}

impl Toggles<'_> {
    /// Whether the query narrows to this value.
    pub fn is_on(&self, field: Field, value: &str) -> bool {
        self.query.asking_for(field, value, false).is_some()
    }

    /// The query with a value switched on or off. Values of one field stand in one list, so that any of them will do.
    pub fn with(&self, field: Field, value: &str) -> String {
        if self.is_on(field, value) {
            return self.query.clone().into_owned().without_asking_for(field, value, false).text;
        }
        if self.query.asking_for(field, value, true).is_some() {
            let without = self.query.clone().into_owned().without_asking_for(field, value, true);
            return without.toggles().switched_on(field, value);
        }
        self.switched_on(field, value)
    }

    fn switched_on(&self, field: Field, value: &str) -> String {
        if let Some((token, _)) = self.query.tokens_of(field, false).next() {
            let list = format!("{},{}", closed(&token.text).trim_end_matches(','), quoted(value));
            return self.query.replaced(token, &list);
        }
        let blank = if self.closed.is_empty() { "" } else { " " };
        format!("{}{blank}{}:{}", self.closed, field.as_str(), quoted(value))
    }
}

/// What keeps two pieces of a query apart, where anything is needed.
fn blank(before: &str, after: &str) -> &'static str {
    let ends = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == '(');
    let begins = after.is_empty() || after.starts_with(char::is_whitespace);
    if ends || begins { "" } else { " " }
}

/// A token without one of its values; nothing when that was the last.
fn without_value(token: &Token, field: Field, value: &str) -> String {
    let written = written_values(token);
    let mut kept: Vec<String> = Vec::new();
    for one in &written {
        match value::read(field, one, false, None) {
            Ok(read) if read.accepts(field, value) => kept.extend(rest_of(field, &read, value)),
            _ => kept.push(quoted(one)),
        }
    }
    let minus = if token.negated { "-" } else { "" };
    if kept.is_empty() { String::new() } else { format!("{minus}{}:{}", field.as_str(), kept.join(",")) }
}

fn accepts(ask: &Ask, field: Field, name: &str) -> bool {
    matches!(ask, Ask::Any(own, values) if *own == field && values.iter().any(|value| value.accepts(field, name)))
}

/// What stays of a value that accepts more than the one taken away: `<=2` without 1 is 2.
fn rest_of(field: Field, value: &value::Value, name: &str) -> Vec<String> {
    let value::Value::Severities(bits) = value else { return Vec::new() };
    let is_kept = |level: usize| bits >> level & 1 == 1 && !value::Value::Severities(1 << level).accepts(field, name);
    (0..SEVERITIES.len()).filter(|level| is_kept(*level)).map(|level| SEVERITIES[level].to_string()).collect()
}

fn written_values(token: &Token) -> Vec<String> {
    match lexemes(&token.text).pop().map(|lexeme| lexeme.what) {
        Some(What::Named { values, .. }) => values,
        _ => Vec::new(),
    }
}

/// A text with what is open closed, so that something can be written behind it.
fn closed(text: &str) -> String {
    let mut closed = text.to_string();
    if lexemes(text).pop().is_some_and(|last| last.is_unclosed) {
        let is_escaping = text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        closed.push_str(if is_escaping { "\\\"" } else { "\"" });
    }
    // These would take what is written behind them.
    while let Some(start) = trailing_sign(&closed) {
        closed.truncate(start);
    }
    closed.truncate(closed.trim_end().len());
    // A parenthesis may first close one that belongs to the last word.
    for _ in 0..text.matches('(').count() {
        if !is_open(&closed) {
            break;
        }
        closed.push(')');
    }
    closed
}

/// Where an `OR` or a `NOT` stands that nothing follows.
fn trailing_sign(text: &str) -> Option<usize> {
    let last = lexemes(text).pop()?;
    matches!(last.what, What::Or | What::Not).then_some(last.range.start)
}

fn is_open(text: &str) -> bool {
    let read = lexemes(text);
    let count = |what: What<'_>| read.iter().filter(|lexeme| lexeme.what == what).count();
    count(What::Open) > count(What::Close)
}

/// A value as it is written, in quotes where it would be cut or read as something else.
fn quoted(value: &str) -> String {
    // A slash at its end would close an expression that was left open before it.
    let is_bare = !value.is_empty()
        && !value.ends_with('/')
        && !value
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | '\\' | '(' | ')') || is_quote(c));
    if is_bare {
        return value.to_string();
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        if c == '\\' || is_quote(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
