//! Deleting without losing: the file goes to a trash outside the vault, and comes back from there.

use std::io;
use std::sync::Arc;

use crate::atomic::{self, Disk};
use crate::crash::{self, CrashPlan};
use crate::error::{Error, Operation};
use crate::fs::{Kind, Meta, VaultFs};
use crate::path::VaultPath;
use crate::stamp::{Hash, Stamp};
use crate::vault::{MAX_FILE_BYTES, Vault};

/// How often a file that changes while it is moved is copied again.
const ATTEMPTS: usize = 8;
/// How many names are tried for an entry or a restored file.
const NAMES: usize = 1000;
/// The kept file, and the note that says where it came from.
const KEPT: &str = ".md";
const NOTE: &str = ".from";
const NOTE_FIRST_LINE: &str = "catchbook trash 1";
const MAX_NOTE_BYTES: u64 = 8 * 1024;

/// A folder of deleted files, one per vault, in the user's data folder.
///
/// Each entry is two files: `<ms>-<hash>.md`, the exact bytes, and `<ms>-<hash>.from`, three lines
/// of text, so a person can empty or rescue it without Catchbook.
#[derive(Debug)]
pub struct Trash {
    disk: Disk,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrashEntry {
    pub id: String,
    /// Where the file was in the vault.
    pub path: VaultPath,
    /// Milliseconds since 1970.
    pub trashed_at_ms: i64,
    /// Bytes.
    pub size: u64,
}

/// A file that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where it is now.
    pub path: VaultPath,
    /// Another file has taken its old place meanwhile, so it came back beside it.
    pub renamed: bool,
    pub stamp: Stamp,
}

impl Trash {
    /// The trash in the folder behind `fs`; a folder that is not there holds nothing.
    pub fn open(fs: Arc<dyn VaultFs>) -> Self {
        let disk = Disk::new(fs);
        Self { disk }
    }

