use crate::api::{ApiError, SnapshotReason};
use catchbook_vault::{Error, Hash, Kind, MAX_FILE_BYTES, Vault, VaultPath};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::collections::HashSet;
use std::io::{self, Read};

const FIRST_WORD: &str = "catchbook-snapshot-1";
const ENDING: &str = ".snap";
/// What the earlier states of one vault may take on the disk. Bytes.
const LIMIT: u64 = 64 << 20;

/// Earlier states of a vault's records, in the person's data folder: one compressed file each, written once.
///
/// The file's name says whose it is, its number, when it was taken and the hash of what it holds, so that lists and
/// the limit need no reading. Its first line says the rest.
pub(crate) struct Snapshots {
    folder: Vault,
    limit: u64,
}

/// By what a record's earlier states are found: its id where it has one, which outlives every rename, and its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Owner {
    id: Option<Hash>,
    path: Hash,
}

/// One earlier state, as its file's name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    owner: Hash,
    /// Counted up from 1 for each record and never used twice.
    pub(crate) number: u32,
    pub(crate) at_ms: i64,
    pub(crate) hash: Hash,
    /// On the disk. Bytes.
    stored: u64,
}

/// What an earlier state holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) reason: SnapshotReason,
    /// Where the record lay when it was taken.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl Owner {
    pub(crate) fn new(id: Option<&str>, path: &str) -> Self {
        Self {
            id: id.map(|id| Hash::of(format!("id {id}").as_bytes())),
            path: Hash::of(format!("path {path}").as_bytes()),
        }
    }

    fn holds(&self, mark: &Mark) -> bool {
        self.id == Some(mark.owner) || self.path == mark.owner
    }
}

impl Snapshots {
    pub(crate) fn new(folder: Vault) -> Self {
        Self { folder, limit: LIMIT }
    }

    /// Keeps a state of a record and answers its number. What is kept already is kept once. Durable on return.
    pub(crate) fn take(&self, owner: &Owner, at_ms: i64, state: &Snapshot) -> Result<u32, ApiError> {
        let failed = |error: Error| not_kept(&state.path, &error);
        // Two processes that take one at once count one after the other.
        let _lock = self.folder.fs().lock(&VaultPath::root());
        let marks = self.marks(Some(owner)).map_err(failed)?;
        let hash = Hash::of(&state.bytes);
        if let Some(known) = marks.iter().find(|mark| mark.hash == hash) {
            return Ok(known.number);
        }
        let number = marks.iter().map(|mark| mark.number).max().unwrap_or(0) + 1;
        let mark = Mark { owner: owner.id.unwrap_or(owner.path), number, at_ms, hash, stored: 0 };
        let file = write(state).map_err(|source| not_kept(&state.path, &source))?;
        self.folder.create(&mark.file()?, &file).map_err(failed)?;
        self.prune();
        Ok(number)
    }

    /// A record's earlier states, the newest first.
    pub(crate) fn of(&self, owner: &Owner) -> Result<Vec<Mark>, ApiError> {
        let mut marks = self.marks(Some(owner))?;
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.order()));
        Ok(marks)
    }

    /// `None` when the file is damaged: it is left where it is.
    pub(crate) fn read(&self, mark: &Mark) -> Result<Option<Snapshot>, ApiError> {
        let loaded = self.folder.read(&mark.file()?)?;
        Ok(read(&loaded.bytes).filter(|state| Hash::of(&state.bytes) == mark.hash))
    }

    /// What was found by a record's path is found by its new one from now on.
    pub(crate) fn rename(&self, old: &str, new: &str) -> Result<(), ApiError> {
        let to = Owner::new(None, new).path;
        for mark in self.marks(Some(&Owner::new(None, old)))? {
            let moved = Mark { owner: to, ..mark.clone() };
            match self.folder.rename(&mark.file()?, &moved.file()?) {
                // Another process was quicker.
                Err(error) if error.is_not_found() => {}
                renamed => renamed?,
            }
        }
        Ok(())
    }

    /// Those of one record, or all.
    fn marks(&self, owner: Option<&Owner>) -> Result<Vec<Mark>, Error> {
        let root = VaultPath::root();
        let ours = |name: &str, kind| {
            let wanted = |mark: &Mark| owner.is_none_or(|owner| owner.holds(mark));
            kind == Kind::File && Mark::of(name, 0).as_ref().is_some_and(wanted)
        };
        let listing = self.folder.fs().list(&root, &ours);
        let listing =
            listing.map_err(|source| Error::Io { operation: catchbook_vault::Operation::List, path: root, source })?;
        Ok(listing.entries.iter().filter_map(|entry| Mark::of(&entry.name, entry.meta.size)).collect())
    }

    /// Makes room, the oldest first; the newest of each record stays. What cannot be removed now is removed later.
    fn prune(&self) {
        let Ok(mut marks) = self.marks(None) else { return };
        let mut stored: u64 = marks.iter().map(|mark| mark.stored).sum();
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.order()));
        let mut seen = HashSet::new();
        let mut older: Vec<Mark> = marks.into_iter().filter(|mark| !seen.insert(mark.owner)).collect();
        while stored > self.limit
            && let Some(oldest) = older.pop()
        {
            let Ok(file) = oldest.file() else { continue };
            if self.folder.fs().remove_file(&file).is_ok() {
                stored -= oldest.stored;
            }
        }
    }
}

