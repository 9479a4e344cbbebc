//! Two edits of one text, joined line by line when they do not touch.

use std::collections::HashMap;

/// More work than this (lines changed on one side × lines they replace) is not tried: the person
/// would wait, and two texts that differ so much are better kept apart.
const MAX_WORK: u64 = 25_000_000;

/// Joins what `ours` and `theirs` each changed in `base`.
///
/// `None` when both changed the same lines, or when joining would lose a line that either side
/// wrote. Bytes outside the changed lines, their line endings included, come through as they are.
pub fn merge(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    if ours == theirs || theirs == base {
        return Some(ours.to_vec());
    }
    if ours == base {
        return Some(theirs.to_vec());
    }
    if too_much_work(base, ours) || too_much_work(base, theirs) {
        return None;
    }
    let merged = diffy::merge_bytes(base, ours, theirs).ok()?;
    let whole = keeps_additions(base, ours, &merged) && keeps_additions(base, theirs, &merged);
    whole.then_some(merged)
}

/// Whether comparing two texts line by line would keep the person waiting.
pub(crate) fn too_much_work(base: &[u8], side: &[u8]) -> bool {
    work(base, side) > MAX_WORK
}

fn lines(text: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n')
}

/// An upper bound of what the line comparison costs, once equal ends are set aside.
fn work(base: &[u8], side: &[u8]) -> u64 {
    let (base, side): (Vec<_>, Vec<_>) = (lines(base).collect(), lines(side).collect());
    let same = |(a, b): &(&&[u8], &&[u8])| a == b;
    let head = base.iter().zip(&side).take_while(same).count();
    let (base, side) = (&base[head..], &side[head..]);
    let tail = base.iter().rev().zip(side.iter().rev()).take_while(same).count();
    (base.len() - tail + 1) as u64 * (side.len() - tail + 1) as u64
}

/// A second look at the merge, made without it: every line that `side` has more often than
/// `base` is in `merged` at least as often as that.
fn keeps_additions(base: &[u8], side: &[u8], merged: &[u8]) -> bool {
    let mut spare: HashMap<&[u8], i64> = HashMap::new();
    let bare = |text| lines(text).map(|line: &[u8]| line.strip_suffix(b"\n").unwrap_or(line));
    for line in bare(side) {
        *spare.entry(line).or_default() += 1;
    }
    for line in bare(base) {
        *spare.entry(line).or_default() -= 1;
    }
    spare.retain(|_, added| *added > 0);
    for line in bare(merged) {
        if let Some(missing) = spare.get_mut(line) {
            *missing -= 1;
        }
    }
    spare.values().all(|missing| *missing <= 0)
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
