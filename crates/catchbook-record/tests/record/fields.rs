use crate::{catch, codes, incident};
use catchbook_record::*;

#[test]
fn a_record_written_by_hand_is_understood_and_clean() {
    let text = "---
caught_by: dana
green: [e2e, ai-review]
introduced: a41f9c2?            # ? means suspected
fixed: PR 2331
guards: src/chat/redirect.ts:84-89
---
# Reply blank when a new chat gets its id
The row is in the database; the redirect remounts the page.
## Before you change this
- [ ] Leave mid-stream on Slow 3G
";
    let Parsed { record, problems } = parse("catches/2026-06-14-reply-blank.md", text.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(record.kind, Kind::Catch);
    assert_eq!(record.title, "Reply blank when a new chat gets its id");
    assert_eq!(record.date.as_ref().unwrap().date.to_string(), "2026-06-14");
    assert_eq!(record.found.caught_by, ["dana"]);
    let gates: Vec<_> = record.gates.iter().map(|gate| (gate.name.as_str(), gate.verdict)).collect();
    assert_eq!(gates, [("e2e", Verdict::Passed), ("ai-review", Verdict::Passed)]);
    assert_eq!(record.changes.len(), 2);
    assert_eq!(record.changes[0].commit.as_deref(), Some("a41f9c2"));
    assert_eq!((record.changes[0].confidence, record.changes[0].line), (Confidence::Suspected, 4));
    assert_eq!((record.changes[1].role, record.changes[1].pr.as_deref()), (Role::Fixed, Some("2331")));
    assert_eq!((record.guards[0].path.as_str(), record.guards[0].lines), ("src/chat/redirect.ts", Some((84, 89))));
    assert_eq!(record.body.lede.as_deref(), Some("The row is in the database; the redirect remounts the page."));
    assert_eq!((record.body.checks[0].text.as_str(), record.body.checks[0].line), ("Leave mid-stream on Slow 3G", 11));
    assert_eq!(record.body.first_line, 8);
}

#[test]
fn a_title_alone_is_clean() {
    for text in ["# Reply blank\n", "---\ntitle: Reply blank\n---\n", "Reply blank\n===========\n"] {
        let parsed = parse("catches/x.md", text.as_bytes());
        assert_eq!(parsed.record.title, "Reply blank");
        assert_eq!(parsed.problems, [], "{text}");
    }
}

#[test]
fn shared_fields_are_read() {
    let record = catch(
        "id: C-7K3Q2
type: incident
title: 'Another: title'
status: in review
date: 2026-06-15
authors: ['@dana', ines]
services: checkout
tags: [a, '#b']
class: state-lost
aliases: [old-name, '[[other|x]]']
dissimilar: C-AAAAA
severity: major
modes: concurrency
symptoms:
  - blank reply
  - text gone
origin: ai_generated
provenance: imported
visibility: restricted
review_every: 6 months
supersedes: '[[C-BBBBB]]'
superseded_by: [C-CCCCC]
x_custom: kept",
    )
    .record;
    assert_eq!(record.kind, Kind::Incident);
    assert_eq!(record.id.as_deref(), Some("C-7K3Q2"));
    assert_eq!(record.title, "Another: title");
    assert_eq!(record.status, Some(Status::InReview));
    assert_eq!(record.date.unwrap().text, "2026-06-15");
    assert_eq!(record.authors, ["dana", "ines"]);
    assert_eq!((record.services, record.tags), (vec!["checkout".into()], vec!["a".into(), "b".into()]));
    assert_eq!(record.class.as_deref(), Some("state-lost"));
    assert_eq!(record.aliases, ["old-name", "other"]);
    assert_eq!(record.dissimilar, ["C-AAAAA"]);
    assert_eq!(record.severity, Some(2));
    assert_eq!((record.modes.len(), record.symptoms.len()), (1, 2));
    assert_eq!((record.origin, record.provenance), (Some(Origin::AiGenerated), Some(Provenance::Imported)));
    assert!(record.restricted);
    assert_eq!(record.review_every.unwrap().span, PeriodSpan::Months(6));
    assert_eq!((record.supersedes, record.superseded_by), (vec!["C-BBBBB".into()], vec!["C-CCCCC".into()]));
    assert_eq!(record.extra, [("x_custom".into(), "kept".into())]);
}

#[test]
fn long_changes_gates_and_guards_are_read() {
    let Parsed { record, problems } = catch(
        "changes:
  - {role: introduced, repo: web, commit: a41f9c2, at: 2026-06-01T10:00Z, confidence: suspected, evidence: bisect}
  - role: fixed
    pr: '#2331'
    url: https://github.com/acme/web/pull/2331
gates:
  - {name: e2e, verdict: passed, evidence: run 12, why_blind: mocks the redirect}
  - ai-review: did not run
detector: {kind: test, ref: tests/nav.spec.ts, scope: class, mutation_verified: yes}
guards:
  - path: src/a.ts
    repo: web
    symbol: redirect
    lines: 84-89
    text: |
      if (a) {
        b();
      }
    before: '  x'
    why: the remount
    interrupt: true
  - web:src/b.ts:7",
    );
    assert_eq!(problems, []);
    let first = &record.changes[0];
    assert_eq!(
        (first.repo.as_deref(), first.commit.as_deref(), first.confidence),
        (Some("web"), Some("a41f9c2"), Confidence::Suspected)
    );
    assert_eq!((first.at.as_ref().unwrap().text.as_str(), first.line), ("2026-06-01T10:00Z", 3));
    assert_eq!((record.changes[1].pr.as_deref(), record.changes[1].line), (Some("2331"), 4));
    assert_eq!(record.gates[0].why_blind.as_deref(), Some("mocks the redirect"));
    assert_eq!((record.gates[1].name.as_str(), record.gates[1].verdict), ("ai-review", Verdict::DidNotRun));
    let detector = record.detector.unwrap();
    assert_eq!((detector.scope, detector.mutation_verified), (Some(Scope::Class), Some(true)));
    let guard = &record.guards[0];
    assert_eq!(
        (guard.lines, guard.text.as_deref(), guard.interrupt),
        (Some((84, 89)), Some("if (a) {\n  b();\n}"), Some(true))
    );
    assert_eq!(guard.before.as_deref(), Some("  x"));
    assert_eq!(
        (record.guards[1].repo.as_deref(), record.guards[1].lines, record.guards[1].line),
        (Some("web"), Some((7, 7)), 23)
    );
}

#[test]
fn facts_of_each_type_are_read() {
    let incident = incident(
        "started: 2026-06-04T09:00Z
detected: 2026-06-04T09:40Z
mitigated: 2026-06-04T10:00Z
resolved: 2026-06-05
detected_by: user-report
trigger: a deploy
contributing_factors: [one, two]
impact: checkout down
catches: ['[[C-7K3Q2]]']
followed: G-AAAAA
cost: {hours: 3.5, amount: '1,200', currency: EUR, customers: 12, basis: support log}
credits: [{name: '@dana', type: finder}, ines, bob: fixer]
verified: {on: 2026-06-10, by: dana, commit: a41f9c2, note: walked it}
sources: [{url: https://a.example, accessed: 2026-06-11}, https://b.example]",
    );
    assert_eq!(incident.problems, []);
    let record = incident.record;
    assert_eq!(record.incident.detected_by, Some(DetectedBy::UserReport));
    assert!(!record.incident.resolved.unwrap().has_time());
    assert_eq!(record.incident.catches, ["C-7K3Q2"]);
    assert_eq!(record.incident.followed.as_deref(), Some("G-AAAAA"));
    let cost = record.cost.unwrap();
    assert_eq!((cost.hours, cost.amount, cost.customers), (Some(3.5), Some(1200.0), Some(12)));
    let credits: Vec<_> = record.credits.iter().map(|credit| (credit.name.as_str(), credit.kind)).collect();
    assert_eq!(credits, [("dana", Some(CreditType::Finder)), ("ines", None), ("bob", Some(CreditType::Fixer))]);
    assert_eq!(record.verified.unwrap().by, ["dana"]);
    assert_eq!(record.sources.len(), 2);

    let found = catch(
        "caught_by: [dana, ines]
caught_at: 2026-06-14
caught_how: hand test
caught_where: production
luck: habit
failed_fixes: [{by: model-x, count: 4}, {dana: 1}, 2]
closed_by: a test
model: model-x
disposition: tooling-bug
failed_attempts: 5
left: {by: dana, until: 2026-09-01, why: rewrite comes}",
    );
    assert_eq!(found.problems, []);
    let record = found.record;
    assert_eq!(record.found.caught_how, Some(CaughtHow::HandTest));
    let counts: Vec<_> = record.found.failed_fixes.iter().map(|f| (f.by.as_deref(), f.count)).collect();
    assert_eq!(counts, [(Some("model-x"), 4), (Some("dana"), 1), (None, 2)]);
    assert_eq!(record.model.failed_attempts, Some(5));
    assert_eq!(record.found.left.unwrap().until.unwrap().text, "2026-09-01");

    let person = parse(
        "people/dana.md",
        b"---\nnames: Dana R.\nemails: [a@b.example]\nactive_until: 2027-01-01\nexplains:\n  - {record: C-7K3Q2, on: 2026-07-01, words: I wrote it}\n  - {service: checkout, on: 2026-07-02}\n---\n",
    );
    assert_eq!(person.problems, []);
    assert_eq!(person.record.title, "Dana R.");
    assert_eq!(person.record.person.explains.len(), 2);
    let property = parse("properties/p.md", b"---\nowner: '@ines'\nnearest_gate: e2e\n---\n# P\n");
    assert_eq!((property.problems, property.record.property.owner.as_deref()), (vec![], Some("ines")));
    let list = parse("reading-lists/r.md", b"---\naudience: newcomers\n---\n# R\n");
    assert_eq!((list.problems, list.record.audience.as_deref()), (vec![], Some("newcomers")));
}

#[test]
fn severities_are_words_and_numbers() {
    for (text, level) in
        [("critical", 1), ("Minor", 4), ("sev1", 1), ("SEV-5", 5), ("3", 3), ("S2", 2), ("severity 4", 4)]
    {
        assert_eq!(severity_of(text), Some(level), "{text}");
    }
    for text in ["", "0", "6", "sev", "sev12", "high", "é"] {
        assert_eq!(severity_of(text), None, "{text}");
    }
}

#[test]
fn values_that_are_not_understood_are_kept_and_named() {
    for (front, code) in [
        ("date: last week", "bad-date"),
        ("status: done", "unknown-word"),
        ("severity: high", "bad-severity"),
        ("review_every: often", "bad-period"),
        ("fixed: yesterday", "bad-change"),
        ("changes: a41f9c2", "bad-change"),
        ("changes: [{commit: a41f9c2}]", "bad-change"),
        ("changes: [{role: fixed}]", "bad-change"),
        ("gates: e2e", "bad-gate"),
        ("gates: [{name: e2e}]", "bad-gate"),
        ("guards: [{why: no path}]", "bad-guard"),
        ("caught_how: by looking", "unknown-word"),
        ("cost: a lot", "wrong-shape"),
        ("cost: {hours: many}", "bad-number"),
        ("class: {a: b}", "wrong-shape"),
        ("visibility: hidden", "unknown-word"),
    ] {
        let parsed = catch(front);
        assert_eq!(codes(&parsed.problems), [(2, code)], "{front}");
        assert!(!parsed.record.extra.is_empty(), "{front}");
        assert!(parsed.problems.iter().all(|problem| problem.weight == Weight::Error), "{front}");
    }
}

#[test]
fn misspelt_and_foreign_fields_are_named() {
    assert_eq!(codes(&catch("serverity: sev1").problems), [(2, "unknown-key")]);
    assert_eq!(codes(&catch("layout: post").problems), []);
    assert_eq!(codes(&catch("detected_by: human").problems), [(2, "foreign-field")]);
    assert_eq!(codes(&catch("cost: {hour: 2}").problems), [(2, "unknown-key")]);
    assert_eq!(codes(&parse("notes/x.md", b"---\nauthor: a\ndate: soon\nseverity: x\n---\n").problems), []);
    assert_eq!(codes(&parse("catches/x.md", b"---\ntype: story\n---\n# T\n").problems), [(2, "unknown-type")]);
}
