use super::open::FILLING;
use super::standing::Unreadable;
use super::take_in::Read;
use super::{Book, lock};
use crate::api::{ApiError, Event, Reading, Vanished};
use crate::error::sentence;
use catchbook_catalog::{Entry, KnownFile};
use catchbook_search::{Mark, Writer, WriterBudget};
use catchbook_vault::{Changes, Failure, Found, Known, Losses, Outcome, ScanOptions, VaultPath, scan};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;

/// Files taken into the catalog in one transaction: enough to be quick, few enough to show progress.
const BATCH: usize = 500;
/// From so many changed files on, both stores are filled together instead of through the queue.
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
        let budget = if files.len() >= MANY { WriterBudget::Build } else { WriterBudget::Edit };
        let direct = (afresh || files.len() >= MANY) && self.open_writer(budget)?;
        // Where another process writes the index, it is told of what went.
        let searched = if afresh && !direct { self.searched()? } else { HashSet::new() };
        removed.extend(searched.iter().map(String::as_str).filter(|path| !is_among(&files, path)));
        let mark = self.search.overlay_mark();
        // With no file left, what goes is what search still held.
        let changed = !removed.is_empty() || files.is_empty();
        let mut filling = Filling { book: self, direct, cleared: direct && afresh, mark, taken: 0, changed };
        filling.begin()?;
        filling.forget(&removed)?;
        let stopped = filling.read_all(&files, hashes, look)?;
        filling.end(stopped)?;
        Ok(match (stopped, filling.changed) {
            (true, _) => Looked::Stopped,
            (false, true) => Looked::Changed,
            (false, false) => Looked::Same,
        })
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

/// What was known, in the order of the paths' bytes, to tell a file that was only touched from one that changed.
struct Hashes<'a>(&'a [KnownFile]);

impl Hashes<'_> {
    fn same(&self, read: &Read) -> bool {
        let known = self.0.binary_search_by(|file| file.path.as_str().cmp(&read.record.path));
        known.is_ok_and(|at| self.0[at].hash == read.stamp.hash)
    }
}

/// A run over many files.
struct Filling<'a> {
    book: &'a Book,
    /// Search takes each record as it is read; otherwise the queue names it and `feed` follows.
    direct: bool,
    /// Search begins with nothing, so that it forgets what is not put into it.
    cleared: bool,
    /// How far the overlay had come before the first file was read.
    mark: Mark,
    taken: u32,
    changed: bool,
}

impl Filling<'_> {
    fn begin(&self) -> Result<(), ApiError> {
        if self.direct {
            let session = self.book.session.clone();
            self.book.catalogs.write(|catalog| catalog.set_meta(FILLING, &session))?;
        }
        if self.cleared {
            self.book.with_writer(Writer::clear)?;
        }
        Ok(())
    }

    fn end(&self, stopped: bool) -> Result<(), ApiError> {
        if self.direct {
            self.book.commit_writer(self.mark)?;
            self.book.catalogs.write(|catalog| catalog.set_meta(FILLING, "no"))?;
        }
        if self.direct && self.cleared && !stopped {
            // Everything can be found by now; where there is no room, it is only found less quickly.
            if self.book.with_writer(Writer::pack).is_err() {
                self.book.release_writer();
            }
            self.book.search.settle(self.mark)?;
        }
        Ok(())
    }

    fn forget(&self, removed: &[&str]) -> Result<(), ApiError> {
        for part in removed.chunks(BATCH) {
            self.take(&[], part)?;
        }
        Ok(())
    }

    /// Reads and understands files on one thread while this one fills the stores. Answers whether it was stopped.
    fn read_all(&mut self, files: &[Found], hashes: &Hashes<'_>, look: &Look<'_>) -> Result<bool, ApiError> {
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let (book, stop) = (self.book, look.stop);
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Vec<Read>>(2);
            let now_ns = look.now_ns;
            scope.spawn(move || {
                for part in files.chunks(BATCH) {
                    let reads = part.iter().filter_map(|file| book.read_for_filling(&file.path, now_ns)).collect();
                    // The other side hung up: it was stopped or failed.
                    if stop.load(Ordering::Relaxed) || send.send(reads).is_err() {
                        return;
                    }
                }
            });
            let mut parts = files.chunks(BATCH);
            for reads in receive {
                let differs = self.take_reads(&reads, hashes)?;
                self.forget_unread(parts.next().unwrap_or_default(), &reads)?;
                self.taken = self.taken.saturating_add(u32::try_from(BATCH).unwrap_or(0)).min(total);
                lock(&book.standing).reading = Reading::Reading { read: self.taken, total };
                (look.tell)(Event::StateChanged);
                if differs {
                    (look.tell)(Event::RecordsChanged);
                }
            }
            for part in parts {
                self.forget_unread(part, &[])?;
            }
            let stopped = stop.load(Ordering::Relaxed);
            lock(&book.standing).reading =
                if stopped { Reading::Stopped { read: self.taken, total } } else { Reading::Current };
            Ok(stopped)
        })
    }

    /// Where search begins with nothing, a file that could not be read, or was not read before somebody stopped it, is
    /// known to neither store: once it can be read it is new.
    fn forget_unread(&self, part: &[Found], reads: &[Read]) -> Result<(), ApiError> {
        if !self.cleared || part.len() == reads.len() {
            return Ok(());
        }
        let read: HashSet<&str> = reads.iter().map(|read| read.record.path.as_str()).collect();
        let unread: Vec<&str> =
            part.iter().map(|file| file.path.as_str()).filter(|path| !read.contains(path)).collect();
        self.take(&[], &unread)
    }

    /// Answers whether any of the files says something new; one that was only touched does not.
    fn take_reads(&mut self, reads: &[Read], hashes: &Hashes<'_>) -> Result<bool, ApiError> {
        let (same, changed): (Vec<&Read>, Vec<&Read>) = reads.iter().partition(|read| hashes.same(read));
        let touched: Vec<_> = same.iter().map(|read| (read.record.path.as_str(), read.stamp)).collect();
        if !touched.is_empty() {
            self.book.catalogs.write(|catalog| catalog.touch_all(&touched))?;
        }
        self.take(&changed, &[])?;
        self.changed |= !changed.is_empty();
        Ok(!changed.is_empty())
    }

    fn take(&self, changed: &[&Read], removed: &[&str]) -> Result<(), ApiError> {
        if changed.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let entries: Vec<Entry<'_>> = changed.iter().map(|read| read.entry()).collect();
        if !self.direct {
            self.book.catalogs.write(|catalog| catalog.apply_and_enqueue(&entries, removed))?;
            return Ok(());
        }
        self.book.catalogs.write(|catalog| catalog.apply(&entries, removed))?;
        self.book.with_writer(|writer| {
            for path in removed {
                writer.remove(path);
            }
            for read in changed {
                writer.put(&read.record)?;
            }
            Ok(())
        })
    }
}

impl Book {
    /// A file that cannot be read is listed with its reason and never stops the others.
    fn read_for_filling(&self, path: &VaultPath, now_ns: i64) -> Option<Read> {
        match self.vault.read(path) {
            Ok(loaded) => Some(Read::of(path, &loaded).seen_at(now_ns)),
            // It went between the walk and now; the next walk says so.
            Err(error) if error.is_not_found() => None,
            Err(error) => {
                let message = sentence(&error);
                let hint = error.hint().to_owned();
                lock(&self.standing).unreadable.push(Unreadable { path: path.as_str().to_owned(), message, hint });
                None
            }
        }
    }
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
