//! What is known of a catch for comparing it with a change.

use catchbook_changes::Diff;

use crate::marks::{Gather, Marks, sorted};
use crate::words::Term;

/// One catch: its words, and the places and lines of its fix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// When it was caught, in seconds since 1970.
    pub seconds: i64,
    /// 1 is worst, 5 least.
    pub severity: u8,
    pub marks: Marks,
    /// Paths that the fix touched, before and after it, in the order of their terms.
    pub files: Vec<Term>,
}

impl Past {
    /// `text` is what people wrote; a catch without a fix, or with one that nobody can look up, is known by that alone.
    pub fn new(seconds: i64, severity: u8, text: &str, fixes: &[Diff]) -> Self {
        let mut gather = Gather::default();
        gather.text(text);
        let files = || fixes.iter().flat_map(|fix| &fix.files);
        files().for_each(|file| gather.file(file));
        let paths = files().flat_map(|file| file.old.iter().chain(&file.new)).map(|path| Term::of(path)).collect();
        Self { seconds, severity, marks: gather.marks(), files: sorted(paths) }
    }
}
