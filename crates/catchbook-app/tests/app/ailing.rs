//! The real disk, whose writes can be made to fail: full, read-only, or without permission.

use catchbook_vault::{Kind, Listing, Lock, Meta, NewFile, RealFs, VaultFs, VaultPath};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Arc, Mutex};

pub type Ailment = Arc<Mutex<Option<ErrorKind>>>;

#[derive(Debug)]
pub struct Ailing {
    disk: RealFs,
    ailment: Ailment,
}

impl Ailing {
    pub fn new(root: &Path, ailment: Ailment) -> Self {
        Self { disk: RealFs::new(root), ailment }
    }

    /// A full disk still makes names; one that refuses refuses at once.
    fn refuse(&self) -> io::Result<()> {
        match *self.ailment.lock().unwrap() {
            None | Some(ErrorKind::StorageFull) => Ok(()),
            Some(kind) => Err(kind.into()),
        }
    }
}

impl VaultFs for Ailing {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        self.disk.list(folder, want)
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        self.disk.metadata(path)
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        self.disk.read(path, limit)
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        self.disk.resolve(path)
    }

    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        self.refuse()?;
        let file = self.disk.create(path, mode)?;
        Ok(Box::new(Filling { file, ailment: Arc::clone(&self.ailment) }))
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.refuse()?;
        self.disk.rename(from, to)
    }

    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.refuse()?;
        self.disk.rename_new(from, to)
    }

    fn exchange(&self, one: &VaultPath, other: &VaultPath) -> io::Result<()> {
        self.refuse()?;
        self.disk.exchange(one, other)
    }

    fn lock(&self, folder: &VaultPath) -> Option<Box<dyn Lock>> {
        self.disk.lock(folder)
    }

    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        self.refuse()?;
        self.disk.remove_file(path)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        self.refuse()?;
        self.disk.create_folder(path)
    }

    fn check_writable(&self) -> io::Result<()> {
        self.refuse()
    }
}

struct Filling {
    file: Box<dyn NewFile>,
    ailment: Ailment,
}

impl NewFile for Filling {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if *self.ailment.lock().unwrap() == Some(ErrorKind::StorageFull) {
            // A disk fills up in the middle of a write, not before it.
            self.file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(ErrorKind::StorageFull.into());
        }
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<Meta> {
        self.file.sync()
    }
}
