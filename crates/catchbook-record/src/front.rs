//! The entries of a front matter, whatever state it is in.

use crate::problem::Problems;
use crate::schema::is_placeholder;
use crate::yaml::{Budget, Node, NodeKind, Tree, YamlError, build, chunks, mended, raw_line};
use crate::{Weight, lint::code};
use std::borrow::Cow;
use std::ops::Range;

/// One `key: value` of the top level. Lines are those of the file, spans bytes of the front matter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'a> {
    pub key: Cow<'a, str>,
    pub key_span: Range<usize>,
    pub line: u32,
    pub value: Node<'a>,
}

/// Reads a front matter whose first line is `first_line` of the file. Entries that cannot be understood become
/// problems and the rest is still read. `None` when it holds something other than fields.
pub(crate) fn entries<'a>(text: &'a str, first_line: u32, problems: &mut Problems) -> Option<Vec<Entry<'a>>> {
    let mut budget = Budget::new();
    let list = match build(text, &mut budget) {
        Ok(Tree { root: None, .. }) => Vec::new(),
        Ok(tree) => {
            lost_aliases(&tree, first_line - 1, problems);
            match tree.root.map(|root| root.kind) {
                Some(NodeKind::Map { entries, flow: false }) => {
                    entries.into_iter().map(|(key, value)| entry(key, value, first_line - 1)).collect()
                }
                _ => return None,
            }
        }
        Err(error) => one_by_one(text, first_line, error, problems)?,
    };
    Some(without_doubles(list, problems))
}

fn entry<'a>(key: Node<'a>, mut value: Node<'a>, lines: u32) -> Entry<'a> {
    value.shift(0, lines);
    let (key_span, line) = (key.span, key.line + lines);
    let key = match key.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => Cow::Borrowed(""),
    };
    Entry { key, key_span, line, value }
}

fn lost_aliases(tree: &Tree<'_>, lines: u32, problems: &mut Problems) {
    let mut said = std::collections::HashSet::new();
    for (name, line) in tree.lost_aliases.iter().filter(|lost| said.insert(*lost)) {
        problems.add(
            line + lines,
            code::YAML_ALIAS,
            Weight::Error,
            format!("`*{name}` has no anchor `&{name}` before it"),
            format!("Write the value out, or quote it as \"*{name}\" if it is text"),
        );
    }
}

fn without_doubles<'a>(list: Vec<Entry<'a>>, problems: &mut Problems) -> Vec<Entry<'a>> {
    // Front matters are short: comparing beats hashing until there are many keys.
    if list.len() <= 40
        && list.iter().enumerate().all(|(at, entry)| list[..at].iter().all(|other| other.key != entry.key))
    {
        return list;
    }
    let mut seen = std::collections::HashMap::new();
    let mut kept = Vec::with_capacity(list.len());
    for entry in list {
        if let Some(first) = seen.get(&entry.key) {
            problems.add(
                entry.line,
                code::DUPLICATE_KEY,
                Weight::Error,
                format!("`{}` is there twice; the one on line {first} counts", entry.key),
                "Keep one of them",
            );
            continue;
        }
        seen.insert(entry.key.clone(), entry.line);
        kept.push(entry);
    }
    kept
}

/// The way in when the whole is not YAML: each top-level entry is parsed alone.
fn one_by_one<'a>(text: &'a str, first_line: u32, why: YamlError, problems: &mut Problems) -> Option<Vec<Entry<'a>>> {
    let parts = chunks(text);
    if !parts.iter().any(|chunk| chunk.key.is_some()) {
        if matches!(why, YamlError::Syntax { .. }) {
            return None;
        }
        broken(&why, first_line, "The front matter", problems);
        return Some(Vec::new());
    }
    // Where aliases were written out to too much, the parts lack each other's anchors: that is said once.
    let too_much = matches!(why, YamlError::TooManyNodes { .. });
    if too_much {
        broken(&why, first_line - 1 + why.line(), "The front matter", problems);
    }
    let mut budget = Budget::new();
    let mut list = Vec::new();
    for chunk in parts {
        let lines = first_line + chunk.line - 2;
        let part = &text[chunk.span.clone()];
        let result = build(part, &mut budget);
        match (result, chunk.key) {
            (Ok(Tree { root: None, .. }), _) => {}
            (Ok(Tree { root: Some(root), .. }), _) if !matches!(root.kind, NodeKind::Map { .. }) => {
                no_field(part, lines + 1, problems);
            }
            (Ok(tree), _) => {
                if !too_much {
                    lost_aliases(&tree, lines, problems);
                }
                push(tree, chunk.span.start, lines, &mut list);
            }
            (Err(_), None) => no_field(part, lines + 1, problems),
            (Err(error), Some(key)) => {
                if let Some(Ok(tree)) = mended(part, &mut budget) {
                    needs_quotes(key, lines + error.line(), problems);
                    push(tree, chunk.span.start, lines, &mut list);
                } else if let Some(value) = raw(part, key, &error) {
                    // `severity: ?` is no YAML either, but what it wants is to be left out, not quoted.
                    if !value.text().is_some_and(is_placeholder) {
                        needs_quotes(key, lines + 1, problems);
                    }
                    let key = Node::scalar(key, crate::yaml::Style::Plain, 0..key.len(), 1);
                    list.push(moved(entry(key, value, lines), chunk.span.start));
                } else {
                    broken(&error, lines + 1, &format!("`{key}`"), problems);
                }
            }
        }
    }
    Some(list)
}

fn raw<'a>(part: &'a str, key: &str, error: &YamlError) -> Option<Node<'a>> {
    matches!(error, YamlError::Syntax { .. }).then(|| raw_line(part, key.len() + 1)).flatten()
}

fn push<'a>(tree: Tree<'a>, bytes: usize, lines: u32, list: &mut Vec<Entry<'a>>) {
    if let Some(NodeKind::Map { entries, .. }) = tree.root.map(|root| root.kind) {
        list.extend(entries.into_iter().map(|(key, value)| moved(entry(key, value, lines), bytes)));
    }
}

fn moved(mut entry: Entry<'_>, bytes: usize) -> Entry<'_> {
    entry.key_span = entry.key_span.start + bytes..entry.key_span.end + bytes;
    entry.value.shift(bytes, 0);
    entry
}

fn needs_quotes(key: &str, line: u32, problems: &mut Problems) {
    problems.add(
        line,
        code::YAML_QUOTE,
        Weight::Warning,
        format!("The value of `{key}` is not valid YAML; it was read as text"),
        "Put the value in double quotes",
    );
}

fn no_field(part: &str, line: u32, problems: &mut Problems) {
    let shown: String = part.lines().next().unwrap_or_default().chars().take(40).collect();
    problems.add(
        line,
        code::YAML_SYNTAX,
        Weight::Error,
        format!("`{shown}` is not a `key: value`"),
        "Write it as `key: value`, indent it under its key, or move it below the closing `---`",
    );
}

fn broken(error: &YamlError, line: u32, what: &str, problems: &mut Problems) {
    let (code, hint) = match error {
        YamlError::TooDeep { .. } => (code::YAML_DEPTH, "Write it with fewer levels"),
        YamlError::TooManyNodes { .. } => (code::YAML_SIZE, "Keep long lists in the body, and write aliases out"),
        YamlError::AliasLoop { .. } => (code::YAML_ALIAS, "Write the value out"),
        _ => (code::YAML_SYNTAX, "Quote the text, or mend the brackets and the indentation"),
    };
    problems.add(line, code, Weight::Error, format!("{what} could not be read: {error}"), hint);
}
