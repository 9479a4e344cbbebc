//! What needs a person, as Home asks for it.

use crate::make::*;
use catchbook_catalog::{Catalog, CatchDay};
use catchbook_record::{ActionItem, Gate, Kind, Period, PeriodSpan, Provenance, Record, Status, Verdict, Verified};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 21);
const DEFAULT: Option<PeriodSpan> = Some(PeriodSpan::Months(6));

fn verified(path: &str, on: &str) -> Record {
    Record { verified: Some(Verified { on: Some(day(on)), ..Verified::default() }), ..record(path) }
}

fn again(catalog: &Catalog, changed: &[&str], most: usize) -> (Vec<String>, u32) {
    let changed: Vec<String> = changed.iter().map(|path| (*path).to_owned()).collect();
    let again = catalog.verify_again(DEFAULT, TODAY, &changed, most).unwrap();
    (again.paths, again.total)
}

#[test]
fn what_was_due_first_is_verified_first() {
    let weekly = Some(Period { text: "7 days".into(), span: PeriodSpan::Days(7) });
    let catalog = holding(&[
        verified("guides/half-a-year.md", "2026-05-20"),
        verified("guides/today.md", "2026-05-21"),
        Record { review_every: weekly.clone(), ..verified("guides/weekly.md", "2026-11-01") },
        Record { review_every: weekly, ..verified("guides/fresh.md", "2026-11-20") },
        verified("catches/oldest.md", "2025-01-01"),
        record("guides/never.md"),
    ]);
    let all = ["catches/oldest.md", "guides/weekly.md", "guides/half-a-year.md"].map(str::to_owned);
    assert_eq!(again(&catalog, &[], 5), (all.to_vec(), 3));
    assert_eq!(again(&catalog, &[], 2), (all[..2].to_vec(), 3), "the total counts those that are not listed too");
    assert_eq!(catalog.verify_again(None, TODAY, &[], 5).unwrap().total, 1, "without a period nothing is late");
}

#[test]
fn changed_code_comes_first_and_each_record_once() {
    let catalog = holding(&[
        verified("guides/late.md", "2026-01-01"),
        verified("guides/fresh.md", "2026-11-20"),
        record("guides/never.md"),
    ]);
    let (paths, total) = again(&catalog, &["guides/fresh.md", "guides/late.md", "guides/never.md", "gone.md"], 5);
    assert_eq!((paths, total), (vec!["guides/fresh.md".to_owned(), "guides/late.md".into()], 2));
}

#[test]
fn what_was_superseded_is_not_walked_again_but_what_leans_on_it() {
    let mut newer = verified("guides/new.md", "2026-11-20");
    newer.supersedes = vec!["old".into()];
    let mut leaning = verified("guides/leaning.md", "2026-11-20");
    leaning.body.links = vec![wiki("old", 3)];
    let status = Record { status: Some(Status::Superseded), ..verified("guides/own.md", "2025-01-01") };
    let catalog = holding(&[newer, leaning, status, verified("guides/old.md", "2025-01-01")]);
    assert_eq!(again(&catalog, &["guides/own.md"], 5), (vec!["guides/leaning.md".to_owned()], 1));
}

#[test]
fn actions_are_due_by_their_day() {
    let action = |text: &str, due: Option<&str>, done| ActionItem {
        done,
        text: text.into(),
        owner: None,
        due: due.map(day),
        kind: None,
        ticket: None,
        done_on: None,
        line: 9,
        mark: 0,
    };
    let mut a = record("incidents/a.md");
    a.body.actions = vec![
        action("next month", Some("2026-12-21"), false),
        action("in a week", Some("2026-11-28"), false),
        action("in eight days", Some("2026-11-29"), false),
        action("no day", None, false),
        action("done", Some("2026-11-01"), true),
    ];
    let mut b = record("incidents/b.md");
    let mut evening = day("2026-11-21");
    evening.text = "2026-11-21T18:00-05:00".into();
    b.body.actions = vec![action("late", Some("2026-11-20"), false), action("today", None, false)];
    b.body.actions[1].due = Some(evening);
    let catalog = holding(&[a, b]);
    let due = catalog.actions_due(TODAY, date(2026, 11, 28), 5).unwrap();
    let said: Vec<_> = due.rows.iter().map(|row| (row.text.as_str(), row.path.as_str(), row.line)).collect();
    assert_eq!(
        said,
        [("late", "incidents/b.md", 9), ("today", "incidents/b.md", 9), ("in a week", "incidents/a.md", 9)]
    );
    assert_eq!((due.total, due.late, due.today), (3, 1, 1));
    let first = catalog.actions_due(TODAY, date(2026, 11, 28), 1).unwrap();
    assert_eq!((first.rows.len(), first.total), (1, 3));
    assert_eq!(holding(&[]).actions_due(TODAY, TODAY, 5).unwrap(), Default::default());
}

