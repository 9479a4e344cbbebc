//! What one lexeme asks.

use super::{
    Ask, Field, ParseOptions, Text, Token,
    lexer::{Lexeme, MAX_EXPRESSIONS, What},
    value,
};
use crate::{
    expression::Expression,
    words::{fold, is_stop_word, query_words},
};

/// `typing`: this one may go on.
pub(super) fn read(text: &str, lexeme: Lexeme<'_>, options: ParseOptions) -> (Token, Ask) {
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
        What::Expression(written) => read_expression(&mut token, written, Expression::read(written)),
        What::TooManyExpressions(written) => {
            let most = format!("Left out: a query has at most {MAX_EXPRESSIONS} expressions");
            read_expression(&mut token, written, Err(most))
        }
        What::OpenExpression(word) => {
            let ask = read_words(&mut token, word, false, is_open_ended);
            token.hint = Some("Taken as text; a slash at its end makes it an expression".to_string());
            ask
        }
        What::Word(word) => read_words(&mut token, word, false, is_open_ended),
        What::Phrase(phrase) => read_words(&mut token, &phrase, true, is_open_ended && lexeme.is_unclosed),
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
    token.is_misread |= token.field.is_some() && token.hint.is_some();
    (token, ask)
}

fn read_expression(token: &mut Token, written: &str, read: Result<Expression, String>) -> Ask {
    token.value = written.to_string();
    match read {
        Ok(expression) => Ask::Expression(expression),
        Err(hint) => {
            token.hint = Some(hint);
            token.is_misread = true;
            Ask::Nothing
        }
    }
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
    Ask::Text(Text { words, is_open_ended: can_go_on, is_phrase, respellings: Vec::new() })
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
