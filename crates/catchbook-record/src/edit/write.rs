//! Values as YAML that every tool reads back as the same text.

use super::FieldValue;
use crate::schema::{is_boolean, is_changed_number};

/// A flow list or map that is longer is written one item a line.
const MAX_INLINE: usize = 90;

/// Fields whose words are meant as booleans.
const BOOLEANS: &[&str] = &["interrupt", "mutation_verified", "required"];

/// A value ready to stand after `key:` or `-`: what follows on that line, and the lines below.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub head: String,
    pub lines: Vec<String>,
}

/// Where a value is to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'k> {
    /// Column of the key or dash it belongs to.
    pub indent: usize,
    /// Inside brackets: one line, no block forms.
    pub flow: bool,
    /// After a dash rather than a key.
    pub item: bool,
    /// The field's own name, for those whose words are booleans.
    pub key: &'k str,
}

pub(super) fn write(value: &FieldValue, spot: Spot<'_>) -> Written {
    if spot.flow {
        return Written { head: inline(value, spot.key), lines: Vec::new() };
    }
    match value {
        FieldValue::Text(text) => match literal(text, spot) {
            Some(written) => written,
            None => Written { head: scalar(text, false, spot.key), lines: Vec::new() },
        },
        FieldValue::List(items) => short(value, spot).unwrap_or_else(|| {
            let below = Spot { indent: spot.indent + 2, item: true, ..spot };
            let items = items.iter().cloned().map(FieldValue::Text);
            Written { head: String::new(), lines: items.flat_map(|item| dashed(&item, below)).collect() }
        }),
        FieldValue::Map(entries) => short(value, spot).unwrap_or_else(|| map(entries, spot)),
        FieldValue::Maps(maps) if maps.is_empty() => Written { head: "[]".into(), lines: Vec::new() },
        FieldValue::Maps(maps) => {
            let below = Spot { indent: spot.indent + 2, item: true, ..spot };
            let maps = maps.iter().cloned().map(FieldValue::Map);
            Written { head: String::new(), lines: maps.flat_map(|map| dashed(&map, below)).collect() }
        }
    }
}

/// The lines of a list item whose dash stands at the spot's column.
pub(super) fn dashed(value: &FieldValue, spot: Spot<'_>) -> Vec<String> {
    let written = write(value, spot);
    let mut lines = vec![format!("{}- {}", " ".repeat(spot.indent), written.head)];
    lines.extend(written.lines);
    lines
}

/// The lines of `key: value` with the key at the spot's column.
pub(super) fn keyed(key: &str, value: &FieldValue, indent: usize) -> Vec<String> {
    let written = write(value, Spot { indent, flow: false, item: false, key });
    let space = if written.head.is_empty() { "" } else { " " };
    let mut lines = vec![format!("{}{}:{space}{}", " ".repeat(indent), name(key), written.head)];
    lines.extend(written.lines);
    lines
}

fn short(value: &FieldValue, spot: Spot<'_>) -> Option<Written> {
    let head = inline(value, spot.key);
    (head.len() <= MAX_INLINE && !head.contains("\\n")).then_some(Written { head, lines: Vec::new() })
}

fn map(entries: &[(String, FieldValue)], spot: Spot<'_>) -> Written {
    let lines = entries.iter().flat_map(|(key, value)| keyed(key, value, spot.indent + 2));
    let mut lines: Vec<String> = lines.collect();
    // Behind a dash the first key stands on the dash's line.
    let head = if spot.item && !lines.is_empty() { lines.remove(0).trim_start().to_owned() } else { String::new() };
    Written { head, lines }
}

/// A value on one line.
pub(super) fn inline(value: &FieldValue, key: &str) -> String {
    let map = |entries: &[(String, FieldValue)]| {
        let parts = entries.iter().map(|(key, value)| format!("{}: {}", name(key), inline(value, key)));
        format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
    };
    let list = |parts: Vec<String>| format!("[{}]", parts.join(", "));
    match value {
        FieldValue::Text(text) => scalar(text, true, key),
        FieldValue::List(items) => list(items.iter().map(|item| scalar(item, true, key)).collect()),
        FieldValue::Map(entries) => map(entries),
        FieldValue::Maps(maps) => list(maps.iter().map(|entries| map(entries)).collect()),
    }
}

/// A key. `on`, which YAML 1.1 reads as true, is the format's own and stays as people write it.
pub(super) fn name(key: &str) -> String {
    if key == "on" { key.to_owned() } else { scalar(key, true, "") }
}

/// A text on one line, in quotes where YAML would read something else.
pub(super) fn scalar(text: &str, flow: bool, key: &str) -> String {
    let meant = BOOLEANS.contains(&key) && matches!(text, "true" | "false");
    if meant || is_plain(text, flow) { text.to_owned() } else { quoted(text) }
}

pub(super) fn is_plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let second = text.chars().nth(1);
    let starts = match first {
        '-' | '?' | ':' => {
            second.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '[' | ']' | '{' | '}' | '-' | '.'))
        }
        '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' | ',' | '[' | ']' | '{' | '}' | '=' | '<' => {
            false
        }
        _ => true,
    };
    starts
        && text.trim() == text
        && text.chars().all(is_printable)
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !text.contains('\t')
        && !(flow && text.contains([',', '[', ']', '{', '}', '"', '\'']))
        && (!flow || !text.contains(':') || is_time(text) || text.contains("://"))
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !is_misread(text)
}

/// Dates and times: their colons are harmless and quotes would be noise.
fn is_time(text: &str) -> bool {
    crate::Moment::parse(text).is_some()
}

