//! What a change did to the lines of files.

mod compare;
mod lines;
mod similar;
mod trees;
mod unified;

use std::ops::Range;

pub(crate) use compare::{Sides, Text, compare};
pub(crate) use lines::Lines;
pub(crate) use similar::pair_renames;
pub(crate) use trees::Reader;
pub use unified::parse_diff;

/// A change, file by file, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    pub files: Vec<FileDiff>,
    /// There was more than is listed: more files, or more text, than is read of one change.
    pub truncated: bool,
}

/// One file on its two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiff {
    /// With `/` between its parts; `None` for a file that the change made.
    pub old: Option<String>,
    /// `None` for a file that the change removed.
    pub new: Option<String>,
    /// `old` is still there: the file is a copy of it.
    pub copied: bool,
    pub body: Body,
}

/// What is known of the text of a changed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// From top to bottom. Empty when only the path or the mode changed.
    Text(Vec<Hunk>),
    Binary,
    /// A file larger than is compared.
    Large,
    /// A symbolic link or a submodule: what it points at changed.
    Pointer,
}

/// Lines that were replaced by others: the smallest piece, without context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hunk {
    /// Lines of the old side, counted from 0. Empty for an insertion, at its place.
    pub old: Range<u32>,
    /// Lines of the new side, counted from 0.
    pub new: Range<u32>,
    pub removed: Vec<Line>,
    pub added: Vec<Line>,
    /// The functions that the changed lines of either side stand in, each once.
    pub functions: Vec<String>,
    /// Both sides are the same but for white space and comments.
    pub idle: bool,
}

/// A line without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: Box<str>,
    /// The line without its comments, where it has any.
    code: Option<Box<str>>,
}

impl Line {
    pub(crate) fn new(text: &str, code: &str) -> Self {
        Self { text: text.into(), code: (code.len() != text.len()).then(|| code.into()) }
    }

    /// The line without its comments.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.text)
    }
}

impl FileDiff {
    /// Where the file is now, or was.
    pub fn path(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }

    /// Empty for a file whose text is not known.
    pub fn hunks(&self) -> &[Hunk] {
        match &self.body {
            Body::Text(hunks) => hunks,
            Body::Binary | Body::Large | Body::Pointer => &[],
        }
    }
}

impl Hunk {
    fn settle(&mut self) {
        let bare = |lines: &[Line]| -> String {
            lines.iter().flat_map(|line| line.code().chars()).filter(|char| !char.is_whitespace()).collect()
        };
        self.idle = bare(&self.removed) == bare(&self.added);
    }
}

/// A replacement of lines without their text: what origins of lines are followed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Lines of the old side, counted from 0.
    pub old: Range<u32>,
    /// Lines of the new side, counted from 0.
    pub new: Range<u32>,
}
