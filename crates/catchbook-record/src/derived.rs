//! What follows from a record's fields and is never stored.

use crate::{Change, Confidence, IncidentFacts, Moment, Period, PeriodSpan, Record, Role, TimelineRole, Verdict};
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
    let start = |change: &&Change| {
        (change.confidence != Confidence::Confirmed, change.at.as_ref().map_or(i64::MAX, Moment::millis))
    };
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

/// Whether the day by which a record should be walked again has passed.
pub fn is_overdue(record: &Record, default: Option<&Period>, today: Date) -> bool {
    due(record, default).is_some_and(|due| due < today)
}

/// The time between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// Milliseconds, never negative.
    pub millis: i64,
    /// False when an end is a day without a time, so that only whole days mean something.
    pub exact: bool,
}

/// How long it took from the start; `None` is "not recorded".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Durations {
    pub to_detect: Option<Elapsed>,
    pub to_mitigate: Option<Elapsed>,
    pub to_resolve: Option<Elapsed>,
}

/// Measures an incident. An end that the front matter lacks is taken from the timeline's entry with that role.
pub fn durations(record: &Record) -> Durations {
    let IncidentFacts { started, detected, mitigated, resolved, .. } = &record.incident;
    let end = |moment: &'_ Option<Moment>, role| moment.clone().or_else(|| in_timeline(record, role));
    let Some(start) = end(started, TimelineRole::ImpactStart) else { return Durations::default() };
    let to = |moment, role| elapsed(&start, &end(moment, role)?);
    Durations {
        to_detect: to(detected, TimelineRole::Detected),
        to_mitigate: to(mitigated, TimelineRole::Mitigated),
        to_resolve: to(resolved, TimelineRole::Resolved),
    }
}

fn in_timeline(record: &Record, role: TimelineRole) -> Option<Moment> {
    record.body.timeline.iter().find(|entry| entry.role == Some(role)).map(|entry| entry.at.clone())
}

/// `None` when the end is before the start.
fn elapsed(start: &Moment, end: &Moment) -> Option<Elapsed> {
    let exact = start.has_time() && end.has_time();
    let millis = match exact {
        true => end.millis() - start.millis(),
        false => (end.date - start.date).get_days() as i64 * 86_400_000,
    };
    (millis >= 0).then_some(Elapsed { millis, exact })
}

/// How many gates said green while the defect was there.
pub fn green_gates(record: &Record) -> usize {
    record.gates.iter().filter(|gate| gate.verdict == Verdict::Passed).count()
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

    fn record(front: &str) -> Record {
        crate::parse("incidents/x.md", format!("---\n{front}\n---\n# T\n").as_bytes()).record
    }

    #[test]
    fn durations_need_both_ends() {
        let found =
            durations(&record("started: 2026-06-04T09:00Z\ndetected: 2026-06-04T09:40+00:00\nresolved: 2026-06-05"));
        assert_eq!(found.to_detect, Some(Elapsed { millis: 40 * 60_000, exact: true }));
        assert_eq!(found.to_mitigate, None);
        assert_eq!(found.to_resolve, Some(Elapsed { millis: 86_400_000, exact: false }));
        assert_eq!(durations(&record("detected: 2026-06-04")), Durations::default());
        assert_eq!(durations(&record("started: 2026-06-04\ndetected: 2026-06-03")).to_detect, None);
    }

    #[test]
    fn the_timeline_fills_in_for_the_front_matter() {
        let text = "# T\n- 2026-06-04T09:00Z [impact-start] x\n- 09:30 [detected] y\n";
        let found = durations(&crate::parse("incidents/x.md", text.as_bytes()).record);
        assert_eq!(found.to_detect.map(|elapsed| elapsed.millis), Some(30 * 60_000));
    }

    #[test]
    fn a_review_is_overdue_the_day_after_it_is_due() {
        let walked = record("verified: 2026-01-31\nreview_every: 1 month");
        assert!(!is_overdue(&walked, None, date(2026, 2, 28)));
        assert!(is_overdue(&walked, None, date(2026, 3, 1)));
    }

    #[test]
    fn only_passed_gates_are_green() {
        let record = record("green: [a, b]\ngates: [{name: c, verdict: did-not-run}, {name: d, verdict: passed}]");
        assert_eq!(green_gates(&record), 3);
    }
}
