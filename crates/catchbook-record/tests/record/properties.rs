//! Generated files: whatever is in them, a save without an edit changes nothing, and an edit changes one field.
//!
//! `PROPTEST_CASES` sets how many files each test sees; by default the tests see over 10,000 together.

use catchbook_record::edit::{EditError, FieldEdit, FieldValue, apply, rename_link_targets};
use catchbook_record::{Body, Parsed, parse, prose};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::HashMap;

/// Fields that the generator writes and the edits change; the last ones are not of the format.
const FIELDS: &[&str] = &[
    "id",
    "severity",
    "tags",
    "fixed",
    "changes",
    "verified",
    "cost",
    "title",
    "caught_by",
    "class",
    "zz_custom",
    "other-key",
];

/// One entry of a front matter, with the lines that belong to it. `\n` is turned into the file's line break.
fn entry() -> impl Strategy<Value = (String, Vec<u8>)> {
    (pick(FIELDS), value(), comment()).prop_map(|(field, value, comment)| {
        let mut bytes = format!("{field}:").into_bytes();
        // A comment stands behind the first line, which is where a value of one line ends.
        let (first, rest) = match value.iter().position(|byte| *byte == b'\n') {
            Some(at) => value.split_at(at),
            None => (value.as_slice(), &b""[..]),
        };
        bytes.extend_from_slice(first);
        bytes.extend_from_slice(comment.as_bytes());
        bytes.extend_from_slice(rest);
        bytes.push(b'\n');
        (field.to_owned(), bytes)
    })
}

/// Picking from a list is many times faster than generating from a pattern, and these tests see many files.
fn pick(list: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    prop::sample::select(list)
}

fn comment() -> impl Strategy<Value = &'static str> {
    pick(&["", "", "", "", "", "", "  # why: [it's]", " # x #: 'y", " #605", "\t# tab", "   ", " #"])
}

const WORDS: &[&str] = &["a", "b2", "e2e", "ai-review", "dana", "x/y.ts", "sev2", "q", "long-word", "7"];

/// A value as it stands behind the colon.
fn value() -> impl Strategy<Value = Vec<u8>> {
    let text = pick(&[
        "plain words",
        "PR 2331",
        "a41f9c2?",
        "x_y-z",
        "2026-06-14",
        "sev3",
        "12",
        "y",
        "no",
        "0012345",
        "~",
        "null",
        "1.10",
        "12e4",
        "@ines",
        "C-7K3Q2",
        "a: b",
        "[[C-7K3Q2]]",
        "naïve ünïcode 漢字",
        "https://a.example/x#y",
        "-x",
        "it's",
        "`code`",
        "%x",
    ]);
    let words = |sizes: std::ops::Range<usize>| prop::collection::vec(pick(WORDS), sizes);
    let flow = words(0..4).prop_map(|items| format!(" [{}]", items.join(", ")));
    let flow_lines = words(1..4).prop_map(|items| format!(" [\n  {} # in\n  ]", items.join(",\n  ")));
    let map = words(1..3).prop_map(|values| {
        let keys = ["by", "hours"];
        let entries: Vec<String> = values.iter().zip(keys).map(|(value, key)| format!("{key}: {value}")).collect();
        format!(" {{{}}}", entries.join(", "))
    });
    let items =
        (words(1..4), pick(&["", "  ", "    "]), pick(&["", "", " # note", " # note\n  # between", "\n\n  # far"]))
            .prop_map(|(items, indent, note)| {
                items.iter().map(|item| format!("\n{indent}- {item}{note}")).collect::<String>()
            });
    let maps = words(1..3)
        .prop_map(|prs| prs.iter().map(|pr| format!("\n  - role: fixed # r\n    pr: {pr}")).collect::<String>());
    let block_map = words(2..3).prop_map(|words| format!("\n  by: {}\n  # why\n  note: {}", words[0], words[1]));
    let block = (pick(&["|", ">", "|-", "|+", ">-", "|2"]), words(1..4), pick(&["", "\n", "\n\n"])).prop_map(
        |(header, lines, blank)| {
            let lines: String = lines.iter().map(|line| format!("\n  {line} # no: comment")).collect();
            format!(" {header}{lines}{blank}")
        },
    );
    let quoted = pick(&["", "a b", "it''s", "a: b # c", " x ", "\\\\", "é"]);
    prop_oneof![
        6 => text.clone().prop_map(|text| format!(" {text}").into_bytes()),
        1 => text.clone().prop_map(|text| format!("\t{text}").into_bytes()),
        1 => text.prop_map(|text| format!(" &anchor {text}").into_bytes()),
        1 => Just(b" *anchor".to_vec()),
        1 => Just(b" #2331".to_vec()),
        1 => Just(b"".to_vec()),
        2 => quoted.clone().prop_map(|text| format!(" '{text}'").into_bytes()),
        2 => quoted.prop_map(|text| format!(" \"{text}\\n\"").into_bytes()),
        1 => Just(b" \"two\n  lines\"".to_vec()),
        1 => Just(b" plain\n  goes on".to_vec()),
        1 => Just(b" not utf-8 \xFF\xFE".to_vec()),
        1 => Just(b" 'quoted \xE2\x82'".to_vec()),
        1 => Just(b" nul\0byte".to_vec()),
        1 => Just(b" [broken,".to_vec()),
        1 => Just(b" !!str 12".to_vec()),
        3 => flow.prop_map(String::into_bytes),
        1 => flow_lines.prop_map(String::into_bytes),
        2 => map.prop_map(String::into_bytes),
        3 => items.prop_map(String::into_bytes),
        2 => maps.prop_map(String::into_bytes),
        2 => block_map.prop_map(String::into_bytes),
        2 => block.prop_map(String::into_bytes),
    ]
}

