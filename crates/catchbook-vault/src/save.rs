//! Saving an edit without losing anybody else's.

use crate::atomic;
use crate::crash;
use crate::error::Error;
use crate::merge::merge;
use crate::path::VaultPath;
use crate::stamp::{Base, Hash, Loaded, Stamp};
use crate::vault::Vault;

/// How often a file that changes under the save is read again.
const ATTEMPTS: usize = 32;
/// How many names are tried for a text that is kept beside the file.
const KEPT_NAMES: usize = 100;

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The file already held this text; nothing was written.
    Unchanged(Stamp),
    Written(Stamp),
    /// The file had been deleted meanwhile; it exists again.
    Recreated(Stamp),
    /// The file had changed meanwhile, elsewhere in the text. It now holds both edits; show these
    /// bytes.
    Merged(Loaded),
    /// The file had changed meanwhile in the same lines. Nothing was lost and nothing mixed.
    Conflict(Conflict),
}

/// Two texts that one file cannot hold.
///
/// The file keeps what the other program wrote: it may be mid-way through a sync, and a file with
/// conflict markers is no longer the record either side wrote. The person's text goes into a file
/// of its own beside it, so it is found by every search and by every other program. To decide for
/// one's own text, save it again with `theirs` as the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What the file holds.
    pub theirs: Loaded,
    /// Where the person's text was put: `<stem> (conflict 1a2b3c4d).md`.
    pub kept_at: VaultPath,
    pub ours: Stamp,
}

impl Vault {
    /// Saves `new`, an edit of `base`, to `path`.
    ///
    /// Durable on return. On an error the file is wholly as it was, or (only if syncing its folder
    /// failed last) wholly new; saving again is always safe. A symlink is written through to its
    /// target inside the vault. A program that replaces the file at the last moment is noticed and
    /// merged with, too (on disks that can exchange two names; elsewhere there is a gap of
    /// microseconds).
    pub fn save<'a>(&self, path: &VaultPath, base: impl Into<Base<'a>>, new: &[u8]) -> Result<Saved, Error> {
        let base = base.into();
        for turn in 0..ATTEMPTS {
            if let Some(saved) = self.try_save(path, base, new)? {
                return Ok(saved);
            }
            self.disk.stand_back(path, turn);
        }
        Err(Error::KeepsChanging { path: path.clone() })
    }

    /// `None`: the file changed while it was being saved.
    fn try_save(&self, path: &VaultPath, base: Base<'_>, new: &[u8]) -> Result<Option<Saved>, Error> {
        let found = match self.load(path) {
            Err(error) if error.is_not_found() => return self.recreate(path, new),
            found => found?,
        };
        let theirs = &found.2;
        if theirs.bytes == new {
            return Ok(Some(Saved::Unchanged(theirs.stamp)));
        }
        if theirs.stamp.hash == base.hash {
            let stamp = self.put(path, &found, new)?;
            return Ok(stamp.map(Saved::Written));
        }
        match base.bytes.and_then(|base| merge(base, new, &theirs.bytes)) {
            Some(merged) => self.put_merged(path, found, merged),
            None => self.keep_both(path, found.2, new).map(Some),
        }
    }

    fn put_merged(
        &self,
        path: &VaultPath,
        found: (VaultPath, crate::fs::Meta, Loaded),
        merged: Vec<u8>,
    ) -> Result<Option<Saved>, Error> {
        if merged == found.2.bytes {
            return Ok(Some(Saved::Merged(found.2)));
        }
        let stamp = self.put(path, &found, &merged)?;
        Ok(stamp.map(|stamp| Saved::Merged(Loaded { bytes: merged, stamp })))
    }

    fn put(
        &self,
        path: &VaultPath,
        (target, meta, _): &(VaultPath, crate::fs::Meta, Loaded),
        bytes: &[u8],
    ) -> Result<Option<Stamp>, Error> {
        if meta.mode & 0o222 == 0 {
            return Err(Error::ReadOnlyFile { path: path.clone() });
        }
        let written = atomic::replace(&self.disk, target, bytes, meta, &crash::SAVE)?;
        Ok(written.map(|meta| Stamp::new(&meta, bytes)))
    }

    fn recreate(&self, path: &VaultPath, new: &[u8]) -> Result<Option<Saved>, Error> {
        self.check_present()?;
        match atomic::create(&self.disk, path, new, &crash::SAVE) {
            Ok(meta) => Ok(Some(Saved::Recreated(Stamp::new(&meta, new)))),
            Err(Error::Exists { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep_both(&self, path: &VaultPath, theirs: Loaded, new: &[u8]) -> Result<Saved, Error> {
        let (kept_at, ours) = self.keep_beside(path, new)?;
        Ok(Saved::Conflict(Conflict { theirs, kept_at, ours }))
    }

    /// The same text is kept once, however often it is saved.
    fn keep_beside(&self, path: &VaultPath, new: &[u8]) -> Result<(VaultPath, Stamp), Error> {
        let mut last = Error::Exists { path: path.clone() };
        for turn in 0..KEPT_NAMES {
            let kept_at = path.with_name(&kept_name(path, Hash::of(new), turn))?;
            match atomic::create(&self.disk, &kept_at, new, &crash::SAVE) {
                Ok(meta) => return Ok((kept_at, Stamp::new(&meta, new))),
                Err(error @ Error::Exists { .. }) => {
                    if let Ok(there) = self.read(&kept_at)
                        && there.bytes == new
                    {
                        return Ok((kept_at, there.stamp));
                    }
                    last = error;
                }
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }
}

fn kept_name(path: &VaultPath, hash: Hash, turn: usize) -> String {
    let again = if turn == 0 { String::new() } else { format!(" {}", turn + 1) };
    let tail = format!(" (conflict {}{again})", hash.short());
    let extension = path.extension().map(|e| format!(".{e}")).unwrap_or_default();
    let room = crate::path::MAX_NAME_BYTES.saturating_sub(tail.len() + extension.len());
    let stem = path.stem();
    let end = (0..=room.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    format!("{}{tail}{extension}", &stem[..end])
}

#[cfg(test)]
#[path = "save_tests.rs"]
mod tests;
