use catchbook_record::edit::{EditError, Tick, tick};
use jiff::civil::date;

fn done<'t>(line: u32, text: &'t str) -> Tick<'t> {
    Tick { line, text, done_on: Some(date(2026, 11, 21)) }
}

fn open<'t>(line: u32, text: &'t str) -> Tick<'t> {
    Tick { done_on: None, ..done(line, text) }
}

fn run(file: &str, wanted: &Tick<'_>) -> String {
    String::from_utf8(tick(file.as_bytes(), wanted).unwrap_or_else(|error| panic!("{error}\n{file}"))).unwrap()
}

/// What ticking changes in one line, and that taking it back gives the same bytes again.
#[test]
fn a_tick_changes_one_line_and_comes_back_as_it_was() {
    for (before, after) in [
        ("- [ ] Cap the queue", "- [x] Cap the queue done:2026-11-21"),
        (
            "- [ ] Cap the queue @ines due:2026-07-01 kind:prevent",
            "- [x] Cap the queue @ines due:2026-07-01 kind:prevent done:2026-11-21",
        ),
        ("* [ ] Cap the queue", "* [x] Cap the queue done:2026-11-21"),
        ("+ [ ] Cap the queue", "+ [x] Cap the queue done:2026-11-21"),
        ("1. [ ] Cap the queue", "1. [x] Cap the queue done:2026-11-21"),
        ("12) [ ] Cap the queue", "12) [x] Cap the queue done:2026-11-21"),
        ("-   [ ]   Cap the queue", "-   [x]   Cap the queue done:2026-11-21"),
        ("-\t[ ]\tCap the queue", "-\t[x]\tCap the queue done:2026-11-21"),
        ("> - [ ] Cap the queue", "> - [x] Cap the queue done:2026-11-21"),
        ("- [ ] Cap the queue  ", "- [x] Cap the queue done:2026-11-21  "),
        ("- [ ] Cap the queue\t", "- [x] Cap the queue done:2026-11-21\t"),
        ("- Outer\n  - [ ] Cap the queue", "- Outer\n  - [x] Cap the queue done:2026-11-21"),
        ("- Outer\n\n\t- [ ] Cap the queue", "- Outer\n\n\t- [x] Cap the queue done:2026-11-21"),
        ("- [ ] Other\n  - [ ] Cap the queue", "- [ ] Other\n  - [x] Cap the queue done:2026-11-21"),
        ("- [ ] Cap the\n  queue @ines\n", "- [x] Cap the done:2026-11-21\n  queue @ines\n"),
        ("- [ ] Cap the queue\n\n  More of it.\n", "- [x] Cap the queue done:2026-11-21\n\n  More of it.\n"),
        ("- [ ] Cap the queue\n  - [ ] Inner\n", "- [x] Cap the queue done:2026-11-21\n  - [ ] Inner\n"),
    ] {
        for eol in ["\n", "\r\n"] {
            let around =
                |text: &str| format!("\u{FEFF}---\nid: C-1\n---\n# T\n\n{text}\n\nAfter [[x]].").replace('\n', eol);
            let ticked = run(&around(before), &done(6, "Cap the queue"));
            assert_eq!(ticked, around(after), "{before:?}");
            assert_eq!(run(&ticked, &open(6, "Cap the queue")), around(before), "{after:?}");
        }
    }
}

#[test]
fn the_item_is_found_by_its_text_when_lines_moved() {
    let file = "# T\n\nNew.\n\n- [ ] One\n- [ ] Two\n";
    assert_eq!(run(file, &done(3, "Two")), "# T\n\nNew.\n\n- [ ] One\n- [x] Two done:2026-11-21\n");
    let twice = "# T\n\n- [ ] Same\n\nBetween.\n\n- [ ] Same\n";
    assert_eq!(run(twice, &done(7, "Same")), "# T\n\n- [ ] Same\n\nBetween.\n\n- [x] Same done:2026-11-21\n");
    assert_eq!(run(twice, &done(4, "Same")), "# T\n\n- [x] Same done:2026-11-21\n\nBetween.\n\n- [ ] Same\n");
}

#[test]
fn an_item_that_is_gone_is_said_so() {
    for file in ["", "# T\n", "- [ ] Other\n", "- Cap the queue\n", "```\n- [ ] Cap the queue\n```\n"] {
        let gone = tick(file.as_bytes(), &done(1, "Cap the queue"));
        assert_eq!(gone, Err(EditError::NoActionItem { text: "Cap the queue".into() }), "{file:?}");
    }
    let check = "# T\n\n## Before you change this\n\n- [ ] Cap the queue\n";
    assert!(tick(check.as_bytes(), &done(5, "Cap the queue")).is_err(), "a hand-check is never ticked");
}

#[test]
fn an_item_that_stands_so_already_keeps_every_byte() {
    for (file, wanted) in [
        ("- [x] Cap the queue\n", done(1, "Cap the queue")),
        ("- [X] Cap the queue done:2026-01-01\n", done(1, "Cap the queue")),
        ("- [ ] Cap the queue\n", open(1, "Cap the queue")),
    ] {
        assert_eq!(run(file, &wanted), file);
    }
}

#[test]
fn taking_a_tick_back_takes_its_day_wherever_it_stands_on_the_line() {
    assert_eq!(run("- [X] Cap done:2026-01-01 the queue\n", &open(1, "Cap the queue")), "- [ ] Cap the queue\n");
    assert_eq!(run("- [x] Cap the queue\n", &open(1, "Cap the queue")), "- [ ] Cap the queue\n");
    let elsewhere = "- [x] Cap the\n  queue done:2026-01-01\n";
    let refused = tick(elsewhere.as_bytes(), &open(1, "Cap the queue"));
    assert_eq!(refused, Err(EditError::ActionItem { line: 1 }), "that would be two lines");
}

#[test]
fn what_would_be_read_as_something_else_is_refused() {
    let file = "- [ ] Cap the queue ticket:\n";
    assert_eq!(tick(file.as_bytes(), &done(1, "Cap the queue ticket:")), Err(EditError::ActionItem { line: 1 }));
    assert_eq!(tick(&[0xFF, 0xFE, b'-', 0], &done(1, "x")), Err(EditError::NotUtf8));
}

#[test]
fn bytes_that_are_no_text_and_a_broken_front_matter_stay() {
    let file = b"---\nserverity: [\n# T\n\xFF\n- [ ] Cap \xE2\x82 it\r\n- x\0y\n";
    let ticked = tick(file, &done(5, "Cap \u{FFFD} it")).unwrap();
    assert_eq!(ticked, b"---\nserverity: [\n# T\n\xFF\n- [x] Cap \xE2\x82 it done:2026-11-21\r\n- x\0y\n");
}

#[test]
fn a_long_item_is_known_by_its_beginning() {
    let long = "word ".repeat(400);
    let file = format!("- [ ] {long}\n");
    assert!(run(&file, &done(1, &long[..999])).starts_with("- [x] word"));
    assert!(tick(b"- [ ] Cap the queue\n", &done(1, "Cap")).is_err());
}
