use super::{Ask, Field, Group, Part, Query, Text, Wanted, days::is_fixed, value::Value};
use crate::index::{SEVERITIES, date_of};
use std::ops::Range;

impl Query {
    /// How the query was understood, in plain words.
    pub fn explain(&self) -> String {
        let any = self.some_words();
        let stand_alone =
            self.asks().filter(|(token, ask)| any.is_none() || token.negated || !matches!(ask, Ask::Text(_)));
        let rest =
            stand_alone.filter_map(|(token, ask)| explained(ask, token.negated, &token.value)).collect::<Vec<_>>();
        let parts: Vec<String> = any.into_iter().chain(rest).collect();
        match parts.as_slice() {
            [] => "Every record".to_string(),
            [one] => format!("Records {one}"),
            [first @ .., last] if last.starts_with(EXCEPT) => format!("Records {}, {last}", first.join(", ")),
            [first @ .., last] => format!("Records {}, and {last}", first.join(", ")),
        }
    }
}

const EXCEPT: &str = "except those";

impl Query {
    fn some_words(&self) -> Option<String> {
        let all = || self.wanted_texts().into_iter().map(words).collect::<Vec<_>>().join(", ");
        match self.wanted() {
            Wanted::All => None,
            Wanted::Some => Some(format!("with some of {}, those with most first", all())),
            Wanted::AtLeast(1) => Some(format!("with at least one of {}, those with all first", all())),
            Wanted::AtLeast(least) => Some(format!("with at least {least} of {}, those with all first", all())),
        }
    }
}

fn explained(ask: &Ask, negated: bool, written: &str) -> Option<String> {
    match ask {
        Ask::Nothing => None,
        Ask::Text(text) => Some(format!("{} {}", if negated { "without" } else { "with" }, words(text))),
        Ask::Any(field, values) => Some(named(*field, values, negated, written)),
        Ask::Expression(expression) => Some(format!(
            "whose file {} the expression “{}”",
            if negated { "does not match" } else { "matches" },
            expression.written()
        )),
        Ask::Group(group) if negated => Some(format!("{EXCEPT} {}", of_group(group))),
        Ask::Group(group) => Some(of_group(group)),
    }
}

fn of_group(Group { is_either, parts }: &Group) -> String {
    let part = |part: &Part| explained(&part.ask, part.negated, &part.written);
    let parts: Vec<String> = parts.iter().filter_map(part).collect();
    match (parts.as_slice(), is_either) {
        ([one], _) => one.clone(),
        (parts, true) => format!("either {}", parts.join(" or ")),
        (parts, false) => format!("both {}", parts.join(" and ")),
    }
}

fn words(text: &Text) -> String {
    let words = &text.words;
    let written = match (text.is_phrase, text.is_open_ended) {
        (true, false) => format!("the words “{words}” in a row"),
        (true, true) => format!("the words “{words}…” in a row"),
        (false, true) => format!("a word that begins with “{words}”"),
        _ => format!("“{words}”"),
    };
    let like: Vec<String> = text.respellings.iter().flat_map(|one| &one.like).map(|like| quoted(&like.form)).collect();
    match like.as_slice() {
        [] => written,
        like => format!("{written} or a word much like it: {}", like.join(", ")),
    }
}

fn quoted(word: &str) -> String {
    format!("“{word}”")
}

fn named(field: Field, values: &[Value], negated: bool, written: &str) -> String {
    let not = if negated { "not " } else { "" };
    let values = values_in_words(values, written);
    match field {
        Field::Before => format!("{not}dated before {values}"),
        Field::After => format!("{not}dated after {values}"),
        Field::On => format!("{not}dated {values}"),
        Field::Is => format!("that are {not}{values}"),
        Field::Has => format!("that {} a {values}", if negated { "do not have" } else { "have" }),
        Field::Gate => format!("where {values} was {not}green"),
        Field::By => format!("{not}by {values}"),
        Field::Symbol => format!("{not}guarding {values}"),
        Field::LinkedTo => format!("that {} to {values}", if negated { "do not link" } else { "link" }),
        Field::Related => format!("{not}similar to {values}"),
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
    // A value that could not be read was left out: then the pieces are not told apart.
    let piece = |n: usize| if pieces.len() == values.len() { pieces[n] } else { written };
    let words = values.iter().enumerate().flat_map(|(n, value)| match value {
        Value::Name(name) => vec![name.clone()],
        Value::Prefix(start) => vec![format!("{start}…")],
        Value::Severities(bits) => levels(*bits),
        Value::Days(days) => vec![named_days(days, piece(n))],
        Value::DueBefore(_) => vec!["overdue".to_string()],
        Value::Minutes(_) | Value::Paths(_) => vec![piece(n).to_string()],
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
    (0..SEVERITIES.len()).filter(|level| bits >> level & 1 == 1).map(|level| SEVERITIES[level].to_string()).collect()
}
