use super::stamp::remove_if_there;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// How half-written replacements of small files are called, so that leftovers are known and swept.
const TEMP_PREFIX: &str = ".catchbook-tmp-";

/// tantivy's memory-mapped folder without its fsyncs, about eighteen a commit.
///
/// The index is derived: after a power cut it is rebuilt, which whoever keeps the clean-shutdown mark decides. A killed
/// process loses nothing by this, because the system still has what was written.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    mapped: MmapDirectory,
    root: PathBuf,
    temps: Arc<AtomicU64>,
}

impl Folder {
    pub(crate) fn open(root: &Path) -> Result<Folder, OpenDirectoryError> {
        Ok(Folder { mapped: MmapDirectory::open(root)?, root: root.to_path_buf(), temps: Arc::default() })
    }

    /// Removes what a killed process left half-written. Only for the holder of the writer's lock. The last holder may be
    /// ending a merge: what it still writes is of no use, and may come and go meanwhile.
    pub(crate) fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(TEMP_PREFIX) {
                remove_if_there(&entry.path())?;
            }
        }
        Ok(())
    }

    fn temp_path(&self) -> PathBuf {
        let count = self.temps.fetch_add(1, Ordering::Relaxed);
        self.root.join(format!("{TEMP_PREFIX}{}-{count}", std::process::id()))
    }
}

pub(crate) fn is_temp(name: &str) -> bool {
    name.starts_with(TEMP_PREFIX)
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.mapped.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = OpenOptions::new().write(true).create_new(true).open(self.root.join(path));
        let file = opened.map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_path_buf()),
            _ => OpenWriteError::wrap_io_error(source, path.to_path_buf()),
        })?;
        Ok(BufWriter::new(Box::new(Unsynced(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let temp = self.temp_path();
        let written = fs::write(&temp, data).and_then(|()| fs::rename(&temp, self.root.join(path)));
        written.inspect_err(|_| {
            let _ = fs::remove_file(&temp);
        })
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file that is finished without waiting for the disk.
struct Unsynced(File);

impl Write for Unsynced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Unsynced {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        Ok(())
    }
}
