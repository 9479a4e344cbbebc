use crate::{
    Find, ParseOptions, Query, Store,
    fixtures::{gate, moment, paths, record, store_of},
};
use catchbook_record::*;

fn change(role: Role, commit: Option<&str>, pr: Option<&str>) -> Change {
    Change {
        role,
        repo: None,
        commit: commit.map(String::from),
        pr: pr.map(String::from),
        url: None,
        at: None,
        confidence: Confidence::Confirmed,
        evidence: None,
        line: 1,
    }
}

fn reply() -> Record {
    Record {
        id: Some("C-7K3Q2".into()),
        kind: Kind::Catch,
        status: Some(Status::Reviewed),
        date: Some(moment("2026-06-14")),
        authors: vec!["@tomas".into()],
        services: vec!["Checkout Web".into()],
        tags: vec!["Data Loss".into()],
        class: Some("state-lost-on-navigation".into()),
        severity: Some(2),
        modes: vec!["state".into()],
        changes: vec![change(Role::Introduced, Some("a41f9c2e0d"), None), change(Role::Fixed, None, Some("2331"))],
        gates: vec![gate("e2e", Verdict::Passed), gate("ai-review", Verdict::Failed)],
        guards: vec![Guard {
            path: "src/chat/redirect_page.ts".into(),
            symbol: Some("RedirectPage::start_run".into()),
            ..Guard::default()
        }],
        detector: Some(Detector::default()),
        origin: Some(Origin::AiGenerated),
        found: FoundFacts {
            caught_by: vec!["dana".into()],
            caught_how: Some(CaughtHow::HandTest),
            ..FoundFacts::default()
        },
        model: ModelFacts { model: Some("claude-opus-4.5".into()), ..ModelFacts::default() },
        ..record("catches/2026-06-14-reply-blank.md", "Reply blank", "")
    }
}

fn outage() -> Record {
    Record {
        id: Some("I-00001".into()),
        kind: Kind::Incident,
        status: Some(Status::Draft),
        date: Some(moment("2025-12-31")),
        services: vec!["cart".into(), "search".into()],
        severity: Some(1),
        gates: vec![gate("e2e", Verdict::DidNotRun)],
        cost: Some(Cost { hours: Some(3.0), ..Cost::default() }),
        ..record("incidents/outage.md", "Outage", "")
    }
}

fn note() -> Record {
    record("notes/n.md", "Note", "")
}

fn store(dir: &std::path::Path) -> Store {
    store_of(dir, &[reply(), outage(), note()])
}

#[test]
fn a_record_is_found_by_its_folders_and_by_its_file() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("Catches/2026/My_File.md", "One", ""), record("top.md", "Two", "")]);
    let (one, two) = ("Catches/2026/My_File.md", "top.md");
    for (query, expected) in [
        ("path:catches/2026", vec![one]),
        ("path:Catches/2026/my_file.md", vec![one]),
        ("path:my_file", vec![one]),
        ("path:top", vec![two]),
        ("path:file", vec![]),
        ("-path:catches", vec![two]),
    ] {
        assert_eq!(paths(&store, query), expected, "{query}");
    }
}

#[test]
fn every_field_finds_its_records() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(dir.path());
    let (reply, outage, note) = ("catches/2026-06-14-reply-blank.md", "incidents/outage.md", "notes/n.md");
    for (query, expected) in [
        ("type:catch", vec![reply]),
        ("type:catch,incident", vec![reply, outage]),
        ("-type:catch", vec![outage, note]),
        ("service:\"checkout web\"", vec![reply]),
        ("service:checkout-web,cart", vec![reply, outage]),
        ("service:cart service:search", vec![outage]),
        ("service:cart service:checkout-web", vec![]),
        ("service:che*", vec![reply]),
        ("service:nothing", vec![]),
        ("-service:cart", vec![reply, note]),
        ("tag:data-loss", vec![reply]),
        ("severity:1", vec![outage]),
        ("severity:<=2", vec![reply, outage]),
        ("severity:none", vec![note]),
        ("severity:1,none", vec![outage, note]),
        ("-severity:1", vec![reply, note]),
        ("class:state-lost-on-navigation", vec![reply]),
        ("class:state*", vec![reply]),
        ("gate:e2e", vec![reply]),
        ("gate:ai-review", vec![]),
        ("verdict:failed", vec![reply]),
        ("verdict:did-not-run,failed", vec![reply, outage]),
        ("by:dana", vec![reply]),
        ("by:tomas", vec![reply]),
        ("by:@dana", vec![reply]),
        ("caught-how:hand-test", vec![reply]),
        ("status:draft", vec![outage]),
        ("mode:state", vec![reply]),
        ("model:claude", vec![reply]),
        ("model:opus", vec![reply]),
        ("model:sonnet", vec![]),
        ("origin:ai-generated", vec![reply]),
        ("path:src/chat", vec![reply]),
        ("path:chat/redirect", vec![reply]),
        ("path:redirect_page.ts", vec![reply]),
        ("path:page", vec![reply]),
        ("path:incidents/", vec![outage]),
        ("path:/incidents", vec![outage]),
        ("path:outage", vec![outage]),
        ("path:incidents/outage.md", vec![outage]),
        ("path:ncidents", vec![]),
        ("path:rc/chat", vec![]),
        ("symbol:start_run", vec![reply]),
        ("symbol:RedirectPage", vec![reply]),
        ("symbol:run", vec![]),
        ("cost:>2h", vec![outage]),
        ("cost:>=3", vec![outage]),
        ("cost:>3h", vec![]),
        ("cost:<200m", vec![outage]),
        ("cost:2h..4h", vec![outage]),
        ("cost:3h", vec![outage]),
        ("-cost:<4h", vec![reply, note]),
        ("cost:<0", vec![]),
        ("cost:4h..2h", vec![]),
        ("cost:>999999999", vec![]),
        ("commit:a41f9c2", vec![reply]),
        ("commit:A41F9C2E0D3B5A6978C1", vec![reply]),
        ("commit:a41f9c3", vec![]),
        ("pr:2331", vec![reply]),
        ("pr:#2331", vec![reply]),
        ("pr:233", vec![]),
        ("id:c-7k3q2", vec![reply]),
        ("id:outage", vec![outage]),
        ("id:C-7*", vec![reply]),
        ("is:draft", vec![outage]),
        ("is:open", vec![outage]),
        ("is:unlinked", vec![outage]),
        ("-is:open", vec![reply, note]),
        ("has:guard", vec![reply]),
        ("has:fix", vec![reply]),
        ("has:cost", vec![outage]),
        ("has:detector", vec![reply]),
        ("has:guard,cost", vec![reply, outage]),
        ("before:2026", vec![outage]),
        ("after:2025", vec![reply]),
        ("on:2026-06", vec![reply]),
        ("on:2025-12-31", vec![outage]),
        ("before:2025-12-31", vec![]),
        ("after:2025-12-31", vec![reply]),
        ("on:2025,2026", vec![reply, outage]),
        ("-on:2026", vec![outage, note]),
        ("on:2025-12..2026-06", vec![reply, outage]),
        ("blank type:incident", vec![]),
        ("blank type:catch -tag:x", vec![reply]),
        // Left out, so that they do not narrow.
        ("type:banana", vec![reply, outage, note]),
        ("service:", vec![reply, outage, note]),
    ] {
        assert_eq!(paths(&store, query), expected, "{query}");
    }
}

