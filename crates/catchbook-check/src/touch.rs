//! Which lines of earlier fixes a change touches.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use catchbook_changes::{Diff, FileDiff, Line};

use crate::origins::{Aside, Origins, Place};
use crate::past::Past;
use crate::rank::{Lines, NEAR};
use crate::words::{Term, telling};

/// Which catches the changes of the trunk mended, by the place of the change. A merge may have mended several.
#[derive(Clone, Debug, Default)]
pub struct Writers {
    by_place: HashMap<Place, Vec<usize>>,
}

impl Writers {
    /// The catch `past` was mended by the change at `place`, or by one that it merged.
    pub fn add(&mut self, place: Place, past: usize) {
        self.by_place.entry(place).or_default().push(past);
    }

    /// Which catch a line guards against. Of several that came with one merge it is the one whose fix has such a line in such a
    /// file.
    fn of(&self, place: Place, past: &[Past], path: Term, line: Option<&Line>) -> Option<usize> {
        let all = self.by_place.get(&place)?;
        let [one] = all[..] else {
            let line = line.and_then(|line| telling(line.code()));
            let wrote = |past: &Past| {
                past.files.binary_search(&path).is_ok()
                    && line.is_none_or(|line| past.marks.added.binary_search(&line).is_ok())
            };
            return all.iter().copied().find(|at| past.get(*at).is_some_and(wrote));
        };
        Some(one)
    }
}

/// The lines that catches have in common with the change, by their place in `past`. `aside` leads from the state whose origins are
/// known to the one that the change begins with.
pub fn touched(
    diff: &Diff,
    origins: &Origins,
    aside: Aside<'_>,
    writers: &Writers,
    past: &[Past],
) -> HashMap<usize, Lines> {
    let mut all: HashMap<usize, Lines> = HashMap::new();
    for file in &diff.files {
        let Some(known) = file.old.as_deref().and_then(|path| origins.file_in(path, aside)) else { continue };
        let path = Term::of(file.old.as_deref().unwrap_or_default());
        for (at, line) in around(file) {
            let Some(place) = known.lines.get(at as usize) else { continue };
            let Some(catch) = writers.of(*place, past, path, line) else { continue };
            let lines = all.entry(catch).or_default();
            match line {
                Some(line) => {
                    lines.replaced += 1;
                    lines.guarded += u32::from(telling(line.code()).is_some());
                }
                None => lines.near += 1,
            }
        }
    }
    all
}

/// The lines of the old side that the change takes out, with their text, and those near them, by their number.
fn around(file: &FileDiff) -> BTreeMap<u32, Option<&Line>> {
    let mut lines = BTreeMap::new();
    let live = || file.hunks().iter().filter(|hunk| !hunk.idle);
    for hunk in live() {
        let near: Range<u32> = hunk.old.start.saturating_sub(NEAR)..hunk.old.end.saturating_add(NEAR);
        near.for_each(|at| {
            lines.entry(at).or_insert(None);
        });
    }
    for hunk in live() {
        lines.extend(hunk.old.clone().zip(&hunk.removed).map(|(at, line)| (at, Some(line))));
    }
    lines
}
