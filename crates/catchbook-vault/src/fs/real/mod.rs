//! The file system of this machine, below one folder.

#[cfg(any(not(unix), test))]
mod portable;
#[cfg(unix)]
mod unix;

use std::io;
use std::path::{Path, PathBuf};

use super::{Kind, Listing, Meta, NewFile, VaultFs};
use crate::path::VaultPath;

#[cfg(not(unix))]
use portable::Backend;
#[cfg(unix)]
use unix::Backend;

/// The files below one folder of this machine.
///
/// Holds no handle between calls, so a drive can be ejected while a vault is open, and a folder
/// that was put back is found again.
#[derive(Debug)]
pub struct RealFs {
    root: PathBuf,
    backend: Backend,
}

impl RealFs {
    /// Files below `root`, which need not exist yet: every call says so if it does not.
    /// `root` may itself be a symlink; what lies below it may not lead out.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let backend = Backend::new(root.clone());
        Self { root, backend }
    }

    /// Creates the folder and those above it, then opens it.
    pub fn create(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        std::fs::create_dir_all(&root)?;
        Ok(Self::new(root))
    }

    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Follows every symlink on the way to `path` and says where that is below `root`.
fn resolve(root: &Path, path: &VaultPath) -> io::Result<Option<VaultPath>> {
    let root = std::fs::canonicalize(root)?;
    let target = std::fs::canonicalize(path.to_native(&root))?;
    Ok(VaultPath::from_native(&root, &target).ok())
}

impl VaultFs for RealFs {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        self.backend.list(folder, want)
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        self.backend.metadata(path)
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        self.backend.read(path, limit)
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        resolve(&self.root, path)
    }

    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        self.backend.create(path, mode)
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.backend.rename(from, to)
    }

    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.backend.rename_new(from, to)
    }

    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()> {
        self.backend.sync_folder(folder)
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        self.backend.remove_file(path)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        self.backend.create_folder(path)
    }

    fn check_writable(&self) -> io::Result<()> {
        self.backend.check_writable()
    }
}
