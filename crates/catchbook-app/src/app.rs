use crate::api::{ApiError, ErrorCode, Event, Notice, OpenVault};
use crate::book::{Book, Look, Looked, lock};
use crate::host::{Host, Places};
use crate::user::{SettingsFile, UserSettings};
use catchbook_vault::{Losses, RealFs, Vault};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// The whole application: at most one open vault, the person's settings, and the host it runs in.
///
/// Every method may be called from any thread. Nothing of a call goes on after it; two threads that help searching sleep.
pub struct App {
    pub(crate) places: Places,
    pub(crate) host: Arc<dyn Host>,
    pub(crate) user: Mutex<SettingsFile>,
    book: Mutex<Option<Arc<Book>>>,
    pub(crate) stop: AtomicBool,
    /// One look at the folder at a time: a second one would read the same files again.
    looking: Mutex<()>,
    /// Where the last export went: the only file outside the vault that the page can have shown.
    pub(crate) exported: Mutex<Option<PathBuf>>,
}

impl App {
    pub fn new(places: Places, host: Arc<dyn Host>) -> Self {
        let user = Mutex::new(SettingsFile::load(&places.config));
        Self {
            places,
            host,
            user,
            book: Mutex::new(None),
            stop: AtomicBool::new(false),
            looking: Mutex::new(()),
            exported: Mutex::new(None),
        }
    }

    /// Opens a vault for a single command and brings it up to date, waiting until it is. Answers what the person should
    /// know before they trust the answer.
    ///
    /// # Errors
    /// When the folder cannot be opened or a derived store fails.
    pub fn open_for_one_command(&self, vault: OpenVault) -> Result<Vec<Notice>, ApiError> {
        let book = self.open_book(Path::new(&vault.path))?;
        let looked = self.catch_up(&book, Losses::Ask)?;
        self.finish_renames(&book)?;
        book.feed_or_overlay()?;
        book.refresh_stale(self.today())?;
        let vanished = lock(&book.standing).vanished.clone().filter(|_| looked == Looked::Vanished);
        let vanished = vanished.map(|gone| Notice {
            message: format!(
                "{} of {} records disappeared at once; answers come from what was known",
                gone.missing, gone.known
            ),
            hint: Some("Connect the drive they are on. If they are gone for good: catchbook reindex".to_owned()),
        });
        Ok(self.notices(&book).into_iter().chain(vanished).collect())
    }

    /// Looks at the open vault's folder and brings search and catalog up to date. For a background thread: call it
    /// after opening, after every hint of the watcher, on focus, and once a minute. A second call waits for the first.
    ///
    /// # Errors
    /// When a derived store fails or the folder cannot be looked at; the status line says so too.
    pub fn attend(&self) -> Result<(), ApiError> {
        let Ok(book) = self.book() else { return Ok(()) };
        book.refresh_searches();
        let looked = self.catch_up(&book, Losses::Ask).and_then(|looked| self.finish_renames(&book).map(|()| looked));
        let waiting = book.catalogs.read(|catalog| catalog.waiting())?;
        let fed = looked.and_then(|_| book.feed_or_overlay());
        if waiting > 0 {
            // A search that was asked while the index caught up has not seen them.
            self.host.emit(Event::RecordsChanged);
        }
        let stale = fed.and_then(|_| book.refresh_stale(self.today()));
        if matches!(stale, Ok(true)) {
            // Guarded code is compared after the records are there to be seen, so what asked before then missed it.
            self.host.emit(Event::RecordsChanged);
        }
        self.note_attendance(&book, &stale);
        stale.map(drop)
    }

    /// Writes to the index what was saved since the last commit. Cheap when nothing waits.
    ///
    /// # Errors
    /// When a derived store fails.
    pub fn settle(&self) -> Result<(), ApiError> {
        self.book().ok().map_or(Ok(()), |book| book.feed().map(drop))
    }

    /// The folder to watch; none when no vault is open.
    pub fn watched_folder(&self) -> Option<PathBuf> {
        self.book().ok().map(|book| book.root.clone())
    }

