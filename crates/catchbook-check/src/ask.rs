//! A change as a question to the past.

use catchbook_changes::Diff;

use crate::marks::{Gather, Marks, says_something};
use crate::words::Term;

/// What a change touches.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub marks: Marks,
    /// Paths that the touched files have or had, file by file, in the order of the change.
    pub files: Vec<Vec<Term>>,
}

impl Ask {
    /// `former` gives the paths that a file had earlier. What only moves white space and comments asks nothing.
    pub fn new(diff: &Diff, former: impl Fn(&str) -> Vec<String>) -> Self {
        let mut gather = Gather::default();
        let mut files = Vec::new();
        for file in diff.files.iter().filter(|file| says_something(file)) {
            gather.file(file);
            let mut paths: Vec<String> = file.old.iter().chain(&file.new).cloned().collect();
            paths.extend(file.old.iter().flat_map(|old| former(old)));
            paths.sort();
            paths.dedup();
            files.push(paths.iter().map(|path| Term::of(path)).collect());
        }
        Self { marks: gather.marks(), files }
    }
}
