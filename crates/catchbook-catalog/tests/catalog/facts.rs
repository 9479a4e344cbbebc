use crate::make::*;
use catchbook_catalog::{Catalog, Entry, GateRow, Part};
use catchbook_record::{
    ActionItem, ActionKind, Change, Confidence, Credit, Gate, Guard, Kind, Record, Role, Verdict, Verified, Weight,
};

fn change(role: Role, commit: &str) -> Change {
    Change {
        role,
        repo: Some("web".into()),
        commit: Some(commit.into()),
        pr: Some("2318".into()),
        url: None,
        at: Some(day("2026-06-01")),
        confidence: Confidence::Confirmed,
        evidence: None,
        line: 5,
    }
}

#[test]
fn records_are_counted_by_type_and_by_problem() {
    let (a, b, c) = (record("catches/a.md"), record("catches/b.md"), record("incidents/c.md"));
    let one = [problem(1, Weight::Warning, "One."), problem(2, Weight::Warning, "Two.")];
    let mut catalog = Catalog::in_memory().unwrap();
    assert_eq!(catalog.counts().unwrap(), Default::default());
    let entry = |record, problems| Entry { record, problems, stamp: stamp(1) };
    catalog.apply(&[entry(&a, &one), entry(&b, &[]), entry(&c, &one[..1])], &[]).unwrap();
    let counts = catalog.counts().unwrap();
    assert_eq!((counts.records, counts.problem_files), (3, 2));
    assert_eq!(counts.by_kind, [(Kind::Incident, 1), (Kind::Catch, 2)]);
}

#[test]
fn problems_are_listed_by_path_and_line() {
    let (a, b) = (record("a.md"), record("b.md"));
    let of_a = [problem(9, Weight::Warning, "Late."), problem(2, Weight::Error, "Early.")];
    let of_b = [problem(1, Weight::Warning, "Other.")];
    let mut catalog = Catalog::in_memory().unwrap();
    let entry = |record, problems| Entry { record, problems, stamp: stamp(1) };
    catalog.apply(&[entry(&b, &of_b), entry(&a, &of_a)], &[]).unwrap();
    let said: Vec<_> = catalog.problems().unwrap().into_iter().map(|p| (p.path, p.line, p.weight, p.message)).collect();
    assert_eq!(
        said,
        [
            ("a.md".into(), 2, Weight::Error, "Early.".to_owned()),
            ("a.md".into(), 9, Weight::Warning, "Late.".into()),
            ("b.md".into(), 1, Weight::Warning, "Other.".into()),
        ]
    );
    let of_b = catalog.problems_of("b.md").unwrap();
    assert_eq!((of_b.len(), of_b[0].code.as_str(), of_b[0].hint.as_str()), (1, "some-rule", "Write it so."));
    assert_eq!(catalog.problems_of("gone.md").unwrap(), []);
}

#[test]
fn a_commit_is_found_by_longer_and_shorter_ids() {
    let full = "a41f9c2b7d00112233445566778899aabbccddee";
    let mut long = record("catches/long.md");
    long.changes = vec![change(Role::Introduced, &full.to_uppercase()), change(Role::Fixed, "7be03d8")];
    long.body.links = vec![commit("a41f9c2", 9)];
    let mut short = record("catches/short.md");
    short.changes = vec![change(Role::Reverted, "a41f9c2")];
    let mut text = record("notes/text.md");
    text.body.links = vec![commit("A41F9C2B", 3), commit("a41f9c2b", 4)];
    let other = Record { changes: vec![change(Role::Fixed, "a41f9d0")], ..record("catches/other.md") };
    let catalog = holding(&[long, short, text, other]);

    let uses = |prefix: &str| -> Vec<(String, Option<Role>)> {
        catalog.by_commit(prefix).unwrap().into_iter().map(|found| (found.path, found.role)).collect()
    };
    let all = [
        ("catches/long.md".to_owned(), Some(Role::Introduced)),
        ("catches/short.md".into(), Some(Role::Reverted)),
        ("notes/text.md".into(), None),
    ];
    assert_eq!(uses(full), all);
    assert_eq!(uses("A41F9C2"), all);
    assert_eq!(uses("a41f9").len(), 4);
    assert_eq!(uses("7be0"), [("catches/long.md".to_owned(), Some(Role::Fixed))]);
    for none in ["a41", "", "zzzz", "a41f%", "b41f9c2", &"a".repeat(65)] {
        assert_eq!(uses(none), [], "{none}");
    }
}

#[test]
fn the_changes_of_a_record_come_as_written() {
    let mut a = record("a.md");
    let bare = Change {
        at: None,
        repo: None,
        pr: None,
        commit: None,
        url: Some("https://x".into()),
        ..change(Role::Fixed, "")
    };
    a.changes = vec![change(Role::Introduced, "ABCD"), Change { confidence: Confidence::Suspected, ..bare }];
    let rows = holding(&[a]).changes_of("a.md").unwrap();
    assert_eq!((rows[0].role, rows[0].commit.as_deref(), rows[0].confirmed), (Role::Introduced, Some("abcd"), true));
    assert_eq!((rows[0].repo.as_deref(), rows[0].pr.as_deref()), (Some("web"), Some("2318")));
    assert_eq!(rows[0].at.as_ref().unwrap().text, "2026-06-01");
    assert_eq!((rows[1].role, rows[1].url.as_deref(), rows[1].confirmed), (Role::Fixed, Some("https://x"), false));
}

