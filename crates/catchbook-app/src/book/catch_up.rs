use super::filling::{Filling, Hashes, Way};
use super::open::FILLING;
use super::standing::Unreadable;
use super::{Book, lock};
use crate::api::{ApiError, Event, Vanished};
use crate::error::sentence;
use catchbook_catalog::KnownFile;
use catchbook_search::WriterBudget;
use catchbook_vault::{Changes, Failure, Found, Known, Losses, Outcome, ScanOptions, VaultPath, scan};
use std::collections::HashSet;
use std::sync::atomic::AtomicBool;

/// From so many files to read on, both stores are filled together instead of through the queue, once one of them differs.
const MANY: usize = 2_000;

/// What a look at the folder asks for.
pub(crate) struct Look<'a> {
    /// Nanoseconds since 1970.
    pub(crate) now_ns: i64,
    pub(crate) losses: Losses,
    /// Read every file, whatever is known of it.
    pub(crate) anew: bool,
    /// Set by another thread to stop reading.
    pub(crate) stop: &'a AtomicBool,
    /// Called while files are read, with what there is to see of it.
    pub(crate) tell: &'a dyn Fn(Event),
}

/// What a look at the folder found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looked {
    Same,
    Changed,
    /// Most records are gone at once; nothing was forgotten.
    Vanished,
    Stopped,
}

impl Book {
    /// Compares the folder with what is known of it and reads what differs.
    ///
    /// # Errors
    /// When a derived store fails, or the folder cannot be looked at.
    pub(crate) fn catch_up(&self, look: &Look<'_>) -> Result<Looked, ApiError> {
        self.refresh_settings()?;
        let before = self.catalogs.read(|catalog| catalog.known())?;
        // Filling that this process began and did not end, for an error, is made good for.
        let anew = look.anew || self.catalogs.read(|catalog| catalog.meta(FILLING))? == Some(self.session.clone());
        let look = &Look { anew, ..*look };
        let known: &[KnownFile] = if look.anew { &[] } else { &before };
        let options = ScanOptions { losses: look.losses, ..ScanOptions::at(look.now_ns) };
        let report = scan(&**self.vault.fs(), known.iter().filter_map(as_known), &options);
        lock(&self.standing).unreadable = report.failures.iter().map(unreadable).collect();
        let changes = match report.outcome {
            Outcome::Changes(changes) => without_templates(changes),
            Outcome::Vanished { missing, known } => {
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                lock(&self.standing).vanished = Some(Vanished { missing: count(missing), known: count(known) });
                (look.tell)(Event::StateChanged);
                return Ok(Looked::Vanished);
            }
        };
        lock(&self.standing).vanished = None;
        let mut changes = changes;
        // The old facts stay until the new ones are there, so that whoever asks meanwhile gets an answer.
        if look.anew {
            changes.removed.extend(gone(&before, &changes.added));
        }
        self.take_changes(changes, &Hashes(known), look)
    }

    fn take_changes(&self, changes: Changes, hashes: &Hashes<'_>, look: &Look<'_>) -> Result<Looked, ApiError> {
        let mut removed: Vec<&str> = changes.removed.iter().map(VaultPath::as_str).collect();
        let mut files = changes.added;
        files.extend(changes.modified);
        files.extend(changes.doubtful);
        // When the catalog knows nothing, whatever search still holds is of another time.
        let afresh = look.anew || hashes.0.is_empty();
        if files.is_empty() && removed.is_empty() && !look.anew && (!afresh || self.search.is_empty()?) {
            return Ok(Looked::Same);
        }
        let many = files.len() >= MANY;
        let budget = if many { WriterBudget::Build } else { WriterBudget::Edit };
        let way = match (afresh, many) {
            (true, _) => Way::now(self, budget)?,
            (false, true) => Way::Undecided,
            (false, false) => Way::Queue,
        };
        let cleared = afresh && way == Way::Direct;
        // Where another process writes the index, it is told of what went.
        let searched = if afresh && !cleared { self.searched()? } else { HashSet::new() };
        removed.extend(searched.iter().map(String::as_str).filter(|path| !is_among(&files, path)));
        let mark = self.search.overlay_mark();
        // With no file left, what goes is what search still held.
        let changed = !removed.is_empty() || files.is_empty();
        Filling { book: self, way, cleared, mark, taken: 0, changed }.run(&removed, &files, hashes, look)
    }
}

/// The known paths that a walk did not find.
fn gone(known: &[KnownFile], found: &[Found]) -> Vec<VaultPath> {
    known
        .iter()
        .filter(|file| !is_among(found, &file.path))
        .filter_map(|file| VaultPath::new(&file.path).ok())
        .collect()
}

/// `found` is in the order of its paths' bytes.
fn is_among(found: &[Found], path: &str) -> bool {
    found.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
}

/// Templates are not records: a search that finds `{title}` helps nobody.
pub(crate) fn without_templates(mut changes: Changes) -> Changes {
    let is_record = |found: &Found| !found.path.as_str().starts_with("templates/");
    changes.added.retain(is_record);
    changes.modified.retain(is_record);
    changes
}

fn as_known(file: &KnownFile) -> Option<Known> {
    // Every path in the catalog came from a walk; one that is no path is left to be found anew.
    let path = VaultPath::new(&file.path).ok()?;
    Some(Known { path, mtime_ns: file.mtime_ns, size: file.size, settled: file.settled })
}

fn unreadable(failure: &Failure) -> Unreadable {
    Unreadable { path: failure.path.clone(), message: sentence(&failure.cause), hint: failure.hint().to_owned() }
}
