use crate::index::day_number;
use jiff::{ToSpan, civil::Date};
use std::ops::Range;

/// The days that `2026`, `2026-06` or `2026-06-14` names, since 1970, end excluded; also `2026-01..2026-03`.
pub(super) fn days(text: &str) -> Option<Range<i64>> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (period(from)?, period(to)?);
        return (from.start < to.end).then_some(from.start..to.end);
    }
    period(text)
}

fn period(text: &str) -> Option<Range<i64>> {
    let mut parts = text.trim().split('-');
    let year: i16 =
        parts.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let month: Option<i8> = number(parts.next())?;
    let day: Option<i8> = number(parts.next())?;
    if parts.next().is_some() || year < 1 {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let length = match (month, day) {
        (_, Some(_)) => 1.day(),
        (Some(_), None) => 1.month(),
        (None, None) => 1.year(),
    };
    let end = first.checked_add(length).map(day_number).unwrap_or(i64::MAX);
    Some(day_number(first)..end)
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
            "2026-",
            "-2026",
            "2026-6x",
            "2027..2026",
            "2026..",
            "+026",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
