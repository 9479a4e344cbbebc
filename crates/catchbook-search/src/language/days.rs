use crate::index::day_number;
use jiff::{Span, ToSpan, civil::Date};
use std::ops::Range;

/// The days that a date names, since 1970, end excluded: `2026`, `2026-06`, `2026-06-14`, `2026-q2`, `June 2026`, and
/// `2026-01..2026-03`. Where `today` is known also `yesterday`, `last week`, `this quarter`, `last 30 days`, `3 weeks ago`.
pub(super) fn days(text: &str, today: Option<Date>) -> Option<Range<i64>> {
    let Some((from, to)) = text.split_once("..") else { return named(text, today) };
    let (from, to) = (named(from, today)?, named(to, today)?);
    (from.start < to.end).then_some(from.start..to.end)
}

/// Whether a date says the same days tomorrow.
pub(super) fn is_fixed(text: &str) -> bool {
    days(text, None).is_some()
}

fn named(text: &str, today: Option<Date>) -> Option<Range<i64>> {
    let text = text.trim().to_ascii_lowercase();
    let words: Vec<&str> = text.split([' ', '-', '_']).filter(|word| !word.is_empty()).collect();
    period(&text).or_else(|| quarter(&words)).or_else(|| month(&words)).or_else(|| relative(&words, today?))
}

fn period(text: &str) -> Option<Range<i64>> {
    let mut parts = text.split('-');
    let year = year(parts.next()?)?;
    let month: Option<i8> = number(parts.next())?;
    let day: Option<i8> = number(parts.next())?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let length = match (month, day) {
        (_, Some(_)) => 1.day(),
        (Some(_), None) => 1.month(),
        (None, None) => 1.year(),
    };
    Some(from(first, length))
}

fn from(first: Date, length: Span) -> Range<i64> {
    day_number(first)..first.checked_add(length).map_or(i64::MAX, day_number)
}

fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && *year > 0)
}

/// `2026-q2`, `Q2 2026`, `2026q2`.
fn quarter(words: &[&str]) -> Option<Range<i64>> {
    let (year_in, quarter) = match words {
        [one] => one.split_once('q')?,
        [one, other] => match one.strip_prefix('q') {
            Some(quarter) => (*other, quarter),
            None => (*one, other.strip_prefix('q')?),
        },
        _ => return None,
    };
    let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
    Some(from(Date::new(year(year_in)?, quarter * 3 - 2, 1).ok()?, 3.months()))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `June 2026`, `2026 jun`.
fn month(words: &[&str]) -> Option<Range<i64>> {
    let [one, other] = words else { return None };
    let (name, in_year) = year(one).map(|year| (other, year)).or_else(|| Some((one, year(other)?)))?;
    let place = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(name))?;
    Some(from(Date::new(in_year, i8::try_from(place).ok()? + 1, 1).ok()?, 1.month()))
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn read(word: &str) -> Option<Unit> {
        match word.strip_suffix('s').unwrap_or(word) {
            "day" | "d" => Some(Unit::Day),
            "week" | "w" => Some(Unit::Week),
            "month" => Some(Unit::Month),
            "quarter" | "q" => Some(Unit::Quarter),
            "year" | "y" => Some(Unit::Year),
            _ => None,
        }
    }

    fn span(self, count: i64) -> Span {
        match self {
            Unit::Day => count.days(),
            Unit::Week => count.weeks(),
            Unit::Month => count.months(),
            Unit::Quarter => (count * 3).months(),
            Unit::Year => count.years(),
        }
    }

    /// The first day of the one that a day is in. A week begins on Monday.
    fn first(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Unit::Month => day.first_of_month(),
            Unit::Quarter => {
                let month = day.first_of_month();
                month.saturating_sub(i64::from((month.month() - 1) % 3).months())
            }
            Unit::Year => day.first_of_year(),
        }
    }
}

/// Longer ago than any record.
const MAX_COUNT: i64 = 10_000;

