//! Files that moved: the same text under another path.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use gix::bstr::ByteSlice;

use crate::files::{Change, Entry};

/// Files of either side that are compared by their text, as git's `diff.renameLimit` has it. Beyond, only identical
/// files count as moved.
const MAX_COMPARED: usize = 1_000;
/// A line that so many of the deleted files have tells none of them.
const MAX_SHARED: usize = 50;

/// Joins a deleted and an added file into a rename, identical ones first, then the most alike: at least half of the
/// longer text stayed, as git's `-M` asks by default. `read` gives a file's text.
pub(crate) fn pair_renames(changes: Vec<Change>, mut read: impl FnMut(Entry) -> Option<Vec<u8>>) -> Vec<Change> {
    let (mut deleted, rest): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.after.is_none());
    let (mut added, mut done): (Vec<_>, Vec<_>) = rest.into_iter().partition(|change| change.before.is_none());
    pair_identical(&mut deleted, &mut added, &mut done);
    if !deleted.is_empty() && !added.is_empty() && deleted.len().max(added.len()) <= MAX_COMPARED {
        pair_similar(&mut deleted, &mut added, &mut done, &mut read);
    }
    done.append(&mut deleted);
    done.append(&mut added);
    done
}

fn pair_identical(deleted: &mut Vec<Change>, added: &mut Vec<Change>, done: &mut Vec<Change>) {
    let mut by_id: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, change) in deleted.iter().enumerate() {
        if let Some(entry) = file(change.before) {
            by_id.entry(entry.id).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (at, change) in added.iter().enumerate() {
        let from = file(change.after).and_then(|entry| by_id.get_mut(&entry.id)).and_then(Vec::pop);
        pairs.extend(from.map(|from| (from, at)));
    }
    join(&pairs, deleted, added, done);
}

fn pair_similar(
    deleted: &mut Vec<Change>,
    added: &mut Vec<Change>,
    done: &mut Vec<Change>,
    read: &mut impl FnMut(Entry) -> Option<Vec<u8>>,
) {
    let mut lengths = Vec::with_capacity(deleted.len());
    // Which deleted files have a line, and how many bytes of it.
    let mut holders: HashMap<u64, Vec<(usize, u64)>> = HashMap::new();
    for (at, change) in deleted.iter().enumerate() {
        let text = file(change.before).and_then(&mut *read).unwrap_or_default();
        lengths.push(text.len() as u64);
        for (line, bytes) in weigh(&text) {
            holders.entry(line).or_default().push((at, bytes));
        }
    }
    let mut alike = Vec::new();
    for (to, change) in added.iter().enumerate() {
        let text = file(change.after).and_then(&mut *read).unwrap_or_default();
        let mut kept: HashMap<usize, u64> = HashMap::new();
        for (line, bytes) in weigh(&text) {
            for (from, held) in holders.get(&line).into_iter().flatten().take(MAX_SHARED) {
                *kept.entry(*from).or_default() += bytes.min(*held);
            }
        }
        for (from, kept) in kept {
            let longer = lengths[from].max(text.len() as u64).max(1);
            alike.extend((kept * 2 >= longer).then_some((kept * 1_000 / longer, from, to)));
        }
    }
    alike.sort_by_key(|&(share, from, to)| (std::cmp::Reverse(share), from, to));
    let (mut left, mut joined) = (vec![true; deleted.len()], vec![true; added.len()]);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, from, to) in alike {
        if left[from] && joined[to] {
            (left[from], joined[to]) = (false, false);
            pairs.push((from, to));
        }
    }
    join(&pairs, deleted, added, done);
}

/// The bytes that each line of a text takes, over all its places.
fn weigh(text: &[u8]) -> HashMap<u64, u64> {
    let mut weights = HashMap::new();
    for line in text.lines_with_terminator() {
        let mut hasher = DefaultHasher::new();
        line.hash(&mut hasher);
        *weights.entry(hasher.finish()).or_default() += line.len() as u64;
    }
    weights
}

fn join(pairs: &[(usize, usize)], deleted: &mut Vec<Change>, added: &mut Vec<Change>, done: &mut Vec<Change>) {
    let (mut left, mut joined) = (vec![true; deleted.len()], vec![true; added.len()]);
    for &(from, to) in pairs {
        (left[from], joined[to]) = (false, false);
        let (from, to) = (&deleted[from], &added[to]);
        done.push(Change {
            path: to.path.clone(),
            before: from.before,
            after: to.after,
            from: Some(from.path.clone()),
        });
    }
    let (mut left, mut joined) = (left.into_iter(), joined.into_iter());
    deleted.retain(|_| left.next().unwrap_or(true));
    added.retain(|_| joined.next().unwrap_or(true));
}

fn file(entry: Option<Entry>) -> Option<Entry> {
    entry.filter(|entry| entry.mode.is_blob())
}