#[test]
fn services_gates_tags_and_people_are_counted_by_record() {
    let gate = |name: &str, verdict| Gate { name: name.into(), verdict, evidence: None, why_blind: None };
    let mut a = record("a.md");
    a.services = vec!["web".into(), "chat".into(), "web".into()];
    a.gates = vec![gate("e2e", Verdict::Passed), gate("e2e", Verdict::Passed), gate("unit", Verdict::Failed)];
    let mut b = record("b.md");
    b.services = vec!["web".into()];
    a.tags = vec!["race".into()];
    b.tags = vec!["race".into(), "cache".into()];
    a.authors = vec!["dana".into()];
    a.found.caught_by = vec!["dana".into(), "ines".into()];
    b.gates = vec![gate("e2e", Verdict::Skipped)];
    let catalog = holding(&[a, b]);
    assert_eq!(catalog.services().unwrap(), [("chat".to_owned(), 1), ("web".to_owned(), 2)]);
    assert_eq!(catalog.tags().unwrap(), [("cache".to_owned(), 1), ("race".to_owned(), 2)]);
    assert_eq!(catalog.people().unwrap(), [("dana".to_owned(), 2), ("ines".to_owned(), 1)]);
    assert_eq!(
        catalog.gates().unwrap(),
        [GateRow { name: "e2e".into(), records: 2, passed: 1 }, GateRow { name: "unit".into(), records: 1, passed: 0 }]
    );
}

#[test]
fn guards_are_found_by_the_file_they_are_on() {
    let guard = |path: &str, lines| Guard { path: path.into(), lines, symbol: Some("go".into()), ..Guard::default() };
    let mut a = record("a.md");
    a.guards = vec![guard("src/chat/redirect.ts", Some((84, 89))), guard("src/other.ts", None)];
    let catalog = holding(&[a]);
    let found = catalog.guards_on("src/chat/redirect.ts").unwrap();
    assert_eq!((found.len(), found[0].path.as_str(), found[0].lines), (1, "a.md", Some((84, 89))));
    assert_eq!(catalog.guards_on("src/other.ts").unwrap()[0].symbol.as_deref(), Some("go"));
    assert_eq!(catalog.guards_on("src/chat").unwrap(), []);
}

#[test]
fn open_actions_come_earliest_due_first() {
    let action = |text: &str, due: Option<&str>, done| ActionItem {
        done,
        text: text.into(),
        owner: Some("ines".into()),
        due: due.map(day),
        kind: Some(ActionKind::Detect),
        ticket: None,
        done_on: None,
        line: 7,
        mark: 0,
    };
    let mut a = record("a.md");
    a.body.actions = vec![action("no date", None, false), action("late", Some("2026-07-01"), false)];
    let mut b = record("b.md");
    b.body.actions = vec![action("early", Some("2026-06-01"), false), action("done", Some("2026-05-01"), true)];
    let open = holding(&[a, b]).open_actions().unwrap();
    assert_eq!(open.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["early", "late", "no date"]);
    assert_eq!((open[0].path.as_str(), open[0].line, open[0].kind), ("b.md", 7, Some(ActionKind::Detect)));
    assert_eq!((open[0].owner.as_deref(), open[0].due.as_ref().unwrap().text.as_str()), (Some("ines"), "2026-06-01"));
}

#[test]
fn people_are_named_for_what_they_did() {
    let mut a = record("a.md");
    a.authors = vec!["ines".into()];
    a.found.caught_by = vec!["dana".into(), "dana".into()];
    a.credits = vec![Credit { name: "tomas".into(), kind: None }];
    a.verified = Some(Verified { by: vec!["dana".into()], ..Verified::default() });
    let people = holding(&[a]).people_of("a.md").unwrap();
    let said: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.part)).collect();
    assert_eq!(
        said,
        [("ines", Part::Author), ("dana", Part::Caught), ("tomas", Part::Credited), ("dana", Part::Verified)]
    );
}

#[test]
fn dates_come_in_order_of_time() {
    let mut a = record("a.md");
    a.incident.resolved = Some(day("2026-06-05"));
    a.incident.started = Some(day("2026-06-03"));
    a.found.caught_at = Some(day("2026-06-04"));
    let dates = holding(&[a]).dates_of("a.md").unwrap();
    let said: Vec<_> = dates.iter().map(|date| (date.what.as_str(), date.at.text.as_str())).collect();
    assert_eq!(said, [("started", "2026-06-03"), ("caught_at", "2026-06-04"), ("resolved", "2026-06-05")]);
}
