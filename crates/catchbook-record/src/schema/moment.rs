//! Times and lengths of time, read from text.

use crate::{Moment, Period, PeriodSpan};
use jiff::{SignedDuration, Timestamp, civil, tz::Offset};

impl Moment {
    /// Reads a date (`2026-06-14`) or an RFC 3339 time; seconds may be missing and a blank may stand for `T`. A time
    /// without an offset is read as UTC and has no [`offset_minutes`](Moment::offset_minutes).
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let (moment, rest) = Moment::parse_prefix(text)?;
        rest.is_empty().then_some(moment)
    }

    /// Reads a moment that a text begins with, and gives what follows it.
    pub(crate) fn parse_prefix(text: &str) -> Option<(Moment, &str)> {
        let (date, after_date) = date_prefix(text)?;
        if let Some((time, offset, rest)) = after_date.strip_prefix(['T', 't', ' ']).and_then(time_prefix) {
            let written = &text[..text.len() - rest.len()];
            return Some((Moment::at(written, date, time, offset)?, rest));
        }
        let written = &text[..text.len() - after_date.len()];
        Some((Moment::on(written, date)?, after_date))
    }

    /// A whole day.
    pub(crate) fn on(text: &str, date: civil::Date) -> Option<Moment> {
        let instant = instant(date, civil::Time::midnight(), 0)?;
        Some(Moment { text: text.into(), date, time: None, instant, offset_minutes: None })
    }

    pub(crate) fn at(text: &str, date: civil::Date, time: civil::Time, offset: Option<i16>) -> Option<Moment> {
        let instant = instant(date, time, offset.unwrap_or(0))?;
        Some(Moment { text: text.into(), date, time: Some(time), instant, offset_minutes: offset })
    }
}

fn instant(date: civil::Date, time: civil::Time, offset_minutes: i16) -> Option<Timestamp> {
    let utc = Offset::UTC.to_timestamp(civil::DateTime::from_parts(date, time)).ok()?;
    utc.checked_sub(SignedDuration::from_mins(offset_minutes.into())).ok()
}

fn date_prefix(text: &str) -> Option<(civil::Date, &str)> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (digits(&bytes[..4])?, digits(&bytes[5..7])?, digits(&bytes[8..10])?);
    let date = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    (!bytes.get(10).is_some_and(u8::is_ascii_digit)).then_some((date, &text[10..]))
}

/// `09:40`, `9:40`, `09:40:12.5`, each with an optional `Z`, ` UTC` or `+02:00`.
pub(crate) fn time_prefix(text: &str) -> Option<(civil::Time, Option<i16>, &str)> {
    let width = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&width) || text.as_bytes().get(width) != Some(&b':') {
        return None;
    }
    let hour = digits(&text.as_bytes()[..width])?;
    let minute = digits(text.as_bytes().get(width + 1..width + 3)?)?;
    let mut rest = text.get(width + 3..)?;
    let (mut second, mut nano) = (0, 0);
    if let Some(found) = rest.strip_prefix(':').and_then(|after| digits(after.as_bytes().get(..2)?)) {
        // A leap second reads as the last second of its minute.
        second = found.min(59);
        if found > 60 {
            return None;
        }
        rest = &rest[3..];
        (nano, rest) = fraction(rest);
    }
    let (offset, rest) = offset_prefix(rest);
    if rest.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
        return None;
    }
    let time = civil::Time::new(hour as i8, minute as i8, second as i8, nano).ok()?;
    Some((time, offset, rest))
}

fn fraction(text: &str) -> (i32, &str) {
    let Some(after) = text.strip_prefix(['.', ',']) else { return (0, text) };
    let width = after.bytes().take_while(u8::is_ascii_digit).count();
    if width == 0 {
        return (0, text);
    }
    let nano =
        (0..9).fold(0, |sum, at| sum * 10 + after.as_bytes()[..width].get(at).map_or(0, |b| i32::from(b - b'0')));
    (nano, &after[width..])
}

