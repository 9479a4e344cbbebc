//! The query language: words, `"phrases"`, `-not`, `this OR that`, `(parentheses)`, `field:value`, `field:a,b`, `/expressions/`,
//! beginnings of words.
//!
//! Reading never fails. What is no field is text, what is no value is left out, and the token says so in its hint.

mod days;
mod explain;
mod field;
mod lexer;
mod read;
mod rewrite;
mod tree;
mod value;

pub use field::Field;
pub use rewrite::Toggles;
pub(crate) use value::Value;

use crate::expression::{Expression, Expressions};
use jiff::civil::Date;
use lexer::lexemes;
use std::ops::Range;

/// How a query is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ParseOptions {
    /// The last word may be the beginning of a word, because it is still being typed.
    pub typing: bool,
    /// What `last week` is seen from. Without it such words are no dates.
    pub today: Option<Date>,
}

/// A query as it was written and as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    options: ParseOptions,
    tokens: Vec<Token>,
    /// What each token asks, in the same order.
    asks: Vec<Ask>,
    /// So many of its words will do, where no record has all.
    least: Option<usize>,
}

/// Which of the words that are asked for a record must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    All,
    Some,
    AtLeast(usize),
}

/// A part of a query, for showing it as a chip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As written.
    pub text: String,
    /// Bytes of the query.
    pub range: Range<usize>,
    /// For `field:value`.
    pub field: Option<Field>,
    /// Without field, quotes and minus; the values of a list joined by commas.
    pub value: String,
    pub negated: bool,
    /// Why it was taken as text or left out.
    pub hint: Option<String>,
    /// A field or an expression, here or within a group, was not understood as it was written: the answer may be to
    /// another question.
    pub is_misread: bool,
}

/// What a token asks of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    Text(Text),
    /// Any of the values.
    Any(Field, Vec<Value>),
    /// The file is to match. Never within a group.
    Expression(Expression),
    Group(Group),
    Nothing,
}

/// Several parts, of which a record must answer one or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub is_either: bool,
    /// At least one, and none of them asks nothing.
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub negated: bool,
    pub ask: Ask,
    /// As [`Token::value`].
    pub written: String,
}

/// Words asked for: one, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub words: String,
    /// The last word may go on.
    pub is_open_ended: bool,
    pub is_phrase: bool,
    /// What its misspelt words are read as: see [`Query::respelled`].
    pub respellings: Vec<Respelling>,
}

/// What a misspelt word is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Respelling {
    /// As written, folded.
    pub form: String,
    /// At least one, the most likely first.
    pub like: Vec<Like>,
}

/// A word that records have, much like one that was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Like {
    /// What the index holds.
    pub term: String,
    /// The whole word that was most likely meant, for people.
    pub form: String,
}

