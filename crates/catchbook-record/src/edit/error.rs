//! Why an edit was not made: what stands where, and what to do instead.

use thiserror::Error;

/// The file was left as it is. Lines are 1-based lines of the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    #[error("The file is UTF-16; save it as UTF-8 first.")]
    NotUtf8,
    #[error("The front matter has no closing `---`; add it below the last field first.")]
    OpenFrontMatter,
    #[error(
        "The front matter is too long to be edited by field; move long text below the closing `---`, or edit the file as text."
    )]
    LongFrontMatter,
    #[error(
        "The front matter is written in braces (line 2); write it as lines of `key: value`, or edit the file as text."
    )]
    FlowFrontMatter,
    #[error("`{field}` is there twice (lines {first} and {second}); delete one of them first.")]
    DuplicateKey { field: String, first: u32, second: u32 },
    #[error("`{field}` is no name for a field; use letters, digits, `_` and `-`.")]
    FieldName { field: String },
    #[error("`{field}` on line {line} could not be read ({message}); mend it in the text first.")]
    Broken { field: String, line: u32, message: String },
    #[error("`{field}` on line {line} is {found}; set the whole field instead, or edit the file as text.")]
    Shape { field: String, line: u32, found: &'static str },
    #[error(
        "`{field}` on line {line} could not be changed without touching anything else: {reason}; edit the file as text."
    )]
    Refused { field: String, line: u32, reason: &'static str },
    #[error("No action item says `{text}` any more; it was changed or taken out.")]
    NoActionItem { text: String },
    #[error(
        "The action item on line {line} could not be changed without touching anything else; edit the file as text."
    )]
    ActionItem { line: u32 },
}