fn relative(words: &[&str], today: Date) -> Option<Range<i64>> {
    let count = |word: &str| word.parse().ok().filter(|count| (1..=MAX_COUNT).contains(count));
    match words {
        ["today"] => Some(from(today, 1.day())),
        ["yesterday"] => Some(from(today.yesterday().ok()?, 1.day())),
        ["this", unit] => {
            let unit = Unit::read(unit)?;
            Some(from(unit.first(today), unit.span(1)))
        }
        ["last" | "past", unit] => {
            let unit = Unit::read(unit)?;
            Some(from(unit.first(today).checked_sub(unit.span(1)).ok()?, unit.span(1)))
        }
        ["last" | "past", number, unit] => {
            let (number, unit) = (count(number)?, Unit::read(unit)?);
            let first = today.tomorrow().ok()?.checked_sub(unit.span(number)).ok()?;
            Some(day_number(first)..day_number(today) + 1)
        }
        [number, unit, "ago"] => Some(from(today.checked_sub(Unit::read(unit)?.span(count(number)?)).ok()?, 1.day())),
        _ => None,
    }
}

/// `Some(None)` for a part that is absent, `None` for one that is no number.
fn number(part: Option<&str>) -> Option<Option<i8>> {
    match part {
        None => Some(None),
        Some(text) if (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().ok().map(Some)
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_a_month_and_a_day() {
        let day = |y, m, d| day_number(date(y, m, d));
        let days = |text| days(text, None);
        assert_eq!(days("1970-01-01"), Some(0..1));
        assert_eq!(days("2026"), Some(day(2026, 1, 1)..day(2027, 1, 1)));
        assert_eq!(days("2026-02"), Some(day(2026, 2, 1)..day(2026, 3, 1)));
        assert_eq!(days("2024-2-29"), Some(day(2024, 2, 29)..day(2024, 3, 1)));
        assert_eq!(days("2026-01..2026-03"), Some(day(2026, 1, 1)..day(2026, 4, 1)));
        assert_eq!(days("9999"), Some(day(9999, 1, 1)..i64::MAX));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-06-14-1",
            "june",
            "q5 2026",
            "last",
            "last 0 days",
            "ju 2026",
            "2026-",
            "-2026",
            "2026-6x",
            "2027..2026",
            "2026..",
            "+026",
        ] {
            assert_eq!(days(text, Some(date(2026, 6, 17))), None, "{text}");
        }
    }

    #[test]
    fn quarters_and_months_by_name() {
        let from = |from: Date, to: Date| Some(day_number(from)..day_number(to));
        for text in ["2026-q2", "2026-Q2", "q2 2026", "2026q2"] {
            assert_eq!(days(text, None), from(date(2026, 4, 1), date(2026, 7, 1)), "{text}");
        }
        for text in ["June 2026", "jun 2026", "2026-jun"] {
            assert_eq!(days(text, None), from(date(2026, 6, 1), date(2026, 7, 1)), "{text}");
        }
        assert_eq!(days("2026-q1..june 2026", None), from(date(2026, 1, 1), date(2026, 7, 1)));
    }

    #[test]
    fn days_seen_from_today() {
        let wednesday = date(2026, 6, 17);
        let named = |text| days(text, Some(wednesday)).unwrap_or_else(|| panic!("{text}"));
        for (text, from, to) in [
            ("today", wednesday, date(2026, 6, 18)),
            ("Yesterday", date(2026, 6, 16), wednesday),
            ("this week", date(2026, 6, 15), date(2026, 6, 22)),
            ("last week", date(2026, 6, 8), date(2026, 6, 15)),
            ("last month", date(2026, 5, 1), date(2026, 6, 1)),
            ("last-month", date(2026, 5, 1), date(2026, 6, 1)),
            ("this quarter", date(2026, 4, 1), date(2026, 7, 1)),
            ("last quarter", date(2026, 1, 1), date(2026, 4, 1)),
            ("last year", date(2025, 1, 1), date(2026, 1, 1)),
            ("last 30 days", date(2026, 5, 19), date(2026, 6, 18)),
            ("past 2 weeks", date(2026, 6, 4), date(2026, 6, 18)),
            ("3 weeks ago", date(2026, 5, 27), date(2026, 5, 28)),
            ("1 year ago", date(2025, 6, 17), date(2025, 6, 18)),
            ("last month..today", date(2026, 5, 1), date(2026, 6, 18)),
        ] {
            assert_eq!(named(text), day_number(from)..day_number(to), "{text}");
        }
        assert_eq!(days("last month", None), None, "without a clock there is no last month");
        assert!(is_fixed("2026-q2") && !is_fixed("last week"));
        assert_eq!(days("10001 days ago", Some(wednesday)), None);
    }
}
