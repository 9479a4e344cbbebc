//! Two sides of a file become hunks.

use super::lines::{Lines, edits};
use super::{Body, Edit, FileDiff, Hunk, Line};
use crate::code::{Language, Stripper};

/// What one side of a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// There is no such file on this side.
    Absent,
    Bytes(Vec<u8>),
    Binary,
    Large,
    Pointer,
}

impl Text {
    /// What git takes for binary: a NUL within the first 8,000 bytes (`xdiff-interface.c`, `buffer_is_binary`).
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        if bytes[..bytes.len().min(8_000)].contains(&0) { Self::Binary } else { Self::Bytes(bytes) }
    }
}

/// A file before and after a change.
#[derive(Clone, Debug)]
pub(crate) struct Sides {
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) before: Text,
    pub(crate) after: Text,
}

impl Sides {
    /// `None` where the lines of one side are not known.
    pub(crate) fn edits(&self) -> Option<Vec<Edit>> {
        Some(edits(bytes(&self.before)?, bytes(&self.after)?))
    }
}

pub(crate) fn compare(sides: &Sides) -> FileDiff {
    let body = match (&sides.before, &sides.after) {
        (Text::Pointer, _) | (_, Text::Pointer) => Body::Pointer,
        (Text::Binary, _) | (_, Text::Binary) => Body::Binary,
        (before, after) => match (bytes(before), bytes(after)) {
            (Some(before), Some(after)) => Body::Text(hunks(sides, before, after)),
            _ => Body::Large,
        },
    };
    FileDiff { old: sides.old.clone(), new: sides.new.clone(), copied: false, body }
}

fn bytes(text: &Text) -> Option<&[u8]> {
    match text {
        Text::Absent => Some(b""),
        Text::Bytes(bytes) => Some(bytes),
        Text::Binary | Text::Large | Text::Pointer => None,
    }
}

fn hunks(sides: &Sides, before: &[u8], after: &[u8]) -> Vec<Hunk> {
    let edits = edits(before, after);
    if edits.is_empty() {
        return Vec::new();
    }
    let language = |path: &Option<String>| path.as_deref().and_then(Language::of);
    let mut old = Side::new(before, language(&sides.old));
    let mut new = Side::new(after, language(&sides.new));
    edits
        .into_iter()
        .map(|Edit { old: was, new: is }| {
            let mut functions = Vec::new();
            old.lines.functions(was.clone(), old.language, &mut functions);
            if !is.is_empty() {
                new.lines.functions(is.clone(), new.language, &mut functions);
            }
            let mut hunk = Hunk {
                removed: old.take(was.clone()),
                added: new.take(is.clone()),
                old: was,
                new: is,
                functions,
                idle: false,
            };
            hunk.settle();
            hunk
        })
        .collect()
}

/// One side, read from its first line on: what is a comment depends on all that stands above.
struct Side<'t> {
    lines: Lines<'t>,
    language: Option<&'static Language>,
    stripper: Stripper,
    next: u32,
}

impl<'t> Side<'t> {
    fn new(text: &'t [u8], language: Option<&'static Language>) -> Self {
        Self { lines: Lines::new(text), language, stripper: Stripper::new(language), next: 0 }
    }

    fn take(&mut self, range: std::ops::Range<u32>) -> Vec<Line> {
        while self.next < range.start {
            self.stripper.strip(&self.lines.get(self.next as usize));
            self.next += 1;
        }
        let taken = range.clone().map(|at| {
            let text = self.lines.get(at as usize);
            Line::new(&text, &self.stripper.strip(&text))
        });
        let taken = taken.collect();
        self.next = range.end.max(self.next);
        taken
    }
}