#[test]
fn drafts_are_those_that_somebody_here_began() {
    let draft =
        |path: &str, on: Option<&str>| Record { status: Some(Status::Draft), date: on.map(day), ..record(path) };
    let catalog = holding(&[
        draft("catches/old.md", Some("2026-01-01")),
        draft("catches/new.md", Some("2026-11-20")),
        draft("catches/no-day.md", None),
        Record { provenance: Some(Provenance::Imported), ..draft("incidents/imported.md", Some("2026-11-20")) },
        Record { provenance: Some(Provenance::DraftedByTool), ..draft("incidents/tool.md", Some("2026-11-20")) },
        Record { status: Some(Status::Reviewed), ..record("catches/reviewed.md") },
        record("catches/none.md"),
    ]);
    let drafts = catalog.drafts(5).unwrap();
    assert_eq!(
        (drafts.paths, drafts.total),
        (vec!["catches/new.md".to_owned(), "catches/old.md".into(), "catches/no-day.md".into()], 3)
    );
    assert_eq!((catalog.drafts(1).unwrap().paths.len(), catalog.drafts(1).unwrap().total), (1, 3));
}

fn caught(path: &str, on: &str, verdicts: &[Verdict]) -> Record {
    let gate = |(n, verdict): (usize, &Verdict)| Gate {
        name: format!("gate {n}"),
        verdict: *verdict,
        evidence: None,
        why_blind: None,
    };
    Record { date: Some(day(on)), gates: verdicts.iter().enumerate().map(gate).collect(), ..record(path) }
}

#[test]
fn catches_are_counted_by_day() {
    use Verdict::{DidNotRun, Failed, NotApplicable, Passed};
    let catalog = holding(&[
        caught("catches/before.md", "2026-11-01", &[Passed]),
        caught("catches/a.md", "2026-11-02", &[Passed, NotApplicable]),
        caught("catches/b.md", "2026-11-02", &[Passed, Failed]),
        caught("catches/c.md", "2026-11-02", &[]),
        caught("catches/d.md", "2026-11-08", &[DidNotRun, Passed]),
        caught("catches/end.md", "2026-11-09", &[Passed]),
        caught("incidents/e.md", "2026-11-03", &[Passed]),
        record("catches/no-day.md"),
    ]);
    let days = catalog.catches_by_day(date(2026, 11, 2), date(2026, 11, 9)).unwrap();
    assert_eq!(
        days,
        [
            CatchDay { day: date(2026, 11, 2), catches: 3, all_green: 1 },
            CatchDay { day: date(2026, 11, 8), catches: 1, all_green: 0 }
        ]
    );
}

#[test]
fn the_newest_of_several_types_come_together() {
    let dated = |path: &str, on: &str| Record { date: Some(day(on)), ..record(path) };
    let catalog = holding(&[
        dated("catches/b.md", "2026-03-02"),
        dated("incidents/a.md", "2026-03-03"),
        dated("catches/a.md", "2026-03-01"),
        dated("guides/a.md", "2026-03-09"),
        record("incidents/no-day.md"),
    ]);
    let newest = catalog.newest(&[Kind::Catch, Kind::Incident], 2).unwrap();
    assert_eq!(newest, ["incidents/a.md", "catches/b.md"]);
    assert_eq!(catalog.newest(&[Kind::Catch, Kind::Incident], 9).unwrap().len(), 3);
}
