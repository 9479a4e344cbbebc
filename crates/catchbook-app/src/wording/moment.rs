use crate::api::MomentView;
use catchbook_record::Moment;
use jiff::civil::Date;

/// "4 Jun 2026"
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "4 Jun", and the year only when it is not `today`'s.
pub(crate) fn short_day(date: Date, today: Date) -> String {
    if date.year() == today.year() { date.strftime("%-d %b").to_string() } else { day(date) }
}

/// A moment in the wall clock that its author wrote.
pub(crate) fn moment(moment: &Moment) -> MomentView {
    MomentView {
        text: moment.text.clone(),
        date: day(moment.date),
        weekday: moment.date.strftime("%a").to_string(),
        time: moment.time.map(|time| time.strftime("%H:%M").to_string()),
        zone: moment.time.and(moment.offset_minutes).map(zone),
        millis: moment.millis() as f64,
    }
}

fn zone(minutes: i16) -> String {
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_left_out_when_it_is_this_one() {
        let today = jiff::civil::date(2026, 7, 16);
        assert_eq!(short_day(jiff::civil::date(2026, 6, 4), today), "4 Jun");
        assert_eq!(short_day(jiff::civil::date(2025, 6, 4), today), "4 Jun 2025");
    }

    #[test]
    fn zones_read_as_written() {
        assert_eq!(zone(0), "UTC");
        assert_eq!(zone(120), "+02:00");
        assert_eq!(zone(-210), "-03:30");
    }
}