impl Mark {
    fn file(&self) -> Result<VaultPath, Error> {
        let Self { owner, number, at_ms, hash, .. } = self;
        Ok(VaultPath::new(format!("{owner}-{number}-{at_ms}-{hash}{ENDING}"))?)
    }

    fn of(name: &str, stored: u64) -> Option<Self> {
        let mut parts = name.strip_suffix(ENDING)?.split('-');
        let mark = Self {
            owner: parts.next()?.parse().ok()?,
            number: parts.next()?.parse().ok()?,
            at_ms: parts.next()?.parse().ok()?,
            hash: parts.next()?.parse().ok()?,
            stored,
        };
        parts.next().is_none().then_some(mark)
    }

    /// Age first: numbers of different records say nothing about one another.
    fn order(&self) -> (i64, u32) {
        (self.at_ms, self.number)
    }
}

fn not_kept(path: &str, source: &dyn std::error::Error) -> ApiError {
    let why = crate::error::cause(source);
    ApiError::failed(format!("An earlier state of {path} could not be kept: {why}"))
        .hint("Make room on the disk of your data folder, or see that you may write there.")
}

fn write(Snapshot { reason, path, bytes }: &Snapshot) -> io::Result<Vec<u8>> {
    let mut file = format!("{FIRST_WORD} {} {} {}\n{path}", word(*reason), path.len(), bytes.len()).into_bytes();
    ZlibEncoder::new(bytes.as_slice(), Compression::default()).read_to_end(&mut file)?;
    Ok(file)
}

fn read(file: &[u8]) -> Option<Snapshot> {
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let mut words = std::str::from_utf8(&file[..end]).ok()?.strip_prefix(FIRST_WORD)?.split_whitespace();
    let reason = reason(words.next()?)?;
    let of_path: usize = words.next()?.parse().ok()?;
    let of_bytes: u64 = words.next()?.parse().ok()?;
    let (path, packed) = file[end + 1..].split_at_checked(of_path)?;
    let mut bytes = Vec::new();
    // A damaged file may claim or unpack to anything.
    ZlibDecoder::new(packed).take(of_bytes.min(MAX_FILE_BYTES) + 1).read_to_end(&mut bytes).ok()?;
    let path = std::str::from_utf8(path).ok()?.to_owned();
    (bytes.len() as u64 == of_bytes).then_some(Snapshot { reason, path, bytes })
}

const WORDS: [(SnapshotReason, &str); 3] =
    [(SnapshotReason::Editing, "editing"), (SnapshotReason::Merge, "merge"), (SnapshotReason::Restore, "restore")];

fn word(reason: SnapshotReason) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == reason).map_or("editing", |(_, word)| word)
}

fn reason(word: &str) -> Option<SnapshotReason> {
    WORDS.iter().find(|(_, known)| *known == word).map(|(reason, _)| *reason)
}

#[cfg(test)]
#[path = "snapshots_tests.rs"]
mod tests;
