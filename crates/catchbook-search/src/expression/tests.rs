use super::*;
use crate::fixtures::parse;
use proptest::prelude::*;
use std::cell::Cell;

fn read(pattern: &str) -> Result<Expression, String> {
    Expression::read(pattern)
}

fn expressions(query: &str) -> Expressions {
    parse(query).expressions().unwrap_or_else(|| panic!("{query}"))
}

fn look(query: &str, file: &[u8]) -> Look {
    expressions(query).looker().look(file, Reached::default(), || true)
}

fn matches(query: &str, file: &[u8]) -> bool {
    matches!(look(query, file), Look::Matches { .. })
}

#[test]
fn a_file_matches_where_a_line_does() {
    let file = b"---\nid: C-1\r\ntitle: Blank\n---\nThe Redirects \xff remount\0 it.\n\nEcole \xc3\x89COLE\n";
    for (query, expected) in [
        ("/redirect\\w+/", true),
        ("/Redirect/", true),
        ("/REDIRECT/", false),
        ("/(?i)REDIRECT/", true),
        ("/^id: C-\\d$/", true),
        ("/^title/", true),
        ("/title.*remount/", false),
        ("/remount.* it/", true),
        ("/école$/", true),
        ("/Blank\\s+---/", false),
        ("/(a*)*b/", true),
        ("-/redirect/", false),
        ("-/absent/", true),
        ("/redirect/ /blank/ -/absent/", true),
        ("/redirect/ -/blank/", false),
        ("-/absent/ -/blank/", false),
    ] {
        assert_eq!(matches(query, file), expected, "{query}");
    }
}

#[test]
fn the_line_is_that_of_the_first_expression_asked_for() {
    assert_eq!(look("-/x/ /b+/ /a/", b"a\nbb\nbb\n"), Look::Matches { line: Some(2) });
    assert_eq!(look("-/x/", b"a\n"), Look::Matches { line: None });
    assert_eq!(look("/^a/", b"\xef\xbb\xbfa\n"), Look::Matches { line: Some(3) });
    assert_eq!(look("/a/", b""), Look::Differs);
}

#[test]
fn what_is_refused_says_what_to_write() {
    for (pattern, hint) in [
        ("(a", "Left out: this is no expression (unclosed group); a backslash in front makes a sign plain"),
        (
            "*",
            "Left out: this is no expression (repetition operator missing expression); a backslash in front makes a sign \
             plain",
        ),
        (
            "\\p{Nowhere}",
            "Left out: this is no expression (Unicode property not found); a backslash in front makes a sign plain",
        ),
        (
            "a(?=b)",
            "Left out: looking ahead or behind can take time without end; write what stands there as a part of the \
             expression, or as a second one",
        ),
        ("(a)\\1", "Left out: going back to a group can take time without end; write out what repeats"),
        ("a\\nb", "Left out: an expression is searched for within a line; leave the line end out"),
        ("(\\w{1000}){1000}", "Left out: it would take too much memory; repeat less, for example \\w{1,20} or \\w+"),
        (&("(".repeat(200) + &")".repeat(200)), "Left out: its parts nest deeper than 50; write it flatter"),
        (&"(".repeat(10_000), "Left out: an expression has at most 1000 characters; search for a part of it"),
    ] {
        assert_eq!(read(pattern).err().as_deref(), Some(hint), "{pattern}");
    }
    let token = parse("timeout /(a/").tokens()[1].clone();
    assert!(token.is_misread && token.hint.is_some());
}

#[test]
fn what_is_bounded_by_nature_is_taken() {
    for pattern in ["(a*)*b", "(x+x+)+y", "\\w{1,20}@\\w+", "[\\p{L}\\d]+", "^$", "a{500}", "(?-u:\\xff)"] {
        assert_eq!(read(pattern).err(), None, "{pattern}");
    }
}