#[test]
fn an_open_action_item_is_overdue_the_day_after() {
    let dir = tempfile::tempdir().unwrap();
    let with = |path: &str, done: bool, due: &str| {
        let mut record = record(path, "x", "");
        let item = |due: &str, done| ActionItem {
            done,
            text: "Cap the queue".into(),
            owner: None,
            due: Some(moment(due)),
            kind: None,
            ticket: None,
            done_on: None,
            line: 1,
            mark: 0,
        };
        record.body.actions = vec![item("2030-01-01", false), item(due, done)];
        record
    };
    let store = store_of(
        dir.path(),
        &[
            with("late.md", false, "2026-06-16"),
            with("done.md", true, "2026-06-16"),
            with("today.md", false, "2026-06-17"),
        ],
    );
    let options = ParseOptions { today: Some(jiff::civil::date(2026, 6, 17)), ..ParseOptions::default() };
    let found = |query: &str| store.find(&Query::parse(query, options), &Find::default()).unwrap().hits;
    assert_eq!(found("is:overdue").iter().map(|hit| hit.path.as_str()).collect::<Vec<_>>(), ["late.md"]);
    assert_eq!(found("is:overdue,draft OR id:today").len(), 2);
}

#[test]
fn what_others_looked_up_is_found_by_its_paths() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(dir.path());
    let look = |query: &str| {
        crate::fixtures::parse(query)
            .looked_up(|_, name| (name == "C-7K3Q2").then(|| vec!["incidents/outage.md".into(), "gone.md".into()]))
    };
    let paths = |query: &Query| {
        let found = store.find(query, &Find::default()).unwrap();
        found.hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>()
    };
    assert_eq!(paths(&look("linked-to:[[C-7K3Q2]]")), ["incidents/outage.md"]);
    assert_eq!(paths(&look("type:catch OR linked-to:C-7K3Q2")).len(), 2);
    assert_eq!(look("linked-to:C-7K3Q2").explain(), "Records that link to C-7K3Q2");
    assert_eq!(paths(&look("related:C-7K3Q2")), ["incidents/outage.md"]);
    assert_eq!(look("related:C-7K3Q2").explain(), "Records similar to C-7K3Q2");
    assert!(!paths(&look("-related:C-7K3Q2")).contains(&"incidents/outage.md".to_string()));
    let unknown = look("linked-to:nobody");
    assert_eq!(unknown.tokens()[0].hint.as_deref(), Some("No record answers to “nobody”"));
    assert!(paths(&unknown).is_empty());
}

#[test]
fn a_model_error_is_closed_by_what_closed_the_gap() {
    let dir = tempfile::tempdir().unwrap();
    let open = Record { kind: Kind::ModelError, ..record("open.md", "x", "") };
    let mut closed = Record { kind: Kind::ModelError, ..record("closed.md", "x", "") };
    closed.model.validation = Some("a type".into());
    let store = store_of(dir.path(), &[open, closed]);
    assert_eq!(paths(&store, "is:open"), ["open.md"]);
}

#[test]
fn hostile_values_stay_inside_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let mut hostile = record("a.md", &"T".repeat(100_000), &"é".repeat(100_000));
    hostile.services = (0..10_000).map(|n| format!("{n}{}", "s".repeat(1_000))).collect();
    hostile.tags = vec!["t".repeat(100_000), "\0\u{10ffff}".into(), String::new(), " ".into()];
    hostile.severity = Some(200);
    hostile.guards = vec![Guard { path: "/".repeat(100_000), ..Guard::default() }];
    let store = store_of(dir.path(), &[hostile]);
    assert_eq!(paths(&store, "severity:none"), ["a.md"]);
    assert_eq!(paths(&store, "tag:\"\0\u{10ffff}\""), ["a.md"]);
    assert_eq!(paths(&store, "service:0*").len(), 1);
}
