//! Unix: every call starts from the root's descriptor and refuses symlinks at every name, so a
//! folder that is swapped for a link between two calls leads nowhere.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{self, Access, AtFlags, Dir, FileType, FlockOperation, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::fs::{Entry, FileId, Kind, Listing, Lock, Meta, NewFile, VaultFs};
use crate::path::VaultPath;

/// How often a file that changes while it is read is read again.
const READ_ATTEMPTS: usize = 4;
/// How often, and after what pause, a folder that is locked is tried again.
const LOCK_ATTEMPTS: usize = 300;
const LOCK_PAUSE: Duration = Duration::from_millis(1);

#[cfg(any(target_os = "linux", target_os = "android"))]
const LOOK: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const LOOK: OFlags = OFlags::RDONLY;

/// The files below one folder of this machine.
///
/// Holds no handle between calls, so a drive can be ejected while a vault is open, and a folder
/// that was put back is found again.
#[derive(Debug)]
pub struct RealFs {
    root: PathBuf,
}

impl RealFs {
    /// Files below `root`, which need not exist yet: every call says so if it does not.
    /// `root` may itself be a symlink; what lies below it may not lead out.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { root }
    }

    /// Creates the folder and those above it.
    pub fn create(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        std::fs::create_dir_all(&root)?;
        Ok(Self::new(root))
    }

    /// As [`RealFs::create`]; the folders that are made are for this person alone.
    pub fn create_private(root: impl Into<PathBuf>) -> io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let root = root.into();
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&root)?;
        Ok(Self::new(root))
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn open_root(&self) -> Result<OwnedFd, Errno> {
        let flags = LOOK | OFlags::DIRECTORY | OFlags::CLOEXEC;
        fs::openat(fs::CWD, &self.root, flags, Mode::empty())
    }

    fn open_parent(&self, path: &VaultPath) -> Result<OwnedFd, Errno> {
        self.open(&path.parent(), LOOK | OFlags::DIRECTORY)
    }

    fn open(&self, path: &VaultPath, flags: OFlags) -> Result<OwnedFd, Errno> {
        let root = self.open_root()?;
        let flags = flags | OFlags::CLOEXEC;
        if path.is_root() {
            return if flags.contains(LOOK) && LOOK != OFlags::RDONLY {
                Ok(root)
            } else {
                fs::openat(&root, ".", flags, Mode::empty())
            };
        }
        open_beneath(root.as_fd(), path, flags)
    }
}