    /// See [`Vault::with_seed`].
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.disk.seed = seed;
        self
    }

    pub fn with_crash_plan(mut self, plan: CrashPlan) -> Self {
        self.disk.crash = plan;
        self
    }

    /// Every entry, the latest first. An entry whose note is unreadable is listed under its id.
    pub fn list(&self) -> Result<Vec<TrashEntry>, Error> {
        let root = VaultPath::root();
        let kept = |name: &str, kind| kind == Kind::File && name.ends_with(KEPT);
        let listing = match self.disk.fs.list(&root, &kept) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listing => listing.map_err(Error::io(Operation::List, &root))?,
        };
        let entries = listing.entries.into_iter();
        let mut entries: Vec<_> = entries
            .filter_map(|entry| {
                let id = entry.name.strip_suffix(KEPT)?;
                self.entry(id, entry.meta.size)
            })
            .collect();
        entries.sort_by(|a, b| (b.trashed_at_ms, &b.id).cmp(&(a.trashed_at_ms, &a.id)));
        Ok(entries)
    }

    /// The bytes of an entry.
    pub fn read(&self, id: &str) -> Result<Vec<u8>, Error> {
        let kept = file_of(id, KEPT)?;
        match self.disk.fs.read(&kept, MAX_FILE_BYTES) {
            Ok((bytes, _)) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let id = id.to_owned();
                Err(Error::NotInTrash { id })
            }
            Err(error) => Err(Error::io(Operation::Restore, &kept)(error)),
        }
    }

    /// Removes an entry for good.
    pub fn discard(&self, id: &str) -> Result<(), Error> {
        // The kept file first: a note alone is no entry.
        for (end, needed) in [(KEPT, true), (NOTE, false)] {
            let path = file_of(id, end)?;
            match self.disk.fs.remove_file(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound && needed => {
                    let id = id.to_owned();
                    return Err(Error::NotInTrash { id });
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                removed => removed.map_err(Error::io(Operation::Remove, &path))?,
            }
        }
        atomic::sync_folder(&self.disk, &VaultPath::root())
    }

    pub(crate) fn disk(&self) -> &Disk {
        &self.disk
    }

    /// `None` if the id is not one of ours: someone put a file of their own here.
    fn entry(&self, id: &str, size: u64) -> Option<TrashEntry> {
        let at_ms = id.split_once('-')?.0.parse().ok()?;
        let note = self.disk.fs.read(&file_of(id, NOTE).ok()?, MAX_NOTE_BYTES);
        let noted = note.ok().and_then(|(bytes, _)| read_note(&bytes));
        let (trashed_at_ms, path) = match noted {
            Some(noted) => noted,
            None => (at_ms, file_of(id, KEPT).ok()?),
        };
        Some(TrashEntry { id: id.to_owned(), path, trashed_at_ms, size })
    }

    /// Copies `bytes` into a new entry; durable on return. `at_ms` is now, in milliseconds since 1970.
    pub fn keep(&self, path: &VaultPath, bytes: &[u8], at_ms: i64) -> Result<TrashEntry, Error> {
        let stem = format!("{at_ms}-{}", Hash::of(bytes).short());
        let mut last = Error::Exists { path: path.clone() };
        for turn in 1..=NAMES {
            let id = if turn == 1 { stem.clone() } else { format!("{stem}-{turn}") };
            match self.fill(&id, path, bytes, at_ms) {
                Ok(()) => {
                    return Ok(TrashEntry { id, path: path.clone(), trashed_at_ms: at_ms, size: bytes.len() as u64 });
                }
                Err(error @ Error::Exists { .. }) => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// The note first: the entry is there once its bytes are.
    fn fill(&self, id: &str, path: &VaultPath, bytes: &[u8], at_ms: i64) -> Result<(), Error> {
        let (note, kept) = (file_of(id, NOTE)?, file_of(id, KEPT)?);
        atomic::create(&self.disk, &note, &write_note(path, at_ms), &crash::TRASH)?;
        let filled = atomic::create(&self.disk, &kept, bytes, &crash::TRASH);
        if filled.is_err() && self.disk.fs.metadata(&kept).is_err() {
            let _ = self.disk.fs.remove_file(&note);
        }
        filled.map(drop)
    }
}

impl Vault {
    /// Moves a file to the trash. `at_ms` is now, in milliseconds since 1970.
    ///
    /// The copy is durable before the file goes: cut short, the file is in both places, never in
    /// neither. Of a symlink the content is kept and the link removed; what it led to stays.
    pub fn trash(&self, path: &VaultPath, trash: &Trash, at_ms: i64) -> Result<TrashEntry, Error> {
        self.disk.crash.pass(crash::BEFORE_DELETE);
        for turn in 0..ATTEMPTS {
            let (target, meta, loaded) = self.load(path)?;
            let entry = trash.keep(path, &loaded.bytes, at_ms)?;
            self.disk.crash.pass(crash::BEFORE_REMOVE);
            let removed = self.remove_expected(path, &target, &meta);
            if matches!(removed, Ok(true)) {
                return Ok(entry);
            }
            // The file is still there: deleting it again makes an entry of its own.
            if self.disk.fs.metadata(path).is_ok() {
                let _ = trash.discard(&entry.id);
            }
            removed?;
            self.disk.stand_back(path, turn);
        }
        Err(Error::KeepsChanging { path: path.clone() })
    }

    /// Removes the file or link at `path`. `false`: somebody saved it meanwhile, and it stays.
    fn remove_expected(&self, path: &VaultPath, target: &VaultPath, expected: &Meta) -> Result<bool, Error> {
        let lock = self.disk.fs.lock(&target.parent());
        let now = self.disk.fs.metadata(target).map_err(Error::io(Operation::Trash, path))?;
        if now != *expected {
            return Ok(false);
        }
        self.disk.fs.remove_file(path).map_err(Error::io(Operation::Trash, path))?;
        drop(lock);
        self.disk.crash.pass(crash::AFTER_REMOVE);
        atomic::sync_folder(&self.disk, &path.parent())?;
        self.disk.crash.pass(crash::AFTER_REMOVE_SYNC);
        Ok(true)
    }

    /// Brings a file back to where it was, or beside it if that name is taken by another text.
    /// Never overwrites; the entry leaves the trash once the file is durable.
    pub fn restore(&self, trash: &Trash, id: &str) -> Result<Restored, Error> {
        let bytes = trash.read(id)?;
        let entry = trash.entry(id, bytes.len() as u64);
        let entry = entry.ok_or_else(|| Error::NotInTrash { id: id.to_owned() })?;
        self.check_present()?;
        for turn in 0..NAMES {
            let path = entry.path.with_name(&restored_name(&entry.path, turn))?;
            let stamp = match atomic::create(&self.disk, &path, &bytes, &crash::SAVE) {
                Ok(meta) => Stamp::new(&meta, &bytes),
                Err(Error::Exists { .. }) => match self.read(&path) {
                    // Left by a restore or a delete that was cut short.
                    Ok(there) if there.bytes == bytes => there.stamp,
                    _ => continue,
                },
                Err(error) => return Err(error),
            };
            trash.discard(id)?;
            let renamed = turn > 0;
            return Ok(Restored { path, renamed, stamp });
        }
        Err(Error::Exists { path: entry.path })
    }
}

fn file_of(id: &str, end: &str) -> Result<VaultPath, Error> {
    Ok(VaultPath::root().join(&format!("{id}{end}"))?)
}

fn restored_name(path: &VaultPath, turn: usize) -> String {
    let extension = path.extension().map(|e| format!(".{e}")).unwrap_or_default();
    match turn {
        0 => path.name().to_owned(),
        1 => format!("{} (restored){extension}", path.stem()),
        _ => format!("{} (restored {turn}){extension}", path.stem()),
    }
}

fn write_note(path: &VaultPath, at_ms: i64) -> Vec<u8> {
    // The path comes last and ends the file, since it may hold any character.
    format!("{NOTE_FIRST_LINE}\nat {at_ms}\npath {}", path.as_str()).into_bytes()
}

fn read_note(note: &[u8]) -> Option<(i64, VaultPath)> {
    let rest = std::str::from_utf8(note).ok()?;
    let rest = rest.strip_prefix(NOTE_FIRST_LINE)?.strip_prefix("\nat ")?;
    let (at_ms, path) = rest.split_once("\npath ")?;
    Some((at_ms.parse().ok()?, VaultPath::new(path).ok()?))
}

#[cfg(test)]
#[path = "trash_tests.rs"]
mod tests;
