//! The three kinds of edit: set, remove, append.

use super::change::{Draft, Place};
use super::layout::{Layout, Slot, after_colon, tail};
use super::verify::Wanted;
use super::write::{Spot, dashed, keyed, scalar};
use super::{EditError, FieldEdit, FieldValue};
use crate::schema::hidden_value;
use crate::source::{line_end, line_start};
use crate::yaml::{Node, NodeKind, Style};

/// Decides on the splices and says what the file must say afterwards.
pub(super) fn operate(draft: &mut Draft<'_>, layout: &Layout<'_>, edit: &FieldEdit) -> Result<Wanted, EditError> {
    let (top, sub) = path(layout, edit.field())?;
    let slot = layout.find(top)?;
    let Some(slot) = slot else { return absent(draft, layout, top, sub, edit) };
    let node = readable(draft.text, slot)?;
    let refused = |reason| EditError::Refused { field: edit.field().to_owned(), line: slot.line() + 1, reason };
    let target = Target { draft, indent: layout.indent, slot, node: &node };
    match sub {
        None => whole(target, edit).map_err(refused),
        Some(sub) => part(target, sub, edit)?.map_err(refused),
    }
}

type Outcome = Result<Wanted, &'static str>;

/// An entry that is there, with its value.
struct Target<'d, 't, 'n> {
    draft: &'d mut Draft<'t>,
    indent: usize,
    slot: &'n Slot<'n>,
    node: &'n Node<'n>,
}

impl<'n> Target<'_, '_, 'n> {
    fn place(&self) -> Result<Place<'n>, &'static str> {
        let text = self.draft.text;
        let start = line_start(text.as_bytes(), self.slot.key_span.start);
        let at = after_colon(text, self.slot.key_span.end)
            .filter(|_| text[start..self.slot.key_span.start].trim().is_empty());
        let at = at.ok_or("its key is written in an unusual way")?;
        let spot = Spot { indent: self.indent, flow: false, item: false, key: &self.slot.key };
        Ok(Place { at, spot })
    }

    fn remove(&mut self) -> Outcome {
        let at = self.place()?.at;
        let bytes = self.draft.text.as_bytes();
        let start = line_start(bytes, self.slot.key_span.start);
        let end = line_end(bytes, tail(self.draft.text, self.node).max(at));
        let end = below_comments(self.draft.text, end, self.indent);
        self.draft.splices.push((start..end, String::new()));
        Ok(Wanted::Absent)
    }
}

/// Comment lines that are indented deeper than the key are part of its value, and so are blank lines above them.
fn below_comments(text: &str, at: usize, indent: usize) -> usize {
    let (mut end, mut next) = (at, at);
    while next < text.len() {
        let line_end = line_end(text.as_bytes(), next);
        let line = &text[next..line_end];
        let content = line.trim_start_matches([' ', '\t']);
        next = line_end;
        if content.starts_with('#') && line.len() - content.len() > indent {
            end = next;
        } else if !content.trim().is_empty() {
            break;
        }
    }
    end
}

/// The key, and the key of the map behind it. A key that holds a dot itself comes first.
fn path<'e>(layout: &Layout<'_>, field: &'e str) -> Result<(&'e str, Option<&'e str>), EditError> {
    if layout.slots.iter().any(|slot| slot.key == field) && !field.is_empty() {
        return Ok((field, None));
    }
    let (top, sub) = match field.split_once('.') {
        Some((top, sub)) => (top, Some(sub)),
        None => (field, None),
    };
    let named = |name: &str| {
        !name.is_empty()
            && name.len() <= 80
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    let known = layout.slots.iter().any(|slot| slot.key == top);
    if (named(top) || known && !top.is_empty()) && sub.is_none_or(named) {
        Ok((top, sub))
    } else {
        Err(EditError::FieldName { field: field.to_owned() })
    }
}

/// The value of an entry; the `#2331` that YAML takes for a comment is one.
fn readable<'n>(text: &str, slot: &'n Slot<'_>) -> Result<Node<'n>, EditError> {
    let node = slot.value.as_ref().map_err(|broken| EditError::Broken {
        field: slot.key.clone(),
        line: broken.line + 1,
        message: broken.message.clone(),
    })?;
    let absent = node.is_empty() && node.span.is_empty() && !node.alias;
    if let Some(range) = hidden_value(text, node.span.end).filter(|_| absent) {
        return Ok(Node::scalar(text[range.clone()].to_owned(), Style::Plain, range, node.line));
    }
    Ok(node.clone())
}

/// The field is not there: a set or an append writes it below the last one.
fn absent(
    draft: &mut Draft<'_>,
    layout: &Layout<'_>,
    top: &str,
    sub: Option<&str>,
    edit: &FieldEdit,
) -> Result<Wanted, EditError> {
    let value = match edit {
        FieldEdit::Remove { .. } => return Ok(Wanted::Absent),
        FieldEdit::Set { value, .. } => value.clone(),
        FieldEdit::Append { item, .. } => first_item(item),
    };
    let written = match sub {
        Some(sub) => FieldValue::Map(vec![(sub.to_owned(), value.clone())]),
        None => value.clone(),
    };
    let lines: String = keyed(top, &written, layout.indent).iter().map(|line| format!("{line}{}", draft.eol)).collect();
    let end = draft.text.len();
    draft.splices.push((end..end, lines));
    Ok(Wanted::Value(value))
}

