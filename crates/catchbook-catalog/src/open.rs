use crate::{Error, Reset, Result, Why, reset, schema};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// How long a writer waits for another process. Batches hold the lock for tens of milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Files up to this many bytes, some 700 records, are checked whenever they are opened: a few milliseconds.
const SMALL: u64 = 1 << 20;

/// SQLite answers "busy" at once, without waiting, while another process recovers a log or makes the file.
const TRIES: u32 = 3;

/// Derived facts about the records of one vault.
///
/// One value is one connection: it can move between threads and is used by one at a time. Open the same file
/// again for a second reader.
#[derive(Debug)]
pub struct Catalog {
    db: Connection,
    file: PathBuf,
}

impl Catalog {
    /// Opens the catalog, or makes an empty one.
    ///
    /// A file that is not a catalog of this version is moved aside and replaced; [`Reset`] says why. A lock, a
    /// permission or a failing disk is an error and touches nothing. A small file is read whole for damage; of a
    /// large one only the head is looked at, which costs under a millisecond. Damage further in shows later, as an
    /// error with [`Error::is_damage`]; from then on the file is suspect, and the next opening reads it whole.
    pub fn open(file: &Path) -> Result<(Catalog, Option<Reset>)> {
        let small = file.metadata().is_ok_and(|meta| meta.len() <= SMALL);
        if small || reset::is_suspect(file) {
            Self::open_checked(file)
        } else {
            Self::open_or_replace(file, |_| Ok(()))
        }
    }

    /// As [`Catalog::open`], and reads the whole file for damage first: for `doctor`, and for a start after a
    /// stop that was not clean.
    pub fn open_checked(file: &Path) -> Result<(Catalog, Option<Reset>)> {
        let opened = Self::open_or_replace(file, Catalog::check)?;
        reset::clear_suspicion(file);
        Ok(opened)
    }

