//! What is in memory, what is on the disk, and the changes in between.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};

use super::{Calls, Fault};
use crate::fs::{Entry, FileId, Kind, Meta};
use crate::path::VaultPath;

/// Links followed before a ring of them is taken for one.
const MAX_LINKS: usize = 40;
const TICK_NS: i64 = 1_000_000;

#[derive(Debug, Clone)]
struct Inode {
    kind: Kind,
    bytes: Vec<u8>,
    /// What the disk holds of `bytes`; `None` until the first sync.
    synced: Option<Vec<u8>>,
    target: Option<VaultPath>,
    mtime_ns: i64,
    mode: u32,
}

/// A change to a folder that was not synced yet.
#[derive(Debug, Clone)]
enum Change {
    Link(VaultPath, u64),
    Unlink(VaultPath),
    Move(VaultPath, VaultPath, u64),
    /// Two names of one folder, each with what it has now.
    Exchange([(VaultPath, u64); 2]),
}

type Names = BTreeMap<VaultPath, u64>;

#[derive(Debug)]
pub(super) struct State {
    inodes: BTreeMap<u64, Inode>,
    /// Every name but the root's, as programs see it.
    live: Names,
    /// The same, as a power cut would leave it.
    durable: Names,
    journal: Vec<Change>,
    unplugged: Option<(Names, bool)>,
    ignores_case: bool,
    fault: Option<Fault>,
    pub denied: BTreeSet<VaultPath>,
    pub read_only: bool,
    pub off: bool,
    pub clock_ns: i64,
    pub calls: u64,
}

impl State {
    pub fn new(ignores_case: bool) -> Self {
        Self {
            inodes: BTreeMap::new(),
            live: Names::new(),
            durable: Names::new(),
            journal: Vec::new(),
            unplugged: None,
            ignores_case,
            fault: None,
            denied: BTreeSet::new(),
            read_only: false,
            off: false,
            clock_ns: 1_780_000_000_000_000_000,
            calls: 0,
        }
    }

    pub fn arm(&mut self, fault: Option<Fault>) {
        self.fault = fault;
    }

    pub fn fault_waits(&self) -> bool {
        self.fault.is_some_and(|fault| fault.nth > 0)
    }

    /// Counts a call, and fails it if that is planned.
    pub fn begin(&mut self, calls: Calls) -> io::Result<()> {
        self.calls += 1;
        if self.off {
            return Err(io::Error::other("the power is off"));
        }
        if calls == Calls::Writing && self.read_only {
            return Err(ErrorKind::ReadOnlyFilesystem.into());
        }
        let Some(fault) = &mut self.fault else {
            return Ok(());
        };
        if fault.calls != Calls::Any && fault.calls != calls {
            return Ok(());
        }
        fault.nth = fault.nth.saturating_sub(1);
        if fault.nth > 0 {
            return Ok(());
        }
        let kind = fault.kind;
        if !fault.lasting {
            self.fault = None;
        }
        Err(kind.into())
    }

    fn tick(&mut self) -> i64 {
        self.clock_ns += TICK_NS;
        self.clock_ns
    }

    /// The name as it is spelled on the disk.
    fn find(&self, path: &VaultPath) -> Option<(&VaultPath, u64)> {
        if !self.ignores_case {
            return self.live.get_key_value(path).map(|(k, v)| (k, *v));
        }
        let folded = path.as_str().to_lowercase();
        let same = |(name, _): &(&VaultPath, &u64)| name.as_str().to_lowercase() == folded;
        self.live.iter().find(same).map(|(k, v)| (k, *v))
    }

