//! A machine with a clock of its own, whose power can be cut at any call to a disk.

use catchbook_app::Host;
use catchbook_app::api::Event;
use catchbook_testkit::NOW;
use catchbook_vault::{Kind, Listing, Lock, Meta, NewFile, RealFs, VaultFs, VaultPath};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

#[derive(Debug)]
pub struct Machine {
    /// Milliseconds since the test's moment.
    clock: AtomicI64,
    /// The disk notes times as multiples of so many milliseconds: 1, or 2,000 as FAT does.
    tick: i64,
    random: AtomicU32,
    /// Calls that are left until a process is killed; none is when it is negative.
    fuse: AtomicI64,
    /// Files of the vault that nobody may read for now.
    closed: Mutex<BTreeSet<String>>,
}

impl Machine {
    pub fn with_tick(tick: i64) -> Arc<Self> {
        let (clock, random) = (AtomicI64::new(0), AtomicU32::new(1));
        Arc::new(Self { clock, tick, random, fuse: AtomicI64::new(-1), closed: Mutex::default() })
    }

    pub fn wait(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    fn now(&self) -> Timestamp {
        NOW + SignedDuration::from_millis(self.clock.load(Ordering::Relaxed))
    }

    /// Gives a file that was just written the time that this machine's disk would note.
    pub fn stamp(&self, file: &Path) -> io::Result<()> {
        let milliseconds = self.now().as_millisecond() / self.tick * self.tick;
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(milliseconds).unwrap());
        File::options().write(true).open(file)?.set_modified(time)
    }

    pub fn light_fuse(&self, calls: u64) {
        self.fuse.store(i64::try_from(calls).unwrap(), Ordering::Relaxed);
    }

    /// Answers whether the fuse had burnt down.
    pub fn quench(&self) -> bool {
        self.fuse.swap(-1, Ordering::Relaxed) == 0
    }

    pub fn close(&self, path: &str) {
        self.closed.lock().unwrap().insert(path.to_owned());
    }

    pub fn open_all(&self) {
        self.closed.lock().unwrap().clear();
    }

    /// Once burnt down, every further call of any thread ends there too.
    fn burn(&self) {
        let left = self.fuse.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| (left > 0).then(|| left - 1));
        if matches!(left, Ok(1) | Err(0)) {
            resume_unwind(Box::new("killed"));
        }
    }
}

/// One process on the machine.
pub struct Process(pub Arc<Machine>);

impl Host for Process {
    fn now(&self) -> (Timestamp, i32) {
        (self.0.now(), 0)
    }

    fn random(&self) -> u32 {
        self.0.random.fetch_add(0x9e37_79b1, Ordering::Relaxed)
    }

    fn disk(&self, root: &Path) -> Arc<dyn VaultFs> {
        Arc::new(Disk { files: RealFs::new(root), root: root.to_owned(), machine: Arc::clone(&self.0) })
    }

    fn emit(&self, _: Event) {
        self.0.burn();
    }

    fn at_step(&self, _: &'static str) {
        self.0.burn();
    }
}

/// The real disk with the machine's times.
#[derive(Debug)]
struct Disk {
    files: RealFs,
    root: PathBuf,
    machine: Arc<Machine>,
}

impl VaultFs for Disk {
    fn list(&self, folder: &VaultPath, want: &dyn Fn(&str, Kind) -> bool) -> io::Result<Listing> {
        self.machine.burn();
        self.files.list(folder, want)
    }

    fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        self.files.metadata(path)
    }

    fn read(&self, path: &VaultPath, limit: u64) -> io::Result<(Vec<u8>, Meta)> {
        self.machine.burn();
        if self.machine.closed.lock().unwrap().contains(path.as_str()) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.files.read(path, limit)
    }

    fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        self.files.resolve(path)
    }

    fn create(&self, path: &VaultPath, mode: Option<u32>) -> io::Result<Box<dyn NewFile>> {
        let file = self.files.create(path, mode)?;
        let (files, machine) = (RealFs::new(&self.root), Arc::clone(&self.machine));
        Ok(Box::new(Written { file, path: path.clone(), at: path.to_native(&self.root), files, machine }))
    }

    fn rename(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.files.rename(from, to)
    }

    fn rename_new(&self, from: &VaultPath, to: &VaultPath) -> io::Result<()> {
        self.files.rename_new(from, to)
    }

    fn exchange(&self, one: &VaultPath, other: &VaultPath) -> io::Result<()> {
        self.files.exchange(one, other)
    }

    fn lock(&self, folder: &VaultPath) -> Option<Box<dyn Lock>> {
        self.files.lock(folder)
    }

    fn sync_folder(&self, _: &VaultPath) -> io::Result<()> {
        Ok(())
    }

    fn remove_file(&self, path: &VaultPath) -> io::Result<()> {
        self.files.remove_file(path)
    }

    fn create_folder(&self, path: &VaultPath) -> io::Result<()> {
        self.files.create_folder(path)
    }

    fn check_writable(&self) -> io::Result<()> {
        self.files.check_writable()
    }
}

struct Written {
    file: Box<dyn NewFile>,
    path: VaultPath,
    at: PathBuf,
    files: RealFs,
    machine: Arc<Machine>,
}

impl NewFile for Written {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// The time is noted last, as closing a file does it, and no test waits for a disk.
    fn sync(&mut self) -> io::Result<Meta> {
        self.machine.stamp(&self.at)?;
        self.files.metadata(&self.path)
    }
}