    /// Opens an existing catalog that this process may not write. Every change fails with [`Error::Denied`].
    pub fn read_only(file: &Path) -> Result<Catalog> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(file, flags).map_err(|e| Error::of(file, "open it for reading", e))?;
        let catalog = Catalog { db, file: file.to_owned() };
        catalog.read("open it for reading", tune)?;
        match catalog.misfit()? {
            None => Ok(catalog),
            Some(_) => Err(Error::OtherVersion { file: file.to_owned() }),
        }
    }

    /// Keeps a quarter of the pages in memory and reads the others where the system holds the file anyway: for a
    /// connection that reads, here and there, what is asked for. Half of the time for a line of a list was copying.
    /// Nothing shortens the file while it is open; a drive that vanishes ends the process, as it does for the index.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub fn sparing(self) -> Result<Catalog> {
        self.read("tune it", |db| {
            db.pragma_update(None, "cache_size", -2048)?;
            db.pragma_update(None, "mmap_size", 1_i64 << 30)
        })?;
        Ok(self)
    }

    /// A catalog that lives as long as this value, for when the cache folder cannot be written.
    pub fn in_memory() -> Result<Catalog> {
        let file = PathBuf::from("the catalog in memory");
        let db = Connection::open_in_memory().map_err(|e| Error::of(&file, "make it", e))?;
        let catalog = Catalog { db, file };
        catalog.read("make it", |db| tune(db).and_then(|()| schema::create(db)))?;
        Ok(catalog)
    }

    /// Reads the whole file for damage. Takes about a second for 100,000 records.
    pub fn check(&self) -> Result<()> {
        let found: String = self.read("check it", |db| db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)))?;
        if found == "ok" {
            return Ok(());
        }
        self.suspect_file();
        Err(Error::CheckFailed { file: self.file.clone(), found })
    }

    /// Where the catalog lies.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// How long a change waits for another writer before it gives up; five seconds unless said otherwise.
    pub fn wait_at_most(&mut self, patience: Duration) -> Result<()> {
        self.read("set its patience", |db| db.busy_timeout(patience))
    }

    /// Folds SQLite's log into the file. Call before a planned end.
    pub fn settle(&mut self) -> Result<()> {
        self.read("fold its log into the file", |db| db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
    }

    /// Gives back the memory that keeps pages of the file for later. Call after a change of many records, which fills it
    /// with what a person's next save will not touch.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub fn give_memory_back(&mut self) -> Result<()> {
        self.read("give its memory back", |db| db.pragma_update(None, "shrink_memory", 0))
    }

    fn open_or_replace(file: &Path, check: impl Fn(&Catalog) -> Result<()>) -> Result<(Catalog, Option<Reset>)> {
        let why = match Self::open_fitting(file).and_then(|opened| match opened {
            Ok(catalog) => check(&catalog).map(|()| Ok(catalog)),
            Err(why) => Ok(Err(why)),
        }) {
            Ok(Ok(catalog)) => return Ok((catalog, None)),
            Ok(Err(why)) => why,
            Err(Error::Damaged { source, .. }) => Why::Damaged { found: source.to_string() },
            Err(Error::CheckFailed { found, .. }) => Why::Damaged { found },
            Err(other) => return Err(other),
        };
        let aside = reset::move_aside(file)?;
        match Self::open_fitting(file)? {
            Ok(catalog) => Ok((catalog, Some(Reset { why, aside }))),
            Err(_) => Err(Error::OtherVersion { file: file.to_owned() }),
        }
    }

    /// Opens or makes the file; the inner `Err` says why what is there cannot be used.
    fn open_fitting(file: &Path) -> Result<Result<Catalog, Why>> {
        patiently(|| {
            let db = Connection::open_with_flags(
                file,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )
            .map_err(|e| Error::of(file, "open it", e))?;
            let mut catalog = Catalog { db, file: file.to_owned() };
            catalog.read("open it", tune)?;
            if catalog.misfit()?.is_some() {
                // Two processes may meet a missing file at once: the one that comes second finds it made.
                catalog.write("make its tables", |db| if is_blank(db)? { schema::create(db) } else { Ok(()) })?;
            }
            if let Some(why) = catalog.misfit()? {
                return Ok(Err(why));
            }
            catalog.read("open it", write_ahead)?;
            Ok(Ok(catalog))
        })
    }

    fn misfit(&self) -> Result<Option<Why>> {
        self.read("read its version", |db| {
            let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
            let found: i32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
            Ok(match () {
                () if application != schema::APPLICATION => Some(Why::NotACatalog),
                () if found != schema::version() => Some(Why::OtherVersion),
                () => None,
            })
        })
    }

    /// Asks the database something; a failure says what was being done and to which file.
    pub(crate) fn read<T>(&self, act: &'static str, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        ask(&self.db).map_err(|source| self.failed(act, source))
    }

    /// As [`read`](Catalog::read), for several questions at once: they see one state, and take its lock once.
    pub(crate) fn read_at_once<T>(
        &self,
        act: &'static str,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.read(act, |db| {
            let state = db.unchecked_transaction()?;
            let answer = ask(&state)?;
            state.commit()?;
            Ok(answer)
        })
    }

    /// Changes the database in one transaction. The lock is taken first, so that waiting for another writer
    /// happens here and never half way.
    pub(crate) fn write<T>(
        &mut self,
        act: &'static str,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let db = &mut self.db;
        let all = || {
            let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = change(&db)?;
            db.commit()?;
            Ok(value)
        };
        let done = all();
        done.map_err(|source| self.failed(act, source))
    }

    fn failed(&self, act: &'static str, source: rusqlite::Error) -> Error {
        let error = Error::of(&self.file, act, source);
        if error.is_damage() {
            self.suspect_file();
        }
        error
    }

    fn suspect_file(&self) {
        let is_on_disk = self.db.path().is_some_and(|path| !path.is_empty());
        if is_on_disk {
            reset::suspect(&self.file);
        }
    }
}

fn patiently<T>(mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if error.is_busy() => {}
            done => return done,
        }
    }
    attempt()
}

fn is_blank(db: &Connection) -> rusqlite::Result<bool> {
    db.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}

fn tune(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    // Without this, SQLite plans a prepared question anew for many a value it is asked with: a list of 50 lines took
    // 4 ms instead of 0.4. For the same reason no statistics are gathered; every question here has one good plan.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(96);
    db.pragma_update(None, "cache_size", -8192)?;
    db.pragma_update(None, "temp_store", "memory")
}

/// Readers beside a writer, and no fsync per transaction: a power cut may lose the last ones, which the next scan
/// brings back, and never damages the file.
fn write_ahead(db: &Connection) -> rusqlite::Result<()> {
    let mode: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        db.pragma_update(None, "journal_mode", "wal")?;
    }
    db.pragma_update(None, "synchronous", "normal")?;
    db.pragma_update(None, "journal_size_limit", 16 << 20)
}
