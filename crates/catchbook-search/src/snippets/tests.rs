use super::*;
use crate::fixtures::{open, parse, typing};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Marks in angle brackets.
fn shown(stretches: &[Stretch]) -> String {
    stretches.iter().map(|s| if s.mark { format!("<{}>", s.text) } else { s.text.clone() }).collect()
}

fn title(query: &str, text: &str) -> String {
    shown(&Snippets::new(&parse(query)).title(text))
}

#[test]
fn every_form_of_a_word_is_marked() {
    assert_eq!(
        title("retry", "Retries retried; a retry, RETRYING, not tries"),
        "<Retries> <retried>; a <retry>, <RETRYING>, not tries"
    );
    assert_eq!(title("ecole", "Une École"), "Une <École>");
    assert_eq!(title("timeout", "reqTimeoutMs and timeouts"), "req<Timeout>Ms and <timeouts>");
    assert_eq!(
        title("reqTimeoutMs", "set reqTimeoutMs, or req timeout ms"),
        "set <reqTimeoutMs>, or <req> <timeout> <ms>"
    );
    assert_eq!(title("東京", "東京都で"), "<東京>都で");
    assert_eq!(title("\"blank reply\"", "A blank reply"), "A <blank> <reply>");
}

#[test]
fn what_is_not_wanted_is_not_marked() {
    assert_eq!(title("-cart type:catch the", "The cart: a catch"), "The cart: a catch");
    assert_eq!(title("", "Anything"), "Anything");
}

#[test]
fn a_word_being_typed_marks_what_it_begins() {
    let title = |query: &str, text: &str| shown(&Snippets::new(&typing(query)).title(text));
    assert_eq!(
        title("conn", "Connection lost, no connectors, disconnect"),
        "<Connection> lost, no <connectors>, disconnect"
    );
    assert_eq!(title("connectio", "Connection lost"), "<Connection> lost");
    assert_eq!(title("hopi", "hoping"), "<hoping>");
    assert_eq!(title("conn ", "Connection"), "Connection");
    assert_eq!(title("src/cha", "in src/chat/redirect.ts"), "in <src/chat/redirect.ts>");
}

#[test]
fn synonyms_are_marked_by_the_store_that_knows_them() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = crate::Store::open(dir.path(), &[vec!["timeout".into(), "deadline exceeded".into()]]).unwrap();
    assert_eq!(shown(&store.snippets(&parse("timeout")).title("rpc: Deadline exceeded")), "rpc: <Deadline> <exceeded>");
    assert_eq!(shown(&store.snippets(&parse("deadline exceeded")).title("a timeout")), "a <timeout>");
    assert_eq!(
        shown(&store.snippets(&parse("timeout")).title("The deadline was missed; one exceeded the deadline exceeded")),
        "The deadline was missed; one exceeded the <deadline> <exceeded>",
        "words of another way to say it mean it only together"
    );
    drop(store);
    assert_eq!(shown(&open(dir.path()).snippets(&parse("timeout")).title("Deadline")), "Deadline");
}

#[test]
fn the_passage_is_where_most_words_of_the_query_are() {
    let filler = "lorem ipsum dolor sit amet ".repeat(20);
    let text =
        format!("A redirect early. {filler} Here the redirect remounts the page and the reply is blank. {filler}");
    let passage = shown(&Snippets::new(&parse("redirect reply blank")).passage(&text, 90));
    assert!(passage.contains("<redirect> remounts the page and the <reply> is <blank>"), "{passage}");
    assert!(passage.starts_with("… ") && passage.ends_with(" …"), "{passage}");
}

#[test]
fn without_a_match_the_passage_is_the_beginning() {
    let passage = Snippets::new(&parse("absent")).passage("First words of\n\n a text that goes on", 20);
    assert_eq!(shown(&passage), "First words of a …");
    assert_eq!(shown(&Snippets::new(&parse("")).passage("Short", 20)), "Short");
    assert_eq!(shown(&Snippets::new(&parse("x")).passage("", 20)), "");
}

