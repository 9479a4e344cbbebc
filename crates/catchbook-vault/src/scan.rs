//! What changed since the vault was last looked at.

use std::collections::HashMap;
use std::iter::Peekable;

use crate::fs::VaultFs;
use crate::path::VaultPath;
use crate::walk::{Failure, Found, Walk, WalkLimits, walk};

/// A file modified this shortly before the scan may be modified again within the same tick of the
/// file system's clock, so its time and size prove nothing.
const FRESH_NS: i64 = 2_000_000_000;
/// Fewer files than this may all disappear without a question, as long as the vault is there.
const FEW: usize = 10;

/// A file as the catalog remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub path: VaultPath,
    /// Nanoseconds since 1970, as the scan that found the file reported it.
    pub mtime_ns: i64,
    /// Bytes.
    pub size: u64,
    /// What [`is_settled`] said when it was read.
    pub settled: bool,
}

/// Whether a file had rested when it was read at `now_ns`. If not, a change within the same tick of the file system's
/// clock may have left its time as it was, and no later look can tell by that.
pub fn is_settled(mtime_ns: i64, now_ns: i64) -> bool {
    mtime_ns < now_ns.saturating_sub(FRESH_NS)
}

#[derive(Debug, Clone, Copy)]
pub struct ScanOptions {
    /// The time of the scan, nanoseconds since 1970.
    pub now_ns: i64,
    /// What to conclude when most of the vault is gone.
    pub losses: Losses,
    pub limits: WalkLimits,
}

/// A vault that lost most of its files is more often a drive that is not there than a person who
/// deleted them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    /// Report [`Outcome::Vanished`] and conclude nothing.
    Ask,
    /// The person was asked and said that they are gone.
    Accept,
}

impl ScanOptions {
    pub fn at(now_ns: i64) -> Self {
        Self { now_ns, losses: Losses::Ask, limits: WalkLimits::default() }
    }
}

#[derive(Debug)]
pub struct ScanReport {
    pub outcome: Outcome,
    /// Parts that could not be looked at. What was known of them still holds: they are neither
    /// removed nor unchanged.
    pub failures: Vec<Failure>,
    /// There are more files than [`WalkLimits::files`]; nothing was taken for removed.
    pub cut_short: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Changes(Changes),
    /// Most of what was known is gone at once. Keep it, and ask.
    Vanished {
        missing: usize,
        known: usize,
    },
}

/// Each list is in the order of the paths' bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: Vec<Found>,
    pub modified: Vec<Found>,
    /// Time and size are as known, but are or were too fresh to be believed: compare the hash.
    pub doubtful: Vec<Found>,
    pub removed: Vec<VaultPath>,
    /// Files that are as they were known, the doubtful not counted.
    pub unchanged: usize,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.modified.is_empty() && self.removed.is_empty()
    }
}

/// Compares the vault with what is `known` of it. `known` comes in the order of the paths' bytes
/// (SQLite's BINARY), each path once. Reads no file but ignore files.
pub fn scan(fs: &dyn VaultFs, known: impl IntoIterator<Item = Known>, options: &ScanOptions) -> ScanReport {
    let mut seen = walk(fs, options.limits);
    let mut tally = Tally::new(std::mem::take(&mut seen.unknown), options);
    tally.join(std::mem::take(&mut seen.files), known);
    let (failures, cut_short) = (std::mem::take(&mut seen.failures), seen.cut_short);
    let outcome = tally.conclude(&seen, options.losses);
    ScanReport { outcome, failures, cut_short }
}

/// The comparison so far.
struct Tally {
    changes: Changes,
    /// Time and size of what was removed, to recognise it under another name.
    gone: Vec<(i64, u64)>,
    known: usize,
    unknown: Vec<VaultPath>,
    now_ns: i64,
}

impl Tally {
    fn new(mut unknown: Vec<VaultPath>, options: &ScanOptions) -> Self {
        unknown.sort_unstable();
        Self { changes: Changes::default(), gone: Vec::new(), known: 0, unknown, now_ns: options.now_ns }
    }

    fn join(&mut self, files: Vec<Found>, known: impl IntoIterator<Item = Known>) {
        let mut files = files.into_iter().peekable();
        for known in known {
            self.known += 1;
            self.add_before(&mut files, &known.path);
            match files.next_if(|found| found.path == known.path) {
                Some(found) => self.compare(found, &known),
                None => self.miss(known),
            }
        }
        self.changes.added.extend(files);
    }

    fn add_before(&mut self, files: &mut Peekable<impl Iterator<Item = Found>>, path: &VaultPath) {
        while let Some(found) = files.next_if(|found| found.path < *path) {
            self.changes.added.push(found);
        }
    }

    fn compare(&mut self, found: Found, known: &Known) {
        if (found.mtime_ns, found.size) != (known.mtime_ns, known.size) {
            self.changes.modified.push(found);
        } else if !known.settled || !is_settled(found.mtime_ns, self.now_ns) {
            self.changes.doubtful.push(found);
        } else {
            self.changes.unchanged += 1;
        }
    }

    fn miss(&mut self, known: Known) {
        if self.is_unknown(&known.path) {
            return;
        }
        self.gone.push((known.mtime_ns, known.size));
        self.changes.removed.push(known.path);
    }

    /// Whether the walk could not look at this path or at a folder above it.
    fn is_unknown(&self, path: &VaultPath) -> bool {
        let mut at = path.clone();
        while !self.unknown.is_empty() {
            if self.unknown.binary_search(&at).is_ok() {
                return true;
            }
            if at.is_root() {
                break;
            }
            at = at.parent();
        }
        false
    }

    fn conclude(mut self, seen: &Walk, losses: Losses) -> Outcome {
        if seen.cut_short {
            self.changes.removed.clear();
            return Outcome::Changes(self.changes);
        }
        let missing = self.lost();
        let most = missing >= FEW && missing * 2 > self.known;
        if losses == Losses::Ask && self.known > 0 && (seen.root_is_bare || most) {
            let missing = if seen.root_is_bare { self.known } else { missing };
            let known = self.known;
            return Outcome::Vanished { missing, known };
        }
        Outcome::Changes(self.changes)
    }

    /// How many of the removed did not come back under another name: renaming the folder that
    /// holds everything loses nothing.
    fn lost(&self) -> usize {
        let mut arrived: HashMap<(i64, u64), usize> = HashMap::new();
        for found in &self.changes.added {
            *arrived.entry((found.mtime_ns, found.size)).or_default() += 1;
        }
        let moved = |gone: &&(i64, u64)| match arrived.get_mut(*gone) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        self.gone.len() - self.gone.iter().filter(moved).count()
    }
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
