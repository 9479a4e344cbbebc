use super::{Notice, wire};
use std::path::PathBuf;

wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "kebab-case")]
    pub enum ExportKind { Html, Pdf, Markdown, Csv, Json }

    pub struct ExportRecord {
        pub handle: String,
        pub kind: ExportKind,
        /// What can be told outside, and nothing internal.
        pub public: bool,
    }

    /// What was written.
    pub struct Exported {
        /// Whole paths; none when nothing was found, or the person closed the chooser.
        pub files: Vec<String>,
        /// What to know before handing them on.
        pub notes: Vec<Notice>,
    }

    pub struct PullRequestText {
        /// Markdown.
        pub text: String,
    }
}

/// Records to be written as files, as a command line asks for it.
#[derive(Debug, Clone)]
pub struct ExportFiles {
    /// Handles; when not all of them are known, the words of a query.
    pub wanted: Vec<String>,
    pub kind: ExportKind,
    pub public: bool,
    /// Records that are restricted too.
    pub restricted: bool,
    /// The file or folder that was named.
    pub to: Option<PathBuf>,
    /// Where files go that were given no place.
    pub here: PathBuf,
    /// Replace files that are there.
    pub force: bool,
}
