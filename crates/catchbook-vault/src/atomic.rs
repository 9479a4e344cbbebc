//! The only place that writes files: a temporary file beside the target, synced, renamed over it,
//! and the folder synced. Whoever looks sees the old file or the new one, after a power cut too.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::crash::{CrashPlan, Steps};
use crate::error::{Error, Operation};
use crate::fs::{Kind, Meta, VaultFs};
use crate::path::VaultPath;

const TEMP_PREFIX: &str = ".catchbook-";
const TEMP_SUFFIX: &str = ".tmp";
const TEMP_DIGITS: usize = 16;
/// Names tried before giving up; a taken name means a leftover or another process with the same seed.
const NAME_ATTEMPTS: usize = 128;

/// A file system with what writing to it takes.
#[derive(Debug)]
pub(crate) struct Disk {
    pub fs: Arc<dyn VaultFs>,
    pub crash: CrashPlan,
    /// Makes two processes choose different temporary names; it need not be secret.
    pub seed: u64,
    /// The permission bits of new files; `None` for the system's default.
    pub mode: Option<u32>,
    counter: AtomicU64,
}

/// A written and synced temporary file that waits for its name.
struct Staged {
    temp: VaultPath,
    meta: Meta,
}

impl Disk {
    pub fn new(fs: Arc<dyn VaultFs>) -> Self {
        Self { fs, crash: CrashPlan::none(), seed: 0, mode: None, counter: AtomicU64::new(0) }
    }

    fn temp_beside(&self, path: &VaultPath) -> Result<VaultPath, Error> {
        let digits = self.chance(path).to_hex();
        let name = format!("{TEMP_PREFIX}{}{TEMP_SUFFIX}", &digits[..TEMP_DIGITS]);
        Ok(path.with_name(&name)?)
    }

    /// Waits up to `2^turn` milliseconds, 32 at most, before another turn at the same file: programs that save it at
    /// once would go on meeting if none of them waited, or all of them as long.
    pub fn stand_back(&self, path: &VaultPath, turn: usize) {
        let most = 1_u64 << turn.min(5);
        let chance = u64::from(self.chance(path).as_bytes()[0]);
        std::thread::sleep(Duration::from_millis(chance * most / 255));
    }

    /// Differs from call to call and from process to process.
    fn chance(&self, path: &VaultPath) -> blake3::Hash {
        let count = self.counter.fetch_add(1, Ordering::Relaxed);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed.to_le_bytes());
        hasher.update(&count.to_le_bytes());
        hasher.update(path.as_str().as_bytes());
        hasher.finalize()
    }
}

/// Whether this is a name that [`Disk`] gives to temporary files, and nobody else would.
pub(crate) fn is_temp_name(name: &str) -> bool {
    name.strip_prefix(TEMP_PREFIX)
        .and_then(|rest| rest.strip_suffix(TEMP_SUFFIX))
        .is_some_and(|digits| digits.len() == TEMP_DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// Replaces the file at `path`, which was `expected` when it was read, keeping its permissions.
///
/// `None`: it is another file by now, and was left as it is. The two change places in one step
/// and what came out is looked at, so a program that replaces the file even at the last moment is
/// noticed; only on disks that cannot exchange two names is there a gap of microseconds.
/// Durable on return. After an error in the last step (syncing the folder) the new bytes are in
/// place but may not outlive a power cut; after any other error the old bytes are.
pub(crate) fn replace(
    disk: &Disk,
    path: &VaultPath,
    bytes: &[u8],
    expected: &Meta,
    steps: &Steps,
) -> Result<Option<Meta>, Error> {
    let staged = stage(disk, path, bytes, Some(expected.mode), steps)?;
    let swapped = swap_in(disk, path, &staged, expected, steps);
    if !matches!(swapped, Ok(true)) {
        return match swapped {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                discard(disk, &staged.temp);
                Err(Error::io(Operation::Write, path)(error))
            }
            _ => Ok(None),
        };
    }
    settle(disk, path, steps)?;
    Ok(Some(staged.meta))
}

/// Whether the staged file took the place of the expected one.
fn swap_in(disk: &Disk, path: &VaultPath, staged: &Staged, expected: &Meta, steps: &Steps) -> io::Result<bool> {
    let _lock = disk.fs.lock(&path.parent());
    if disk.fs.metadata(path)? != *expected {
        discard(disk, &staged.temp);
        return Ok(false);
    }
    disk.crash.pass(steps.before_rename);
    match disk.fs.exchange(&staged.temp, path) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            disk.fs.rename(&staged.temp, path)?;
            return Ok(true);
        }
        exchanged => exchanged?,
    }
    match disk.fs.metadata(&staged.temp) {
        Ok(out) if out == *expected => discard(disk, &staged.temp),
        Ok(_) => {
            put_back(disk, path, staged);
            return Ok(false);
        }
        // Not to be told: the leftover stays until it is swept.
        Err(_) => {}
    }
    Ok(true)
}

