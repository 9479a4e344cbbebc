//! What follows from a record's fields and is never stored.

use crate::{Change, Confidence, Moment, Period, PeriodSpan, Record, Role};
use jiff::Span;
use jiff::civil::Date;

/// The two ends of a record's chain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chain<'a> {
    pub introduced: Option<&'a Change>,
    pub fixed: Option<&'a Change>,
}

/// Where the chain starts and ends: at the earliest confirmed introduction, else the earliest suspected one, and at the
/// last fix. A change without a time counts as later than any other start and earlier than any other fix.
pub fn chain(record: &Record) -> Chain<'_> {
    let of = |role: Role| record.changes.iter().filter(move |change| change.role == role);
    let start = |change: &&Change| (change.confidence != Confidence::Confirmed, change.at.as_ref().map_or(i64::MAX, Moment::millis));
    let end = |change: &&Change| change.at.as_ref().map_or(i64::MIN, Moment::millis);
    let last = |role| of(role).max_by_key(end);
    Chain {
        introduced: of(Role::Introduced).min_by_key(start),
        fixed: last(Role::Fixed).or_else(|| last(Role::Reverted)).or_else(|| last(Role::Mitigated)),
    }
}

/// The day by which a verified record should be walked by hand again. `default` is the vault's period, for records that
/// set none; `None` when it was never verified or no period is known.
pub fn due(record: &Record, default: Option<&Period>) -> Option<Date> {
    let on = record.verified.as_ref()?.on.as_ref()?.date;
    let span = match record.review_every.as_ref().or(default)?.span {
        PeriodSpan::Days(days) => Span::new().try_days(days),
        PeriodSpan::Months(months) => Span::new().try_months(months),
    };
    on.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verified;
    use jiff::civil::date;

    fn change(role: Role, commit: &str, at: Option<&str>, confidence: Confidence) -> Change {
        Change {
            role,
            repo: None,
            commit: Some(commit.into()),
            pr: None,
            url: None,
            at: at.and_then(Moment::parse),
            confidence,
            evidence: None,
            line: 1,
        }
    }

    #[test]
    fn the_chain_starts_at_the_first_sure_change_and_ends_at_the_last_fix() {
        use Confidence::{Confirmed, Suspected};
        let record = Record {
            changes: vec![
                change(Role::Introduced, "early-guess", Some("2026-01-01"), Suspected),
                change(Role::Introduced, "later", Some("2026-03-01"), Confirmed),
                change(Role::Introduced, "first", Some("2026-02-01"), Confirmed),
                change(Role::Fixed, "one", Some("2026-04-01"), Confirmed),
                change(Role::Fixed, "two", Some("2026-05-01"), Confirmed),
                change(Role::Reverted, "no", Some("2026-06-01"), Confirmed),
            ],
            ..Record::default()
        };
        let ends = chain(&record);
        assert_eq!(ends.introduced.unwrap().commit.as_deref(), Some("first"));
        assert_eq!(ends.fixed.unwrap().commit.as_deref(), Some("two"));
    }

    #[test]
    fn a_guess_is_better_than_nothing_and_a_revert_ends_a_chain_without_a_fix() {
        let record = Record {
            changes: vec![
                change(Role::Introduced, "guess", None, Confidence::Suspected),
                change(Role::Reverted, "back", None, Confidence::Confirmed),
            ],
            ..Record::default()
        };
        let ends = chain(&record);
        assert_eq!(ends.introduced.unwrap().commit.as_deref(), Some("guess"));
        assert_eq!(ends.fixed.unwrap().commit.as_deref(), Some("back"));
        assert_eq!(chain(&Record::default()), Chain { introduced: None, fixed: None });
    }

    #[test]
    fn a_record_is_due_by_its_own_period_else_by_the_vaults() {
        let verified = |on| Some(Verified { on: Moment::parse(on), ..Verified::default() });
        let months = Period { text: "6 months".into(), span: PeriodSpan::Months(6) };
        let mut record = Record { verified: verified("2026-08-31"), ..Record::default() };
        assert_eq!(due(&record, None), None);
        assert_eq!(due(&record, Some(&months)), Some(date(2027, 2, 28)));
        record.review_every = Some(Period { text: "90 days".into(), span: PeriodSpan::Days(90) });
        assert_eq!(due(&record, Some(&months)), Some(date(2026, 11, 29)));
        record.review_every = Some(Period { text: "x".into(), span: PeriodSpan::Months(u32::MAX) });
        assert_eq!(due(&record, None), None, "beyond the calendar");
        record.verified = None;
        assert_eq!(due(&record, Some(&months)), None);
    }
}
