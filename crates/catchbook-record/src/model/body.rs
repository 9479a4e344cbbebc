use super::{Moment, words::words};
use std::ops::Range;

/// The Markdown below the front matter and what was read from it. Ranges are bytes into [`Body::text`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    pub text: String,
    /// 1-based line of the file on which `text` begins.
    pub first_line: u32,
    pub headings: Vec<Heading>,
    /// The first paragraph, as plain text: what happened in a sentence or two.
    pub lede: Option<String>,
    pub timeline: Vec<TimelineEntry>,
    pub actions: Vec<ActionItem>,
    /// The task-list items under "Before you change this".
    pub checks: Vec<HandCheck>,
    pub links: Vec<Link>,
    /// Number of words, for reading times.
    pub words: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    pub text: String,
    /// Unique in the record, as used in `#anchor`.
    pub anchor: String,
    /// 1-based line in the file.
    pub line: u32,
    /// From the heading's first byte to the start of the next heading of the same or a higher level.
    pub section: Range<usize>,
}

words! {
    /// What a timeline entry marks.
    TimelineRole {
        ImpactStart = "impact-start",
        Detected = "detected",
        Diagnosis = "diagnosis",
        Mitigated = "mitigated",
        Resolved = "resolved",
        KeyMoment = "key-moment",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    pub at: Moment,
    pub role: Option<TimelineRole>,
    /// What happened, as Markdown, without time and role.
    pub text: String,
    pub line: u32,
}

words! {
    ActionKind { Prevent = "prevent", Detect = "detect", Mitigate = "mitigate", Process = "process" }
}

#[derive(Debug, Clone, PartialEq)]
pub struct ActionItem {
    pub done: bool,
    /// What to do, as Markdown, without the marks below.
    pub text: String,
    pub owner: Option<String>,
    pub due: Option<Moment>,
    pub kind: Option<ActionKind>,
    pub ticket: Option<String>,
    pub done_on: Option<Moment>,
    pub line: u32,
    /// Byte of the blank or the `x` between its brackets, in [`Body::text`].
    pub mark: usize,
}

/// What to check by hand before changing the code; never ticked in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct HandCheck {
    /// Markdown.
    pub text: String,
    pub line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[C-7K3Q2]]`, a stem or an alias.
    Wiki,
    /// `[[a41f9c2]]`: hexadecimal, 7 to 64 digits.
    Commit,
    /// `[text](../catches/x.md)`: target as written.
    Relative,
    /// A URL with a scheme.
    External,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub kind: LinkKind,
    /// What is linked to, without brackets, label or `#anchor`.
    pub target: String,
    pub anchor: Option<String>,
    pub label: Option<String>,
    pub line: u32,
    /// Bytes of the target inside [`Body::text`], for mending a renamed link.
    pub span: Range<usize>,
    /// The sentence around the link, as plain text, at most 240 characters.
    pub sentence: String,
}
