//! Systems without Unix's calls: the standard library, with a look at every name before it is
//! used. A name swapped for a link between the look and the use is followed; the look only keeps
//! out links that were there before.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::fs::{Entry, Kind, Listing, Lock, Meta, NewFile, VaultFs};
use crate::path::VaultPath;

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

    /// As [`RealFs::create`]: a person's own folders are closed to others by the system already.
    pub fn create_private(root: impl Into<PathBuf>) -> io::Result<Self> {
        Self::create(root)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The native path, once no name on the way is a link, nor a device of Windows.
    fn checked(&self, path: &VaultPath) -> io::Result<PathBuf> {
        let mut native = self.root.clone();
        for name in path.names() {
            native.push(name);
            if fs::symlink_metadata(&native)?.is_symlink() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
        if cfg!(windows) && path.check_portable().is_err() {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        Ok(native)
    }

    fn in_folder(&self, path: &VaultPath) -> io::Result<PathBuf> {
        if cfg!(windows) && path.check_portable().is_err() {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        Ok(self.checked(&path.parent())?.join(path.name()))
    }
}

impl VaultFs for RealFs {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        let mut listing = Listing::default();
        for entry in fs::read_dir(self.checked(folder)?)? {
            let entry = entry?;
            let name = match entry.file_name().into_string() {
                Ok(name) => name,
                Err(name) => {
                    let error = io::Error::new(io::ErrorKind::InvalidData, "not Unicode");
                    listing.failures.push((name.to_string_lossy().into(), error));
                    continue;
                }
            };
            match entry.metadata().map(|meta| meta_of(&meta)) {
                Ok(meta) if want(&name, meta.kind) => listing.entries.push(Entry { name, meta }),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => listing.failures.push((name, error)),
            }
        }
        Ok(listing)
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        if path.is_root() {
            return Ok(meta_of(&fs::metadata(&self.root)?));
        }
        Ok(meta_of(&fs::symlink_metadata(self.in_folder(path)?)?))
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        let native = self.checked(path)?;
        let meta = meta_of(&fs::symlink_metadata(&native)?);
        match meta.kind {
            Kind::File if meta.size > limit => return Err(io::ErrorKind::FileTooLarge.into()),
            Kind::File => {}
            Kind::Folder => return Err(io::ErrorKind::IsADirectory.into()),
            Kind::Symlink | Kind::Other => return Err(io::ErrorKind::InvalidInput.into()),
        }
        let mut bytes = Vec::new();
        File::open(native)?.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok((bytes, meta))
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        super::resolve(&self.root, path)
    }

    fn create(&self, path: &VaultPath, _mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).open(self.in_folder(path)?)?;
        Ok(Box::new(Opened(file)))
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        fs::rename(self.in_folder(from)?, self.in_folder(to)?)
    }

    /// A hard link never replaces; where there are none, look, then move.
    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        let (from, to) = (self.in_folder(from)?, self.in_folder(to)?);
        match fs::hard_link(&from, &to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) if fs::symlink_metadata(&to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(from, to),
        }
    }

    fn exchange(&self, _: &VaultPath, _: &VaultPath) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn lock(&self, _: &VaultPath) -> Option<Box<dyn Lock>> {
        None
    }

    /// Windows cannot sync a folder; NTFS journals its renames.
    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()> {
        let folder = self.checked(folder)?;
        if cfg!(unix) {
            return File::open(folder)?.sync_all();
        }
        Ok(())
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        fs::remove_file(self.in_folder(path)?)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        fs::create_dir(self.in_folder(path)?)
    }

    fn check_writable(&self) -> io::Result<()> {
        if fs::metadata(&self.root)?.permissions().readonly() && cfg!(unix) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }
}

struct Opened(File);

impl NewFile for Opened {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<Meta> {
        self.0.sync_all()?;
        Ok(meta_of(&self.0.metadata()?))
    }
}

fn meta_of(meta: &Metadata) -> Meta {
    let kind = match meta.file_type() {
        kind if kind.is_symlink() => Kind::Symlink,
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_file() => Kind::File,
        _ => Kind::Other,
    };
    let since = meta.modified().ok().map(|at| at.duration_since(UNIX_EPOCH));
    let mtime_ns = match since {
        Some(Ok(after)) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Some(Err(before)) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
        None => 0,
    };
    let mode = if meta.permissions().readonly() { 0o444 } else { 0o666 };
    Meta { kind, size: meta.len(), mtime_ns, mode, id: None }
}
