//! Mending links after a record was renamed.

use super::document::{Document, Shown};
use super::layout::Layout;
use super::write::{is_plain, quoted};
use crate::problem::Problems;
use crate::yaml::{Node, NodeKind, Style};
use crate::{LinkKind, body};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A file with its links mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relinked {
    pub bytes: Vec<u8>,
    /// How many links were changed.
    pub count: usize,
}

/// Fields whose values are links, in brackets or not.
const LINK_FIELDS: &[&str] = &["catches", "supersedes", "superseded_by", "followed", "dissimilar", "explains"];

/// Fields that are no links whatever they hold.
const NO_LINKS: &[&str] = &["id", "type", "title", "aliases"];

/// Replaces link targets, as they are written without brackets, anchor and label: wikilinks and relative links in the
/// body, and links in the front matter. Every other byte stays.
///
/// Files that cannot be understood are given back with a count of 0; what lies beyond the first 2 MiB of a body is not
/// looked at.
pub fn rename_link_targets(bytes: &[u8], renames: &HashMap<String, String>) -> Relinked {
    let mut splices = BTreeMap::new();
    let mut count = 0;
    let body_start = match Document::read(bytes) {
        Err(_) if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) => {
            return Relinked { bytes: bytes.to_vec(), count };
        }
        Ok(Document { front: Some(front), .. }) => {
            if let Ok(Some(layout)) = Layout::read(&front.text) {
                count += in_front(&front, &layout, renames, &mut splices);
            }
            front.byte(front.text.len())
        }
        _ => 0,
    };
    count += in_body(bytes, body_start, renames, &mut splices);
    Relinked { bytes: spliced(bytes, splices), count }
}

type Splices = BTreeMap<usize, (usize, String)>;

fn in_body(bytes: &[u8], start: usize, renames: &HashMap<String, String>, splices: &mut Splices) -> usize {
    let shown = Shown::read(bytes, start..bytes.len());
    // The closing `---` is the first line of what is shown; as a rule it links to nothing.
    let context = body::Context { first_line: 1, day: None };
    let body = body::read(&shown.text, &context, &mut Problems::default());
    let mut count = 0;
    for link in &body.links {
        if let Some(new) = renames.get(&link.target).filter(|new| safe(link.kind, new)) {
            let range = shown.range(&link.span);
            splices.insert(range.start, (range.end, new.clone()));
            count += 1;
        }
    }
    count
}

/// Whether a target can be written there without ending the link early.
fn safe(kind: LinkKind, target: &str) -> bool {
    let forbidden: &[char] = match kind {
        LinkKind::Wiki | LinkKind::Commit => &['[', ']', '|', '#'],
        LinkKind::Relative | LinkKind::External => &['(', ')', '<', '>', ' ', '\t', '"'],
    };
    !target.is_empty() && !target.contains(forbidden) && !target.chars().any(char::is_control)
}

fn in_front(front: &Shown, layout: &Layout<'_>, renames: &HashMap<String, String>, splices: &mut Splices) -> usize {
    let mut found = Vec::new();
    for slot in &layout.slots {
        if let (Ok(node), false) = (&slot.value, NO_LINKS.contains(&slot.key.as_str())) {
            scalars(node, &front.text, LINK_FIELDS.contains(&slot.key.as_str()), &mut found);
        }
    }
    let mut count = 0;
    for (node, bare) in found {
        if let Some((range, text)) = relinked(node, &front.text, bare, renames) {
            let range = front.range(&range);
            splices.insert(range.start, (range.end, text));
            count += 1;
        }
    }
    count
}

/// The scalars that may hold a link, and whether one without brackets is meant as one.
fn scalars<'n, 't>(node: &'n Node<'t>, source: &str, bare: bool, found: &mut Vec<(&'n Node<'t>, bool)>) {
    if node.alias {
        return;
    }
    let bare = bare || source.get(node.span.clone()).is_some_and(|text| text.starts_with("[["));
    match &node.kind {
        NodeKind::Scalar { .. } => found.push((node, bare)),
        NodeKind::Seq { items, .. } => items.iter().for_each(|item| scalars(item, source, bare, found)),
        NodeKind::Map { entries, .. } => entries.iter().for_each(|(key, value)| {
            // Of what a person signed, only the record is a link.
            scalars(value, source, bare && key.text() == Some("record"), found);
        }),
    }
}

