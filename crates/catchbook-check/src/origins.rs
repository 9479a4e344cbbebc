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