#[test]
fn words_and_characters_are_not_cut() {
    let family = "👨‍👩‍👧‍👦".repeat(30);
    for max in 0..40 {
        let passage = Snippets::new(&parse("x")).passage(&family, max);
        let text: String = passage.into_iter().map(|s| s.text).collect();
        assert!(text.trim_end_matches(" …").graphemes(true).all(|g| g == "👨‍👩‍👧‍👦"), "{max}: {text}");
    }
    let passage = shown(
        &Snippets::new(&parse("needle")).passage(&format!("{} needle {}", "word ".repeat(50), "word ".repeat(50)), 60),
    );
    assert!(passage.split(' ').all(|word| ["word", "<needle>", "…"].contains(&word)), "{passage}");
}

#[test]
fn a_huge_text_costs_little_and_a_match_beyond_is_not_shown() {
    let text = format!("{} needle", "hay ".repeat(1_000_000));
    assert!(shown(&Snippets::new(&parse("needle")).passage(&text, 80)).starts_with("hay hay"));
}

#[test]
fn markdown_becomes_the_words_a_reader_sees() {
    for (markdown, plain) in [
        ("# Title\n\nText", "Title Text".to_string()),
        ("**bold** and *it* `code` ~~gone~~", "bold and it code gone".to_string()),
        ("see [the page](https://example.org/x) and ![alt](a.png)", "see the page and alt".to_string()),
        ("[[C-7K3Q2]] and [[a|label]]", "C-7K3Q2 and label".to_string()),
        ("- [ ] leave mid-stream\n1. one\n- two", "leave mid-stream one two".to_string()),
        ("> quoted\n> more", "quoted more".to_string()),
        ("a_b and _it_ and 2 * 3", "a_b and it and 2  3".to_string()),
        ("```rust\nlet x = 1;\n```", "let x = 1;".to_string()),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a   b    1   2  ".to_string()),
        ("x<br>y <https://example.org> 1 < 2 > 0", "xy <https://example.org> 1 < 2 > 0".to_string()),
        ("note[^1] and \\*stars\\*", "note and *stars*".to_string()),
        ("[broken](never closed", "[broken](never closed".to_string()),
        ("array[0] = [1, 2]", "array[0] = [1, 2]".to_string()),
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&plain_text(markdown)), words(&plain), "{markdown}");
    }
}

#[test]
fn hostile_markdown_is_read_in_one_pass() {
    for hostile in ["[", "![", "<", "[[", "[a](", "\\", "*", "> - 1. "].map(|sign| sign.repeat(10_000)) {
        assert!(plain_text(&hostile).len() <= hostile.len());
    }
}

proptest! {
    #[test]
    fn any_query_on_any_text(query in "(?s)[a-z*\" 東京é]{0,12}|.{0,12}", text in "(?s)([a-z東京é👨‍👩‍👧 \n]|.){0,200}", max in 0_usize..120, typing in any::<bool>()) {
        let snippets = Snippets::new(&crate::Query::parse(&query, crate::ParseOptions { typing, ..Default::default() }));
        let passage = snippets.passage(&text, max);
        let shown: String = passage.iter().map(|s| s.text.as_str()).collect();
        let core = shown.strip_prefix("… ").unwrap_or(&shown);
        let core = core.strip_suffix(" …").unwrap_or(core);
        prop_assert!(core.chars().count() <= max.max(1) + 4, "{} > {max}", core.chars().count());
        prop_assert!(passage::one_line(&text).contains(core));
        prop_assert!(passage.iter().all(|s| !s.text.is_empty()));
        let title: String = snippets.title(&text).into_iter().map(|s| s.text).collect();
        prop_assert_eq!(title, passage::one_line(&text));
        plain_text(&text);
    }
    #[test]
    fn one_line_has_single_blanks_and_nothing_that_breaks_it(text in "([ \n\tabc.’—é東]|[\u{80}-\u{a1}\u{1680}\u{2000}-\u{2060}\u{3000}]|.|plain words here){0,30}") {
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
        prop_assert_eq!(passage::one_line(&text), words.join(" "));
    }
}
