//! Puts lexemes together: what `OR` joins, what parentheses hold.
//!
//! `OR` binds its two neighbours and no more, so that whatever stands beside them narrows both: a facet's click writes
//! behind a query, and means all of it.

use super::{Ask, Group, ParseOptions, Part, Token, lexer::Lexeme, lexer::What, read::read};
use std::{ops::Range, vec};

/// The parts of a query that records are to answer one by one, each with its token.
pub(super) fn items(text: &str, lexemes: Vec<Lexeme<'_>>, options: ParseOptions) -> Vec<(Token, Ask)> {
    let last = lexemes.len().saturating_sub(1);
    let mut builder = Builder { text, options, last, at: 0, lexemes: lexemes.into_iter() };
    builder.sequence().items.into_iter().flat_map(Item::apart).collect()
}

struct Builder<'t> {
    text: &'t str,
    /// `typing`: the last lexeme may go on.
    options: ParseOptions,
    last: usize,
    at: usize,
    lexemes: vec::IntoIter<Lexeme<'t>>,
}

/// What stands between parentheses, or all of a query.
struct Sequence {
    items: Vec<Item>,
    /// A parenthesis ended it.
    is_closed: bool,
}

struct Item {
    token: Token,
    what: Whole,
}

enum Whole {
    Leaf(Ask),
    All(Vec<Item>),
    Either(Vec<Item>),
}

impl<'t> Builder<'t> {
    /// Until the parenthesis closes that was opened last, or the query ends.
    fn sequence(&mut self) -> Sequence {
        let mut items: Vec<Item> = Vec::new();
        let mut is_closed = false;
        let mut joins: Option<Range<usize>> = None;
        // How many times, from where on.
        let mut negates: Option<(usize, Range<usize>)> = None;
        while let Some(lexeme) = self.next() {
            match lexeme.what {
                What::Close => {
                    is_closed = true;
                    break;
                }
                What::Or => {
                    items.extend(negates.take().map(|(_, not)| self.alone(not)));
                    match items.is_empty() {
                        true => items.push(self.alone(lexeme.range)),
                        false => joins = Some(lexeme.range),
                    }
                }
                What::Not => {
                    let (times, first) = negates.unwrap_or((0, lexeme.range));
                    negates = Some((times + 1, first));
                }
                _ => {
                    let mut item = self.item(lexeme);
                    if let Some((times, not)) = negates.take() {
                        item.token.negated ^= times % 2 == 1;
                        item.token.widen(self.text, not.start..item.token.range.end);
                    }
                    match joins.take().and_then(|_| items.pop()) {
                        Some(before) => items.push(self.either(before, item)),
                        None => items.push(item),
                    }
                }
            }
        }
        items.extend(joins.or(negates.map(|(_, not)| not)).map(|range| self.alone(range)));
        Sequence { items, is_closed }
    }

    fn next(&mut self) -> Option<Lexeme<'t>> {
        self.at += 1;
        self.lexemes.next()
    }

    fn item(&mut self, lexeme: Lexeme<'t>) -> Item {
        if lexeme.what != What::Open {
            let typing = self.options.typing && self.at == self.last + 1;
            let (token, ask) = read(self.text, lexeme, ParseOptions { typing, ..self.options });
            return Item { token, what: Whole::Leaf(ask) };
        }
        let (start, negated) = (lexeme.range.start, lexeme.negated);
        let Sequence { items, is_closed } = self.sequence();
        let mut token = Token::of(self.text, start..self.end(), negated);
        let inner = token.text.trim_start_matches('-').strip_prefix('(').unwrap_or_default();
        token.value = inner.strip_suffix(')').filter(|_| is_closed).unwrap_or(inner).trim().to_string();
        token.hint = (!is_closed).then(|| "The parenthesis is closed at the end".to_string());
        Item { token, what: Whole::All(items) }
    }

    /// Where what was read last ends.
    fn end(&self) -> usize {
        let read = self.lexemes.as_slice().first().map_or(self.text, |next| &self.text[..next.range.start]);
        read.trim_end().len()
    }

    fn either(&self, before: Item, item: Item) -> Item {
        let range = before.token.range.start..item.token.range.end;
        let items = match before.what {
            Whole::Either(mut items) if !before.token.negated => {
                items.push(item);
                items
            }
            _ => vec![before, item],
        };
        Item { token: Token::of(self.text, range, false), what: Whole::Either(items) }
    }

    /// An `OR` or a `NOT` with nothing beside it.
    fn alone(&self, range: Range<usize>) -> Item {
        let mut token = Token::of(self.text, range, false);
        let wants = if token.text == "OR" { "OR stands between two things" } else { "something follows NOT" };
        token.hint = Some(format!("Left out: {wants}"));
        Item { token, what: Whole::Leaf(Ask::Nothing) }
    }
}

impl Item {
    /// What stands in parentheses without an `OR` or a minus is as good as without them.
    fn apart(self) -> Vec<(Token, Ask)> {
        match self.what {
            Whole::All(items) if !self.token.negated => {
                let mut apart: Vec<_> = items.into_iter().flat_map(Item::apart).collect();
                if let Some((last, _)) = apart.last_mut() {
                    last.hint = last.hint.take().or(self.token.hint);
                }
                apart
            }
            Whole::Leaf(ask) => vec![(self.token, ask)],
            _ => vec![self.whole()],
        }
    }

    fn whole(self) -> (Token, Ask) {
        let (is_either, items) = match self.what {
            Whole::Leaf(ask) => return (self.token, ask),
            Whole::All(items) => (false, items),
            Whole::Either(items) => (true, items),
        };
        let mut token = self.token;
        let mut parts = Vec::new();
        for item in items {
            let (inner, ask) = item.whole();
            token.hint = token.hint.or(inner.hint);
            token.is_misread |= inner.is_misread;
            if let Ask::Expression(_) = ask {
                token.hint = Some("Left out: an expression stands alone, not within OR or -(…)".to_string());
                token.is_misread = true;
            } else if ask != Ask::Nothing {
                parts.push(Part { negated: inner.negated, ask, written: inner.value });
            }
        }
        let ask = if parts.is_empty() { Ask::Nothing } else { Ask::Group(Group { is_either, parts }) };
        (token, ask)
    }
}

impl Token {
    /// Of several lexemes; its value is what is written there.
    fn of(text: &str, range: Range<usize>, negated: bool) -> Token {
        let text = text[range.clone()].to_string();
        Token { value: text.clone(), text, range, field: None, negated, hint: None, is_misread: false }
    }

    fn widen(&mut self, text: &str, range: Range<usize>) {
        self.text = text[range.clone()].to_string();
        self.range = range;
    }
}