impl VaultFs for RealFs {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        let mut folder = Dir::new(self.open(folder, OFlags::RDONLY | OFlags::DIRECTORY)?)?;
        let mut listing = Listing::default();
        while let Some(entry) = folder.read() {
            let entry = entry?;
            let bytes = entry.file_name().to_bytes();
            if matches!(bytes, b"." | b"..") {
                continue;
            }
            let Ok(name) = std::str::from_utf8(bytes) else {
                let shown = String::from_utf8_lossy(bytes).into_owned();
                let error = io::Error::new(io::ErrorKind::InvalidData, "the name is not Unicode");
                listing.failures.push((shown, error));
                continue;
            };
            let known = kind_of(entry.file_type());
            if known.is_some_and(|kind| !want(name, kind)) {
                continue;
            }
            match look(folder.fd()?, name) {
                Ok(meta) if known.is_some() || want(name, meta.kind) => {
                    let name = name.to_owned();
                    listing.entries.push(Entry { name, meta });
                }
                // Gone between the two calls: it was never there.
                Ok(_) | Err(Errno::NOENT) => {}
                Err(error) => listing.failures.push((name.to_owned(), error.into())),
            }
        }
        Ok(listing)
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        if path.is_root() {
            return Ok(meta_of(&fs::fstat(self.open_root()?)?));
        }
        let folder = self.open_parent(path)?;
        Ok(look(folder.as_fd(), path.name())?)
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        // NONBLOCK: a named pipe called `a.md` must not hold the reader until someone writes.
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
        let mut last = None;
        for _ in 0..READ_ATTEMPTS {
            let file = File::from(self.open(path, flags)?);
            let before = meta_of(&fs::fstat(&file)?);
            check_readable(&before, limit)?;
            let mut bytes = Vec::with_capacity(usize::try_from(before.size).unwrap_or(0) + 1);
            (&file).take(limit + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > limit {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let settled = meta_of(&fs::fstat(&file)?) == before;
            last = Some((bytes, before));
            if settled {
                break;
            }
        }
        last.ok_or_else(|| io::ErrorKind::Interrupted.into())
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        super::resolve(&self.root, path)
    }

    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        let first = Mode::from_raw_mode(if mode.is_some() { 0o600 } else { 0o666 });
        let folder = self.open_parent(path)?;
        let file = fs::openat(&folder, path.name(), flags | OFlags::CLOEXEC, first)?;
        if let Some(mode) = mode {
            fs::fchmod(&file, Mode::from_raw_mode((mode & 0o777) as fs::RawMode))?;
        }
        Ok(Box::new(Opened(File::from(file))))
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        let (here, there) = (self.open_parent(from)?, self.open_parent(to)?);
        Ok(fs::renameat(&here, from.name(), &there, to.name())?)
    }

    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        let (here, there) = (self.open_parent(from)?, self.open_parent(to)?);
        match rename_special(Special::NoReplace, here.as_fd(), from.name(), there.as_fd(), to.name()) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                link_then_unlink(here.as_fd(), from.name(), there.as_fd(), to.name())
            }
            other => Ok(other?),
        }
    }

    fn exchange(&self, one: &VaultPath, other: &VaultPath) -> io::Result<()> {
        let (here, there) = (self.open_parent(one)?, self.open_parent(other)?);
        match rename_special(Special::Exchange, here.as_fd(), one.name(), there.as_fd(), other.name()) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
            other => Ok(other?),
        }
    }

    fn lock(&self, folder: &VaultPath) -> Option<Box<dyn Lock>> {
        let folder = self.open(folder, OFlags::RDONLY | OFlags::DIRECTORY).ok()?;
        for _ in 0..LOCK_ATTEMPTS {
            match fs::flock(&folder, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Some(Box::new(Locked(folder))),
                // Held for microseconds, unless its holder was stopped: then go on without.
                Err(Errno::WOULDBLOCK) => std::thread::sleep(LOCK_PAUSE),
                Err(_) => return None,
            }
        }
        None
    }

    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()> {
        let folder = self.open(folder, OFlags::RDONLY | OFlags::DIRECTORY)?;
        match fs::fsync(folder) {
            // Some network and FUSE file systems have no such thing; they order renames themselves.
            Err(Errno::INVAL | Errno::NOTSUP | Errno::NOSYS) => Ok(()),
            other => Ok(other?),
        }
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        let folder = self.open_parent(path)?;
        Ok(fs::unlinkat(folder, path.name(), AtFlags::empty())?)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        let folder = self.open_parent(path)?;
        Ok(fs::mkdirat(folder, path.name(), Mode::from_raw_mode(0o777))?)
    }

    fn check_writable(&self) -> io::Result<()> {
        let access = Access::WRITE_OK | Access::EXEC_OK;
        Ok(fs::accessat(fs::CWD, &self.root, access, AtFlags::empty())?)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn open_beneath(root: BorrowedFd<'_>, path: &VaultPath, flags: OFlags) -> Result<OwnedFd, Errno> {
    use rustix::fs::ResolveFlags;
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    match fs::openat2(root, path.as_str(), flags, Mode::empty(), resolve) {
        // Kernels before 5.6 lack the call, and some containers forbid it.
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => open_by_steps(root, path, flags),
        other => other,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn open_beneath(root: BorrowedFd<'_>, path: &VaultPath, flags: OFlags) -> Result<OwnedFd, Errno> {
    open_by_steps(root, path, flags)
}

/// One name at a time, each from the descriptor of the folder before it.
fn open_by_steps(root: BorrowedFd<'_>, path: &VaultPath, flags: OFlags) -> Result<OwnedFd, Errno> {
    let step = LOOK | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut folder: Option<OwnedFd> = None;
    let parent = path.parent();
    for name in parent.names() {
        let here = folder.as_ref().map_or(root, |folder| folder.as_fd());
        folder = Some(fs::openat(here, name, step, Mode::empty())?);
    }
    let here = folder.as_ref().map_or(root, |folder| folder.as_fd());
    fs::openat(here, path.name(), flags | OFlags::NOFOLLOW, Mode::empty())
}

/// What plain `rename` cannot do.
#[derive(Clone, Copy)]
enum Special {
    NoReplace,
    Exchange,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_special(
    how: Special,
    here: BorrowedFd<'_>,
    from: &str,
    there: BorrowedFd<'_>,
    to: &str,
) -> Result<(), Errno> {
    let flags = match how {
        Special::NoReplace => fs::RenameFlags::NOREPLACE,
        Special::Exchange => fs::RenameFlags::EXCHANGE,
    };
    fs::renameat_with(here, from, there, to, flags)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_special(_: Special, _: BorrowedFd<'_>, _: &str, _: BorrowedFd<'_>, _: &str) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

/// For file systems whose rename always replaces: a hard link never does. Cut short between the
/// two, the file has both names and nothing is lost.
fn link_then_unlink(here: BorrowedFd<'_>, from: &str, there: BorrowedFd<'_>, to: &str) -> io::Result<()> {
    match fs::linkat(here, from, there, to, AtFlags::empty()) {
        Ok(()) => Ok(fs::unlinkat(here, from, AtFlags::empty())?),
        // FAT and its like have no links either: look, then move. A file that appears in between
        // is replaced; nothing better exists there.
        Err(Errno::PERM | Errno::NOTSUP | Errno::NOSYS) => match look(there, to) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(Errno::NOENT) => Ok(fs::renameat(here, from, there, to)?),
            Err(error) => Err(error.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// The descriptor holds the lock, and closing it lets go.
struct Locked(#[expect(dead_code)] OwnedFd);

impl Lock for Locked {}

struct Opened(File);

impl NewFile for Opened {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<Meta> {
        // On macOS the standard library asks for F_FULLFSYNC here; plain fsync would not reach the disk.
        self.0.sync_all()?;
        Ok(meta_of(&fs::fstat(&self.0)?))
    }
}

fn check_readable(meta: &Meta, limit: u64) -> io::Result<()> {
    match meta.kind {
        Kind::File if meta.size > limit => Err(io::ErrorKind::FileTooLarge.into()),
        Kind::File => Ok(()),
        Kind::Folder => Err(io::ErrorKind::IsADirectory.into()),
        Kind::Symlink | Kind::Other => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn look(folder: BorrowedFd<'_>, name: &str) -> Result<Meta, Errno> {
    fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map(|stat| meta_of(&stat))
}

fn kind_of(kind: FileType) -> Option<Kind> {
    match kind {
        FileType::RegularFile => Some(Kind::File),
        FileType::Directory => Some(Kind::Folder),
        FileType::Symlink => Some(Kind::Symlink),
        FileType::Unknown => None,
        _ => Some(Kind::Other),
    }
}

// The fields' types differ between systems.
#[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
fn meta_of(stat: &Stat) -> Meta {
    let seconds = (stat.st_mtime as i64).saturating_mul(1_000_000_000);
    Meta {
        kind: kind_of(FileType::from_raw_mode(stat.st_mode as fs::RawMode)).unwrap_or(Kind::Other),
        size: u64::try_from(stat.st_size).unwrap_or(0),
        mtime_ns: seconds.saturating_add(stat.st_mtime_nsec as i64),
        mode: u32::from(stat.st_mode) & 0o777,
        id: Some(FileId { device: stat.st_dev as u64, number: stat.st_ino as u64 }),
    }
}

#[cfg(test)]
#[path = "unix_tests.rs"]
mod tests;
