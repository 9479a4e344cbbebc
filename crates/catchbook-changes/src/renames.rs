//! Files that moved: the same text under another path.

use std::collections::HashMap;

use crate::files::{Change, Entry};
use crate::lines::{Counter, count, line_count};

/// Pairs that are compared by their text. Beyond, only identical files count as moved.
const MAX_PAIRS: usize = 2_000;

/// Joins a deleted and an added file into a rename, identical ones first, then the most alike.
pub(crate) fn pair_renames(changes: Vec<Change>, counter: &mut Counter<'_>) -> Vec<Change> {
    let (mut deleted, rest): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.after.is_none());
    let (mut added, mut done): (Vec<_>, Vec<_>) = rest.into_iter().partition(|change| change.before.is_none());
    pair_identical(&mut deleted, &mut added, &mut done);
    if deleted.len() * added.len() <= MAX_PAIRS {
        pair_similar(&mut deleted, &mut added, &mut done, counter);
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

fn pair_similar(deleted: &mut Vec<Change>, added: &mut Vec<Change>, done: &mut Vec<Change>, counter: &mut Counter<'_>) {
    let mut read = |entry: Option<Entry>| file(entry).and_then(|entry| counter.text(entry));
    let before: Vec<_> = deleted.iter().map(|change| read(change.before)).collect();
    let after: Vec<_> = added.iter().map(|change| read(change.after)).collect();
    let mut alike = Vec::new();
    for (from, before) in before.iter().enumerate() {
        for (to, after) in after.iter().enumerate() {
            if let (Some(before), Some(after)) = (before, after) {
                alike.extend(kept_percent(before, after).map(|percent| (percent, from, to)));
            }
        }
    }
    alike.sort_by_key(|&(percent, from, to)| (std::cmp::Reverse(percent), from, to));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, from, to) in alike {
        if pairs.iter().all(|&(f, t)| f != from && t != to) {
            pairs.push((from, to));
        }
    }
    join(&pairs, deleted, added, done);
}

/// The share of lines that stayed, of the longer side, from 50; `None` below.
fn kept_percent(before: &[u8], after: &[u8]) -> Option<u32> {
    let (short, long) = (before.len().min(after.len()), before.len().max(after.len()));
    // Too different in length to be half the same.
    if short == 0 || long / short >= 3 {
        return None;
    }
    let longer = line_count(before).max(line_count(after));
    let (_, removed) = count(before, after);
    let kept = line_count(before).saturating_sub(removed);
    let percent = u64::from(kept) * 100 / u64::from(longer.max(1));
    (percent >= 50).then(|| u32::try_from(percent).unwrap_or(100))
}

fn join(pairs: &[(usize, usize)], deleted: &mut Vec<Change>, added: &mut Vec<Change>, done: &mut Vec<Change>) {
    for &(from, to) in pairs {
        let (from, to) = (&deleted[from], &added[to]);
        done.push(Change {
            path: to.path.clone(),
            before: from.before,
            after: to.after,
            from: Some(from.path.clone()),
        });
    }
    let mut at = 0;
    deleted.retain(|_| (!pairs.iter().any(|pair| pair.0 == at), at += 1).0);
    let mut at = 0;
    added.retain(|_| (!pairs.iter().any(|pair| pair.1 == at), at += 1).0);
}

fn file(entry: Option<Entry>) -> Option<Entry> {
    entry.filter(|entry| entry.mode.is_blob())
}
