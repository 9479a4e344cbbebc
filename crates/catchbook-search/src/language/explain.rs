use super::{Ask, Field, Query, Text, Token, days::is_fixed, value::Value};
use crate::index::date_of;
use std::ops::Range;

impl Query {
    /// How the query was understood, in plain words.
    pub fn explain(&self) -> String {
        let any = (!self.wants_all_words()).then(|| self.any_word());
        let stand_alone =
            self.asks().filter(|(token, ask)| any.is_none() || token.negated || !matches!(ask, Ask::Text(_)));
        let rest = stand_alone.filter_map(|(token, ask)| explained(token, ask)).collect::<Vec<_>>();
        let parts: Vec<String> = any.into_iter().chain(rest).collect();
        match parts.as_slice() {
            [] => "Every record".to_string(),
            [one] => format!("Records {one}"),
            [first @ .., last] => format!("Records {}, and {last}", first.join(", ")),
        }
    }
}

impl Query {
    fn any_word(&self) -> String {
        let all: Vec<String> = self.wanted_texts().into_iter().map(words).collect();
        format!("with some of {}, those with most first", all.join(", "))
    }
}

fn explained(token: &Token, ask: &Ask) -> Option<String> {
    match ask {
        Ask::Nothing => None,
        Ask::Text(text) => Some(format!("{} {}", if token.negated { "without" } else { "with" }, words(text))),
        Ask::Any(field, values) => Some(named(*field, values, token)),
    }
}

fn words(text: &Text) -> String {
    let words = &text.words;
    match (text.is_phrase, text.is_open_ended) {
        (true, _) => format!("the words “{words}” in a row"),
        (_, true) => format!("a word that begins with “{words}”"),
        _ => format!("“{words}”"),
    }
}

fn named(field: Field, values: &[Value], token: &Token) -> String {
    let not = if token.negated { "not " } else { "" };
    let values = values_in_words(values, &token.value);
    match field {
        Field::Before => format!("{not}dated before {values}"),
        Field::After => format!("{not}dated after {values}"),
        Field::On => format!("{not}dated {values}"),
        Field::Is => format!("that are {not}{values}"),
        Field::Has => format!("that {} a {values}", if token.negated { "do not have" } else { "have" }),
        Field::Gate => format!("where {values} was {not}green"),
        Field::By => format!("{not}by {values}"),
        Field::Path => format!("{not}at or guarding {values}"),
        field => format!("whose {} is {not}{values}", noun(field)),
    }
}

fn noun(field: Field) -> &'static str {
    match field {
        Field::CaughtHow => "way of being caught",
        Field::Pr => "pull request",
        Field::Mode => "failure mode",
        Field::Verdict => "gates' verdict",
        field => field.as_str(),
    }
}

fn values_in_words(values: &[Value], written: &str) -> String {
    let pieces: Vec<&str> = written.split(',').collect();
    let words = values.iter().enumerate().flat_map(|(n, value)| match value {
        Value::Name(name) => vec![name.clone()],
        Value::Prefix(start) => vec![format!("{start}…")],
        Value::Severities(bits) => levels(*bits),
        // A value that is no date was left out: then the pieces are not told apart.
        Value::Days(days) => vec![named_days(days, if pieces.len() == values.len() { pieces[n] } else { written })],
    });
    let mut words: Vec<String> = words.collect();
    words.dedup();
    match words.as_slice() {
        [] => "none of these".to_string(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// As written; the days themselves where they are others tomorrow.
fn named_days(days: &Range<i64>, written: &str) -> String {
    if is_fixed(written) {
        return written.to_string();
    }
    let day = |n: i64| date_of(n).map(|day| day.to_string());
    let meant = match (day(days.start), day(days.end - 1)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => return written.to_string(),
    };
    format!("{written} ({meant})")
}

fn levels(bits: u8) -> Vec<String> {
    let names = ["none", "1", "2", "3", "4", "5"];
    (0..names.len()).filter(|level| bits >> level & 1 == 1).map(|level| names[level].to_string()).collect()
}
