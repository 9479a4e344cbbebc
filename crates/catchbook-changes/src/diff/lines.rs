//! A text and where its lines are.

use std::borrow::Cow;
use std::ops::Range;

use gix::bstr::ByteSlice;

use super::Edit;
use crate::code::{Language, name_of};

/// Lines further up than this are not looked at for the function that a line stands in.
const MAX_LOOK_UP: usize = 5_000;

pub(crate) struct Lines<'t> {
    text: &'t [u8],
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 32 + 1);
        if !text.is_empty() {
            starts.push(0);
            starts.extend(text.find_iter(b"\n").map(|at| at + 1).filter(|at| *at < text.len()));
        }
        Self { text, starts }
    }

    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line without its end. Empty beyond the last.
    pub(crate) fn bytes(&self, at: usize) -> &'t [u8] {
        let Some(start) = self.starts.get(at) else { return b"" };
        let end = self.starts.get(at + 1).copied().unwrap_or(self.text.len());
        let line = &self.text[*start..end];
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line)
    }

    pub(crate) fn get(&self, at: usize) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes(at))
    }

    /// The functions that lines stand in or open, each once, from top to bottom.
    pub(crate) fn functions(&self, of: Range<u32>, language: Option<&Language>, found: &mut Vec<String>) {
        let (start, end) = (of.start as usize, (of.end as usize).min(self.count()));
        let mut add = |name: &str| {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        };
        let opened = (start..end).filter(|at| name_of(&self.get(*at), language).is_some()).collect::<Vec<_>>();
        // The line that opens a function needs no other one above it.
        if opened.first() != Some(&start) {
            let above = (start.saturating_sub(MAX_LOOK_UP)..start.min(self.count())).rev();
            for at in above {
                if let Some(name) = name_of(&self.get(at), language) {
                    add(name);
                    break;
                }
            }
        }
        for at in opened {
            if let Some(name) = name_of(&self.get(at), language) {
                add(name);
            }
        }
    }
}

/// Lines around a change that are compared with it, so that an ambiguous one settles where a person would see it.
const AROUND: usize = 3;

/// How `before` becomes `after`, line by line.
pub(crate) fn edits(before: &[u8], after: &[u8]) -> Vec<Edit> {
    use gix::diff::blob::{Algorithm, Diff, InternedInput};
    if before == after {
        return Vec::new();
    }
    // Most of a file is the same at both ends. What is left out is not hashed, which is most of the work.
    let (start, lines) = common_start(before, after);
    let end = common_end(&before[start..], &after[start..]);
    let (before, after) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let moved = |range: Range<u32>| range.start + lines..range.end + lines;
    diff.hunks().map(|hunk| Edit { old: moved(hunk.before), new: moved(hunk.after) }).collect()
}

/// Bytes of whole lines that both begin with, but for a few lines, and how many lines these are.
fn common_start(before: &[u8], after: &[u8]) -> (usize, u32) {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let mut end = same;
    for _ in 0..=AROUND {
        end = before[..end].rfind_byte(b'\n').unwrap_or(0);
    }
    let end = if end == 0 { 0 } else { end + 1 };
    (end, u32::try_from(before[..end].find_iter(b"\n").count()).unwrap_or(u32::MAX))
}

/// Bytes of whole lines that both end with, but for a few lines.
fn common_end(before: &[u8], after: &[u8]) -> usize {
    let same = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = &before[before.len() - same..];
    let mut start = 0;
    for _ in 0..=AROUND {
        match tail[start..].find_byte(b'\n') {
            Some(at) => start += at + 1,
            None => return 0,
        }
    }
    tail.len() - start
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(lines: &[u8]) -> Vec<u8> {
        lines.iter().flat_map(|line| [b'a' + line % 5, b'\n']).collect()
    }

    proptest! {
        /// Applying the edits to one side gives the other, whatever is left out of the comparison.
        #[test]
        fn edits_lead_from_one_side_to_the_other(before in proptest::collection::vec(0u8..5, 0..60), after in proptest::collection::vec(0u8..5, 0..60), cut in any::<bool>()) {
            let (mut before, mut after) = (joined(&before), joined(&after));
            if cut {
                before.pop();
                after.pop();
            }
            let (old, new) = (Lines::new(&before), Lines::new(&after));
            let mut made: Vec<Vec<u8>> = Vec::new();
            let mut at = 0;
            for edit in edits(&before, &after) {
                made.extend((at..edit.old.start).map(|line| old.bytes(line as usize).to_vec()));
                prop_assert_eq!(made.len() as u32, edit.new.start);
                made.extend(edit.new.clone().map(|line| new.bytes(line as usize).to_vec()));
                at = edit.old.end;
            }
            made.extend((at..old.count() as u32).map(|line| old.bytes(line as usize).to_vec()));
            let wanted: Vec<_> = (0..new.count()).map(|line| new.bytes(line).to_vec()).collect();
            prop_assert_eq!(made, wanted);
        }
    }
}
