//! The seam: everything this crate does to a disk goes through [`VaultFs`].

mod memory;
mod real;

use std::fmt;
use std::io;

pub use memory::{Calls, Fault, MemFs};
pub use real::RealFs;

use crate::path::VaultPath;

/// What stands at a path. Symlinks are seen, never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    File,
    Folder,
    Symlink,
    /// A device, a socket, a pipe: never read, and never waited for.
    Other,
}

/// Which file this is, whatever its name. Two names with one id are one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId {
    pub device: u64,
    pub number: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970, as the file system reports them.
    pub mtime_ns: i64,
    /// The nine permission bits. On systems without them: 0o666, or 0o444 for a read-only file.
    pub mode: u32,
    pub id: Option<FileId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub meta: Meta,
}

/// What a folder holds, in no particular order.
#[derive(Debug, Default)]
pub struct Listing {
    pub entries: Vec<Entry>,
    /// Names that could not be read, with what is left of them as text.
    pub failures: Vec<(String, io::Error)>,
}

/// A file system below one root.
///
/// Promises every implementation keeps:
/// - no call follows a symlink at any name of the path; [`VaultFs::resolve`] is the one way through;
/// - a call that fails leaves what was there as it was, except that [`NewFile`] may be half written;
/// - a rename is all or nothing for whoever looks;
/// - after [`NewFile::sync`] the bytes, and after [`VaultFs::sync_folder`] the names, outlive a power cut.
pub trait VaultFs: fmt::Debug + Send + Sync {
    /// The folder's entries for which `want(name, kind)` holds; the others are not looked at further.
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing>;

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta>;

    /// The whole file, and what was known of it before the first byte was read.
    /// Longer than `limit` bytes: `FileTooLarge`; not an ordinary file: `InvalidInput` or `IsADirectory`.
    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)>;

    /// Where `path` leads once every symlink is followed; `None` if that is outside the root.
    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>>;

    /// A new file; fails with `AlreadyExists` rather than touch one that is there.
    /// `mode`: permission bits to give it; `None` for the system's default.
    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>>;

    /// Moves a file, replacing what stands at `to`.
    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()>;

    /// Moves a file; fails with `AlreadyExists` if anything stands at `to`, however late it came.
    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()>;

    /// Lets two files change places in one step. `Unsupported` where the disk cannot.
    fn exchange(&self, one: &VaultPath, other: &VaultPath) -> io::Result<()>;

    /// Keeps other Catchbook processes of this machine from replacing files in `folder` until it is
    /// dropped. Advice, not protection: `None` where there is no such lock, or where somebody has
    /// held it for longer than a save takes. Leaves nothing behind in the folder.
    fn lock(&self, folder: &VaultPath) -> Option<Box<dyn Lock>>;

    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()>;

    fn remove_file(&self, path: &VaultPath) -> io::Result<()>;

    /// One new folder; its parent must exist.
    fn create_folder(&self, path: &VaultPath) -> io::Result<()>;

    /// Whether files can be written at all: `ReadOnlyFilesystem` or `PermissionDenied` if not.
    fn check_writable(&self) -> io::Result<()>;
}

/// A lock that is held until it is dropped.
pub trait Lock {}

/// A file that was just created and is still being written.
pub trait NewFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns once the bytes are on the disk, with what the file then is.
    /// After a failure the bytes must be taken for lost: syncing again may lie.
    fn sync(&mut self) -> io::Result<Meta>;
}

/// Wants every entry.
pub(crate) fn everything(_: &str, _: Kind) -> bool {
    true
}

#[cfg(test)]
#[path = "contract_tests.rs"]
mod contract_tests;
#[cfg(test)]
#[path = "model_tests.rs"]
mod model_tests;
