//! The index against the files on disk.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use gix::bstr::{BStr, BString, ByteSlice};
use gix::index::entry::{Flags, Mode, Stat, stat};
use gix::index::fs::Metadata;
use gix::index::{Entry, State};
use gix::objs::{Kind, encode::loose_header};

use super::Count;

/// `false` when it ended early.
pub(super) fn compare(root: &Path, index: &State, executable_bits: bool, count: &mut Count<'_>) -> bool {
    let mut folders = Folders::new(root);
    for entry in index.entries() {
        if !count.goes_on() {
            return false;
        }
        let unseen = Flags::SKIP_WORKTREE | Flags::ASSUME_VALID;
        if entry.flags.intersects(unseen) || matches!(entry.mode, Mode::COMMIT | Mode::DIR) {
            continue;
        }
        let path = entry.path(index);
        let same = entry.stage_raw() == 0
            && !entry.flags.contains(Flags::INTENT_TO_ADD)
            && folders.file(path).is_some_and(|file| is_same(&file, entry, index, executable_bits, count));
        if !same {
            count.changed(path);
        }
    }
    true
}

fn is_same(file: &Path, entry: &Entry, index: &State, executable_bits: bool, count: &Count<'_>) -> bool {
    let Ok(now) = Metadata::from_path_no_follow(file) else { return false };
    let kind = match entry.mode {
        Mode::SYMLINK => now.is_symlink(),
        // Systems without links keep the target in a file.
        _ => now.is_file(),
    };
    let bits = entry.mode == Mode::FILE_EXECUTABLE;
    if !kind || (executable_bits && entry.mode != Mode::SYMLINK && now.is_executable() != bits) {
        return false;
    }
    let options = stat::Options::default();
    let unchanged = Stat::from_fs(&now).is_ok_and(|now| now.matches(&entry.stat, options));
    if unchanged && !entry.stat.is_racy(index.timestamp(), options) {
        return true;
    }
    // Git notes a size of 0 for files that it could not be sure of.
    let size_known = entry.stat.size != 0;
    if size_known && u64::from(entry.stat.size) != now.len() & u64::from(u32::MAX) {
        return false;
    }
    blob_id(file, entry.mode, now.len(), count).is_some_and(|id| id == entry.id)
}

/// The id that the file would have, read in pieces; `None` when it cannot be read or counting was stopped.
fn blob_id(file: &Path, mode: Mode, size: u64, count: &Count<'_>) -> Option<gix::ObjectId> {
    let mut hasher = gix::hash::hasher(gix::hash::Kind::Sha1);
    if mode == Mode::SYMLINK {
        let target = std::fs::read_link(file).ok()?;
        let target = gix::path::into_bstr(target).ok()?;
        hasher.update(&loose_header(Kind::Blob, target.len() as u64));
        hasher.update(&target);
        return hasher.try_finalize().ok();
    }
    hasher.update(&loose_header(Kind::Blob, size));
    let mut file = File::open(file).ok()?;
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return hasher.try_finalize().ok(),
            length if count.goes_on() => hasher.update(&buffer[..length]),
            _ => return None,
        }
    }
}

/// Paths of files, refused where a folder on the way is a link: it leads out of the work tree, and git holds
/// such files for deleted.
struct Folders<'r> {
    root: &'r Path,
    /// The folder looked at last, and its path if it is a real one. The index is sorted, so this is nearly always
    /// the one asked for.
    last: (BString, Option<PathBuf>),
}

impl<'r> Folders<'r> {
    fn new(root: &'r Path) -> Self {
        Self { root, last: (BString::default(), Some(root.to_owned())) }
    }

    fn file(&mut self, path: &BStr) -> Option<PathBuf> {
        let (folder, name) = match path.rfind_byte(b'/') {
            Some(slash) => (path[..slash].as_bstr(), path[slash + 1..].as_bstr()),
            None => (b"".as_bstr(), path),
        };
        if self.last.0 != folder {
            self.last = (folder.to_owned(), self.folder(folder));
        }
        Some(self.last.1.as_ref()?.join(component(name)?))
    }

    fn folder(&self, folder: &BStr) -> Option<PathBuf> {
        let mut path = self.root.to_owned();
        for part in folder.split(|byte| *byte == b'/').filter(|part| !part.is_empty()) {
            path.push(component(part.as_bstr())?);
            if !path.symlink_metadata().ok()?.is_dir() {
                return None;
            }
        }
        Some(path)
    }
}

/// One name of a path; `None` for one that would lead elsewhere.
fn component(name: &BStr) -> Option<&Path> {
    let path = gix::path::from_bstr(name).ok()?;
    let std::borrow::Cow::Borrowed(path) = path else { return None };
    let mut parts = path.components();
    let plain = matches!(parts.next(), Some(std::path::Component::Normal(_))) && parts.next().is_none();
    plain.then_some(path)
}