    fn look(&self, path: &VaultPath) -> io::Result<u64> {
        self.check_way(path)?;
        let found = self.find(path).map(|(_, inode)| inode);
        found.ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// Every name above `path` must be a folder that may be entered.
    fn check_way(&self, path: &VaultPath) -> io::Result<()> {
        if self.unplugged.as_ref().is_some_and(|(_, mount)| !mount) {
            return Err(ErrorKind::NotFound.into());
        }
        if path.is_root() {
            return Ok(());
        }
        let parent = path.parent();
        self.check_way(&parent)?;
        if self.denied.contains(&parent) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        if parent.is_root() {
            return Ok(());
        }
        let inode = self.find(&parent).ok_or(ErrorKind::NotFound)?.1;
        match self.inodes[&inode].kind {
            Kind::Folder => Ok(()),
            Kind::Symlink => Err(ErrorKind::InvalidInput.into()),
            Kind::File | Kind::Other => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn meta(&self, number: u64) -> Meta {
        let inode = &self.inodes[&number];
        Meta {
            kind: inode.kind,
            size: inode.bytes.len() as u64,
            mtime_ns: inode.mtime_ns,
            mode: inode.mode,
            id: Some(FileId { device: 1, number }),
        }
    }

    pub fn metadata(&self, path: &VaultPath) -> io::Result<Meta> {
        if path.is_root() {
            self.check_way(path)?;
            return Ok(Meta {
                kind: Kind::Folder,
                size: 0,
                mtime_ns: 0,
                mode: 0o755,
                id: Some(FileId { device: 1, number: 0 }),
            });
        }
        self.look(path).map(|inode| self.meta(inode))
    }

    pub fn entries(&self, folder: &VaultPath) -> io::Result<Vec<Entry>> {
        if self.metadata(folder)?.kind != Kind::Folder {
            return Err(ErrorKind::NotADirectory.into());
        }
        if self.denied.contains(folder) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let spelled = self.find(folder).map_or(folder, |(name, _)| name);
        let inside = self.live.iter().filter(|(path, _)| path.parent() == *spelled);
        let entry = |(path, inode): (&VaultPath, &u64)| Entry { name: path.name().to_owned(), meta: self.meta(*inode) };
        Ok(inside.map(entry).collect())
    }

    pub fn read(&self, path: &VaultPath) -> io::Result<(Vec<u8>, Meta)> {
        let meta = self.metadata(path)?;
        match meta.kind {
            _ if self.denied.contains(path) => Err(ErrorKind::PermissionDenied.into()),
            Kind::File => Ok((self.inodes[&self.look(path)?].bytes.clone(), meta)),
            Kind::Folder => Err(ErrorKind::IsADirectory.into()),
            Kind::Symlink | Kind::Other => Err(ErrorKind::InvalidInput.into()),
        }
    }

    pub fn resolve(&self, path: &VaultPath) -> io::Result<Option<VaultPath>> {
        let mut rest: Vec<String> = path.names().rev().map(str::to_owned).collect();
        let (mut at, mut links) = (VaultPath::root(), 0);
        while let Some(name) = rest.pop() {
            let next = at.join(&name).map_err(|_| ErrorKind::InvalidFilename)?;
            let inode = &self.inodes[&self.look(&next)?];
            if inode.kind != Kind::Symlink {
                at = next;
                continue;
            }
            links += 1;
            if links > MAX_LINKS {
                return Err(io::Error::other("the links form a ring"));
            }
            let Some(target) = &inode.target else {
                return Ok(None);
            };
            rest.extend(target.names().rev().map(str::to_owned));
            at = VaultPath::root();
        }
        Ok(Some(at))
    }

    pub fn create(&mut self, path: &VaultPath, kind: Kind, mode: u32) -> io::Result<u64> {
        self.check_way(path)?;
        if self.find(path).is_some() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let inode = self.new_inode(kind, mode);
        self.live.insert(path.clone(), inode);
        self.journal.push(Change::Link(path.clone(), inode));
        Ok(inode)
    }

    fn new_inode(&mut self, kind: Kind, mode: u32) -> u64 {
        let number = self.inodes.len() as u64 + 1;
        let inode = Inode { kind, bytes: Vec::new(), synced: None, target: None, mtime_ns: self.tick(), mode };
        self.inodes.insert(number, inode);
        number
    }

    pub fn append(&mut self, inode: u64, bytes: &[u8]) {
        let now = self.tick();
        if let Some(inode) = self.inodes.get_mut(&inode) {
            inode.bytes.extend_from_slice(bytes);
            inode.mtime_ns = now;
        }
    }

    pub fn sync_file(&mut self, number: u64) -> io::Result<Meta> {
        let inode = self.inodes.get_mut(&number).ok_or(ErrorKind::NotFound)?;
        inode.synced = Some(inode.bytes.clone());
        Ok(self.meta(number))
    }

    pub fn rename(&mut self, from: &VaultPath, to: &VaultPath, replace: bool) -> io::Result<()> {
        let inode = self.look(from)?;
        self.check_way(to)?;
        let from = self.find(from).map_or(from, |(name, _)| name).clone();
        if let Some((there, number)) = self.find(to) {
            if !replace {
                return Err(ErrorKind::AlreadyExists.into());
            }
            if self.inodes[&number].kind == Kind::Folder {
                return Err(ErrorKind::IsADirectory.into());
            }
            let there = there.clone();
            if number != inode {
                self.live.remove(&there);
            }
        }
        self.live.remove(&from);
        self.live.insert(to.clone(), inode);
        self.journal.push(Change::Move(from, to.clone(), inode));
        Ok(())
    }

    pub fn exchange(&mut self, one: &VaultPath, other: &VaultPath) -> io::Result<()> {
        if self.ignores_case || one.parent() != other.parent() {
            return Err(ErrorKind::Unsupported.into());
        }
        let swapped = [(one.clone(), self.look(other)?), (other.clone(), self.look(one)?)];
        self.live.extend(swapped.clone());
        self.journal.push(Change::Exchange(swapped));
        Ok(())
    }

    pub fn remove_file(&mut self, path: &VaultPath) -> io::Result<()> {
        let inode = self.look(path)?;
        if self.inodes[&inode].kind == Kind::Folder {
            return Err(ErrorKind::IsADirectory.into());
        }
        let spelled = self.find(path).map_or(path, |(name, _)| name).clone();
        self.live.remove(&spelled);
        self.journal.push(Change::Unlink(spelled));
        Ok(())
    }

    pub fn sync_folder(&mut self, folder: &VaultPath) -> io::Result<()> {
        if self.metadata(folder)?.kind != Kind::Folder {
            return Err(ErrorKind::NotADirectory.into());
        }
        for change in std::mem::take(&mut self.journal) {
            let here = |path: &VaultPath| path.parent() == *folder;
            match change {
                Change::Link(path, inode) if here(&path) => {
                    self.durable.insert(path, inode);
                }
                Change::Unlink(path) if here(&path) => {
                    self.durable.remove(&path);
                }
                // The new name is safe now; the old one goes when its own folder is synced.
                Change::Move(from, to, inode) if here(&to) && !here(&from) => {
                    self.durable.insert(to, inode);
                    self.journal.push(Change::Unlink(from));
                }
                Change::Move(from, to, inode) if here(&from) => {
                    self.durable.remove(&from);
                    self.durable.insert(to, inode);
                }
                Change::Exchange(swapped) if here(&swapped[0].0) => {
                    self.durable.extend(swapped);
                }
                other => self.journal.push(other),
            }
        }
        Ok(())
    }

    pub fn crash(&mut self, seed: u64) {
        let mut dice = Dice(seed);
        for change in std::mem::take(&mut self.journal) {
            if dice.roll(2) == 0 {
                continue;
            }
            match change {
                Change::Link(path, inode) => {
                    self.durable.insert(path, inode);
                }
                Change::Unlink(path) => {
                    self.durable.remove(&path);
                }
                Change::Move(from, to, inode) => {
                    self.durable.remove(&from);
                    self.durable.insert(to, inode);
                }
                Change::Exchange(swapped) => self.durable.extend(swapped),
            }
        }
        self.drop_orphans();
        for inode in self.inodes.values_mut() {
            inode.lose_power(&mut dice);
        }
        self.live = self.durable.clone();
        self.fault = None;
        self.off = false;
    }

    /// A name in a folder that did not survive did not, either.
    fn drop_orphans(&mut self) {
        let names = std::mem::take(&mut self.durable);
        for (path, inode) in names {
            // The map's order puts a folder before what it holds.
            let parent = path.parent();
            if parent.is_root() || self.durable.contains_key(&parent) {
                self.durable.insert(path, inode);
            }
        }
    }

    pub fn files(&self) -> Vec<(VaultPath, Vec<u8>)> {
        let all = self.live.iter().map(|(path, inode)| (path, &self.inodes[inode]));
        all.filter(|(_, inode)| inode.kind == Kind::File)
            .map(|(path, inode)| (path.clone(), inode.bytes.clone()))
            .collect()
    }
}

/// What other programs do: at once, durable, and past every fault.
impl State {
    pub fn put(&mut self, path: &VaultPath, kind: Kind, bytes: Vec<u8>) {
        let mut folder = path.parent();
        while !folder.is_root() && self.find(&folder).is_none() {
            let inode = self.new_inode(Kind::Folder, 0o755);
            self.name(&folder, inode);
            folder = folder.parent();
        }
        let found = self.find(path).map(|(_, inode)| inode);
        let number = found.unwrap_or_else(|| self.new_inode(kind, 0o644));
        let now = self.tick();
        if let Some(inode) = self.inodes.get_mut(&number) {
            inode.synced = Some(bytes.clone());
            inode.bytes = bytes;
            inode.mtime_ns = now;
        }
        if found.is_none() {
            self.name(path, number);
        }
    }

    fn name(&mut self, path: &VaultPath, inode: u64) {
        self.live.insert(path.clone(), inode);
        self.durable.insert(path.clone(), inode);
    }

    pub fn aim(&mut self, path: &VaultPath, target: Option<&VaultPath>) {
        if let Ok(number) = self.look(path)
            && let Some(inode) = self.inodes.get_mut(&number)
        {
            inode.target = target.cloned();
        }
    }

    pub fn shift(&mut self, from: &VaultPath, to: &VaultPath) {
        for names in [&mut self.live, &mut self.durable] {
            let (moved, kept) =
                std::mem::take(names).into_iter().partition::<Names, _>(|(path, _)| path.is_within(from));
            *names = kept;
            names.extend(moved.into_iter().filter_map(|(path, inode)| {
                let rest = path.as_str().strip_prefix(from.as_str())?;
                Some((VaultPath::new(format!("{to}{rest}")).ok()?, inode))
            }));
        }
    }

    pub fn wipe(&mut self, path: &VaultPath) {
        self.live.retain(|name, _| !name.is_within(path));
        self.durable.retain(|name, _| !name.is_within(path));
    }

    pub fn unplug(&mut self, leaves_mount_point: bool) {
        let names = std::mem::take(&mut self.live);
        self.unplugged = Some((names, leaves_mount_point));
    }

    pub fn plug_in(&mut self) {
        if let Some((names, _)) = self.unplugged.take() {
            self.live = names;
        }
    }

    pub fn set_mode(&mut self, path: &VaultPath, mode: u32) {
        if let Ok(number) = self.look(path)
            && let Some(inode) = self.inodes.get_mut(&number)
        {
            inode.mode = mode;
        }
    }
}

impl Inode {
    /// Bytes that were not synced survive wholly, partly, as zeros, or not at all.
    fn lose_power(&mut self, dice: &mut Dice) {
        if self.synced.as_ref() != Some(&self.bytes) {
            let all = self.bytes.len();
            match dice.roll(4) {
                0 => self.bytes = self.synced.take().unwrap_or_default(),
                1 => self.bytes.truncate(dice.roll(all + 1)),
                2 => self.bytes.fill(0),
                _ => {}
            }
        }
        self.synced = Some(self.bytes.clone());
    }
}

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}
