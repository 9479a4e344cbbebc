use super::catch_up::{Look, Looked};
use super::open::FILLING;
use super::standing::Unreadable;
use super::take_in::{Read, stamp_seen_at};
use super::{Book, lock};
use crate::api::{ApiError, Event, Reading};
use crate::error::sentence;
use catchbook_catalog::{Catalog, Entry, KnownFile, Stamp};
use catchbook_search::{Mark, Writer, WriterBudget};
use catchbook_vault::Found;
use std::collections::HashSet;
use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;

/// Files taken into the catalog in one transaction: enough to be quick, few enough to show progress.
const BATCH: usize = 500;

/// What was known, in the order of the paths' bytes, to tell a file that was only touched from one that changed.
pub(super) struct Hashes<'a>(pub(super) &'a [KnownFile]);

impl Hashes<'_> {
    fn same(&self, path: &str, stamp: &Stamp) -> bool {
        let known = self.0.binary_search_by(|file| file.path.as_str().cmp(path));
        known.is_ok_and(|at| self.0[at].hash == stamp.hash)
    }
}

/// How records come into search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Search takes each as it is read.
    Direct,
    /// The queue names it, and `feed` follows.
    Queue,
    /// Directly, if search may be written, as soon as one differs: many files that were only touched, or read soon after
    /// they were written, need no memory for an index that stays as it is.
    Undecided,
}

impl Way {
    /// Directly, unless another process writes the index.
    pub(super) fn now(book: &Book, budget: WriterBudget) -> Result<Self, ApiError> {
        Ok(if book.open_writer(budget)? { Self::Direct } else { Self::Queue })
    }
}

/// A run over many files.
pub(super) struct Filling<'a> {
    pub(super) book: &'a Book,
    pub(super) way: Way,
    /// Search begins with nothing, so that it forgets what is not put into it.
    pub(super) cleared: bool,
    /// How far the overlay had come before the first file was read.
    pub(super) mark: Mark,
    /// Files that were read.
    pub(super) taken: u32,
    pub(super) changed: bool,
}

impl Filling<'_> {
    /// Takes what was `removed` from the stores, and reads `files` into them.
    pub(super) fn run(
        mut self,
        removed: &[&str],
        files: &[Found],
        hashes: &Hashes<'_>,
        look: &Look<'_>,
    ) -> Result<Looked, ApiError> {
        self.begin()?;
        self.forget(removed)?;
        let stopped = self.read_all(files, hashes, look)?;
        self.end(stopped)?;
        self.book.catalogs.write(Catalog::give_memory_back)?;
        Ok(match (stopped, self.changed) {
            (true, _) => Looked::Stopped,
            (false, true) => Looked::Changed,
            (false, false) => Looked::Same,
        })
    }

    fn begin(&self) -> Result<(), ApiError> {
        if self.way == Way::Direct {
            let session = self.book.session.clone();
            self.book.catalogs.write(|catalog| catalog.set_meta(FILLING, &session))?;
        }
        if self.cleared {
            self.book.with_writer(Writer::clear)?;
        }
        Ok(())
    }

    /// Whether search takes what comes now; decides it, where that was put off.
    fn is_direct(&mut self) -> Result<bool, ApiError> {
        if self.way == Way::Undecided {
            self.way = Way::now(self.book, WriterBudget::Build)?;
            self.begin()?;
        }
        Ok(self.way == Way::Direct)
    }

    fn end(&self, stopped: bool) -> Result<(), ApiError> {
        if self.way == Way::Direct {
            self.book.commit_writer(self.mark)?;
            self.book.catalogs.write(|catalog| catalog.set_meta(FILLING, "no"))?;
        }
        if self.cleared && !stopped {
            // Everything can be found by now; where there is no room, it is only found less quickly.
            if self.book.with_writer(Writer::pack).is_err() {
                self.book.release_writer();
            }
            self.book.search.settle(self.mark)?;
        }
        Ok(())
    }

    fn forget(&mut self, removed: &[&str]) -> Result<(), ApiError> {
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
            let (send, receive) = sync_channel::<Batch<'_>>(2);
            let now_ns = look.now_ns;
            scope.spawn(move || {
                for part in files.chunks(BATCH) {
                    let batch = book.read_batch(part, hashes, now_ns);
                    // The other side hung up: it was stopped or failed.
                    if stop.load(Ordering::Relaxed) || send.send(batch).is_err() {
                        return;
                    }
                }
            });
            let mut parts = files.chunks(BATCH);
            for batch in receive {
                self.take_batch(&batch)?;
                self.forget_unread(parts.next().unwrap_or_default(), &batch.changed)?;
                self.taken = self.taken.saturating_add(u32::try_from(BATCH).unwrap_or(0)).min(total);
                lock(&book.standing).reading = Reading::Reading { read: self.taken, total };
                (look.tell)(Event::StateChanged);
                if !batch.changed.is_empty() {
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
    fn forget_unread(&mut self, part: &[Found], reads: &[Read]) -> Result<(), ApiError> {
        if !self.cleared || part.len() == reads.len() {
            return Ok(());
        }
        let read: HashSet<&str> = reads.iter().map(|read| read.record.path.as_str()).collect();
        let unread: Vec<&str> =
            part.iter().map(|file| file.path.as_str()).filter(|path| !read.contains(path)).collect();
        self.take(&[], &unread)
    }

    fn take_batch(&mut self, batch: &Batch<'_>) -> Result<(), ApiError> {
        if !batch.touched.is_empty() {
            self.book.catalogs.write(|catalog| catalog.touch_all(&batch.touched))?;
        }
        self.take(&batch.changed, &[])?;
        self.changed |= !batch.changed.is_empty();
        Ok(())
    }

    fn take(&mut self, changed: &[Read], removed: &[&str]) -> Result<(), ApiError> {
        if changed.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let entries: Vec<Entry<'_>> = changed.iter().map(Read::entry).collect();
        if !self.is_direct()? {
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

/// What some files said.
#[derive(Default)]
struct Batch<'a> {
    /// They say something new.
    changed: Vec<Read>,
    /// They say what is known of them, so that nobody need understand them again.
    touched: Vec<(&'a str, Stamp)>,
}

impl Book {
    /// A file that cannot be read is listed with its reason and never stops the others.
    fn read_batch<'a>(&self, files: &'a [Found], hashes: &Hashes<'_>, now_ns: i64) -> Batch<'a> {
        let mut batch = Batch::default();
        for Found { path, .. } in files {
            match self.vault.read(path) {
                Ok(loaded) => {
                    let stamp = stamp_seen_at(&loaded.stamp, now_ns);
                    if hashes.same(path.as_str(), &stamp) {
                        batch.touched.push((path.as_str(), stamp));
                    } else {
                        batch.changed.push(Read { stamp, ..Read::of(path, &loaded) });
                    }
                }
                // It went between the walk and now; the next walk says so.
                Err(error) if error.is_not_found() => {}
                Err(error) => {
                    let message = sentence(&error);
                    let hint = error.hint().to_owned();
                    lock(&self.standing).unreadable.push(Unreadable { path: path.as_str().to_owned(), message, hint });
                }
            }
        }
        batch
    }
}
