use crate::{catch, codes, incident};
use catchbook_record::{lint, parse};

fn of_incident(front: &str) -> Vec<(u32, &'static str)> {
    codes(&incident(front).problems)
}

#[test]
fn a_figure_needs_a_basis() {
    assert_eq!(of_incident("severity: 1\ncost: {hours: 3}"), [(3, "cost-basis")]);
    assert_eq!(of_incident("cost:\n  amount: 3\n  basis: invoice"), []);
    assert_eq!(of_incident("cost: {currency: EUR}"), []);
}

#[test]
fn a_verification_says_what_was_walked() {
    assert_eq!(of_incident("verified: 2026-06-14"), [(2, "verified-note")]);
    assert_eq!(of_incident("verified: {on: 2026-06-14, note: all steps}"), []);
}

#[test]
fn ids_are_canonical() {
    assert_eq!(codes(&catch("id: C-7K3Q2").problems), []);
    for id in ["c-7k3q2", "C-7K3Q", "reply-blank"] {
        assert_eq!(codes(&catch(&format!("id: {id}")).problems), [(2, "bad-id")], "{id}");
    }
    assert_eq!(codes(&parse("people/dana.md", b"---\nid: P-7K3Q2\n---\n# D\n").problems), []);
}

#[test]
fn superseded_records_say_by_what() {
    assert_eq!(of_incident("status: superseded"), [(2, "superseded-by")]);
    assert_eq!(of_incident("status: reviewed\nsuperseded_by: I-AAAAA"), [(3, "superseded-by")]);
    assert_eq!(of_incident("status: superseded\nsuperseded_by: I-AAAAA"), []);
    assert_eq!(of_incident("superseded_by: I-AAAAA"), []);
}

#[test]
fn an_end_is_not_before_its_start() {
    assert_eq!(of_incident("started: 2026-06-04T10:00+02:00\ndetected: 2026-06-04T07:59Z"), [(3, "end-before-start")]);
    assert_eq!(of_incident("started: 2026-06-04T10:00+02:00\ndetected: 2026-06-04T08:01Z"), []);
    assert_eq!(of_incident("started: 2026-06-04T10:00Z\nresolved: 2026-06-04"), []);
    assert_eq!(
        of_incident("started: 2026-06-04\nmitigated: 2026-06-06\nresolved: 2026-06-03"),
        [(4, "end-before-start")]
    );
}

#[test]
fn a_timeline_runs_forward() {
    let text = "# T\n- 2026-06-04T10:00Z a\n- 09:59 b\n- 2026-06-04 c\n- 2026-06-03 d\n";
    assert_eq!(
        codes(&parse("incidents/x.md", text.as_bytes()).problems),
        [(3, "timeline-order"), (5, "timeline-order")]
    );
}

#[test]
fn lint_is_what_parse_reports() {
    let bytes = b"---\nfixed: #1\ncost: {hours: 1}\n---\n";
    assert_eq!(lint("catches/x.md", bytes), parse("catches/x.md", bytes).problems);
    assert!(catchbook_record::codes().iter().any(|(code, _)| *code == "cost-basis"));
}

#[test]
fn nothing_is_expected_of_a_note() {
    assert_eq!(parse("readme.md", b"---\nid: 7\nverified: yes\ncost: 3 hours\ntags: [y]\n---\ntext\n").problems, []);
}