/// What may stand between entries.
fn between() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => Just(b"".to_vec()),
        2 => Just(b"# a comment line: x\n".to_vec()),
        1 => Just(b"\n".to_vec()),
        1 => Just(b"   \n".to_vec()),
        1 => Just(b"# \xFF\n".to_vec()),
    ]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => Just(b"# Title\n\nText with [[C-7K3Q2]] and [x](../a.md).\n\n## Before you change this\n- [ ] look\n".to_vec()),
        1 => Just(b"".to_vec()),
        1 => Just(b"no newline at the end".to_vec()),
        1 => Just(b"# T\n---\na: 1\n---\n\xFF\0\ttail".to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..60),
    ]
}

#[derive(Clone)]
struct File {
    bytes: Vec<u8>,
    /// Fields that are there more than once.
    doubles: Vec<String>,
    /// Where the closing `---` begins, or the body of a file that has no front matter.
    body_at: usize,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.bytes))
    }
}

fn file() -> impl Strategy<Value = File> {
    let entries = prop::collection::vec((between(), entry()), 0..8);
    (entries, between(), body(), any::<bool>(), any::<bool>(), 0..12u8, any::<bool>()).prop_map(
        |(entries, last, body, bom, crlf, shape, double)| {
            let mut doubles: Vec<String> = Vec::new();
            let mut seen: Vec<&str> = Vec::new();
            let mut front = Vec::new();
            for (before, (field, entry)) in &entries {
                if seen.contains(&field.as_str()) {
                    if !double {
                        continue;
                    }
                    doubles.push(field.clone());
                }
                seen.push(field);
                front.extend_from_slice(before);
                front.extend_from_slice(entry);
            }
            front.extend_from_slice(&last);
            let break_lines = |bytes: Vec<u8>| match crlf {
                true => bytes
                    .iter()
                    .flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] })
                    .collect(),
                false => bytes,
            };
            let (front, rest) = match shape {
                0 => {
                    doubles.clear();
                    (Vec::new(), body)
                }
                _ => ([b"---\n".as_slice(), &front].concat(), [b"---\n".as_slice(), &body].concat()),
            };
            let mark: &[u8] = if bom { b"\xEF\xBB\xBF" } else { b"" };
            let mut bytes = [mark, &break_lines(front)].concat();
            let body_at = bytes.len();
            bytes.extend(break_lines(rest));
            File { bytes, doubles, body_at }
        },
    )
}

