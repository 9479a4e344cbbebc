//! The current commit against the index: what is staged.

use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use gix::index::State;
use gix::objs::tree::EntryMode;

use super::Count;

/// `false` when it ended early. Folders are taken from a list instead of by recursion, one at a time, so a tree
/// of any depth or with endlessly many files takes no memory beyond the count.
pub(super) fn compare(local: &gix::Repository, index: &State, count: &mut Count<'_>) -> gix::Result<bool> {
    let mut seen = vec![false; index.entries().len()];
    let head = local.head_tree_id_or_empty()?.detach();
    let mut folders = vec![(BString::default(), head)];
    while let Some((folder, id)) = folders.pop() {
        let tree = local.find_tree(id)?;
        for entry in tree.iter() {
            if !count.goes_on() {
                return Ok(false);
            }
            let entry = entry?;
            let mut path = folder.clone();
            path.extend_from_slice(entry.filename());
            if entry.mode().is_tree() {
                path.push(b'/');
                // A sparse index keeps a whole folder as one entry.
                if !matches(index, &mut seen, &path, entry.object_id(), entry.mode()) {
                    folders.push((path, entry.object_id()));
                }
            } else if !matches(index, &mut seen, &path, entry.object_id(), entry.mode()) {
                count.changed(path.as_bstr());
            }
        }
    }
    for (entry, _) in index.entries().iter().zip(seen).filter(|(_, seen)| !seen) {
        if !count.goes_on() {
            return Ok(false);
        }
        count.changed(entry.path(index));
    }
    Ok(true)
}

/// Whether the index has this very entry. One that differs is marked as seen too: it counts once.
fn matches(index: &State, seen: &mut [bool], path: &BString, id: ObjectId, mode: EntryMode) -> bool {
    let Ok(at) = index.entry_index_by_path(path.as_bstr()) else { return false };
    let entry = &index.entries()[at];
    if let Some(seen) = seen.get_mut(at) {
        *seen = true;
    }
    entry.id == id && entry.mode.to_tree_entry_mode() == Some(mode) && entry.stage_raw() == 0
}
