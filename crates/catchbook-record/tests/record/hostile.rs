//! Files made to hurt. Each is read, edited and searched for links within a bounded time and memory; the tests do not
//! measure, but a quadratic step would never end.

use catchbook_record::edit::{FieldEdit, FieldValue, apply, rename_link_targets};
use catchbook_record::*;
use std::collections::HashMap;

fn digest(bytes: &[u8]) -> Parsed {
    let parsed = parse("catches/2026-06-14-x.md", bytes);
    assert!(parsed.problems.len() <= 201);
    let edit = FieldEdit::Set { field: "severity".into(), value: FieldValue::Text("sev2".into()) };
    if let Ok(edited) = apply(bytes, &edit) {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]);
        assert_eq!(parse("catches/x.md", &edited).record.severity, Some(2), "{shown}");
    }
    let renames = HashMap::from([("a".to_owned(), "b".to_owned())]);
    rename_link_targets(bytes, &renames);
    parsed
}

fn front(text: &str) -> Parsed {
    digest(format!("---\n{text}\nluck: habit\n---\n# T\n\n[[x]]\n").as_bytes())
}

fn has(parsed: &Parsed, code: &str) -> bool {
    parsed.problems.iter().any(|problem| problem.code == code)
}

#[test]
fn a_yaml_bomb_is_a_problem() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        let refs = vec![format!("*a{}", level - 1); 10].join(",");
        bomb.push_str(&format!("a{level}: &a{level} [{refs}]\n"));
    }
    let parsed = front(&bomb);
    let said: Vec<_> = parsed.problems.iter().filter(|problem| problem.code.starts_with("yaml-")).collect();
    assert!(matches!(said[..], [one] if one.code == "yaml-size"), "said once: {said:?}");
    assert_eq!(parsed.record.found.luck, Some(Luck::Habit));
    assert_eq!(parsed.record.body.links.len(), 1);
}

#[test]
fn an_alias_inside_its_anchor_is_a_problem() {
    let parsed = front("tags: &t [*t]\nclass: x");
    assert!(has(&parsed, "yaml-alias"), "{:?}", parsed.problems);
    assert_eq!(parsed.record.class.as_deref(), Some("x"));
}

#[test]
fn deep_yaml_is_a_problem() {
    for open in ["[", "{a: ", "- ", "? ", "[[["] {
        let parsed = front(&format!("tags: {}", open.repeat(50_000)));
        assert!(!parsed.problems.is_empty(), "{open}");
        assert_eq!(parsed.record.found.luck, Some(Luck::Habit), "{open}");
    }
    let blocks: String = (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(has(&front(&blocks), "yaml-depth"));
    let dashes: String = (0..1_000).map(|depth| format!("{}-\n", " ".repeat(depth))).collect();
    front(&format!("tags:\n{dashes}"));
}

#[test]
fn wide_yaml_is_a_problem() {
    assert!(has(&front(&format!("tags: [{}]", "a,".repeat(60_000))), "yaml-size"));
    front(&"a: b\n".repeat(30_000));
    front(&"@\n".repeat(20_000));
    front(&"a: @\n".repeat(20_000));
    front(&(0..10_000).map(|n| format!("k{n}: [\n")).collect::<String>());
    assert!(!front(&format!("a: {}", "x".repeat(2 << 20))).problems.is_empty());
}

#[test]
fn a_front_matter_that_never_ends_is_body() {
    digest(format!("---\n{}", "x\n".repeat(800_000)).as_bytes());
    digest(format!("---\n{}", "a: b\n".repeat(200_000)).as_bytes());
    digest(format!("---\n{}", " ".repeat(3 << 20)).as_bytes());
}

#[test]
fn deep_markdown_is_a_problem() {
    for open in [">", "> ", "- ", "* ", "1. ", ">- "] {
        let parsed = digest(format!("# T\n\n{}x\n\n{}", open.repeat(50_000), "\n".repeat(50_000)).as_bytes());
        assert!(has(&parsed, "deep-nesting"), "{open}");
        assert_eq!(parsed.record.title, "T");
    }
    let stairs: String = (0..2_000).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect();
    assert!(has(&digest(stairs.as_bytes()), "deep-nesting"));
}

#[test]
fn inline_openers_cost_no_more_than_their_length() {
    for open in [
        "[",
        "![",
        "[[",
        "*",
        "_",
        "**a ",
        "`",
        "``a",
        "~~",
        "<",
        "<!--",
        "&",
        "\\",
        "[a](",
        "[a](<b",
        "<a href=\"",
        "[^a]",
        "|",
        "a@b",
        "[[a|",
        "[[a]",
    ] {
        digest(format!("# T\n\n{}\n", open.repeat(50_000)).as_bytes());
        digest(format!("# T\n\n{}\n", format!("{open}\n").repeat(5_000)).as_bytes());
    }
    digest(format!("{}\n", "[a]: b\n".repeat(50_000)).as_bytes());
    digest(format!("{}\n{}", "[a]: /b\n".repeat(10_000), "[a] ".repeat(20_000)).as_bytes());
    digest(format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|\n".repeat(5_000)).as_bytes());
    digest(format!("{}\n", "# a\n".repeat(50_000)).as_bytes());
    digest(format!("{}\n", "- [ ] a\n".repeat(20_000)).as_bytes());
    digest(format!("{}\n", "- 2026-01-01 a\n".repeat(20_000)).as_bytes());
}

#[test]
fn links_are_counted_to_an_end() {
    let parsed = digest("[[a]] ".repeat(100_000).as_bytes());
    assert_eq!(parsed.record.body.links.len(), 10_000);
    assert!(has(&parsed, "many-parts"));
}

#[test]
fn ten_megabytes_are_read_to_the_end_as_text() {
    let line = "Some words with a [[link]] and *more* of it.\n";
    let bytes = line.repeat((10 << 20) / line.len());
    let parsed = digest(bytes.as_bytes());
    assert_eq!(parsed.record.body.text.len(), bytes.len());
    assert!(has(&parsed, "long-file"));
    for byte in [0, 0xFF] {
        assert!(!parse("x.md", &vec![byte; 10 << 20]).record.body.text.is_empty());
    }
    digest(&vec![b'\r'; 1 << 20]);
    digest(&vec![b'-'; 1 << 20]);
}

#[test]
fn odd_beginnings_are_read() {
    for text in [
        "---",
        "---\n",
        "---\n---",
        "---\n...\n",
        "--- \t\n---\n",
        "---\r---\r",
        "...\n",
        "\u{FEFF}",
        "\u{FEFF}---\n---\n",
        "---\n\0\n---\n",
        "---\n\t\n---\n",
        "---\n:\n---\n",
        "---\n: a\n---\n",
        "---\n? \n---\n",
        "---\n- a\n---\n",
        "---\n\"a\n---\n",
        "---\na: 'b\n---\n",
        "---\na: |\n---\n",
        "---\n%YAML 1.2\n---\n",
        "---\n&a\n---\n",
        "---\n*a\n---\n",
        "---\n!!\n---\n",
        "---\n[a]: b\n---\n",
        "---\n{a}: b\n---\n",
        "---\n<<: *a\n---\n",
        "---\n\u{85}\n---\n",
        "\u{2028}",
    ] {
        digest(text.as_bytes());
    }
}
