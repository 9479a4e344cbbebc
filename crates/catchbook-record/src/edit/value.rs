//! What a field is set to, and whether it already is.

use crate::yaml::{Node, NodeKind, Style};

/// A value as an editor or a command gives it; quoting and layout are chosen when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// One text, of one line or several.
    Text(String),
    List(Vec<String>),
    /// Fields of its own, in the order in which they are written.
    Map(Vec<(String, FieldValue)>),
    /// A list of maps, as in `changes`.
    Maps(Vec<Vec<(String, FieldValue)>>),
}

impl FieldValue {
    /// The items of a list as values of their own.
    pub(super) fn items(&self) -> Option<Vec<FieldValue>> {
        match self {
            FieldValue::List(items) => Some(items.iter().cloned().map(FieldValue::Text).collect()),
            FieldValue::Maps(maps) => Some(maps.iter().cloned().map(FieldValue::Map).collect()),
            _ => None,
        }
    }

    /// What a node says; `None` for lists that mix texts and maps, and for deeper trees than a field can have.
    pub(super) fn of(node: &Node<'_>) -> Option<FieldValue> {
        Some(match &node.kind {
            NodeKind::Scalar { style: Style::Empty, .. } => FieldValue::Text(String::new()),
            NodeKind::Scalar { text, .. } => FieldValue::Text(text.to_string()),
            NodeKind::Map { entries, .. } => FieldValue::Map(pairs(entries)?),
            NodeKind::Seq { items, .. } => {
                if items.iter().all(|item| matches!(item.kind, NodeKind::Map { .. })) && !items.is_empty() {
                    let maps = items.iter().map(|item| match &item.kind {
                        NodeKind::Map { entries, .. } => pairs(entries),
                        _ => None,
                    });
                    FieldValue::Maps(maps.collect::<Option<_>>()?)
                } else {
                    let texts = items.iter().map(|item| match FieldValue::of(item) {
                        Some(FieldValue::Text(text)) => Some(text),
                        _ => None,
                    });
                    FieldValue::List(texts.collect::<Option<_>>()?)
                }
            }
        })
    }

    /// Whether a node says this already. A single value says the same as a list of one.
    pub(super) fn is(&self, node: &Node<'_>) -> bool {
        match (self, &node.kind) {
            (FieldValue::Text(text), NodeKind::Scalar { text: old, style }) => {
                if *style == Style::Empty {
                    text.is_empty()
                } else {
                    text == old
                }
            }
            (FieldValue::Map(new), NodeKind::Map { entries, .. }) => {
                new.len() == entries.len()
                    && new
                        .iter()
                        .all(|(key, value)| entries.iter().any(|(old, node)| old.text() == Some(key) && value.is(node)))
            }
            (FieldValue::List(_) | FieldValue::Maps(_), kind) => match (self.items(), kind) {
                (Some(new), NodeKind::Seq { items, .. }) => {
                    new.len() == items.len() && new.iter().zip(items).all(|(new, old)| new.is(old))
                }
                (Some(new), _) => matches!(new.as_slice(), [only] if only.is(node)),
                (None, _) => false,
            },
            _ => false,
        }
    }
}

fn pairs(entries: &[(Node<'_>, Node<'_>)]) -> Option<Vec<(String, FieldValue)>> {
    entries.iter().map(|(key, value)| Some((key.text()?.to_owned(), FieldValue::of(value)?))).collect()
}

/// Whether two nodes hold the same values, wherever they stand and however they are written.
pub(super) fn same(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::Scalar { text: a, style: x }, NodeKind::Scalar { text: b, style: y }) => {
            (*x == Style::Empty) == (*y == Style::Empty) && (a == b || *x == Style::Empty)
        }
        (NodeKind::Seq { items: a, .. }, NodeKind::Seq { items: b, .. }) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (NodeKind::Map { entries: a, .. }, NodeKind::Map { entries: b, .. }) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1))
        }
        _ => false,
    }
}
