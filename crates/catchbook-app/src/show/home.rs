//! What Home says in sentences, and how it gathers catches by week.

use crate::api::{CatchWeek, CatchWeeks};
use crate::wording::short_day;
use catchbook_catalog::CatchDay;
use jiff::{Span, civil::Date};

/// How much waits for a person.
pub(crate) struct Needs {
    /// Records to verify again.
    pub(crate) again: u32,
    /// Action items that were due before today.
    pub(crate) late: u32,
    /// Action items that are due today.
    pub(crate) today: u32,
    pub(crate) drafts: u32,
}

impl Needs {
    /// What needs a person most. Guidance that misleads comes before what is late, and that before what is unfinished.
    pub(crate) fn sentence(&self) -> String {
        let Self { again, late, today, drafts } = *self;
        match () {
            () if again == 1 => "One piece of guidance has outlived its proof. Start there.".to_owned(),
            () if again > 1 => format!("{} pieces of guidance have outlived their proof. Start there.", word(again)),
            () if late == 1 => "One action item is late.".to_owned(),
            () if late > 1 => format!("{} action items are late.", word(late)),
            () if today == 1 => "One action item is due today.".to_owned(),
            () if today > 1 => format!("{} action items are due today.", word(today)),
            () if drafts == 1 => "One draft waits to be finished.".to_owned(),
            () if drafts > 1 => format!("{} drafts wait to be finished.", word(drafts)),
            () => "Nothing needs you today.".to_owned(),
        }
    }
}

/// A number at the start of a sentence: small ones as words.
fn word(n: u32) -> String {
    const WORDS: [&str; 11] = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    usize::try_from(n).ok().and_then(|n| WORDS.get(n)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

const WEEKS: u32 = 12;

/// The catches of twelve weeks, Monday to Sunday, the last of them the one that `today` is in. `days` answers for the
/// days from one up to another.
pub(crate) fn catch_weeks<E>(
    today: Date,
    days: impl FnOnce(Date, Date) -> Result<Vec<CatchDay>, E>,
) -> Result<CatchWeeks, E> {
    let into_week = i32::from(today.weekday().to_monday_zero_offset());
    let monday = today.saturating_sub(Span::new().days(into_week));
    let first = monday.saturating_sub(Span::new().weeks(WEEKS - 1));
    let days = days(first, monday.saturating_add(Span::new().weeks(1)))?;
    let weeks: Vec<CatchWeek> = (0..WEEKS).map(|week| one_week(first, week, &days, today)).collect();
    let total = weeks.iter().map(|week| week.catches).sum();
    let all_green = weeks.iter().map(|week| week.all_green).sum();
    Ok(CatchWeeks { total, caption: caption(total, all_green), weeks })
}

fn one_week(first: Date, week: u32, days: &[CatchDay], today: Date) -> CatchWeek {
    let monday = first.saturating_add(Span::new().weeks(week));
    let next = monday.saturating_add(Span::new().weeks(1));
    let of_week = || days.iter().filter(|found| (monday..next).contains(&found.day));
    CatchWeek {
        monday: short_day(monday, today),
        catches: of_week().map(|found| found.catches).sum(),
        all_green: of_week().map(|found| found.all_green).sum(),
    }
}

fn caption(total: u32, all_green: u32) -> String {
    match (total, all_green) {
        (0, _) => "No catch was recorded in these weeks.".to_owned(),
        (1, 1) => "Every gate recorded with it was green.".to_owned(),
        (1, _) => "It was not found behind green gates alone, or none were recorded.".to_owned(),
        (total, all) if total == all => format!("In all {total}, every gate recorded was green."),
        (total, 0) => format!("In none of {total}, every gate recorded was green."),
        (total, all) => format!("In {all} of {total}, every gate recorded was green."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::convert::Infallible;

    #[test]
    fn the_sentence_says_what_needs_a_person_most() {
        for (again, late, today, drafts, sentence) in [
            (3, 1, 1, 1, "Three pieces of guidance have outlived their proof. Start there."),
            (1, 9, 0, 0, "One piece of guidance has outlived its proof. Start there."),
            (0, 12, 1, 1, "12 action items are late."),
            (0, 1, 0, 0, "One action item is late."),
            (0, 0, 2, 1, "Two action items are due today."),
            (0, 0, 0, 1, "One draft waits to be finished."),
            (0, 0, 0, 2, "Two drafts wait to be finished."),
            (0, 0, 0, 0, "Nothing needs you today."),
        ] {
            assert_eq!(Needs { again, late, today, drafts }.sentence(), sentence);
        }
    }

    #[test]
    fn a_week_is_monday_to_sunday_and_the_last_is_this_one() {
        let found = |day, catches, all_green| CatchDay { day, catches, all_green };
        let days = [
            found(date(2026, 8, 31), 1, 1),
            found(date(2026, 11, 15), 2, 1),
            found(date(2026, 11, 16), 1, 0),
            found(date(2026, 11, 22), 1, 1),
        ];
        for today in [date(2026, 11, 16), date(2026, 11, 21), date(2026, 11, 22)] {
            let shown = catch_weeks(today, |first, end| {
                assert_eq!((first, end), (date(2026, 8, 31), date(2026, 11, 23)), "{today}");
                Ok::<_, Infallible>(days.to_vec())
            })
            .unwrap();
            let said: Vec<_> = shown.weeks.iter().map(|week| (week.catches, week.all_green)).collect();
            assert_eq!(said.len(), 12);
            assert_eq!((said[0], said[10], said[11]), ((1, 1), (2, 1), (2, 1)));
            assert_eq!((shown.weeks[0].monday.as_str(), shown.weeks[11].monday.as_str()), ("31 Aug", "16 Nov"));
            assert_eq!((shown.total, shown.caption.as_str()), (5, "In 3 of 5, every gate recorded was green."));
        }
    }
}
