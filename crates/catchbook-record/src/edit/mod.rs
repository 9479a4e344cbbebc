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

use std::ops::Range;

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

/// A replacement: what stands at these bytes of a file becomes this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    pub bytes: Range<usize>,
    pub text: String,
}

/// Makes one edit and gives the new bytes. An edit that changes nothing gives the same bytes.
///
/// # Errors
///
/// When the edit cannot be made without changing anything else; the error says what stands where and what to do.
pub fn apply(bytes: &[u8], edit: &FieldEdit) -> Result<Vec<u8>, EditError> {
    Ok(spliced(bytes, &splices(bytes, edit)?))
}

/// What one edit replaces, in the order of the file; nothing when the field says so already.
///
/// # Errors
///
/// As [`apply`].
pub fn splices(bytes: &[u8], edit: &FieldEdit) -> Result<Vec<Splice>, EditError> {
    let document = Document::read(bytes)?;
    let layout = match &document.front {
        Some(front) => Layout::read(&front.text)?.map(|layout| (front, layout)),
        None => None,
    };
    let (front, layout) = match layout {
        Some((front, layout)) => (Some(front), layout),
        None => (None, Layout { slots: Vec::new(), indent: 0 }),
    };
    let text = front.map_or("", |front| &front.text);
    let mut draft = Draft { text, eol: document.eol, splices: Vec::new() };
    let wanted = operate::operate(&mut draft, &layout, edit)?;
    if draft.splices.is_empty() {
        return Ok(Vec::new());
    }
    let (splices, end) = match front {
        Some(front) => (in_file(front, draft.splices, edit)?, front.byte(front.text.len())),
        None => (vec![front_matter(&document, draft.splices)], document.bom),
    };
    verify::verify(&document, end, &layout, &spliced(bytes, &splices), edit, &wanted)?;
    Ok(splices)
}

/// The front matter of a file that had none.
fn front_matter(document: &Document<'_>, lines: Vec<(Range<usize>, String)>) -> Splice {
    let lines: String = lines.into_iter().map(|(_, lines)| lines).collect();
    let eol = document.eol;
    Splice { bytes: document.bom..document.bom, text: format!("---{eol}{lines}---{eol}") }
}

/// The replacements as they stand in the file.
fn in_file(
    front: &Shown,
    mut splices: Vec<(Range<usize>, String)>,
    edit: &FieldEdit,
) -> Result<Vec<Splice>, EditError> {
    let refused = |reason| EditError::Refused { field: edit.field().to_owned(), line: 2, reason };
    if front.has_stand_ins() && splices.iter().any(|(_, text)| text.contains('\u{FFFD}')) {
        return Err(refused("it holds bytes that are not UTF-8"));
    }
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let splices: Vec<Splice> =
        splices.into_iter().map(|(range, text)| Splice { bytes: front.range(&range), text }).collect();
    if splices.windows(2).any(|pair| pair[1].bytes.start < pair[0].bytes.end) {
        return Err(refused("its parts overlap"));
    }
    Ok(splices)
}

/// The bytes with all replacements made; what stands between them is copied as it is.
fn spliced(bytes: &[u8], splices: &[Splice]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    for splice in splices {
        out.extend_from_slice(&bytes[at..splice.bytes.start]);
        out.extend_from_slice(splice.text.as_bytes());
        at = splice.bytes.end;
    }
    out.extend_from_slice(&bytes[at..]);
    out
}
