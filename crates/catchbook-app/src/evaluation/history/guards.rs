//! Guards are followed through the whole history, line by line, which is the truth; and looked for again by their text alone.

use catchbook_changes::{Diff, Edit, Repository, Stepped};
use catchbook_check::anchor::{Anchor, Indexed};
use catchbook_check::origins::Place;
use std::collections::HashMap;

/// What looking for a guard by its text gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Right,
    Wrong,
    Lost,
}

/// Ages at which a guard is looked for, once its file changed after them, in days.
const AGES: [i64; 6] = [30, 182, 365, 730, 1_461, 2_922];
/// Of so many fixes one begins a guard.
const ONE_IN: Place = 4;
/// Lines of a guard that a person would draw.
const MOST_LINES: u32 = 30;

#[derive(Default)]
pub(super) struct Guards {
    begun: Place,
    by_path: HashMap<String, Vec<Guard>>,
}

struct Guard {
    born: i64,
    anchor: Anchor,
    /// Where the lines of it that are left stand.
    left: Vec<u32>,
    looked: usize,
}

impl Guards {
    /// Draws a guard around the largest piece that a fix wrote.
    pub fn begin(&mut self, clone: &Repository, id: &str, fix: &Diff, seconds: i64) {
        self.begun += 1;
        if !self.begun.is_multiple_of(ONE_IN) {
            return;
        }
        let hunks = fix.files.iter().filter_map(|file| Some((file.new.as_ref()?, file))).flat_map(|(path, file)| {
            file.hunks()
                .iter()
                .filter(|hunk| !hunk.idle && hunk.added.len() <= MOST_LINES as usize)
                .map(move |hunk| (path, hunk))
        });
        let Some((path, hunk)) = hunks.max_by_key(|(_, hunk)| hunk.added.len()) else { return };
        let Ok(Some(bytes)) = clone.blob(id, path) else { return };
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().collect();
        let anchor = Anchor::new(&lines, hunk.new.clone());
        if anchor.identifies() {
            let guard = Guard { born: seconds, anchor, left: hunk.new.clone().collect(), looked: 0 };
            self.by_path.entry(path.clone()).or_default().push(guard);
        }
    }

    /// Takes in a change of the trunk, and looks for the guards that are due in the files it touched.
    pub fn follow(&mut self, clone: &Repository, id: &str, seconds: i64, files: &[Stepped], looks: &mut Vec<Look>) {
        let mut moved: Vec<(&String, Vec<Guard>)> = Vec::new();
        for file in files {
            let Some(mut guards) = file.old.as_ref().and_then(|old| self.by_path.remove(old)) else { continue };
            let (Some(path), Some(edits)) = (&file.new, &file.edits) else { continue };
            guards.retain_mut(|guard| {
                guard.left = after(&guard.left, edits);
                !guard.left.is_empty()
            });
            moved.push((path, guards));
        }
        for (path, mut guards) in moved {
            let due = |guard: &Guard| AGES.get(guard.looked).is_some_and(|age| seconds - guard.born >= age * 86_400);
            if guards.iter().any(due)
                && let Ok(Some(bytes)) = clone.blob(id, path)
            {
                let text = String::from_utf8_lossy(&bytes);
                let indexed = Indexed::new(text.lines());
                for guard in guards.iter_mut().filter(|guard| due(guard)) {
                    guard.looked = AGES.iter().filter(|age| seconds - guard.born >= **age * 86_400).count();
                    looks.push(look(guard, &indexed));
                }
            }
            self.by_path.entry(path.clone()).or_default().extend(guards);
        }
    }
}

/// Right is at least half of the lines that are left, and not much beside them.
fn look(guard: &Guard, file: &Indexed) -> Look {
    let Some(found) = guard.anchor.find(file) else { return Look::Lost };
    let met = guard.left.iter().filter(|line| found.lines.contains(line)).count();
    let beside = found.lines.len().saturating_sub(met);
    if met * 2 >= guard.left.len() && beside <= guard.anchor.text.len() + 10 { Look::Right } else { Look::Wrong }
}

/// Where lines stand after the edits of a change, without those that it took out. Both are in their order.
fn after(lines: &[u32], edits: &[Edit]) -> Vec<u32> {
    let kept = lines.iter().filter_map(|line| {
        let above = edits.partition_point(|edit| edit.old.end <= *line);
        // An insertion at a line stands above it.
        match edits.get(above) {
            Some(edit) if edit.old.start <= *line && !edit.old.is_empty() => None,
            _ => match above.checked_sub(1).map(|last| &edits[last]) {
                Some(last) => Some(line - last.old.end + last.new.end),
                None => Some(*line),
            },
        }
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_move_with_what_is_put_in_and_go_with_what_is_taken_out() {
        let edits = [Edit { old: 0..0, new: 0..2 }, Edit { old: 3..4, new: 5..5 }, Edit { old: 6..6, new: 7..8 }];
        assert_eq!(after(&[0, 2, 3, 4, 5, 6, 9], &edits), [2, 4, 5, 6, 8, 11]);
    }
}
