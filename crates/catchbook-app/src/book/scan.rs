//! Looks through the files of records for the expressions of a query, a piece at a time: who asks moves it on, and when
//! nobody asks any more it has ended.

use super::{Book, lock};
use crate::api::ApiError;
use catchbook_search::{Answered, Expressions, Find, Hit, Look, Query, Reached, Sort};
use catchbook_vault::{Vault, VaultPath};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Records whose paths are looked up at once.
const BATCH: usize = 256;

/// One question, how far it was answered, and what was found.
pub(crate) struct Scan {
    query: Query,
    sort: Sort,
    /// Of the catalog, when it began.
    generation: u64,
    expressions: Expressions,
    /// What is looked through, in this order, as it was when it began.
    records: Answered,
    progress: Mutex<Progress>,
}

/// Records are told apart by their place in the order.
#[derive(Default)]
struct Progress {
    looked_up: usize,
    waiting: BTreeMap<usize, Candidate>,
    /// Looked at by some thread right now.
    under_way: BTreeSet<usize>,
    found: BTreeMap<usize, Match>,
    unread: usize,
}

struct Candidate {
    hit: Hit,
    from: Reached,
}

/// A record whose file matches, and where in it the first matching line begins.
#[derive(Clone)]
pub(crate) struct Match {
    pub(crate) hit: Hit,
    pub(crate) line: Option<usize>,
}

/// How things stand. What was found behind a file that is still looked at waits for it: the order stays.
pub(crate) struct Stand {
    pub(crate) looked: usize,
    pub(crate) of: usize,
    pub(crate) unread: usize,
    pub(crate) found: usize,
}

impl Stand {
    pub(crate) fn has_ended(&self) -> bool {
        self.looked == self.of
    }
}

impl Book {
    /// The scan for a query, as far as it has come; another one is given up. One that ended before something changed
    /// begins anew.
    ///
    /// # Errors
    /// When a derived store fails.
    pub(crate) fn scan(&self, query: &Query, expressions: Expressions, sort: Sort) -> Result<Arc<Scan>, ApiError> {
        let generation = self.catalogs.read(|catalog| catalog.generation())?;
        let mut kept = lock(&self.scan);
        let goes_on = |scan: &&Arc<Scan>| {
            scan.query.asks_the_same(query)
                && scan.sort == sort
                && (scan.generation == generation || !scan.stand().has_ended())
        };
        if let Some(scan) = kept.as_ref().filter(goes_on) {
            return Ok(Arc::clone(scan));
        }
        let records =
            self.search.answered(&query.beside_expressions(), &Find { sort, limit: usize::MAX, ..Find::default() })?;
        let (query, progress) = (query.clone(), Mutex::default());
        let scan = Arc::new(Scan { query, sort, generation, expressions, records, progress });
        *kept = Some(Arc::clone(&scan));
        Ok(scan)
    }

    pub(crate) fn forget_scan(&self) {
        *lock(&self.scan) = None;
    }
}

impl Scan {
    /// Looks through files for as long as `go_on` says, and comes on in any case.
    ///
    /// # Errors
    /// When the index cannot be read. A file that cannot be is counted.
    pub(crate) fn go_on(&self, book: &Book, go_on: &(dyn Fn() -> bool + Sync)) -> Result<(), ApiError> {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| self.work(book, go_on));
            let own = self.work(book, go_on);
            own.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }

    fn work(&self, book: &Book, go_on: &(dyn Fn() -> bool + Sync)) -> Result<(), ApiError> {
        let mut looker = self.expressions.looker();
        while let Some((at, candidate)) = self.next(book)? {
            let look = read(&book.vault, &candidate.hit.path).map(|file| match file {
                Some(file) => looker.look(&file, candidate.from, go_on),
                None => Look::Differs,
            });
            lock(&self.progress).note(at, candidate, look);
            if !go_on() {
                break;
            }
        }
        Ok(())
    }

    fn next(&self, book: &Book) -> Result<Option<(usize, Candidate)>, ApiError> {
        let mut progress = lock(&self.progress);
        if progress.waiting.is_empty() {
            let first = progress.looked_up;
            for hit in book.search.page(&self.records, first, BATCH)? {
                let at = progress.looked_up;
                progress.waiting.insert(at, Candidate { hit, from: Reached::default() });
                progress.looked_up += 1;
            }
        }
        let next = progress.waiting.pop_first();
        progress.under_way.extend(next.as_ref().map(|(at, _)| *at));
        Ok(next)
    }

    pub(crate) fn stand(&self) -> Stand {
        let progress = lock(&self.progress);
        let looked = progress.looked();
        let found = progress.found.range(..looked).count();
        Stand { looked, of: self.records.total(), unread: progress.unread, found }
    }

    pub(crate) fn found(&self, offset: usize, limit: usize) -> Vec<Match> {
        let progress = lock(&self.progress);
        let found = progress.found.range(..progress.looked());
        found.skip(offset).take(limit).map(|(_, found)| found.clone()).collect()
    }

    /// Whether the records are still those of its beginning.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub(crate) fn is_current(&self, book: &Book) -> Result<bool, ApiError> {
        Ok(book.catalogs.read(|catalog| catalog.generation())? == self.generation)
    }
}

impl Progress {
    fn note(&mut self, at: usize, candidate: Candidate, look: Result<Look, ApiError>) {
        self.under_way.remove(&at);
        match look {
            Ok(Look::Matches { line }) => drop(self.found.insert(at, Match { hit: candidate.hit, line })),
            Ok(Look::Stopped(from)) => drop(self.waiting.insert(at, Candidate { from, ..candidate })),
            Ok(Look::Differs) => {}
            Err(_) => self.unread += 1,
        }
    }

    /// All records before this place.
    fn looked(&self) -> usize {
        let first = [self.waiting.keys().next(), self.under_way.first()];
        first.into_iter().flatten().copied().min().unwrap_or(self.looked_up)
    }
}

/// `None` for a file that went meanwhile.
fn read(vault: &Vault, path: &str) -> Result<Option<Vec<u8>>, ApiError> {
    match vault.read(&VaultPath::new(path)?) {
        Ok(loaded) => Ok(Some(loaded.bytes)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
