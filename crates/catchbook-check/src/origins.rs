//! Which change wrote each line of each file, followed change by change.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use catchbook_changes::{Diff, Stepped};

/// A change, by its place on the trunk.
pub type Place = u32;

/// A line of which nobody knows who wrote it.
pub const UNKNOWN: Place = Place::MAX;

/// How far a commit is from the state whose origins are known: `None` is that state itself, else what separates the two.
pub type Aside<'d> = Option<&'d Diff>;

/// A file with the change that wrote each of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub lines: Vec<Place>,
    /// Paths that it had before, the newest last.
    pub former: Vec<String>,
}

/// The files of a trunk as they are after its last applied change.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    files: HashMap<String, File>,
}

impl Origins {
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The file as it is in a commit beside the known state. What that commit wrote itself has no known origin.
    pub fn file_in(&self, path: &str, aside: Aside<'_>) -> Option<Cow<'_, File>> {
        let Some(moved) = aside.and_then(|diff| diff.files.iter().find(|file| file.new.as_deref() == Some(path)))
        else {
            return self.file(path).map(Cow::Borrowed);
        };
        let mut file = self.file(moved.old.as_deref()?)?.clone();
        for hunk in moved.hunks().iter().rev() {
            let old = clamp(&hunk.old, file.lines.len());
            file.lines.splice(old, std::iter::repeat_n(UNKNOWN, hunk.new.len()));
        }
        Some(Cow::Owned(file))
    }

    /// Takes in what the change at `place` did. A file whose lines are not known loses what was known of them.
    pub fn apply(&mut self, place: Place, files: &[Stepped]) {
        // Files may swap their paths: all are taken out before the first is put back.
        let mut moved: Vec<(&Stepped, File)> = Vec::with_capacity(files.len());
        for step in files {
            let file = step.old.as_deref().and_then(|old| self.files.remove(old)).unwrap_or_default();
            moved.push((step, file));
        }
        for (step, mut file) in moved {
            let Some(path) = &step.new else { continue };
            if let Some(old) = step.old.as_ref().filter(|old| *old != path) {
                file.former.push(old.clone());
            }
            match &step.edits {
                Some(edits) => {
                    // From the bottom up, so that places further up stay what they are.
                    for edit in edits.iter().rev() {
                        let old = clamp(&edit.old, file.lines.len());
                        file.lines.splice(old, std::iter::repeat_n(place, edit.new.len()));
                    }
                    file.lines.resize(step.lines as usize, UNKNOWN);
                }
                None => file.lines.clear(),
            }
            self.files.insert(path.clone(), file);
        }
    }
}

fn clamp(range: &Range<u32>, length: usize) -> Range<usize> {
    let start = (range.start as usize).min(length);
    start..(range.end as usize).clamp(start, length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_changes::Edit;

    fn step(old: Option<&str>, new: Option<&str>, edits: Vec<Edit>, lines: u32) -> Stepped {
        Stepped { old: old.map(str::to_owned), new: new.map(str::to_owned), edits: Some(edits), lines }
    }

    fn begun() -> Origins {
        let mut origins = Origins::default();
        let made = |path, lines| step(None, Some(path), vec![Edit { old: 0..0, new: 0..lines }], lines);
        origins.apply(0, &[made("a", 3), made("b", 1)]);
        origins
    }

    #[test]
    fn each_line_knows_the_change_that_wrote_it() {
        let mut origins = begun();
        let edits = vec![Edit { old: 0..0, new: 0..1 }, Edit { old: 1..2, new: 2..4 }];
        origins.apply(1, &[step(Some("a"), Some("a"), edits, 5)]);
        assert_eq!(origins.file("a").expect("known").lines, [1, 0, 1, 1, 0]);
    }

    #[test]
    fn files_that_swap_their_paths_take_their_lines_along() {
        let mut origins = begun();
        origins.apply(1, &[step(Some("a"), Some("b"), vec![], 3), step(Some("b"), Some("a"), vec![], 1)]);
        let (a, b) = (origins.file("a").expect("known"), origins.file("b").expect("known"));
        assert_eq!((a.lines.len(), a.former.as_slice()), (1, &["b".to_owned()][..]));
        assert_eq!((b.lines.len(), b.former.as_slice()), (3, &["a".to_owned()][..]));
    }

    #[test]
    fn a_commit_beside_the_trunk_has_the_lines_it_did_not_write() {
        let origins = begun();
        let aside = b"--- a/a\n+++ b/c\n@@ -2 +2,2 @@\n-old\n+new\n+newer\n";
        let aside = catchbook_changes::parse_diff(&aside[..]);
        let file = origins.file_in("c", Some(&aside)).expect("the same file under another name");
        assert_eq!(file.lines, [0, UNKNOWN, UNKNOWN, 0]);
        assert_eq!(origins.file_in("b", Some(&aside)).expect("untouched").lines, [0]);
    }
}
