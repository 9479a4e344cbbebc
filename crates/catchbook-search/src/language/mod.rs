//! The query language: words, `"phrases"`, `-not`, `this OR that`, `(parentheses)`, `field:value`, `field:a,b`, beginnings
//! of words.
//!
//! Reading never fails. What is no field is text, what is no value is left out, and the token says so in its hint.

mod days;
mod explain;
mod field;
mod lexer;
mod rewrite;
mod tree;
mod value;

pub use field::Field;
pub(crate) use value::Value;

use crate::words::{fold, is_stop_word, query_words};
use jiff::civil::Date;
use lexer::{Lexeme, What, lexemes};
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
    /// A field, here or within a group, was not understood as it was written: the answer may be to another question.
    pub is_misread: bool,
}

/// What a token asks of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    Text(Text),
    /// Any of the values.
    Any(Field, Vec<Value>),
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
            Ask::Text(_) | Ask::Any(..) | Ask::Nothing => {}
        }
    }

    fn texts<'a>(&'a self, texts: &mut Vec<&'a Text>) {
        match self {
            Ask::Text(text) => texts.push(text),
            Ask::Group(group) => group.parts.iter().filter(|part| !part.negated).for_each(|part| part.ask.texts(texts)),
            Ask::Any(..) | Ask::Nothing => {}
        }
    }
}

/// `typing`: this one may go on.
fn read(text: &str, lexeme: Lexeme<'_>, options: ParseOptions) -> (Token, Ask) {
    let is_open_ended = options.typing;
    let mut token = Token {
        text: text[lexeme.range.clone()].to_string(),
        range: lexeme.range,
        field: None,
        value: String::new(),
        negated: lexeme.negated,
        hint: lexeme.is_unclosed.then(|| "The quote is closed at the end".to_string()),
        is_misread: false,
    };
    let ask = match lexeme.what {
        What::Word(word) => read_words(&mut token, word, false, is_open_ended),
        What::Phrase(phrase) => read_words(&mut token, &phrase, true, false),
        What::Named { name, values } => match Field::parse(name) {
            Some(field) => read_values(&mut token, field, &values, options),
            None => {
                let written = token.text.trim_start_matches('-').to_string();
                let ask = read_words(&mut token, &written, false, is_open_ended);
                token.hint = Some(no_field(name));
                ask
            }
        },
        // The others are put together before anything is read.
        What::TooLong | What::Open | What::Close | What::Or | What::Not => {
            token.hint = Some("Left out: the query is too long".to_string());
            Ask::Nothing
        }
    };
    token.is_misread = token.field.is_some() && token.hint.is_some();
    (token, ask)
}

fn no_field(name: &str) -> String {
    match Field::nearest(name) {
        Some(field) => format!("There is no field “{name}”; did you mean “{}:”? Taken as text", field.as_str()),
        None => format!("There is no field “{name}”; taken as text"),
    }
}

fn read_words(token: &mut Token, words: &str, is_phrase: bool, is_open_ended: bool) -> Ask {
    let starred = words.strip_suffix('*').filter(|rest| !is_phrase && !rest.is_empty());
    let is_open_ended = is_open_ended || starred.is_some();
    let words = starred.unwrap_or(words).to_string();
    token.value = words.clone();
    let last = words.rsplit(|c: char| !crate::words::is_word_char(c)).next().unwrap_or_default();
    let can_go_on = is_open_ended && !last.is_empty();
    if query_words(&words).is_empty() && !(can_go_on && is_stop_word(&fold(last))) {
        token.hint = Some(no_words(&words));
        return Ask::Nothing;
    }
    Ask::Text(Text { words, is_open_ended: can_go_on, is_phrase })
}

fn no_words(words: &str) -> String {
    let all_common =
        words.split(|c: char| !crate::words::is_word_char(c)).filter(|w| !w.is_empty()).all(|w| is_stop_word(&fold(w)));
    match words.chars().any(crate::words::is_word_char) {
        false => "Left out: no letters or digits to search for".to_string(),
        true if all_common => "Left out: nearly every record has it".to_string(),
        true => "Left out: too long to be a word".to_string(),
    }
}

fn read_values(token: &mut Token, field: Field, values: &[String], options: ParseOptions) -> Ask {
    token.field = Some(field);
    token.value = values.join(",");
    let mut read = Vec::new();
    for (n, text) in values.iter().enumerate() {
        match value::read(field, text, options.typing && n + 1 == values.len(), options.today) {
            Ok(value) => read.push(value),
            Err(hint) => token.hint = Some(hint),
        }
    }
    if values.is_empty() {
        token.hint = Some(format!("Left out: nothing follows “{}:”", field.as_str()));
    }
    if read.is_empty() { Ask::Nothing } else { Ask::Any(field, read) }
}

#[cfg(test)]
mod tests;