    /// Notes how the watcher works: `Some(why)` when it polls.
    pub fn set_polling(&self, why: Option<String>) {
        if let Ok(book) = self.book() {
            lock(&book.standing).polling = why;
            self.host.emit(Event::StateChanged);
        }
    }

    /// Ends work with the open vault in order. Dropping the application does the same.
    pub fn close(&self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(book) = lock(&self.book).take() {
            // What is not committed stays in the queue, and a mark that stays makes the next start check.
            let _ = book.end_session();
        }
        self.stop.store(false, Ordering::Relaxed);
    }

    pub(crate) fn book(&self) -> Result<Arc<Book>, ApiError> {
        lock(&self.book).clone().ok_or_else(|| {
            ApiError::new(ErrorCode::NoVault, "No vault is open").hint("Open a folder, or make a vault.")
        })
    }

    pub(crate) fn open_book(&self, folder: &Path) -> Result<Arc<Book>, ApiError> {
        let clones = lock(&self.user).settings().clones();
        let book = Arc::new(Book::open(folder, &self.places, &self.host, &clones)?);
        self.close();
        *lock(&self.book) = Some(Arc::clone(&book));
        Ok(book)
    }

    pub(crate) fn catch_up(&self, book: &Book, losses: Losses) -> Result<Looked, ApiError> {
        self.look(book, losses, false)
    }

    /// As [`catch_up`](App::catch_up); `anew` reads every file, whatever is known of it.
    pub(crate) fn look(&self, book: &Book, losses: Losses, anew: bool) -> Result<Looked, ApiError> {
        let _one_at_a_time = lock(&self.looking);
        let (now, _) = self.host.now();
        let now_ns = i64::try_from(now.as_nanosecond()).unwrap_or(i64::MAX);
        let tell = |event| self.host.emit(event);
        let looked = book.catch_up(&Look { now_ns, losses, anew, stop: &self.stop, tell: &tell })?;
        if looked == Looked::Changed {
            self.host.emit(Event::RecordsChanged);
        }
        Ok(looked)
    }

    fn note_attendance(&self, book: &Book, attended: &Result<bool, ApiError>) {
        book.refresh_git();
        let mut standing = lock(&book.standing);
        match attended {
            Ok(_) => {
                standing.current_at = Some(self.local_time());
                if matches!(standing.reading, crate::api::Reading::Failed { .. }) {
                    standing.reading = crate::api::Reading::Current;
                }
            }
            Err(error) => {
                standing.reading =
                    crate::api::Reading::Failed { message: error.message.clone(), hint: error.hint.clone() };
            }
        }
        drop(standing);
        self.host.emit(Event::StateChanged);
    }

    /// "09:41"
    fn local_time(&self) -> String {
        self.local_now().strftime("%H:%M").to_string()
    }

    pub(crate) fn today(&self) -> Date {
        self.local_now().date()
    }

    fn local_now(&self) -> jiff::civil::DateTime {
        self.local(self.host.now().0)
    }

    /// A moment on this machine's clock.
    pub(crate) fn local(&self, moment: jiff::Timestamp) -> jiff::civil::DateTime {
        let (_, offset) = self.host.now();
        let offset = jiff::tz::Offset::from_seconds(offset).unwrap_or(jiff::tz::Offset::UTC);
        offset.to_datetime(moment)
    }

    /// A folder of the person's own for one vault, outside of it. What lies there is for them alone.
    pub(crate) fn own_folder(&self, name: &str, book: &Book) -> Result<Vault, ApiError> {
        let folder = self.places.data.join(name).join(book.key());
        RealFs::create_private(&folder).map_err(|source| {
            ApiError::failed(format!("{} cannot be made: {source}", folder.display()))
                .hint("Text that is not saved yet and earlier states are kept there. Make room, or allow writing.")
        })?;
        let seed = u64::from(self.host.random()) << 32 | u64::from(self.host.random());
        Ok(Vault::open(self.host.disk(&folder))?.with_seed(seed).private())
    }

    /// Changes the person's settings and writes them.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut UserSettings)) -> Result<(), ApiError> {
        lock(&self.user).change(change)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.close();
    }
}
