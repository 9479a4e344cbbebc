//! The check before an edit is handed back.

use super::document::Document;
use super::layout::{Layout, Slot};
use super::value::same;
use super::{EditError, FieldEdit, FieldValue};
use crate::schema::hidden_value;
use crate::yaml::{Node, NodeKind};

/// What the edited field must say.
pub(super) enum Wanted {
    Absent,
    Value(FieldValue),
    /// These items, however they are written, and then the new one.
    Appended {
        before: Vec<Node<'static>>,
        item: FieldValue,
    },
}

impl Wanted {
    pub fn appended(old: &Node<'_>, item: &FieldValue) -> Wanted {
        let before = match &old.kind {
            NodeKind::Seq { items, .. } => items.iter().map(|item| item.clone().into_owned()).collect(),
            _ => vec![old.clone().into_owned()],
        };
        Wanted::Appended { before, item: item.clone() }
    }

    fn is(&self, node: Option<&Node<'_>>) -> bool {
        match (self, node) {
            (Wanted::Absent, node) => node.is_none(),
            (_, None) => false,
            (Wanted::Value(value), Some(node)) => value.is(node),
            (Wanted::Appended { before, item }, Some(node)) => match &node.kind {
                NodeKind::Seq { items, .. } => match items.split_last() {
                    Some((last, rest)) => {
                        item.is(last) && rest.len() == before.len() && rest.iter().zip(before).all(|(a, b)| same(a, b))
                    }
                    None => false,
                },
                _ => false,
            },
        }
    }
}

/// Reads the new bytes and compares. `end` is where the old front matter ends in the old bytes.
pub(super) fn verify(
    old: &Document<'_>,
    end: usize,
    before: &Layout<'_>,
    new: &[u8],
    edit: &FieldEdit,
    wanted: &Wanted,
) -> Result<(), EditError> {
    let line = before.slots.iter().find(|slot| slot.key == edit.field()).map_or(2, |slot| slot.line() + 1);
    let refused = |reason| EditError::Refused { field: edit.field().to_owned(), line, reason };
    let document = Document::read(new)?;
    let front = document.front.as_ref().ok_or_else(|| refused("the front matter would be lost"))?;
    let rest = &old.bytes[end..];
    let new_end = front.byte(front.text.len());
    let fence = if old.front.is_some() && end != old.bom { rest } else { &new[new_end..] };
    if document.bom != old.bom || !new.ends_with(rest) || &new[new_end..] != fence {
        return Err(refused("text outside the front matter would change"));
    }
    let after = Layout::read(&front.text)?.ok_or_else(|| refused("the front matter would be lost"))?;
    let top = match edit.field().split_once('.') {
        Some((top, _)) if !before.slots.iter().any(|slot| slot.key == edit.field()) => top,
        _ => edit.field(),
    };
    let others = |layout: &Layout<'_>| layout.slots.iter().filter(|slot| slot.key != top).count();
    let mut pairs =
        before.slots.iter().filter(|slot| slot.key != top).zip(after.slots.iter().filter(|slot| slot.key != top));
    if others(before) != others(&after) || !pairs.all(|(old, new)| old.same(new)) {
        return Err(refused("another field would read differently"));
    }
    let sub = edit.field().strip_prefix(top).and_then(|rest| rest.strip_prefix('.'));
    let slot = after.find(top)?;
    let said = match (slot, sub) {
        (None, _) => wanted.is(None),
        (Some(Slot { value: Err(_), .. }), _) => false,
        (Some(Slot { value: Ok(node), .. }), None) => wanted.is(Some(node)) || hidden(&front.text, node, wanted),
        (Some(Slot { value: Ok(node), .. }), Some(sub)) => {
            part_is(node, sub, wanted) && siblings_stay(before, top, node, sub)
        }
    };
    if said { Ok(()) } else { Err(refused("the field would not read back as asked")) }
}

/// `fixed: #2331` reads back as what the reader makes of it.
fn hidden(text: &str, node: &Node<'_>, wanted: &Wanted) -> bool {
    let Wanted::Value(FieldValue::Text(value)) = wanted else { return false };
    node.is_empty() && hidden_value(text, node.span.end).is_some_and(|range| text[range] == **value)
}

fn part_is(node: &Node<'_>, sub: &str, wanted: &Wanted) -> bool {
    match &node.kind {
        NodeKind::Map { entries, .. } => {
            wanted.is(entries.iter().find(|(key, _)| key.text() == Some(sub)).map(|(_, value)| value))
        }
        // `verified: 2026-06-14` is `verified.on`, so a part may be the whole.
        _ => wanted.is(Some(node)) || wanted.is(None),
    }
}

/// The other keys of the map behind the field say what they said.
fn siblings_stay(before: &Layout<'_>, top: &str, node: &Node<'_>, sub: &str) -> bool {
    let Ok(Some(Slot { value: Ok(old), .. })) = before.find(top) else { return true };
    let (NodeKind::Map { entries: old, .. }, NodeKind::Map { entries: new, .. }) = (&old.kind, &node.kind) else {
        return true;
    };
    let others = |entries: &[(Node<'_>, Node<'_>)]| -> Vec<usize> {
        (0..entries.len()).filter(|index| entries[*index].0.text() != Some(sub)).collect()
    };
    let (a, b) = (others(old), others(new));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same(&old[*a].0, &new[*b].0) && same(&old[*a].1, &new[*b].1))
}
