use crate::{catch, codes};
use catchbook_record::*;

#[test]
fn files_without_front_matter_are_notes_or_of_their_folder() {
    let note = parse("docs/setup.md", b"# Set up\n\nInstall it.\n");
    assert_eq!((note.record.kind, note.record.title.as_str()), (Kind::Note, "Set up"));
    assert_eq!(note.problems, []);
    assert_eq!(parse("guides/x/setup.md", b"# Set up\n").record.kind, Kind::Guide);
    let empty = parse("a/empty.md", b"");
    assert_eq!((empty.record.title.as_str(), empty.record.body.text.as_str()), ("empty", ""));
    assert_eq!(codes(&parse("catches/2026-06-14-x.md", b"").problems), [(1, "no-title")]);
}

#[test]
fn bom_crlf_and_a_missing_last_newline_are_ordinary() {
    let Parsed { record, problems } =
        parse("catches/x.md", b"\xEF\xBB\xBF---\r\nid: C-7K3Q2\r\nseverity: sev2\r\n---\r\n# T\r\n\r\n- [ ] do @x");
    assert_eq!(problems, []);
    assert_eq!((record.id.as_deref(), record.severity, record.title.as_str()), (Some("C-7K3Q2"), Some(2), "T"));
    assert_eq!((record.body.first_line, record.body.actions[0].line), (5, 7));
    assert!(record.body.text.starts_with("# T\r\n"));
}

#[test]
fn an_unclosed_front_matter_is_read_as_far_as_it_goes() {
    let parsed = parse("catches/x.md", b"---\nseverity: sev2\ntags:\n  - a\n# Title\n\nText: more.\n");
    assert_eq!(parsed.record.severity, Some(2));
    assert_eq!((parsed.record.title.as_str(), parsed.record.body.first_line), ("Title", 5));
    assert_eq!(codes(&parsed.problems), [(1, "open-front-matter")]);
}

#[test]
fn prose_between_rules_is_body() {
    let parsed = parse("x.md", b"---\nOnly prose here.\n---\n# T\n");
    assert_eq!(codes(&parsed.problems), [(1, "not-fields")]);
    assert!(parsed.record.body.text.starts_with("---\nOnly"));
    assert_eq!(parsed.record.body.first_line, 1);
}

#[test]
fn the_first_of_two_keys_counts() {
    let parsed = catch("severity: sev1\ntags: a\nseverity: sev3");
    assert_eq!(parsed.record.severity, Some(1));
    assert_eq!(codes(&parsed.problems), [(4, "duplicate-key")]);
    assert!(parsed.problems[0].message.contains("line 2"));
}

#[test]
fn one_broken_entry_leaves_the_others() {
    let parsed = catch("severity: sev1\ntags: [a, b\nclass: x\ncost:\n  hours: 3\n basis: y\nluck: habit");
    assert_eq!(parsed.record.severity, Some(1));
    assert_eq!(parsed.record.found.luck, Some(Luck::Habit));
    assert_eq!(parsed.record.class.as_deref(), Some("x"));
    assert!(parsed.problems.iter().any(|p| p.code == "yaml-syntax" && p.line == 5), "{:?}", parsed.problems);
}

#[test]
fn anchors_aliases_tags_and_blocks_are_yaml() {
    let parsed = catch("tags: &t [a, b]\nmodes: *t\ntitle: >-\n  one\n  two\nclosed_by: !!str 12\nclass: \"q\\u0041\"");
    assert_eq!(parsed.problems, []);
    assert_eq!((parsed.record.modes.len(), parsed.record.title.as_str()), (2, "one two"));
    assert_eq!((parsed.record.found.closed_by.as_deref(), parsed.record.class.as_deref()), (Some("12"), Some("qA")));
    assert_eq!(codes(&catch("class: *nowhere").problems), [(2, "yaml-alias")]);
}

#[test]
fn bytes_that_are_not_text_are_named() {
    let parsed = parse("catches/x.md", b"---\nclass: a\xFFb\nluck: ha\0bit\ntags: x\n---\n# T\n");
    assert_eq!(parsed.record.class.as_deref(), Some("a\u{FFFD}b"));
    assert_eq!(parsed.record.tags, ["x"]);
    let found = codes(&parsed.problems);
    assert!(found.contains(&(2, "not-utf8")) && found.contains(&(3, "nul-byte")), "{found:?}");
}