fn new_value() -> impl Strategy<Value = FieldValue> {
    let text = prop_oneof![
        9 => pick(&[
            "", "dana", "two words", "sev1", "2026-06-14", "y", "no", "0012", "#2331", "@ines", "~", "a: b", "- x", "[[C-7K3Q2]]", "x\ny\n",
            "  in\n  out", "\r\n", "\u{85}", "\u{0}", "a\tb", "x # y", "'", "\"", "\\", "{", "a, b", "|", "&a", "*a", "é漢", "a\n\n\nb", "---", "x ",
            "a\n---\nb", "? a", "!x", "%", "`", ">", "\u{FEFF}", "\u{2028}", "1.10", "12:30", "\n", "\n\n", "a\n ", "😀",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    let pairs = prop::collection::btree_map(
        pick(&["by", "note", "on", "hours", "why", "y"]).prop_map(str::to_owned),
        text.clone().prop_map(FieldValue::Text),
        1..4,
    )
    .prop_map(|map| map.into_iter().collect::<Vec<_>>());
    prop_oneof![
        4 => text.clone().prop_map(FieldValue::Text),
        2 => prop::collection::vec(text, 0..4).prop_map(FieldValue::List),
        1 => pairs.clone().prop_map(FieldValue::Map),
        1 => prop::collection::vec(pairs, 1..3).prop_map(FieldValue::Maps),
    ]
}

fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => pick(FIELDS).prop_map(str::to_owned),
        3 => pick(&["brand_new", "verified.by", "verified.note", "cost.hours", "class.x"]).prop_map(str::to_owned),
    ]
}

/// One edit of every kind.
fn edits() -> impl Strategy<Value = [FieldEdit; 3]> {
    (field(), new_value()).prop_map(|(field, value)| {
        [
            FieldEdit::Set { field: field.clone(), value: value.clone() },
            FieldEdit::Append { field: field.clone(), item: value },
            FieldEdit::Remove { field },
        ]
    })
}

fn cases(default: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn read(bytes: &[u8]) -> Parsed {
    let parsed = parse("catches/2026-06-14-x.md", bytes);
    assert_eq!(prose(bytes), prose_of(&parsed.record.body), "{:?}", String::from_utf8_lossy(bytes));
    parsed
}

/// What the quick way to the prose must say, from all that was read.
fn prose_of(body: &Body) -> String {
    let line_of = |start: usize| start..body.text[start..].find('\n').map_or(body.text.len(), |end| start + end + 1);
    // Where only a carriage return ends a line, two headings may lie in one of these.
    let lines: Vec<_> = body.headings.iter().map(|heading| line_of(heading.section.start)).collect();
    let is_kept = |at: usize| !lines.iter().any(|line| line.contains(&at));
    body.text.char_indices().filter(|(at, _)| is_kept(*at)).map(|(_, c)| c).collect()
}

/// The lines of a file that belong to no entry of `field`: a second, simpler reading than the editor's own. An entry
/// runs from its key in the first column to the next key or comment in the first column.
fn lines_without<'b>(bytes: &'b [u8], field: &str) -> Vec<&'b [u8]> {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        if line.starts_with(field.as_bytes()) && line[field.len()..].starts_with(b":") {
            inside = true;
        } else if line.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'#')
            || line.starts_with(b"---")
        {
            inside = false;
        }
        if !inside && !line.trim_ascii().is_empty() {
            kept.push(line);
        }
    }
    kept
}

/// Opening a file and saving it as it is changes nothing.
fn saves_the_same(file: &File) -> Result<(), TestCaseError> {
    prop_assert!(read(&file.bytes).problems.iter().all(|problem| problem.line >= 1));
    match apply(&file.bytes, &FieldEdit::Remove { field: "not_there".into() }) {
        Ok(same) => prop_assert_eq!(&same, &file.bytes),
        Err(error) => prop_assert!(!matches!(error, EditError::Refused { .. }), "{}", error),
    }
    let nobody = HashMap::from([("nobody".to_owned(), "somebody".to_owned())]);
    prop_assert_eq!(&rename_link_targets(&file.bytes, &nobody).bytes, &file.bytes);
    Ok(())
}

/// An edit changes its field and nothing else, or is refused. Gives whether it was made.
fn changes_only_its_field(file: &File, edit: &FieldEdit) -> Result<bool, TestCaseError> {
    let before = &file.bytes;
    let top = edit.field().split('.').next().unwrap_or_default();
    let Ok(after) = apply(before, edit) else { return Ok(false) };
    prop_assert!(!file.doubles.iter().any(|double| double == top) || after == *before);
    prop_assert_eq!(after.starts_with(b"\xEF\xBB\xBF"), before.starts_with(b"\xEF\xBB\xBF"));
    prop_assert!(after.ends_with(&before[file.body_at..]), "the body changed: {:?}\n{:?}", edit, file);
    // The other lines are the same to the byte, and in the same order.
    let (old_lines, new_lines) = (lines_without(before, top), lines_without(&after, top));
    let front_is_new = file.body_at <= 3 && after != *before;
    let new_lines = if front_is_new { &new_lines[2..] } else { &new_lines[..] };
    prop_assert!(new_lines == old_lines, "{:?}\n{:?}\n{:?}", edit, file, String::from_utf8_lossy(&after));
    // Line breaks stay of one kind.
    let crlf = |bytes: &[u8]| bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    let breaks = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    if crlf(before) == breaks(before) && breaks(before) > 0 {
        prop_assert_eq!(crlf(&after), breaks(&after));
    }
    // Asking again for what is there changes nothing.
    if !matches!(edit, FieldEdit::Append { .. }) {
        let again = apply(&after, edit);
        prop_assert_eq!(again.as_ref(), Ok(&after), "{:?}", edit);
    }
    Ok(true)
}