impl Query {
    /// Reads a query. Never fails.
    pub fn parse(text: &str, options: ParseOptions) -> Query {
        let lexemes = lexemes(text);
        let is_last_open =
            options.typing && text.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '"' && c != '”');
        let typing = ParseOptions { typing: is_last_open, ..options };
        let (tokens, asks) = tree::items(text, lexemes, typing).into_iter().unzip();
        Query { text: text.to_string(), options, tokens, asks, least: None }
    }

    /// The same query with what only others can look up: for a name behind `linked-to:` or `related:`, the paths of the
    /// records that are meant, the best first. `None` says that there is no such name.
    #[must_use]
    pub fn looked_up(mut self, mut find: impl FnMut(Field, &str) -> Option<Vec<String>>) -> Query {
        for (token, ask) in self.tokens.iter_mut().zip(&mut self.asks) {
            ask.look_up(&mut |field, name| {
                find(field, name).unwrap_or_else(|| {
                    token.hint = Some(format!("No record answers to “{name}”"));
                    token.is_misread = true;
                    Vec::new()
                })
            });
        }
        self
    }

    /// The same query with its misspelt words read as others, which `find` answers for each of its texts. `None` says
    /// that there are no such words.
    pub(crate) fn respelled(&self, mut find: impl FnMut(&Text) -> Vec<Respelling>) -> Option<Query> {
        let mut query = self.clone();
        let mut is_other = false;
        let wanted = query.tokens.iter().zip(&mut query.asks).filter(|(token, _)| !token.negated);
        wanted.for_each(|(_, ask)| {
            ask.each_text(&mut |text| {
                let found = find(text);
                is_other |= !found.is_empty();
                text.respellings.extend(found);
            });
        });
        is_other.then_some(query)
    }

    /// Its misspelt words as written, each with the words that it is read as.
    pub fn respellings(&self) -> Vec<(String, Vec<String>)> {
        let texts = self.all_texts();
        let all = texts.iter().flat_map(|text| &text.respellings);
        all.map(|one| (one.form.clone(), one.like.iter().map(|like| like.form.clone()).collect())).collect()
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn options(&self) -> ParseOptions {
        self.options
    }

    /// The parts in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether it asks nothing, so that every record answers.
    pub fn is_everything(&self) -> bool {
        self.asks.iter().all(|ask| *ask == Ask::Nothing)
    }

    /// What the files are to match besides, which the index does not know: with it the query finds no record there.
    /// [`beside_expressions`](Query::beside_expressions) says which files may.
    pub fn expressions(&self) -> Option<Expressions> {
        Expressions::of(self.asks().filter_map(|(token, ask)| match ask {
            Ask::Expression(expression) => Some((token.negated, expression)),
            _ => None,
        }))
    }

    /// Whether the same records answer both, however they were written.
    pub fn asks_the_same(&self, other: &Query) -> bool {
        let negated = |query: &Query| query.tokens.iter().map(|token| token.negated).collect::<Vec<_>>();
        self.asks == other.asks && self.least == other.least && negated(self) == negated(other)
    }

    /// What the query asks of the index.
    #[must_use]
    pub fn beside_expressions(&self) -> Query {
        let mut query = self.clone();
        for ask in query.asks.iter_mut().filter(|ask| matches!(ask, Ask::Expression(_))) {
            *ask = Ask::Nothing;
        }
        query
    }

    /// The words that records are to have.
    pub(crate) fn wanted_texts(&self) -> Vec<&Text> {
        let wanted = self.asks().filter(|(token, _)| !token.negated);
        wanted.filter_map(|(_, ask)| if let Ask::Text(text) = ask { Some(text) } else { None }).collect()
    }

    /// The words that a record may be found by: those it is to have, and those that will do instead of others.
    pub(crate) fn all_texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        self.asks().filter(|(token, _)| !token.negated).for_each(|(_, ask)| ask.texts(&mut texts));
        texts
    }

    /// Whether it says what is to come first, beside words.
    pub(crate) fn is_ranked(&self) -> bool {
        self.asks().any(|(token, ask)| !token.negated && matches!(ask, Ask::Any(Field::Related, _)))
    }

    /// How many words, or phrases, records are to have.
    pub fn words(&self) -> usize {
        self.wanted_texts().len()
    }

    /// The same query, for records that have `least` of its words.
    #[must_use]
    pub fn nearly(&self, least: usize) -> Query {
        Query { least: Some(least), ..self.clone() }
    }

    /// How many of its words will do; none said, all are wanted.
    pub fn least(&self) -> Option<usize> {
        self.least
    }

    /// Up to four words, a record must have all of them. More are a sentence or a pasted message: then the best matches
    /// are wanted, whichever of the words they have.
    pub(crate) fn wanted(&self) -> Wanted {
        match self.least {
            _ if self.words() > 4 => Wanted::Some,
            Some(least) => Wanted::AtLeast(least),
            None => Wanted::All,
        }
    }

    pub(crate) fn asks(&self) -> impl Iterator<Item = (&Token, &Ask)> {
        self.tokens.iter().zip(&self.asks)
    }
}

impl Text {
    /// The words that a folded one is read as; none where it is right as it is.
    pub(crate) fn like(&self, form: &str) -> &[Like] {
        self.respellings.iter().find(|one| one.form == form).map_or(&[], |one| &one.like)
    }
}

impl Ask {
    fn look_up(&mut self, find: &mut impl FnMut(Field, &str) -> Vec<String>) {
        match self {
            Ask::Any(field @ (Field::LinkedTo | Field::Related), values) => {
                for value in values {
                    if let Value::Name(name) = value {
                        *value = Value::Paths(find(*field, name));
                    }
                }
            }
            Ask::Group(group) => group.parts.iter_mut().for_each(|part| part.ask.look_up(find)),
            Ask::Text(_) | Ask::Any(..) | Ask::Expression(_) | Ask::Nothing => {}
        }
    }

    fn each_text(&mut self, see: &mut impl FnMut(&mut Text)) {
        match self {
            Ask::Text(text) => see(text),
            Ask::Group(group) => {
                group.parts.iter_mut().filter(|part| !part.negated).for_each(|part| part.ask.each_text(see));
            }
            Ask::Any(..) | Ask::Expression(_) | Ask::Nothing => {}
        }
    }

    fn texts<'a>(&'a self, texts: &mut Vec<&'a Text>) {
        match self {
            Ask::Text(text) => texts.push(text),
            Ask::Group(group) => group.parts.iter().filter(|part| !part.negated).for_each(|part| part.ask.texts(texts)),
            Ask::Any(..) | Ask::Expression(_) | Ask::Nothing => {}
        }
    }
}

#[cfg(test)]
mod tests;