/// A list of one is written as its only item, but for maps.
fn first_item(item: &FieldValue) -> FieldValue {
    match item {
        FieldValue::Map(map) => FieldValue::Maps(vec![map.clone()]),
        other => other.clone(),
    }
}

fn whole(mut target: Target<'_, '_, '_>, edit: &FieldEdit) -> Outcome {
    match edit {
        FieldEdit::Remove { .. } => target.remove(),
        FieldEdit::Set { value, .. } => {
            let place = target.place()?;
            target.draft.set(place, target.node, value)?;
            Ok(Wanted::Value(value.clone()))
        }
        FieldEdit::Append { item, .. } => {
            let place = target.place()?;
            append(target.draft, place, target.node, item)
        }
    }
}

/// What the single value of a field that is otherwise a map stands for.
fn single_value(field: &str) -> Option<&'static str> {
    match field {
        "verified" => Some("on"),
        "left" => Some("why"),
        "detector" => Some("ref"),
        _ => None,
    }
}

/// An edit of one key of the map behind a field.
fn part(target: Target<'_, '_, '_>, sub: &str, edit: &FieldEdit) -> Result<Outcome, EditError> {
    let shape = |found| EditError::Shape { field: target.slot.key.clone(), line: target.slot.line() + 1, found };
    match &target.node.kind {
        _ if target.node.alias => Err(shape("an alias of another value")),
        NodeKind::Map { entries, flow } if !entries.is_empty() => {
            let mut found = entries.iter().filter(|(key, _)| key.text() == Some(sub));
            match (found.next(), found.next()) {
                (Some((first, _)), Some((second, _))) => Err(EditError::DuplicateKey {
                    field: edit.field().to_owned(),
                    first: first.line + 1,
                    second: second.line + 1,
                }),
                (entry, _) => Ok(in_map(target, entries, entry, *flow, sub, edit)),
            }
        }
        NodeKind::Seq { items, .. } if !items.is_empty() => Err(shape("a list")),
        NodeKind::Scalar { text, style } if *style != Style::Empty => match single_value(&target.slot.key) {
            Some(only) if only == sub => Ok(whole(target, edit)),
            Some(only) => Ok(beside(target, (only, text), sub, edit)),
            None => Err(shape("a single value")),
        },
        _ => Ok(beside_nothing(target, sub, edit)),
    }
}

fn in_map(
    mut target: Target<'_, '_, '_>,
    entries: &[(Node<'_>, Node<'_>)],
    entry: Option<&(Node<'_>, Node<'_>)>,
    flow: bool,
    sub: &str,
    edit: &FieldEdit,
) -> Outcome {
    let Some((key, node)) = entry else {
        let value = match edit {
            FieldEdit::Remove { .. } => return Ok(Wanted::Absent),
            FieldEdit::Set { value, .. } => value.clone(),
            FieldEdit::Append { item, .. } => first_item(item),
        };
        target.draft.insert_entries(entries, flow, &[(sub, &value)])?;
        return Ok(Wanted::Value(value));
    };
    match edit {
        FieldEdit::Remove { .. } if entries.len() == 1 => target.remove(),
        FieldEdit::Remove { .. } => {
            let index = entries.iter().position(|(other, _)| other.span == key.span).unwrap_or_default();
            target.draft.remove_entry(entries, index, flow)?;
            Ok(Wanted::Absent)
        }
        FieldEdit::Set { value, .. } => {
            target.draft.set_in_map(key, node, value, flow, sub)?;
            Ok(Wanted::Value(value.clone()))
        }
        FieldEdit::Append { item, .. } => {
            let at = after_colon(target.draft.text, key.span.end).ok_or("its key is written in an unusual way")?;
            let indent = key.span.start - line_start(target.draft.text.as_bytes(), key.span.start);
            append(target.draft, Place { at, spot: Spot { indent, flow, item: false, key: sub } }, node, item)
        }
    }
}

/// The field is one value, which becomes the map's first key.
fn beside(target: Target<'_, '_, '_>, old: (&str, &str), sub: &str, edit: &FieldEdit) -> Outcome {
    let value = match edit {
        FieldEdit::Remove { .. } => return Ok(Wanted::Absent),
        FieldEdit::Set { value, .. } => value.clone(),
        FieldEdit::Append { item, .. } => first_item(item),
    };
    let place = target.place()?;
    let map = vec![(old.0.to_owned(), FieldValue::Text(old.1.to_owned())), (sub.to_owned(), value.clone())];
    target.draft.set(place, target.node, &FieldValue::Map(map))?;
    Ok(Wanted::Value(value))
}

