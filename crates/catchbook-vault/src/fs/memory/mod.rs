//! A file system in memory that can lose power, fail on purpose, and be read-only.
//!
//! It is stricter than the disks people have: what was not synced may survive or not, alone or in
//! any combination, and a synced file in a folder that was not is lost with its name.

mod state;

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::state::State;
use super::{Entry, Kind, Listing, Lock, Meta, NewFile, VaultFs};
use crate::path::VaultPath;

/// A handle; clones see the same files.
#[derive(Clone)]
pub struct MemFs {
    state: Arc<Mutex<State>>,
}

/// The calls a [`Fault`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calls {
    Any,
    /// `list`.
    Listing,
    /// `read`, `metadata`, `resolve`.
    Reading,
    /// Everything that changes something, the syncs included.
    Writing,
}

/// Makes a coming call fail.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    pub calls: Calls,
    /// 1: the next call of that sort.
    pub nth: u64,
    pub kind: io::ErrorKind,
    /// Whether every call of that sort after it fails, too.
    pub lasting: bool,
}

impl MemFs {
    /// An empty vault on a disk that tells upper from lower case.
    pub fn new() -> Self {
        Self::on(State::new(false))
    }

    /// An empty vault on a disk that does not, and that cannot exchange two names, as memory sticks are.
    pub fn ignoring_case() -> Self {
        Self::on(State::new(true))
    }

    fn on(state: State) -> Self {
        let state = Arc::new(Mutex::new(state));
        Self { state }
    }

    /// A panic in one test thread leaves the files as they were.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes as another program would, in place: durable at once, past every fault, with the
    /// folders it needs.
    pub fn put(&self, path: &VaultPath, bytes: impl Into<Vec<u8>>) {
        self.lock().put(path, Kind::File, bytes.into());
    }

    /// As [`MemFs::put`]: a link to another path of the vault, or (`None`) out of it.
    pub fn put_link(&self, path: &VaultPath, target: Option<&VaultPath>) {
        self.lock().put(path, Kind::Symlink, Vec::new());
        self.lock().aim(path, target);
    }

    /// As [`MemFs::put`]: a pipe, a socket, a device.
    pub fn put_other(&self, path: &VaultPath) {
        self.lock().put(path, Kind::Other, Vec::new());
    }

    /// Renames as another program would, folders too.
    pub fn shift(&self, from: &VaultPath, to: &VaultPath) {
        self.lock().shift(from, to);
    }

    /// Removes a file, or a folder with all it holds, as another program would.
    pub fn wipe(&self, path: &VaultPath) {
        self.lock().wipe(path);
    }

    /// The whole folder goes away, as a drive does; `true` leaves an empty mount point.
    pub fn unplug(&self, leaves_mount_point: bool) {
        self.lock().unplug(leaves_mount_point);
    }

    pub fn plug_in(&self) {
        self.lock().plug_in();
    }

    pub fn set_mode(&self, path: &VaultPath, mode: u32) {
        self.lock().set_mode(path, mode);
    }

    /// Nobody may list or read what stands at `path`, or look below it.
    pub fn deny(&self, path: &VaultPath) {
        self.lock().denied.insert(path.clone());
    }

    pub fn set_read_only(&self, read_only: bool) {
        self.lock().read_only = read_only;
    }

    /// The next change is stamped with this time; each one after it a millisecond later.
    pub fn set_clock(&self, now_ns: i64) {
        self.lock().clock_ns = now_ns;
    }

    pub fn now_ns(&self) -> i64 {
        self.lock().clock_ns
    }

    /// Replaces the fault that was waiting, if one was.
    pub fn fail(&self, fault: Fault) {
        self.lock().arm(Some(fault));
    }

    pub fn heal(&self) {
        self.lock().arm(None);
    }

    /// Whether the fault has still to come: the calls ended before it.
    pub fn fault_waits(&self) -> bool {
        self.lock().fault_waits()
    }

    /// How many calls were made through the seam.
    pub fn calls(&self) -> u64 {
        self.lock().calls
    }

    /// From now on every call fails, until [`MemFs::crash`] starts the machine again.
    pub fn power_off(&self) {
        self.lock().off = true;
    }

    /// Cuts the power and starts again with what reached the disk: all that was synced, and of the
    /// rest a selection that `seed` makes. The same seed after the same calls gives the same disk.
    pub fn crash(&self, seed: u64) {
        self.lock().crash(seed);
    }

    /// Every file with its bytes, hidden ones too, in the order of their paths.
    pub fn files(&self) -> Vec<(VaultPath, Vec<u8>)> {
        self.lock().files()
    }
}

impl Default for MemFs {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemFs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.files();
        write!(f, "MemFs({} files)", files.len())
    }
}

impl VaultFs for MemFs {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        let mut state = self.lock();
        state.begin(Calls::Listing)?;
        let entries = state.entries(folder)?;
        let wanted = |entry: &Entry| want(&entry.name, entry.meta.kind);
        Ok(Listing { entries: entries.into_iter().filter(wanted).collect(), failures: Vec::new() })
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        let mut state = self.lock();
        state.begin(Calls::Reading)?;
        state.metadata(path)
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        let mut state = self.lock();
        state.begin(Calls::Reading)?;
        let (bytes, meta) = state.read(path)?;
        if meta.size > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok((bytes, meta))
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        let mut state = self.lock();
        state.begin(Calls::Reading)?;
        state.resolve(path)
    }

    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        let inode = state.create(path, Kind::File, mode.unwrap_or(0o644))?;
        let fs = self.clone();
        Ok(Box::new(Opened { fs, inode }))
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.rename(from, to, true)
    }

    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.rename(from, to, false)
    }

    fn exchange(&self, one: &VaultPath, other: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.exchange(one, other)
    }

    fn lock(&self, _: &VaultPath) -> Option<Box<dyn Lock>> {
        None
    }

    fn sync_folder(&self, folder: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.sync_folder(folder)
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.remove_file(path)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        let mut state = self.lock();
        state.begin(Calls::Writing)?;
        state.create(path, Kind::Folder, 0o755).map(drop)
    }

    fn check_writable(&self) -> io::Result<()> {
        if self.lock().read_only {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        Ok(())
    }
}

struct Opened {
    fs: MemFs,
    inode: u64,
}

impl NewFile for Opened {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.fs.lock();
        match state.begin(Calls::Writing) {
            Ok(()) => state.append(self.inode, bytes),
            Err(error) => {
                // A disk fills up in the middle of a write, not before it.
                state.append(self.inode, &bytes[..bytes.len() / 2]);
                return Err(error);
            }
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<Meta> {
        let mut state = self.fs.lock();
        state.begin(Calls::Writing)?;
        state.sync_file(self.inode)
    }
}