/// What came out is not what was read: give it its name again. If yet another file was put in our
/// place meanwhile, that one is the latest; the earlier stays as a leftover rather than be removed.
fn put_back(disk: &Disk, path: &VaultPath, staged: &Staged) {
    let back = || disk.fs.exchange(&staged.temp, path).is_ok();
    if !back() {
        return;
    }
    let out = disk.fs.metadata(&staged.temp);
    if out.is_ok_and(|out| out == staged.meta) {
        discard(disk, &staged.temp);
    } else {
        back();
    }
}

/// Writes a file that must not exist yet, creating the folders on the way.
/// [`Error::Exists`] if anything stands there by the time it would get its name.
pub(crate) fn create(disk: &Disk, path: &VaultPath, bytes: &[u8], steps: &Steps) -> Result<Meta, Error> {
    ensure_folder(disk, &path.parent())?;
    let staged = stage(disk, path, bytes, disk.mode, steps)?;
    disk.crash.pass(steps.before_rename);
    if let Err(error) = disk.fs.rename_new(&staged.temp, path) {
        discard(disk, &staged.temp);
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Err(Error::Exists { path: path.clone() });
        }
        return Err(Error::io(Operation::Write, path)(error));
    }
    settle(disk, path, steps)?;
    Ok(staged.meta)
}

/// Creates `folder` and those above it, and syncs the folders that gained one.
pub(crate) fn ensure_folder(disk: &Disk, folder: &VaultPath) -> Result<(), Error> {
    match disk.fs.metadata(folder) {
        Ok(meta) if meta.kind == Kind::Folder => return Ok(()),
        Ok(_) => {
            let not_a_folder = io::ErrorKind::NotADirectory.into();
            return Err(Error::io(Operation::CreateFolder, folder)(not_a_folder));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_root() => {
            return Err(Error::Vanished);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io(Operation::CreateFolder, folder)(error)),
    }
    let parent = folder.parent();
    ensure_folder(disk, &parent)?;
    match disk.fs.create_folder(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Error::io(Operation::CreateFolder, folder)(error))
        }
        _ => sync_folder(disk, &parent),
    }
}

pub(crate) fn sync_folder(disk: &Disk, folder: &VaultPath) -> Result<(), Error> {
    let synced = disk.fs.sync_folder(folder);
    synced.map_err(Error::io(Operation::Sync, folder))
}

fn stage(disk: &Disk, path: &VaultPath, bytes: &[u8], mode: Option<u32>, steps: &Steps) -> Result<Staged, Error> {
    disk.crash.pass(steps.before_temp);
    let (temp, mut file) = create_temp(disk, path, mode)?;
    let written = (|| {
        disk.crash.pass(steps.after_temp_create);
        file.write_all(bytes)?;
        disk.crash.pass(steps.after_temp_write);
        let meta = file.sync()?;
        disk.crash.pass(steps.after_temp_sync);
        Ok(meta)
    })();
    drop(file);
    match written {
        Ok(meta) => Ok(Staged { temp, meta }),
        Err(error) => {
            discard(disk, &temp);
            Err(Error::io(Operation::Write, path)(error))
        }
    }
}

fn create_temp(
    disk: &Disk,
    path: &VaultPath,
    mode: Option<u32>,
) -> Result<(VaultPath, Box<dyn crate::fs::NewFile>), Error> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..NAME_ATTEMPTS {
        let temp = disk.temp_beside(path)?;
        match disk.fs.create(&temp, mode) {
            Ok(file) => return Ok((temp, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(Error::io(Operation::Write, path)(error)),
        }
    }
    Err(Error::io(Operation::Write, path)(last))
}

fn settle(disk: &Disk, path: &VaultPath, steps: &Steps) -> Result<(), Error> {
    disk.crash.pass(steps.after_rename);
    let synced = disk.fs.sync_folder(&path.parent());
    synced.map_err(Error::io(Operation::Sync, path))?;
    disk.crash.pass(steps.after_folder_sync);
    Ok(())
}

/// If this fails too, the leftover is ignored by every scan and swept later.
fn discard(disk: &Disk, temp: &VaultPath) {
    let _ = disk.fs.remove_file(temp);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_temporary_names_are_known() {
        assert!(is_temp_name(".catchbook-0123456789abcdef.tmp"));
        for other in [
            ".catchbook-.tmp",
            ".catchbook-0123456789abcde.tmp",
            ".catchbook-0123456789abcdeg.tmp",
            "catchbook-0123456789abcdef.tmp",
            ".catchbook-0123456789abcdef.md",
            ".catchbookignore",
        ] {
            assert!(!is_temp_name(other), "{other}");
        }
    }
}
