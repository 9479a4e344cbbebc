use super::{Field, days::days};
use crate::index::{day_number, normal};
use jiff::civil::Date;
use std::ops::{Range, RangeInclusive};

/// What one value of `field:value` accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A [`normal`] name.
    Name(String),
    /// The beginning of a [`normal`] name.
    Prefix(String),
    /// Severities as bits: 0 for none, 1 to 5.
    Severities(u8),
    /// Days since 1970, end excluded.
    Days(Range<i64>),
    /// An open action item that was due before this day.
    DueBefore(i64),
    /// Minutes of people's time, end excluded.
    Minutes(Range<u64>),
    /// Records that somebody else looked up: see [`Query::looked_up`](super::Query::looked_up).
    Paths(Vec<String>),
}

/// Reads one value. The error is what to tell the person, and the value is then left out.
pub(super) fn read(field: Field, text: &str, is_open_ended: bool, today: Option<Date>) -> Result<Value, String> {
    let text = text.trim();
    let starred = text.strip_suffix('*').filter(|rest| !rest.is_empty());
    let is_prefix = starred.is_some() || is_open_ended;
    let bare = starred.unwrap_or(text);
    match field {
        Field::Severity => severities(text)
            .map(Value::Severities)
            .ok_or_else(|| format!("“{text}” is not a severity: write 1 to 5, <=2, 1..3 or none")),
        Field::Before | Field::After | Field::On => {
            days(text, today).map(|named| Value::Days(asked(field, named))).ok_or_else(|| {
                format!("“{text}” is not a date: write 2026, 2026-q2, 2026-06, 2026-06-14 or \"last month\"")
            })
        }
        Field::Cost => minutes(bare)
            .map(Value::Minutes)
            .ok_or_else(|| format!("“{text}” is not a length of time: write >8h, <=30m or 1h..8h")),
        Field::LinkedTo | Field::Related => {
            Ok(Value::Name(bare.trim_start_matches("[[").trim_end_matches("]]").to_string()))
        }
        Field::Is if bare.eq_ignore_ascii_case("overdue") => match today {
            Some(today) => Ok(Value::DueBefore(day_number(today))),
            None => Err("Left out: nobody knows the day".to_string()),
        },
        _ if field.words().is_empty() => Ok(name(normal(bare), is_prefix)),
        _ => word(field, bare, is_prefix).ok_or_else(|| {
            format!("“{text}” does not go with “{}:”, which takes {}", field.as_str(), field.words().join(", "))
        }),
    }
}

fn name(text: String, is_prefix: bool) -> Value {
    if is_prefix { Value::Prefix(text) } else { Value::Name(text) }
}

fn word(field: Field, text: &str, is_prefix: bool) -> Option<Value> {
    if let Some(word) = field.canonical(text) {
        return Some(Value::Name(word.to_string()));
    }
    let start = normal(text);
    (is_prefix && field.words().iter().any(|word| word.starts_with(&start))).then_some(Value::Prefix(start))
}

fn asked(field: Field, named: Range<i64>) -> Range<i64> {
    match field {
        Field::Before => i64::MIN..named.start,
        Field::After => named.end..i64::MAX,
        _ => named,
    }
}

/// Hours where no unit is written.
fn minutes(text: &str) -> Option<Range<u64>> {
    let one = |text: &str| -> Option<u64> {
        let text = text.trim();
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
        let each = match text[digits.len()..].to_ascii_lowercase().as_str() {
            "" | "h" | "hour" | "hours" => 60.0,
            "m" | "min" | "minute" | "minutes" => 1.0,
            _ => return None,
        };
        let count: f64 = digits.trim().parse().ok()?;
        (0.0..1e9).contains(&count).then(|| (count * each).round() as u64)
    };
    if let Some((from, to)) = text.split_once("..") {
        return Some(one(from)?..one(to)?.saturating_add(1));
    }
    let behind = |sign| text.strip_prefix(sign).and_then(one);
    behind(">=")
        .map(|least| least..u64::MAX)
        .or_else(|| behind("<=").map(|most| 0..most + 1))
        .or_else(|| behind(">").map(|less| less + 1..u64::MAX))
        .or_else(|| behind("<").map(|more| 0..more))
        .or_else(|| one(text).map(|exact| exact..exact + 1))
}

fn severities(text: &str) -> Option<u8> {
    let level = |text: &str| severity(text.trim());
    let bits = |levels: RangeInclusive<u8>| levels.fold(0, |bits, level| bits | 1 << level);
    if text.eq_ignore_ascii_case("none") {
        return Some(1);
    }
    if let Some((from, to)) = text.split_once("..") {
        return Some(bits(level(from)?..=level(to)?)).filter(|bits| *bits != 0);
    }
    // A smaller number is worse: `<=2` is 1 and 2.
    let behind = |sign| text.strip_prefix(sign).and_then(level);
    let levels = behind("<=")
        .map(|level| 1..=level)
        .or_else(|| behind(">=").map(|level| level..=5))
        .or_else(|| behind("<").map(|level| 1..=level - 1))
        .or_else(|| behind(">").map(|level| level + 1..=5))
        .or_else(|| level(text).map(|level| level..=level))?;
    Some(bits(levels))
}

fn severity(text: &str) -> Option<u8> {
    let text = text.to_ascii_lowercase();
    match text.as_str() {
        "critical" => Some(1),
        "major" => Some(2),
        "medium" => Some(3),
        "minor" => Some(4),
        text => text
            .strip_prefix("sev")
            .unwrap_or(text)
            .trim_start_matches('-')
            .parse()
            .ok()
            .filter(|level| (1..=5).contains(level)),
    }
}

impl Value {
    /// Whether a name, in any spelling, is accepted.
    pub(super) fn accepts(&self, field: Field, name: &str) -> bool {
        match self {
            Value::Name(own) => field.canonical(name).map_or_else(|| *own == normal(name), |word| word == own),
            Value::Prefix(start) => normal(name).starts_with(start.as_str()),
            Value::Severities(bits) => severities(name).is_some_and(|asked| bits & asked != 0),
            Value::DueBefore(_) => normal(name) == "overdue",
            Value::Minutes(range) => minutes(name).is_some_and(|asked| asked == *range),
            Value::Paths(paths) => paths.iter().any(|path| path == name),
            Value::Days(range) => days(name, None).is_some_and(|named| asked(field, named) == *range),
        }
    }
}