fn beside_nothing(mut target: Target<'_, '_, '_>, sub: &str, edit: &FieldEdit) -> Outcome {
    let value = match edit {
        FieldEdit::Remove { .. } => return target.remove(),
        FieldEdit::Set { value, .. } => value.clone(),
        FieldEdit::Append { item, .. } => first_item(item),
    };
    let place = target.place()?;
    target.draft.set(place, target.node, &FieldValue::Map(vec![(sub.to_owned(), value.clone())]))?;
    Ok(Wanted::Value(value))
}

fn append(draft: &mut Draft<'_>, place: Place<'_>, old: &Node<'_>, item: &FieldValue) -> Outcome {
    if old.is_empty() {
        let value = first_item(item);
        draft.set(place, old, &value)?;
        return Ok(Wanted::Value(value));
    }
    if draft.is_bare_link(old) && !old.alias {
        let FieldValue::Text(text) = item else { return Err("it is a link and the new item is none") };
        let list = FieldValue::List(vec![draft.text[old.span.clone()].to_owned(), text.clone()]);
        draft.set(place, old, &list)?;
        return Ok(Wanted::Value(list));
    }
    let wanted = Wanted::appended(old, item);
    match (&old.kind, item) {
        _ if old.alias => {
            let list = joined(old, item).ok_or("it is an alias of another value")?;
            draft.set(place, old, &list)?;
        }
        (NodeKind::Seq { items, flow }, _) => draft.append(place, old, items, *flow, item)?,
        (NodeKind::Scalar { style, text }, FieldValue::Text(new)) => {
            let raw = &draft.text[old.span.clone()];
            let keeps = *style == Style::Quoted && !raw.contains('\n');
            let first = if keeps { raw.to_owned() } else { scalar(text, true, place.spot.key) };
            if *style == Style::Block || raw.contains('\n') {
                draft.set(place, old, &FieldValue::List(vec![text.to_string(), new.clone()]))?;
            } else {
                let list = format!("[{first}, {}]", scalar(new, true, place.spot.key));
                draft.splices.push((old.span.clone(), list));
            }
        }
        (_, FieldValue::Map(_)) => beside_map(draft, place, old, item)?,
        _ => return Err("its values are of another kind than the new item"),
    }
    Ok(wanted)
}

/// The list that an alias stands for, with the item added.
fn joined(old: &Node<'_>, item: &FieldValue) -> Option<FieldValue> {
    match (FieldValue::of(old)?, item) {
        (FieldValue::Text(old), FieldValue::Text(new)) => Some(FieldValue::List(vec![old, new.clone()])),
        (FieldValue::List(mut list), FieldValue::Text(new)) => {
            list.push(new.clone());
            Some(FieldValue::List(list))
        }
        (FieldValue::Maps(mut maps), FieldValue::Map(new)) => {
            maps.push(new.clone());
            Some(FieldValue::Maps(maps))
        }
        (FieldValue::Map(old), FieldValue::Map(new)) => Some(FieldValue::Maps(vec![old, new.clone()])),
        _ => None,
    }
}

/// A single value or map becomes the first item of a block list, with its comments.
fn beside_map(draft: &mut Draft<'_>, place: Place<'_>, old: &Node<'_>, item: &FieldValue) -> Result<(), &'static str> {
    let bytes = draft.text.as_bytes();
    let raw = &draft.text[old.span.start..tail(draft.text, old)];
    let lines = |draft: &Draft<'_>, lines: Vec<String>| -> String {
        lines.iter().map(|line| format!("{line}{}", draft.eol)).collect()
    };
    if place.spot.flow {
        let list = format!("[{raw}, {}]", super::write::inline(item, place.spot.key));
        draft.splices.push((old.span.clone(), list));
        return Ok(());
    }
    if let NodeKind::Map { flow: false, .. } = &old.kind {
        let start = line_start(bytes, old.span.start);
        if !draft.text[start..old.span.start].trim().is_empty() || start < place.at {
            return Err("its first key stands behind something else on its line");
        }
        let end = line_end(bytes, tail(draft.text, old));
        draft.splices.push((old.span.start..old.span.start, "- ".into()));
        let mut at = line_end(bytes, old.span.start);
        while at < end {
            if !draft.text[at..line_end(bytes, at)].trim().is_empty() {
                draft.splices.push((at..at, "  ".into()));
            }
            at = line_end(bytes, at);
        }
        let spot = Spot { indent: old.span.start - start, item: true, ..place.spot };
        let new = lines(draft, dashed(item, spot));
        draft.splices.push((end..end, new));
        return Ok(());
    }
    if raw.contains('\n') {
        return Err("its value goes over several lines");
    }
    let spot = Spot { indent: place.spot.indent + 2, item: true, ..place.spot };
    let mut list = vec![format!("{}- {raw}", " ".repeat(spot.indent))];
    list.extend(dashed(item, spot));
    let below = line_end(bytes, old.span.end);
    let blank = draft.text[..old.span.start].trim_end_matches([' ', '\t']).len();
    let new = lines(draft, list);
    draft.splices.push((blank..old.span.end, String::new()));
    draft.splices.push((below..below, new));
    Ok(())
}