/// Words and figures that some YAML tool reads as null, boolean or a number that it writes differently.
fn is_misread(text: &str) -> bool {
    const WORDS: &[&str] = &["~", "null", ".inf", "-.inf", "+.inf", ".nan"];
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || is_boolean(text) || is_changed_number(text) {
        return true;
    }
    let figures =
        text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'+' | b'-' | b'e' | b'E' | b':' | b','));
    if !figures || !text.bytes().any(|b| b.is_ascii_digit()) || is_time(text) {
        return false;
    }
    let integer = text.parse::<u64>().is_ok_and(|number| number.to_string() == text);
    let decimal = text.contains('.') && text.parse::<f64>().is_ok_and(|number| number.to_string() == text);
    !integer && !decimal
}

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02X}", c as u32)),
            c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push_str(&format!("\\U{:08X}", c as u32)),
        }
    }
    out.push('"');
    out
}

/// Several lines as a literal block, where a block can hold them exactly.
fn literal(text: &str, spot: Spot<'_>) -> Option<Written> {
    let body = text.trim_end_matches('\n');
    let breaks = text.len() - body.len();
    if !body.contains('\n')
        || body.starts_with('\n')
        || !body.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
    {
        return None;
    }
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    if body.lines().any(blank) {
        return None;
    }
    // Content that begins with a blank needs its indentation said.
    let indented = body.starts_with([' ', '\t']);
    let chomp = match breaks {
        0 => "-",
        1 => "",
        _ => "+",
    };
    let indent = " ".repeat(spot.indent + 2);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{indent}{line}") };
    let mut lines: Vec<String> = body.split('\n').map(line).collect();
    lines.extend((1..breaks).map(|_| String::new()));
    Some(Written { head: format!("|{}{chomp}", if indented { "2" } else { "" }), lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_yaml_would_misread_are_quoted() {
        for text in [
            "",
            "y",
            "No",
            "true",
            "null",
            "~",
            "0012",
            "12e4",
            "#2331",
            "@ines",
            "a: b",
            "a:",
            "a #b",
            " a",
            "a ",
            "- a",
            "-",
            "[[C-7K3Q2]]",
            "{a}",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "'a'",
            "\"a\"",
            "%a",
            "`a`",
            "? a",
            ": a",
            "a\tb",
            "a\nb",
            "1.10",
            "1_000",
            "10:30",
            "+1",
            ".nan",
            "---",
            "--- a",
            "\u{7}",
            "\u{85}",
            "=",
            "<<",
            "a\u{FEFF}",
        ] {
            let out = scalar(text, false, "");
            assert!(out.starts_with('"') && out.ends_with('"'), "{text:?} → {out}");
        }
    }

    #[test]
    fn ordinary_texts_stay_plain() {
        for text in [
            "dana",
            "PR 2331",
            "2026-06-14",
            "2026-06-14T09:40+02:00",
            "a41f9c2?",
            "src/a.ts:84-89",
            "3",
            "3.5",
            "2331",
            "it's",
            "a-b",
            "-x",
            "https://a.example/x#y",
            "naïve",
            "6 months",
            "a, b",
            "sev2",
            "1234567",
            "x = y",
        ] {
            assert_eq!(scalar(text, false, ""), text);
        }
        assert_eq!(scalar("a, b", true, ""), "\"a, b\"");
        assert_eq!(scalar("2026-06-14T09:40+02:00", true, ""), "2026-06-14T09:40+02:00");
        assert_eq!(scalar("true", false, "interrupt"), "true");
    }

    #[test]
    fn several_lines_become_a_literal_block() {
        let spot = Spot { indent: 0, flow: false, item: false, key: "" };
        let shown = |text: &str| {
            let written = write(&FieldValue::Text(text.into()), spot);
            format!("{}\n{}", written.head, written.lines.join("\n"))
        };
        assert_eq!(shown("a\n\nb"), "|-\n  a\n\n  b");
        assert_eq!(shown("a\nb\n"), "|\n  a\n  b");
        assert_eq!(shown("  a\nb\n\n"), "|2+\n    a\n  b\n");
        assert_eq!(shown("a\n \nb"), "\"a\\n \\nb\"\n");
        assert_eq!(shown("a\r\nb"), "\"a\\r\\nb\"\n");
    }

    #[test]
    fn lists_and_maps_are_short_when_they_fit() {
        let text = |text: &str| FieldValue::Text(text.into());
        let map = vec![("role".to_owned(), text("fixed")), ("pr".to_owned(), text("#12"))];
        assert_eq!(
            keyed("changes", &FieldValue::Maps(vec![map.clone()]), 0),
            ["changes:", "  - {role: fixed, pr: \"#12\"}"]
        );
        assert_eq!(keyed("cost", &FieldValue::Map(map.clone()), 2), ["  cost: {role: fixed, pr: \"#12\"}"]);
        assert_eq!(keyed("tags", &FieldValue::List(vec!["a".into(), "b, c".into()]), 0), ["tags: [a, \"b, c\"]"]);
        let long = FieldValue::Map(vec![("why".into(), text("a\nb")), ("x".into(), text(&"y".repeat(95)))]);
        assert_eq!(
            keyed("left", &long, 0),
            ["left:", "  why: |-", "    a", "    b", &format!("  x: {}", "y".repeat(95))]
        );
        let list = FieldValue::Maps(vec![vec![("text".into(), text("a\nb"))]]);
        assert_eq!(keyed("guards", &list, 0), ["guards:", "  - text: |-", "      a", "      b"]);
    }
}
