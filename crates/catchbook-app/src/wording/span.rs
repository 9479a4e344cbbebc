use catchbook_record::Moment;
use jiff::civil::Date;

/// The time from one moment to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    minutes: i64,
    /// One end is a day without a time, so hours would be made up.
    days_only: bool,
}

/// The gap between two moments; `None` when the second lies before the first.
pub(crate) fn gap(from: &Moment, to: &Moment) -> Option<Gap> {
    if from.has_time() && to.has_time() {
        let minutes = (to.millis() - from.millis()).div_euclid(60_000);
        return (minutes >= 0).then_some(Gap { minutes, days_only: false });
    }
    let days = days_between(from.date, to.date);
    (days >= 0).then_some(Gap { minutes: days * 1440, days_only: true })
}

impl Gap {
    /// The two largest units: "1 d 19 h", "6 h 25 min", "38 min".
    pub(crate) fn short(self) -> String {
        self.units(2)
    }

    /// Every unit down to minutes: "2 d 21 h 18 min".
    pub(crate) fn full(self) -> String {
        self.units(3)
    }

    fn units(self, most: usize) -> String {
        if self.days_only {
            return if self.minutes == 0 { "same day".to_owned() } else { format!("{} d", self.minutes / 1440) };
        }
        let parts = [(self.minutes / 1440, "d"), (self.minutes / 60 % 24, "h"), (self.minutes % 60, "min")];
        let shown: Vec<String> = parts
            .into_iter()
            .skip_while(|&(n, _)| n == 0)
            .take(most)
            .filter(|&(n, _)| n != 0)
            .map(|(n, unit)| format!("{n} {unit}"))
            .collect();
        if shown.is_empty() { "under 1 min".to_owned() } else { shown.join(" ") }
    }
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    // Civil dates lie within 10,000 years, so the span in days always exists.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// "today", "yesterday", "41 days ago".
pub(crate) fn ago(date: Date, today: Date) -> String {
    match days_between(date, today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days > 1 => format!("{days} days ago"),
        days => format!("in {} days", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn minutes(minutes: i64) -> Gap {
        Gap { minutes, days_only: false }
    }

    #[test]
    fn short_shows_two_units_and_full_shows_all() {
        let gap = minutes(2 * 1440 + 21 * 60 + 18);
        assert_eq!(gap.short(), "2 d 21 h");
        assert_eq!(gap.full(), "2 d 21 h 18 min");
        assert_eq!(minutes(385).short(), "6 h 25 min");
        assert_eq!(minutes(1440).full(), "1 d");
        assert_eq!(minutes(0).short(), "under 1 min");
    }

    #[test]
    fn days_alone_never_become_hours() {
        assert_eq!(Gap { minutes: 2 * 1440, days_only: true }.full(), "2 d");
        assert_eq!(Gap { minutes: 0, days_only: true }.short(), "same day");
    }

    #[test]
    fn ago_counts_days_across_years() {
        assert_eq!(ago(date(2025, 12, 31), date(2026, 1, 1)), "yesterday");
        assert_eq!(ago(date(2026, 6, 5), date(2026, 7, 16)), "41 days ago");
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
    }
}
