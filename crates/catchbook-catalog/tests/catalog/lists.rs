use crate::make::*;
use catchbook_catalog::{Entry, When};
use catchbook_record::{Gate, Guard, Kind, Period, PeriodSpan, Provenance, Record, Status, Verdict, Verified, Weight};

fn gate(name: &str, verdict: Verdict) -> Gate {
    Gate { name: name.into(), verdict, evidence: None, why_blind: None }
}

fn full() -> Record {
    let mut full = with_id("catches/2026-06-14-reply.md", "C-7K3Q2");
    full.title = "Reply blank".into();
    full.body.lede = Some("The row is in the database.".into());
    full.date = Some(day("2026-06-14"));
    full.severity = Some(2);
    full.services = vec!["chat".into(), "web\u{1f}shop".into()];
    full.status = Some(Status::InReview);
    full.provenance = Some(Provenance::Imported);
    full.restricted = true;
    full.gates = vec![
        gate("e2e", Verdict::Passed),
        gate("unit", Verdict::DidNotRun),
        gate("perf", Verdict::NotApplicable),
        gate("review", Verdict::Passed),
    ];
    full.guards = vec![Guard { path: "src/a.rs".into(), ..Guard::default() }];
    full.verified = Some(Verified { on: Some(day("2026-01-31")), ..Verified::default() });
    full.review_every = Some(Period { text: "1 month".into(), span: PeriodSpan::Months(1) });
    full
}

#[test]
fn a_line_carries_all_that_a_list_shows() {
    let (record, mut catalog) = (full(), catchbook_catalog::Catalog::in_memory().unwrap());
    let problems = [problem(2, Weight::Warning, "First by line."), problem(9, Weight::Error, "First by weight.")];
    catalog.apply(&[Entry { record: &record, problems: &problems, stamp: stamp(1) }], &[]).unwrap();
    let row = only_row(&catalog, "catches/2026-06-14-reply.md");

    assert_eq!((row.handle(), row.stem(), row.kind), ("C-7K3Q2", "2026-06-14-reply", Kind::Catch));
    assert_eq!((row.title.as_str(), row.lede.as_deref()), ("Reply blank", Some("The row is in the database.")));
    assert_eq!(row.services, ["chat", "web shop"]);
    assert_eq!((row.severity, row.status), (Some(2), Some(Status::InReview)));
    assert_eq!((row.provenance, row.restricted), (Some(Provenance::Imported), true));
    assert_eq!((row.gates_green, row.gates_total, row.guards), (2, 3, 1));
    assert_eq!((row.problems, row.first_problem.as_deref()), (2, Some("First by weight.")));
    let date = row.date.as_ref().unwrap();
    assert_eq!((date.text.as_str(), date.millis), ("2026-06-14", day("2026-06-14").millis()));
    assert_eq!(row.review_due(None).unwrap().to_string(), "2026-02-28");
    assert_eq!(row.review_due(Some(PeriodSpan::Days(1))).unwrap().to_string(), "2026-02-28");
    assert!(!row.superseded);
}

#[test]
fn the_vaults_period_is_for_records_without_their_own() {
    let catalog = holding(&[Record { review_every: None, ..full() }, record("a.md")]);
    let row = only_row(&catalog, "catches/2026-06-14-reply.md");
    assert_eq!(row.review_due(None), None);
    assert_eq!(row.review_due(Some(PeriodSpan::Days(3))).unwrap().to_string(), "2026-02-03");
    assert_eq!(row.review_due(Some(PeriodSpan::Days(u32::MAX))), None);
    assert_eq!(row.review_due(Some(PeriodSpan::Months(u32::MAX))), None);
    assert_eq!(only_row(&catalog, "a.md").review_due(Some(PeriodSpan::Days(3))), None);
}

#[test]
fn a_moment_keeps_the_authors_words_and_its_own_day() {
    let mut late = record("a.md");
    let mut moment = day("2026-06-04");
    moment.text = "2026-06-04T23:30-05:00".into();
    moment.instant = "2026-06-05T04:30:00Z".parse().unwrap();
    late.date = Some(moment);
    let row = only_row(&holding(&[late]), "a.md");
    let millis = 1_780_633_800_000;
    let expected = When { text: "2026-06-04T23:30-05:00".into(), day: "2026-06-04".parse().unwrap(), millis };
    assert_eq!(row.date, Some(expected));
}

#[test]
fn absent_stays_absent() {
    let row = only_row(&holding(&[record("a.md")]), "a.md");
    assert_eq!((row.id.as_deref(), row.lede, row.date, row.severity, row.status), (None, None, None, None, None));
    assert_eq!((row.services.len(), row.gates_total, row.problems), (0, 0, 0));
    assert_eq!((row.first_problem, row.verified_on, row.review_every), (None, None, None));
}

#[test]
fn rows_come_in_the_order_asked_for_without_what_is_unknown() {
    let catalog = holding(&[record("a.md"), record("b.md"), record("c.md")]);
    let rows = catalog.rows(&["c.md", "gone.md", "a.md", "c.md"], |_| true).unwrap();
    assert_eq!(rows.iter().map(|row| row.path.as_str()).collect::<Vec<_>>(), ["c.md", "a.md", "c.md"]);
    assert_eq!(catalog.row("gone.md").unwrap(), None);
}

#[test]
fn a_superseded_record_says_by_what_from_either_side() {
    let mut newer = with_id("guides/new.md", "G-00002");
    newer.supersedes = vec!["old".into()];
    let mut own = record("guides/own.md");
    own.superseded_by = vec!["G-00002".into()];
    let status = Record { status: Some(Status::Superseded), ..record("guides/status.md") };
    let catalog = holding(&[newer, record("guides/old.md"), own, status]);
    let by = |path: &str| {
        let row = only_row(&catalog, path);
        (row.superseded, row.superseded_by)
    };
    assert_eq!(by("guides/old.md"), (true, Some("G-00002".into())));
    assert_eq!(by("guides/own.md"), (true, Some("G-00002".into())));
    assert_eq!(by("guides/status.md"), (true, None));
    assert_eq!(by("guides/new.md"), (false, None));
}

#[test]
fn what_leans_on_a_superseded_record_is_stale_until_it_stops() {
    let mut newer = record("guides/new.md");
    newer.supersedes = vec!["old".into()];
    newer.body.links = vec![wiki("old", 3)];
    let leaning = |path: &str| {
        let mut record = record(path);
        record.body.links = vec![wiki("fine", 2), wiki("old", 3)];
        record
    };
    let (list, account) = (leaning("reading-lists/start.md"), leaning("incidents/then.md"));
    let mut catalog = holding(&[record("guides/old.md"), record("guides/fine.md"), list.clone(), account.clone()]);
    assert_eq!(only_row(&catalog, "reading-lists/start.md").leans_on, None);
    put(&mut catalog, &[newer]);
    assert_eq!(only_row(&catalog, "reading-lists/start.md").leans_on.as_deref(), Some("old"));
    assert_eq!(only_row(&catalog, "incidents/then.md").leans_on, None);
    assert_eq!(only_row(&catalog, "guides/new.md").leans_on, None);
    put(&mut catalog, &[record("reading-lists/start.md")]);
    assert_eq!(only_row(&catalog, "reading-lists/start.md").leans_on, None);
}

#[test]
fn long_texts_are_cut_between_characters() {
    let mut long = record("a.md");
    long.title = "é".repeat(5_000_000);
    long.body.lede = Some("日本".repeat(1_000));
    let row = only_row(&holding(&[long]), "a.md");
    assert_eq!(row.title, "é".repeat(250));
    assert_eq!(row.lede.unwrap().len(), 399);
}
