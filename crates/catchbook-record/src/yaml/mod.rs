//! A front matter as a tree of spans. Nothing is typed: a scalar keeps its text, and the schema decides what it means,
//! so that `0012345`, `no` and `2026-06-14` stay what the author wrote.

mod build;
mod mend;
mod split;

pub(crate) use build::{Budget, Tree, YamlError, build};
pub(crate) use mend::{mended, raw_line};
pub(crate) use split::chunks;

use std::borrow::Cow;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'a> {
    pub kind: NodeKind<'a>,
    /// Bytes of the value in the front matter, without anchor, tag and comment. For an alias, of the `*name`.
    pub span: Range<usize>,
    /// 1-based line in the front matter.
    pub line: u32,
    /// The content stands elsewhere, at the anchor.
    pub alias: bool,
    /// An anchor or a tag stands before the value.
    pub decorated: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind<'a> {
    Scalar { text: Cow<'a, str>, style: Style },
    Seq { items: Vec<Node<'a>>, flow: bool },
    Map { entries: Vec<(Node<'a>, Node<'a>)>, flow: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// No value at all after the key, or `~` or `null`.
    Empty,
    Plain,
    Quoted,
    /// `|` or `>`.
    Block,
}

impl<'a> Node<'a> {
    pub fn scalar(text: impl Into<Cow<'a, str>>, style: Style, span: Range<usize>, line: u32) -> Node<'a> {
        Node { kind: NodeKind::Scalar { text: text.into(), style }, span, line, alias: false, decorated: false }
    }

    /// The text of a scalar; absent for an empty one and for lists and maps.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, style } if *style != Style::Empty => Some(text),
            _ => None,
        }
    }

    pub fn is_plain(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { style: Style::Plain, .. })
    }

    pub fn is_empty(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar { style, .. } => *style == Style::Empty,
            NodeKind::Seq { items, .. } => items.is_empty(),
            NodeKind::Map { entries, .. } => entries.is_empty(),
        }
    }

    pub fn into_owned(self) -> Node<'static> {
        let Node { kind, span, line, alias, decorated } = self;
        let kind = match kind {
            NodeKind::Scalar { text, style } => NodeKind::Scalar { text: Cow::Owned(text.into_owned()), style },
            NodeKind::Seq { items, flow } => {
                NodeKind::Seq { items: items.into_iter().map(Node::into_owned).collect(), flow }
            }
            NodeKind::Map { entries, flow } => {
                let both = |(key, value): (Node<'a>, Node<'a>)| (key.into_owned(), value.into_owned());
                NodeKind::Map { entries: entries.into_iter().map(both).collect(), flow }
            }
        };
        Node { kind, span, line, alias, decorated }
    }

    /// Number of nodes in this tree.
    pub fn count(&self) -> usize {
        1 + match &self.kind {
            NodeKind::Scalar { .. } => 0,
            NodeKind::Seq { items, .. } => items.iter().map(Node::count).sum(),
            NodeKind::Map { entries, .. } => entries.iter().map(|(key, value)| key.count() + value.count()).sum(),
        }
    }

    /// Moves the tree to where its text stands in a longer one.
    pub fn shift(&mut self, bytes: usize, lines: u32) {
        self.span = self.span.start + bytes..self.span.end + bytes;
        self.line += lines;
        match &mut self.kind {
            NodeKind::Scalar { .. } => {}
            NodeKind::Seq { items, .. } => items.iter_mut().for_each(|item| item.shift(bytes, lines)),
            NodeKind::Map { entries, .. } => entries.iter_mut().for_each(|(key, value)| {
                key.shift(bytes, lines);
                value.shift(bytes, lines);
            }),
        }
    }
}
