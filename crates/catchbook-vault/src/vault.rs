//! An open vault: reading, creating and renaming files.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::atomic::{self, Disk};
use crate::crash::{self, CrashPlan};
use crate::error::{Error, Operation};
use crate::fs::{self, Kind, Listing, Meta, VaultFs};
use crate::path::VaultPath;
use crate::stamp::{Loaded, Stamp};

/// Largest file read, in bytes. A record is text a person wrote; attachments stay within it too.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// A folder of Markdown files that is there and can be read.
#[derive(Debug)]
pub struct Vault {
    pub(crate) disk: Disk,
    /// Whether the folder ever held something: one that did and is empty now is a drive that went
    /// away, and must not be written to.
    held: AtomicBool,
}

impl Vault {
    /// Opens the folder behind `fs`. Writes nothing; works on a read-only disk.
    pub fn open(fs: Arc<dyn VaultFs>) -> Result<Self, Error> {
        let root = VaultPath::root();
        let listing = fs.list(&root, &fs::everything);
        let listing = listing.map_err(Error::io(Operation::List, &root))?;
        let held = AtomicBool::new(!is_bare(&listing));
        let disk = Disk::new(fs);
        Ok(Self { disk, held })
    }

    /// `seed` makes processes that write beside one another choose different temporary names.
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.disk.seed = seed;
        self
    }

    /// New files can be read by this person alone, where the system knows permissions.
    pub fn private(mut self) -> Self {
        self.disk.mode = Some(0o600);
        self
    }

    pub fn with_crash_plan(mut self, plan: CrashPlan) -> Self {
        self.disk.crash = plan;
        self
    }

    pub fn fs(&self) -> &Arc<dyn VaultFs> {
        &self.disk.fs
    }

    /// Whether the vault can be saved to: an error says why not.
    pub fn check_writable(&self) -> Result<(), Error> {
        let root = VaultPath::root();
        let checked = self.disk.fs.check_writable();
        checked.map_err(Error::io(Operation::Write, &root))
    }

    /// The file's bytes and the stamp to save against. Follows a symlink that stays inside.
    pub fn read(&self, path: &VaultPath) -> Result<Loaded, Error> {
        self.load(path).map(|(_, _, loaded)| loaded)
    }

    /// Size, time and permissions, without reading. Follows a symlink that stays inside.
    pub fn metadata(&self, path: &VaultPath) -> Result<Meta, Error> {
        self.locate(path).map(|(_, meta)| meta)
    }

    /// What a folder holds. Symlinks are listed as such.
    pub fn list(&self, folder: &VaultPath) -> Result<Listing, Error> {
        let listing = self.disk.fs.list(folder, &fs::everything);
        listing.map_err(self.failed(Operation::List, folder))
    }

    /// Writes a new file and the folders it needs. Never overwrites: [`Error::Exists`].
    pub fn create(&self, path: &VaultPath, bytes: &[u8]) -> Result<Stamp, Error> {
        path.check_portable()?;
        self.check_present()?;
        let meta = atomic::create(&self.disk, path, bytes, &crash::SAVE)?;
        self.held.store(true, Ordering::Relaxed);
        Ok(Stamp::new(&meta, bytes))
    }

    /// Gives a file another name, creating the folders it needs. Never overwrites:
    /// [`Error::Exists`]. A symlink is renamed itself. Changing only upper and lower case works
    /// on disks that ignore case, too.
    pub fn rename(&self, from: &VaultPath, to: &VaultPath) -> Result<(), Error> {
        to.check_portable()?;
        if from == to {
            return Ok(());
        }
        let old = self.disk.fs.metadata(from);
        let old = old.map_err(self.failed(Operation::Rename, from))?;
        if old.kind == Kind::Folder || old.kind == Kind::Other {
            return Err(Error::NotAFile { path: from.clone() });
        }
        atomic::ensure_folder(&self.disk, &to.parent())?;
        self.disk.crash.pass(crash::BEFORE_RENAME);
        let moved = if self.is_same_entry(&old, to)? {
            self.disk.fs.rename(from, to)
        } else {
            self.disk.fs.rename_new(from, to)
        };
        match moved {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Error::Exists { path: to.clone() });
            }
            Err(error) => return Err(Error::io(Operation::Rename, from)(error)),
        }
        self.disk.crash.pass(crash::AFTER_RENAME);
        // The new name first: cut short in between, the file has two names rather than none.
        atomic::sync_folder(&self.disk, &to.parent())?;
        if from.parent() != to.parent() {
            atomic::sync_folder(&self.disk, &from.parent())?;
        }
        self.disk.crash.pass(crash::AFTER_RENAME_SYNC);
        Ok(())
    }

    /// Whether `to` finds the very entry `old` was found at: one file, and no entry is spelled
    /// exactly `to`. (A hard link is one file too, but is spelled.)
    fn is_same_entry(&self, old: &Meta, to: &VaultPath) -> Result<bool, Error> {
        let found = match self.disk.fs.metadata(to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            found => found.map_err(Error::io(Operation::Inspect, to))?,
        };
        if found.id.is_none() || found.id != old.id {
            return Ok(false);
        }
        let spelled = |name: &str, _| name == to.name();
        let listing = self.disk.fs.list(&to.parent(), &spelled);
        let listing = listing.map_err(Error::io(Operation::List, &to.parent()))?;
        Ok(listing.entries.is_empty())
    }

    /// Where the file really is, with its metadata and content.
    pub(crate) fn load(&self, path: &VaultPath) -> Result<(VaultPath, Meta, Loaded), Error> {
        // An ordinary file is opened once; what else may stand there is looked at when that fails.
        let (target, (bytes, meta)) = match self.disk.fs.read(path, MAX_FILE_BYTES) {
            Ok(read) => (path.clone(), read),
            Err(_) => {
                let (target, _) = self.locate(path)?;
                let read = self.disk.fs.read(&target, MAX_FILE_BYTES).map_err(|error| match error.kind() {
                    io::ErrorKind::FileTooLarge => Error::TooLarge { path: path.clone(), limit: MAX_FILE_BYTES },
                    _ => self.failed(Operation::Read, path)(error),
                })?;
                (target, read)
            }
        };
        self.held.store(true, Ordering::Relaxed);
        let stamp = Stamp::new(&meta, &bytes);
        Ok((target, meta, Loaded { bytes, stamp }))
    }

    /// Follows symlinks as far as they stay in the vault, and only to an ordinary file.
    pub(crate) fn locate(&self, path: &VaultPath) -> Result<(VaultPath, Meta), Error> {
        match self.disk.fs.metadata(path) {
            Ok(meta) if meta.kind == Kind::File => return Ok((path.clone(), meta)),
            Ok(meta) if meta.kind == Kind::Symlink => {}
            Ok(_) => return Err(Error::NotAFile { path: path.clone() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.failed(Operation::Read, path)(error));
            }
            // A folder on the way may be a symlink; what else it may be, resolving will say.
            Err(_) => {}
        }
        let target = self.disk.fs.resolve(path);
        let target = target.map_err(Error::io(Operation::Read, path))?;
        let target = target.ok_or_else(|| Error::Outside { path: path.clone() })?;
        let meta = self.disk.fs.metadata(&target);
        match meta.map_err(Error::io(Operation::Read, path))? {
            meta if meta.kind == Kind::File => Ok((target, meta)),
            _ => Err(Error::NotAFile { path: path.clone() }),
        }
    }

    /// Refuses to write into the empty place where a drive used to be.
    pub(crate) fn check_present(&self) -> Result<(), Error> {
        let root = VaultPath::root();
        let listing = self.disk.fs.list(&root, &fs::everything);
        let listing = listing.map_err(self.failed(Operation::List, &root))?;
        if !is_bare(&listing) {
            self.held.store(true, Ordering::Relaxed);
        } else if self.held.load(Ordering::Relaxed) {
            return Err(Error::Vanished);
        }
        Ok(())
    }

    /// A missing file is one thing, a missing vault another.
    pub(crate) fn failed<'a>(
        &'a self,
        operation: Operation,
        path: &'a VaultPath,
    ) -> impl FnOnce(io::Error) -> Error + 'a {
        move |error| {
            let gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
            let root = || self.disk.fs.metadata(&VaultPath::root());
            if gone(&error) && root().is_err_and(|error| gone(&error)) {
                return Error::Vanished;
            }
            Error::io(operation, path)(error)
        }
    }
}

fn is_bare(root: &Listing) -> bool {
    root.entries.is_empty() && root.failures.is_empty()
}

#[cfg(test)]
#[path = "vault_tests.rs"]
mod tests;
