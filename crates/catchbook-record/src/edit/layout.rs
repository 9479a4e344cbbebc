//! The top-level entries of a front matter and where each stands.

use super::EditError;
use super::value::same;
use crate::source::line_start;
use crate::yaml::{Budget, Node, NodeKind, Style, Tree, YamlError, build, chunks, mended, raw_line};
use std::ops::Range;

/// All entries, in order, doubles included.
#[derive(Debug)]
pub(super) struct Layout<'t> {
    pub slots: Vec<Slot<'t>>,
    /// Column of the keys.
    pub indent: usize,
}

/// One `key: value`.
#[derive(Debug)]
pub(super) struct Slot<'t> {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Result<Node<'t>, Broken>,
}

/// An entry that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: u32,
    pub message: String,
    pub text: String,
}

impl<'t> Layout<'t> {
    /// `None` when the text is no list of fields.
    pub fn read(text: &'t str) -> Result<Option<Layout<'t>>, EditError> {
        let mut budget = Budget::new();
        let Ok(tree) = build(text, &mut budget) else { return Ok(Some(Layout::by_chunks(text))) };
        match tree.root.map(|root| (root.span.start, root.kind)) {
            None => Ok(Some(Layout { slots: Vec::new(), indent: 0 })),
            Some((start, NodeKind::Map { entries, flow: false })) => {
                let indent = start - line_start(text.as_bytes(), start);
                Ok(Some(Layout { slots: entries.into_iter().map(|(key, value)| slot(key, value)).collect(), indent }))
            }
            Some((_, NodeKind::Map { .. })) => Err(EditError::FlowFrontMatter),
            Some(_) => Ok(None),
        }
    }

    fn by_chunks(text: &'t str) -> Layout<'t> {
        let mut budget = Budget::new();
        let mut slots = Vec::new();
        for chunk in chunks(text) {
            let part = &text[chunk.span.clone()];
            let lines = chunk.line - 1;
            let tree = match build(part, &mut budget) {
                Ok(tree) => Ok(tree),
                Err(error) => match mended(part, &mut budget) {
                    Some(Ok(tree)) => Ok(tree),
                    _ => Err(error),
                },
            };
            match (tree, chunk.key) {
                (Ok(Tree { root: Some(root), .. }), _) if matches!(root.kind, NodeKind::Map { .. }) => {
                    let NodeKind::Map { entries, .. } = root.kind else { continue };
                    for (mut key, mut value) in entries {
                        key.shift(chunk.span.start, lines);
                        value.shift(chunk.span.start, lines);
                        slots.push(slot(key, value));
                    }
                }
                (Ok(Tree { root: None, .. }), _) => {}
                (result, key) => {
                    let key = key.unwrap_or_default();
                    let key_span = chunk.span.start..chunk.span.start + key.len();
                    let value = match raw(part, key, result.as_ref().err()) {
                        Some(mut value) => {
                            value.shift(chunk.span.start, lines);
                            Ok(value)
                        }
                        None => Err(Broken {
                            line: lines + result.as_ref().err().map_or(1, |error| error.line()),
                            message: result
                                .err()
                                .map_or_else(|| "it is no field".to_owned(), |error| error.to_string()),
                            text: part.trim_end().to_owned(),
                        }),
                    };
                    slots.push(Slot { key: key.to_owned(), key_span, value });
                }
            }
        }
        Layout { slots, indent: 0 }
    }

    /// The only entry of a name.
    pub fn find(&self, field: &str) -> Result<Option<&Slot<'t>>, EditError> {
        let mut found = self.slots.iter().filter(|slot| slot.key == field);
        match (found.next(), found.next()) {
            (Some(first), Some(second)) => Err(EditError::DuplicateKey {
                field: field.to_owned(),
                first: first.line() + 1,
                second: second.line() + 1,
            }),
            (slot, _) => Ok(slot),
        }
    }
}

/// A one-line entry that is no YAML, as the reader understands it.
fn raw<'t>(part: &'t str, key: &str, error: Option<&YamlError>) -> Option<Node<'t>> {
    let syntax = matches!(error, Some(YamlError::Syntax { .. }));
    (syntax && !key.is_empty()).then(|| raw_line(part, key.len() + 1)).flatten()
}

fn slot<'t>(key: Node<'t>, value: Node<'t>) -> Slot<'t> {
    let (key_span, line) = (key.span.clone(), value.line);
    match key.kind {
        NodeKind::Scalar { text, .. } => Slot { key: text.into_owned(), key_span, value: Ok(value) },
        _ => {
            let message = "its key is no text".to_owned();
            Slot { key: String::new(), key_span, value: Err(Broken { line, message, text: String::new() }) }
        }
    }
}

impl Slot<'_> {
    /// 1-based line in the front matter.
    pub fn line(&self) -> u32 {
        match &self.value {
            Ok(node) => node.line,
            Err(broken) => broken.line,
        }
    }

    /// Whether this entry says what the other says.
    pub fn same(&self, other: &Slot<'_>) -> bool {
        self.key == other.key
            && match (&self.value, &other.value) {
                (Ok(a), Ok(b)) => same(a, b),
                (Err(a), Err(b)) => a.text == b.text,
                _ => false,
            }
    }
}

/// One past the `:` after a key that ends at `at`; `None` for keys that are written in another way.
pub(super) fn after_colon(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[gap..].starts_with(':').then_some(at + gap + 1)
}

/// Where the last line with something of this value ends, before its line break and any comment behind it.
pub(super) fn tail(text: &str, node: &Node<'_>) -> usize {
    if node.alias {
        return node.span.end;
    }
    match &node.kind {
        NodeKind::Scalar { style: Style::Block, text: value } => {
            let end = node.span.end.min(text.len());
            // A keep block (`|+`) owns the blank lines below it.
            if value.ends_with("\n\n") || value.as_ref() == "\n" {
                return text[..end]
                    .strip_suffix('\n')
                    .map_or(end, |text| text.strip_suffix('\r').unwrap_or(text).len());
            }
            text[..end].trim_end().len().max(node.span.start)
        }
        NodeKind::Seq { items, flow: false } => items.last().map_or(node.span.end, |item| tail(text, item)),
        NodeKind::Map { entries, flow: false } => entries.last().map_or(node.span.end, |(key, value)| {
            let colon = after_colon(text, key.span.end).unwrap_or(key.span.end);
            tail(text, value).max(colon)
        }),
        _ => node.span.end,
    }
}