/// Every generated file is saved without an edit and goes through every kind of edit.
#[test]
fn every_file_survives_a_save_and_every_kind_of_edit() {
    let cases = cases(10_000);
    let (made, refused) = (Cell::new(0u32), Cell::new(0u32));
    let mut runner = proptest::test_runner::TestRunner::new(cases.clone());
    let outcome = runner.run(&(file(), edits()), |(file, edits)| {
        saves_the_same(&file)?;
        for edit in &edits {
            let count = if changes_only_its_field(&file, edit)? { &made } else { &refused };
            count.set(count.get() + 1);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    // Refusing everything would pass too.
    let (made, refused) = (made.get(), refused.get());
    assert!(made > 2 * cases.cases && made > 6 * refused, "{made} made, {refused} refused");
}

proptest! {
    #![proptest_config(cases(2_000))]

    /// What was set is what every reader of the record sees.
    #[test]
    fn what_was_set_is_read_back(file in file(), text in "\\PC{1,20}") {
        let text = text.trim().to_owned();
if text.is_empty() || file.doubles.iter().any(|double| double == "title") {
            return Ok(());
        }
        let edit = FieldEdit::Set { field: "title".into(), value: FieldValue::Text(text.clone()) };
        if let Ok(after) = apply(&file.bytes, &edit) {
            prop_assert_eq!(read(&after).record.title, text);
        }
    }

    /// Any bytes at all are read, and edited or refused.
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200), fenced in any::<bool>(), edits in edits()) {
        let bytes = if fenced { [b"---\n".as_slice(), &bytes, b"\n---\n"].concat() } else { bytes };
        read(&bytes);
        for edit in &edits {
            if let Ok(after) = apply(&bytes, edit) {
                read(&after);
            }
        }
    }

    /// Any text that looks like YAML is read, and edited or refused.
    #[test]
    fn any_yaml_is_read(text in "[a-c:\\-\\[\\]{},&*!|>'\"%@`#? \\n\\t0-1~]{0,80}", edits in edits()) {
        let bytes = format!("---\n{text}\n---\n[[a]]\n").into_bytes();
        read(&bytes);
        for edit in &edits {
            if let Ok(after) = apply(&bytes, edit) {
                prop_assert!(after.ends_with(b"---\n[[a]]\n"));
            }
        }
    }

    /// Any text that looks like Markdown is read, and what was found in it is where it says.
    #[test]
    fn any_markdown_is_read(parts in prop::collection::vec(part(), 0..24)) {
        let text = parts.concat();
        let lines = text.lines().count() as u32 + 1;
        let record = read(text.as_bytes()).record;
        let body = &record.body;
        for link in &body.links {
            prop_assert_eq!(&body.text[link.span.clone()], &link.target, "{:?}", text);
            prop_assert!(link.sentence.chars().count() <= 240);
            prop_assert!((1..=lines).contains(&link.line));
        }
        for heading in &body.headings {
            prop_assert!(body.text.get(heading.section.clone()).is_some());
            prop_assert!((1..=lines).contains(&heading.line));
        }
        let mut anchors: Vec<_> = body.headings.iter().map(|heading| &heading.anchor).collect();
        anchors.sort();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), body.headings.len());
        let items = body.timeline.iter().map(|entry| entry.line).chain(body.actions.iter().map(|item| item.line));
        prop_assert!(items.chain(body.checks.iter().map(|check| check.line)).all(|line| (1..=lines).contains(&line)));
    }
}

/// Pieces of Markdown, put together without rhyme or reason.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => pick(&[
            "# ", "## ", "\n", "\n\n", "- ", "  - ", "1. ", "> ", "- [ ] ", "- [x] ", "[[C-7K3Q2]]", "[[a41f9c2|l]]", "[[x#y|é]]", "[[", "]]", "|",
            "[a](../b c.md)", "[a](<../b c.md>)", "[a](b.md \"t\")", "[a](b(c).md)", "[r]: x.md\n", "[r]", "[t][r]", "`", "```\n", "*", "**", "_", "\\",
            "2026-06-04T09:40Z ", "2026-06-04", "09:40 ", "23:59", "[detected] ", "[x] ", "@ines ", "due:2026-07-01 ", "due: ", "kind:prevent ",
            "ticket:https://t.example ", "Before you change this\n", "Timeline\n", "<https://e.example>", "https://e.example/é", "![i](i.png)", "\t", "é漢😀",
            "a.b@c.example", "| a | b |\n|---|---|\n", "[^1]", "[^1]: note\n", "---\n", "===\n", "&amp;", "<b>", "a ", "word. ", "\r\n", "\u{0}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ]
}
