//! A record's front matter as the fields of a form: what each holds, where it stands and what is not right with it.

mod shape;

pub use shape::{Shape, shape_of};

use crate::front::Entry;
use crate::parse::{Parsed, front_entries, parse};
use crate::yaml::{Node, NodeKind, Style};
use crate::{Problem, Record};
use std::ops::Range;

/// What a form shows of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub record: Record,
    /// The fields of the record's type, and those of other types that the file has, in the order of a form.
    pub fields: Vec<FormField>,
    /// What is not right with the front matter and belongs to none of the fields.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// A key of the front matter, `cost.hours` for one inside another.
    pub name: &'static str,
    pub shape: Shape,
    /// What stands there, as it was written; empty when the field is absent.
    pub values: Vec<String>,
    /// The value has a layout that a form cannot show: it is edited in the text.
    pub in_text: bool,
    /// 1-based line of the file on which its entry stands.
    pub line: Option<u32>,
    /// Of records of this type it is expected.
    pub usual: bool,
    pub problem: Option<Problem>,
}

/// Short forms, and the long one that a record uses in their place.
const SHORT: &[(&str, &str)] =
    &[("introduced", "changes"), ("fixed", "changes"), ("reverted", "changes"), ("green", "gates")];

/// Values that may stand for a map, and which of its fields they are.
const WHOLE: &[(&str, &str)] = &[("verified", "on"), ("left", "why")];

/// Reads a file as a form. `path` as in [`parse`].
pub fn form(path: &str, bytes: &[u8]) -> Form {
    let Parsed { record, problems } = parse(path, bytes);
    let (source, entries) = front_entries(bytes);
    let mut problems: Vec<Problem> =
        problems.into_iter().filter(|problem| problem.line < record.body.first_line.max(2)).collect();
    let fields = shape::SHAPES
        .iter()
        .filter_map(|&(name, shape)| {
            let (top, part) = name.split_once('.').map_or((name, None), |(top, part)| (top, Some(part)));
            let at = entries.iter().position(|entry| entry.key == top);
            let long = SHORT.iter().find(|(short, _)| *short == name).map(|(_, long)| *long);
            let is_long = long.is_some_and(|long| entries.iter().any(|entry| entry.key == long));
            if at.is_none() && (is_long || !shape::belongs(name, record.kind)) {
                return None;
            }
            let entry = at.map(|at| &entries[at]);
            let node = entry.and_then(|entry| value(entry, part));
            let (values, in_text) = node.map_or((Vec::new(), false), |node| shown(&source, node, shape));
            let said = node.is_some() && (!values.is_empty() || in_text);
            let lines = at.filter(|_| part.is_none() || said).map(|at| lines(&entries, at, record.body.first_line));
            Some(FormField {
                problem: lines.and_then(|lines| take(&mut problems, &lines)),
                line: entry.map(|entry| entry.line),
                usual: shape::is_usual(name, record.kind),
                name,
                shape,
                values,
                in_text,
            })
        })
        .collect();
    // A file's first line stands for what is not in it at all.
    problems.retain(|problem| problem.line > 1);
    Form { record, fields, problems }
}

/// The node of an entry, or of one field inside it.
fn value<'e, 'a>(entry: &'e Entry<'a>, part: Option<&str>) -> Option<&'e Node<'a>> {
    let Some(part) = part else { return Some(&entry.value) };
    match &entry.value.kind {
        NodeKind::Map { entries, .. } => {
            entries.iter().find(|(key, _)| key.text() == Some(part)).map(|(_, value)| value)
        }
        _ => WHOLE.contains(&(&entry.key, part)).then_some(&entry.value),
    }
}

/// The texts of a value; `true` when a form has no room for what it is.
fn shown(source: &str, node: &Node<'_>, shape: Shape) -> (Vec<String>, bool) {
    let several = matches!(shape, Shape::List | Shape::People);
    match &node.kind {
        _ if shape == Shape::Entries => (Vec::new(), !node.is_empty()),
        NodeKind::Scalar { style: Style::Empty, .. } => {
            let hidden = crate::schema::hidden_value(source, node.span.end).filter(|_| node.span.is_empty());
            (hidden.map(|range| source[range].to_owned()).into_iter().collect(), false)
        }
        NodeKind::Scalar { text, .. } if text.trim().is_empty() => (Vec::new(), false),
        NodeKind::Scalar { text, .. } => (vec![text.trim().to_owned()], text.contains('\n')),
        NodeKind::Seq { items, .. } if several => {
            let texts: Option<Vec<String>> = items.iter().map(|item| Some(item.text()?.trim().to_owned())).collect();
            match texts {
                Some(texts) => (texts, false),
                None => (Vec::new(), true),
            }
        }
        _ => (Vec::new(), !node.is_empty()),
    }
}

/// The lines of the file that an entry stands on.
fn lines(entries: &[Entry<'_>], at: usize, body: u32) -> Range<u32> {
    let next = entries.iter().map(|entry| entry.line).filter(|line| *line > entries[at].line).min();
    entries[at].line..next.unwrap_or(body).max(entries[at].line + 1)
}

/// The weightiest problem on these lines; the others stay.
fn take(problems: &mut Vec<Problem>, lines: &Range<u32>) -> Option<Problem> {
    let here = problems.iter().enumerate().filter(|(_, problem)| lines.contains(&problem.line));
    let (at, _) = here.max_by_key(|(at, problem)| (problem.weight, std::cmp::Reverse(*at)))?;
    Some(problems.remove(at))
}