fn offset_prefix(text: &str) -> (Option<i16>, &str) {
    for utc in ["Z", "z", " UTC", "UTC", " Z"] {
        if let Some(rest) = text.strip_prefix(utc).filter(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())) {
            return (Some(0), rest);
        }
    }
    let signed = text.strip_prefix(' ').unwrap_or(text);
    let sign = match signed.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return (None, text),
    };
    let after = &signed[1..];
    let hours = after.as_bytes().get(..2).and_then(digits);
    let minutes_at = if after.as_bytes().get(2) == Some(&b':') { 3 } else { 2 };
    let minutes = after.as_bytes().get(minutes_at..minutes_at + 2).and_then(digits);
    match (hours, minutes) {
        (Some(hours @ 0..=23), Some(minutes @ 0..=59)) => {
            (Some(sign * (hours * 60 + minutes) as i16), &after[minutes_at + 2..])
        }
        _ => (None, text),
    }
}

fn digits(bytes: &[u8]) -> Option<u16> {
    bytes.iter().try_fold(0u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

impl Period {
    /// Reads `6 months`, `90 days`, `2 weeks`, `1 year`, `90d`, `monthly` and the like. Zero is no period.
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        let span = match text.to_ascii_lowercase().as_str() {
            "daily" => PeriodSpan::Days(1),
            "weekly" => PeriodSpan::Days(7),
            "monthly" => PeriodSpan::Months(1),
            "quarterly" => PeriodSpan::Months(3),
            "yearly" | "annually" => PeriodSpan::Months(12),
            lower => counted(lower)?,
        };
        Some(Period { text: text.into(), span })
    }
}

fn counted(text: &str) -> Option<PeriodSpan> {
    let width = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = match width {
        0 => (1, text.strip_prefix("every ").unwrap_or(text)),
        _ => (text[..width].parse::<u32>().ok().filter(|n| (1..=36_500).contains(n))?, &text[width..]),
    };
    Some(match unit.trim() {
        "d" | "day" | "days" => PeriodSpan::Days(count),
        "w" | "week" | "weeks" => PeriodSpan::Days(count * 7),
        "m" | "mo" | "month" | "months" => PeriodSpan::Months(count),
        "quarter" | "quarters" => PeriodSpan::Months(count * 3),
        "y" | "year" | "years" => PeriodSpan::Months(count * 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<String> {
        Moment::parse(text).map(|moment| moment.instant.to_string())
    }

    #[test]
    fn days_and_times_are_read() {
        for (text, expected) in [
            ("2026-06-14", "2026-06-14T00:00:00Z"),
            ("2026-06-14T09:40Z", "2026-06-14T09:40:00Z"),
            ("2026-06-14 09:40", "2026-06-14T09:40:00Z"),
            ("2026-06-14t09:40:12.25+02:00", "2026-06-14T07:40:12.25Z"),
            ("2026-06-14T09:40:60z", "2026-06-14T09:40:59Z"),
            ("2026-06-14T00:10-0530", "2026-06-14T05:40:00Z"),
            (" 2026-06-14 9:40 UTC ", "2026-06-14T09:40:00Z"),
            ("0001-01-01", "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(instant(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "?",
            "2026-6-14",
            "2026-13-01",
            "2026-02-30",
            "2026-06-141",
            "14.06.2026",
            "2026-06-14T25:00Z",
            "2026-06-14T09:40:61Z",
            "2026-06-14-reply",
            "2026-06-14T09:40Z later",
            "２026-06-14",
            "2026-06-14T09:4é",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_written_stays() {
        let moment = Moment::parse("2026-06-14T09:40+02:00").unwrap();
        assert_eq!(moment.text, "2026-06-14T09:40+02:00");
        assert_eq!((moment.date.day(), moment.offset_minutes, moment.has_time()), (14, Some(120), true));
        assert_eq!(Moment::parse("2026-06-14T09:40").unwrap().offset_minutes, None);
    }

    #[test]
    fn periods_are_counted_in_days_or_months() {
        for (text, span) in [
            ("6 months", PeriodSpan::Months(6)),
            ("90 days", PeriodSpan::Days(90)),
            ("2 Weeks", PeriodSpan::Days(14)),
            ("1 year", PeriodSpan::Months(12)),
            ("90d", PeriodSpan::Days(90)),
            ("every quarter", PeriodSpan::Months(3)),
            ("yearly", PeriodSpan::Months(12)),
        ] {
            assert_eq!(Period::parse(text).map(|period| period.span), Some(span), "{text}");
        }
        for text in ["", "soon", "0 days", "-1 day", "99999999999 days", "6 moons", "six months"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
