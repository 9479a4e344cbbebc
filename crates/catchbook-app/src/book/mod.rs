//! A vault that is open, with the stores derived from it.

mod catalogs;
mod catch_up;
mod feed;
mod filling;
mod git;
mod guarded;
mod known;
mod look_up;
mod open;
mod scan;
mod stale;
mod standing;
mod stores;
mod sync;
mod take_in;

pub(crate) use catalogs::Catalogs;
pub(crate) use catch_up::{Look, Looked, without_templates};
pub(crate) use known::{Known, Named, Person};
pub(crate) use look_up::bare;
pub(crate) use open::{SETTINGS, alive};
pub(crate) use standing::Standing;

use crate::api::SearchList;
use crate::clones::Clones;
use catchbook_record::VaultSettings;
use catchbook_search::{Store, Writer};
use catchbook_vault::Vault;
use scan::Scan;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};

/// An opened vault with its search and catalog.
///
/// The files are the only truth. Whoever changes a file tells [`take_in`](Book::take_in), which puts it into the
/// catalog and the overlay of search at once; the index itself is written later, in [`feed`](Book::feed).
pub(crate) struct Book {
    pub(crate) root: PathBuf,
    pub(crate) vault: Vault,
    pub(crate) settings: RwLock<Arc<VaultSettings>>,
    pub(crate) catalogs: Catalogs,
    pub(crate) search: Store,
    /// Held by at most one process of the machine; the others leave their work in the queue.
    writer: Mutex<Option<Writer>>,
    pub(crate) clones: Clones,
    pub(crate) standing: Mutex<Standing>,
    guarded: Mutex<guarded::Guarded>,
    known: Mutex<Arc<Known>>,
    /// The saved searches as they were last read; `None` before the first time.
    pub(crate) searches: Mutex<Option<Arc<SearchList>>>,
    stale: Mutex<stale::KnownStale>,
    /// The files that are looked through, or were last.
    scan: Mutex<Option<Arc<Scan>>>,
    /// Where the derived stores lie. Declared behind those who use them: a passing folder goes last.
    stores: stores::Stores,
    /// Names this process and this start of the machine.
    pub(crate) session: String,
    session_open: Mutex<bool>,
}

/// A lock whose holder panicked is taken over: what it guards is rebuilt from the files anyway.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Book {
    /// A short name for this vault: it comes from the vault's place.
    pub(crate) fn key(&self) -> &str {
        self.stores.key()
    }
}
