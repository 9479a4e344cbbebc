//! Changing one field of a file, an action item or the links in it, without touching any other byte.
//!
//! The editor splices text at the positions that a real YAML parser reports. A library that edits YAML trees in place
//! (`yaml-edit` 0.3.6) kept comments and layout as well, but it writes the strings `y` and `n` without quotes, so that
//! YAML 1.1 tools read booleans, and it cannot edit a front matter in which another entry is broken.
//!
//! Before an edit is handed back it is checked: the file is read again, every other field must say what it said, the
//! field must say what was asked, and the bytes outside the front matter must be the same. What cannot be promised is
//! refused with a sentence.

mod change;
mod document;
mod error;
mod layout;
mod links;
mod operate;
mod tick;
mod value;
mod verify;
mod write;

pub use error::EditError;
pub use links::{Relinked, rename_link_targets};
pub use tick::{Tick, tick};
pub use value::FieldValue;

use change::Draft;
use document::{Document, Shown};
use layout::Layout;

use crate::yaml::{Node, NodeKind};

/// A change to one field. `field` is a key of the front matter, or a key of the map behind one, as in `verified.on`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldEdit {
    /// Sets the field, adding it to the end of the front matter if it is absent.
    Set { field: String, value: FieldValue },
    /// Removes the field with its comment; nothing happens when it is absent.
    Remove { field: String },
    /// Adds an item to the end of a list. A single value becomes a list, an absent field a single value.
    Append { field: String, item: FieldValue },
}

impl FieldEdit {
    pub fn field(&self) -> &str {
        match self {
            FieldEdit::Set { field, .. } | FieldEdit::Remove { field } | FieldEdit::Append { field, .. } => field,
        }
    }
}

/// Whether the field's value is written as a list, in lines or in brackets. False where that cannot be told.
pub fn holds_list(bytes: &[u8], field: &str) -> bool {
    let is_list = |node: &Node<'_>, _: &str| match &node.kind {
        NodeKind::Seq { items, .. } => !node.alias && !is_bare_link(items),
        _ => false,
    };
    with_value(bytes, field, is_list).unwrap_or(false)
}

/// What the field says, as [`FieldEdit::Set`] would take it; a link without quotes is its text. `None` when the field is
/// absent, cannot be read, or is deeper than a field can be set to.
pub fn value(bytes: &[u8], field: &str) -> Option<FieldValue> {
    with_value(bytes, field, |node, text| match &node.kind {
        NodeKind::Seq { items, .. } if is_bare_link(items) => {
            text.get(node.span.clone()).map(|link| FieldValue::Text(link.to_owned()))
        }
        _ => FieldValue::of(node),
    })?
}

/// `[[C-7K3Q2]]` without quotes.
fn is_bare_link(items: &[Node<'_>]) -> bool {
    matches!(items, [one] if matches!(one.kind, NodeKind::Seq { .. }))
}

/// Asks something of the field's value and the front matter's text.
fn with_value<T>(bytes: &[u8], field: &str, ask: impl FnOnce(&Node<'_>, &str) -> T) -> Option<T> {
    let front = Document::read(bytes).ok()?.front?;
    let layout = Layout::read(&front.text).ok()??;
    let node = layout.find(field).ok()??.value.as_ref().ok()?;
    Some(ask(node, &front.text))
}

/// Makes one edit and gives the new bytes. An edit that changes nothing gives the same bytes.
///
/// # Errors
///
/// When the edit cannot be made without changing anything else; the error says what stands where and what to do.
pub fn apply(bytes: &[u8], edit: &FieldEdit) -> Result<Vec<u8>, EditError> {
    let document = Document::read(bytes)?;
    let layout = match &document.front {
        Some(front) => Layout::read(&front.text)?.map(|layout| (front, layout)),
        None => None,
    };
    let Some((front, layout)) = layout else {
        let empty = Layout { slots: Vec::new(), indent: 0 };
        let mut draft = Draft { text: "", eol: document.eol, splices: Vec::new() };
        let wanted = operate::operate(&mut draft, &empty, edit)?;
        let Some((_, lines)) = draft.splices.pop() else { return Ok(bytes.to_vec()) };
        let new = with_front(&document, &lines);
        return verify::verify(&document, document.bom, &empty, &new, edit, &wanted).map(|()| new);
    };
    let mut draft = Draft { text: &front.text, eol: document.eol, splices: Vec::new() };
    let wanted = operate::operate(&mut draft, &layout, edit)?;
    if draft.splices.is_empty() {
        return Ok(bytes.to_vec());
    }
    let new = spliced(bytes, front, draft.splices, edit)?;
    let end = front.byte(front.text.len());
    verify::verify(&document, end, &layout, &new, edit, &wanted).map(|()| new)
}

/// A file that had no front matter, with one on top.
fn with_front(document: &Document<'_>, lines: &str) -> Vec<u8> {
    let (mark, rest) = document.bytes.split_at(document.bom);
    let eol = document.eol.as_bytes();
    [mark, b"---", eol, lines.as_bytes(), b"---", eol, rest].concat()
}

/// The bytes with all replacements made; what stands between them is copied as it is.
fn spliced(
    bytes: &[u8],
    front: &Shown,
    mut splices: Vec<(std::ops::Range<usize>, String)>,
    edit: &FieldEdit,
) -> Result<Vec<u8>, EditError> {
    let refused = |reason| EditError::Refused { field: edit.field().to_owned(), line: 2, reason };
    if front.has_stand_ins() && splices.iter().any(|(_, text)| text.contains('\u{FFFD}')) {
        return Err(refused("it holds bytes that are not UTF-8"));
    }
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    for (range, text) in &splices {
        let range = front.range(range);
        if range.start < at {
            return Err(refused("its parts overlap"));
        }
        out.extend_from_slice(&bytes[at..range.start]);
        out.extend_from_slice(text.as_bytes());
        at = range.end;
    }
    out.extend_from_slice(&bytes[at..]);
    Ok(out)
}