fn relinked(
    node: &Node<'_>,
    source: &str,
    bare: bool,
    renames: &HashMap<String, String>,
) -> Option<(Range<usize>, String)> {
    let NodeKind::Scalar { text, style } = &node.kind else { return None };
    if !matches!(style, Style::Plain | Style::Quoted) {
        return None;
    }
    let raw = source.get(node.span.clone())?;
    let new = if bare && !text.contains("[[") {
        let end = text.find(['|', '#']).unwrap_or(text.len());
        let target = text[..end].trim();
        let new = renames.get(target).filter(|new| safe(LinkKind::Wiki, new))?;
        text.replacen(target, new, 1)
    } else {
        in_brackets(text, renames)?
    };
    if *style == Style::Quoted {
        // Between quotes only the target changes, as long as it needs no escapes.
        let exact =
            raw.get(1..raw.len() - 1).filter(|inner| *inner == text.as_ref() && !new.contains(['"', '\\', '\'']));
        let written = match exact {
            Some(_) => format!("{}{new}{}", &raw[..1], &raw[..1]),
            None => quoted(&new),
        };
        return Some((node.span.clone(), written));
    }
    let flow = true;
    Some((node.span.clone(), if is_plain(&new, flow) { new } else { quoted(&new) }))
}

/// A text with the targets between its double brackets replaced; `None` when there is none to replace.
fn in_brackets(text: &str, renames: &HashMap<String, String>) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find("[[") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let end = after.find([']', '|', '#', '[']).unwrap_or(after.len());
        let closes = after[end..].starts_with("]]") || after[end..].starts_with(['|', '#']);
        let new = renames.get(after[..end].trim()).filter(|new| closes && safe(LinkKind::Wiki, new));
        out.push_str(new.map_or(&after[..end], String::as_str));
        changed |= new.is_some();
        rest = &after[end..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

fn spliced(bytes: &[u8], splices: Splices) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    for (start, (end, text)) in splices {
        if start < at {
            continue;
        }
        out.extend_from_slice(&bytes[at..start]);
        out.extend_from_slice(text.as_bytes());
        at = end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &[u8]) -> (Vec<u8>, usize) {
        let renames =
            [("old", "new-name"), ("../catches/old.md", "../catches/new-name.md"), ("bad", "a]]b"), ("C-1", "C-2")];
        let renames = renames.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        let Relinked { bytes, count } = rename_link_targets(text, &renames);
        (bytes, count)
    }

    fn mend(text: &str) -> (String, usize) {
        let (bytes, count) = mended(text.as_bytes());
        (String::from_utf8(bytes).unwrap(), count)
    }

    #[test]
    fn links_in_the_body_are_mended() {
        let text = "# [[old]]\r\n[[old#x|old]] [old](../catches/old.md#y 't') [o][r] `[[old]]` [[older]] [[bad]] old\r\n\r\n[r]: ../catches/old.md\r\n";
        let (out, count) = mend(text);
        let expected = "# [[new-name]]\r\n[[new-name#x|old]] [old](../catches/new-name.md#y 't') [o][r] `[[old]]` [[older]] [[bad]] old\r\n\r\n[r]: ../catches/new-name.md\r\n";
        assert_eq!((out.as_str(), count), (expected, 4));
    }

    #[test]
    fn links_in_the_front_matter_are_mended() {
        let front = "---\ncatches: [old, '[[old|x]]', \"[[old]]\"] # old\nfollowed: old\nsupersedes: [[old]]\naliases: [old]\ntitle: old\ntrigger: 'see [[old]] and old'\ntags: old\nexplains: [{record: old, words: old}]\n---\nold\n";
        let (out, count) = mend(front);
        let expected = "---\ncatches: [new-name, '[[new-name|x]]', \"[[new-name]]\"] # old\nfollowed: new-name\nsupersedes: [[new-name]]\naliases: [old]\ntitle: old\ntrigger: 'see [[new-name]] and old'\ntags: old\nexplains: [{record: new-name, words: old}]\n---\nold\n";
        assert_eq!((out.as_str(), count), (expected, 7));
    }

    #[test]
    fn other_bytes_stay() {
        let (out, count) = mended(b"\xEF\xBB\xBF---\na: \xFF\ncatches: old\n---\n\xFE [[old]]\0");
        assert_eq!(
            (out.as_slice(), count),
            (b"\xEF\xBB\xBF---\na: \xFF\ncatches: new-name\n---\n\xFE [[new-name]]\0".as_slice(), 2)
        );
        for text in ["", "\u{FEFF}", "---\n", "---\na: [old\n---\n", "---\na: 1\nno end [[x]]"] {
            assert_eq!(mend(text), (text.to_owned(), 0), "{text:?}");
        }
        assert_eq!(mend("---\na: 1\nno end [[old]]").1, 1);
    }
}