#[test]
fn a_long_file_is_looked_at_in_blocks_and_the_rest_later() {
    let mut file = b"plain text here\n".repeat(20_000);
    let needle = file.len();
    file.extend_from_slice(b"the needle\n");
    let expressions = expressions("-/absent/ /needle/");
    let mut looker = expressions.looker();
    let mut reached = Reached::default();
    let mut pieces = 1;
    let line = loop {
        match looker.look(&file, reached, || false) {
            Look::Stopped(next) => {
                assert_ne!(next, reached, "every piece comes on");
                reached = next;
                pieces += 1;
            }
            Look::Matches { line } => break line,
            Look::Differs => panic!("not found"),
        }
    };
    assert_eq!(line, Some(needle));
    assert!(pieces > 15, "{pieces}");
}

#[test]
fn one_long_line_without_an_end_is_asked_about_too() {
    let file = vec![b'a'; 5 << 20];
    let asked = Cell::new(0);
    let go_on = || {
        asked.set(asked.get() + 1);
        true
    };
    assert_eq!(expressions("/(a*)*b/").looker().look(&file, Reached::default(), go_on), Look::Differs);
    assert_eq!(asked.get(), 4, "between five pieces of a MiB");
}

#[test]
fn a_file_that_shrank_meanwhile_ends_there() {
    let expressions = expressions("/b/");
    let mut looker = expressions.looker();
    let Look::Stopped(reached) = looker.look(&b"a\n".repeat(100_000), Reached::default(), || false) else { panic!() };
    assert_eq!(looker.look(b"b\n", reached, || true), Look::Differs);
}

fn passage(query: &str, file: &[u8], max: usize) -> Option<String> {
    let Look::Matches { line } = look(query, file) else { return None };
    let shown = expressions(query).passage(file, line?, max)?;
    Some(shown.iter().map(|s| if s.mark { format!("<{}>", s.text) } else { s.text.clone() }).collect())
}

#[test]
fn the_passage_is_the_line_with_every_match_marked() {
    for (query, file, expected) in [
        ("/redir\\w+/", "A\r\nthe redirect, redirected\r\nB", "the <redirect>, <redirected>"),
        ("/b+/ /bc/", "abbc bc", "a<bbc> <bc>"),
        ("/x*y?a/", "a xa", "<a> <xa>"),
        ("/q*/", "plain", "plain"),
    ] {
        assert_eq!(passage(query, file.as_bytes(), 60).as_deref(), Some(expected), "{query}");
    }
    assert_eq!(passage("/^$/", b"a\n\nb", 60), None, "an empty line shows nothing");
    let long = format!("{}needle {}", "hay ".repeat(5_000), "hay ".repeat(5_000));
    let shown = passage("/needle/", long.as_bytes(), 60).unwrap();
    assert!(shown.contains("hay <needle> hay") && shown.chars().count() < 70, "{shown}");
    assert_eq!(passage("/needle/", b"a \xff needle \xfe", 60).as_deref(), Some("a \u{fffd} <needle> \u{fffd}"));
}

#[test]
fn what_changed_meanwhile_is_not_shown() {
    assert_eq!(expressions("/b/").passage(b"aaa", 1, 60), None);
    assert_eq!(expressions("/b/").passage(b"aaa", 9, 60), None);
}

proptest! {
    #[test]
    fn any_pattern_on_any_bytes(pattern in "(?s)[a-z(|)*+?.\\\\\\[\\]{}0-9^$]{1,12}|.{1,12}", file in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(expression) = Expression::read(&pattern) {
            let expressions = Expressions::of([(false, &expression)].into_iter()).unwrap();
            if let Look::Matches { line } = expressions.looker().look(&file, Reached::default(), || true) {
                let line = line.unwrap();
                prop_assert!(line <= file.len());
                prop_assert!(line == 0 || file[line - 1] == b'\n' || file.starts_with(b"\xef\xbb\xbf"));
                expressions.passage(&file, line, 40);
            }
        }
    }
}
