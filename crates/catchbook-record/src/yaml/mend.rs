//! Reading what people write and YAML forbids: `@ines`, `` `code` ``, `[#12]` and `Title: with a colon`, without quotes.

use super::{Budget, Node, NodeKind, Style, Tree, YamlError, build};
use std::borrow::Cow;

/// Characters that YAML does not let a plain value begin with, though people do.
const FORBIDDEN: [u8; 4] = [b'@', b'`', b'%', b'#'];

/// What may stand in for them while parsing: one that the text does not hold, so that it can be taken back.
const STAND_INS: [u8; 8] = [b'^', b'$', b';', b'=', b'+', b'(', b'/', b'_'];

/// A longer entry is not worth a second reading.
const MAX_LENGTH: usize = 64 << 10;

/// Parses a text again as if its forbidden first characters were ordinary ones. `None` when there is nothing to mend.
pub(crate) fn mended(text: &str, budget: &mut Budget) -> Option<Result<Tree<'static>, YamlError>> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let mut free = STAND_INS.into_iter().filter(|byte| !text.as_bytes().contains(byte));
    let mut swaps: Vec<(u8, u8)> = Vec::new();
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte) in text.bytes().enumerate().skip(1) {
        if !FORBIDDEN.contains(&byte) || !starts_value(text.as_bytes(), at) {
            continue;
        }
        let stand_in = match swaps.iter().find(|(from, _)| *from == byte) {
            Some((_, to)) => *to,
            None => {
                let to = free.next()?;
                swaps.push((byte, to));
                to
            }
        };
        bytes[at] = stand_in;
    }
    if swaps.is_empty() {
        return None;
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(
        build(&text, budget)
            .map(|tree| Tree { root: tree.root.map(|root| restored(root, &swaps)), lost_aliases: tree.lost_aliases }),
    )
}

/// Whether a value may begin here. A `#` after a blank is a comment, unless a bracket or comma stands before the blank
/// and a digit follows.
fn starts_value(bytes: &[u8], at: usize) -> bool {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let before = bytes[..at].iter().rev().find(|byte| !blank(byte));
    let listed = matches!(before, Some(b'[' | b'{' | b','));
    match bytes[at] {
        b'#' => listed && (!blank(&bytes[at - 1]) || bytes.get(at + 1).is_some_and(u8::is_ascii_digit)),
        _ => blank(&bytes[at - 1]) || listed,
    }
}

fn restored(node: Node<'_>, swaps: &[(u8, u8)]) -> Node<'static> {
    let Node { kind, span, line, alias, decorated } = node;
    let kind = match kind {
        NodeKind::Scalar { text, style } => NodeKind::Scalar { text: Cow::Owned(restore(&text, swaps)), style },
        NodeKind::Seq { items, flow } => {
            NodeKind::Seq { items: items.into_iter().map(|item| restored(item, swaps)).collect(), flow }
        }
        NodeKind::Map { entries, flow } => {
            let both = |(key, value)| (restored(key, swaps), restored(value, swaps));
            NodeKind::Map { entries: entries.into_iter().map(both).collect(), flow }
        }
    };
    Node { kind, span, line, alias, decorated }
}

fn restore(text: &str, swaps: &[(u8, u8)]) -> String {
    let back = |c: char| swaps.iter().find(|(_, to)| char::from(*to) == c).map_or(c, |(from, _)| char::from(*from));
    text.chars().map(back).collect()
}

/// The value of a one-line entry, read as text. `value_at` is one past the colon.
pub(crate) fn raw_line(text: &str, value_at: usize) -> Option<Node<'_>> {
    let line = text[value_at..].lines().next()?;
    if text[value_at + line.len()..].lines().skip(1).any(|rest| !is_blank_or_comment(rest)) {
        return None;
    }
    let value = without_comment(line);
    let start = value_at + (value.len() - value.trim_start().len());
    let value = value.trim();
    (!value.is_empty()).then(|| Node::scalar(value, Style::Plain, start..start + value.len(), 1))
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// A line without its ` # comment`; ` #12` is text.
fn without_comment(line: &str) -> &str {
    let comment =
        line.match_indices(" #").find(|(at, _)| line[at + 2..].starts_with([' ', '\t']) || at + 2 == line.len());
    comment.map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        fn walk(node: &Node<'_>, out: &mut Vec<String>) {
            match &node.kind {
                NodeKind::Scalar { text, .. } => out.push(text.to_string()),
                NodeKind::Seq { items, .. } => items.iter().for_each(|item| walk(item, out)),
                NodeKind::Map { entries, .. } => entries.iter().for_each(|(key, value)| {
                    walk(key, out);
                    walk(value, out);
                }),
            }
        }
        let mut out = Vec::new();
        if let Some(Ok(Tree { root: Some(root), .. })) = mended(source, &mut Budget::new()) {
            walk(&root, &mut out);
        }
        out
    }

    #[test]
    fn forbidden_first_characters_are_read_as_text() {
        assert_eq!(texts("by: @ines\n"), ["by", "@ines"]);
        assert_eq!(texts("a: [@x, `y`, #12]\n"), ["a", "@x", "`y`", "#12"]);
        assert_eq!(texts("a:\n  - by: @x\n    n: \"m@x ^\"\n"), ["a", "by", "@x", "n", "m@x ^"]);
        assert!(mended("a: b\n", &mut Budget::new()).is_none());
    }

    #[test]
    fn a_line_that_is_no_yaml_is_text() {
        let node = raw_line("title: Reply: blank #12  # why\n", 6).unwrap();
        assert_eq!((node.text(), node.span.clone()), (Some("Reply: blank #12"), 7..23));
        assert!(raw_line("a: b: c\n  more\n", 2).is_none());
        assert!(raw_line("a: b: c\n\n# more\n", 2).is_some());
    }
}
