//! An opened vault, and a host that keeps what it was told.

use crate::ailing::{Ailing, Ailment};
use catchbook_app::api::{
    Commands, EditedText, Event, FindRecords, KeepBuffer, OpenText, OpenVault, SavedText, ShowRecord, Sort,
};
use catchbook_app::{App, Host, Places};
use catchbook_testkit::{NOW, TestBook, TestClone};
use catchbook_vault::VaultFs;
use jiff::SignedDuration;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

pub const PATH: &str = "catches/2026-06-14-reply-blank.md";
pub const HANDLE: &str = "C-7K3Q2";

pub struct Desk {
    pub book: TestBook,
    pub app: App,
    host: Arc<Still>,
}

impl Desk {
    pub fn with(text: impl AsRef<[u8]>) -> Self {
        let book = TestBook::new();
        book.write(PATH, text);
        Self::on(book)
    }

    /// One record in a vault whose settings name the repository `web`, with this person's clone of it.
    pub fn beside(clone: &TestClone, path: &str, text: &str) -> Self {
        let book = TestBook::with(&[("catchbook.toml", "[[repository]]\nname = \"web\"\n"), (path, text)]);
        let settings = format!("[[clone]]\nname = \"web\"\npath = {:?}\n", clone.root().to_str().unwrap());
        std::fs::write(book.config().join("settings.toml"), settings).unwrap();
        Self::on(book)
    }

    /// The program started on these files.
    pub fn on(book: TestBook) -> Self {
        book.beside("temp");
        let root = book.vault().parent().unwrap().to_owned();
        let host = Arc::new(Still::default());
        let app = start(&root, Arc::<Still>::clone(&host));
        Self { book, app, host }
    }

    /// The clock goes on.
    pub fn later(&self, minutes: i64) {
        self.host.minutes.fetch_add(minutes, Ordering::Relaxed);
    }

    /// From now on what is written fails like this; `None` heals the disk.
    pub fn ail(&self, with: Option<io::ErrorKind>) {
        *self.host.ailment.lock().unwrap() = with;
    }

    /// Another start of the program on the same files.
    pub fn again(self) -> Self {
        self.app.close();
        Self::on(self.book)
    }

    /// What the front end was told since this was last asked.
    pub fn heard(&self) -> Vec<Event> {
        std::mem::take(&mut self.host.heard.lock().unwrap())
    }

    /// Where the person will say that a new file goes.
    pub fn choose(&self, file: &Path) {
        *self.host.chosen.lock().unwrap() = Some(file.to_owned());
    }

    /// Puts an image into the clipboard.
    pub fn copy(&self, image: &[u8]) {
        *self.host.clipboard.lock().unwrap() = Some(image.to_owned());
    }

    /// What the file manager was asked to show.
    pub fn revealed(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.host.revealed.lock().unwrap())
    }

    pub fn open(&self) -> OpenText {
        self.app.open_text(show(HANDLE)).unwrap()
    }

    pub fn save(&self, base: &str, text: &str) -> SavedText {
        self.app.save_text(edited(base, text)).unwrap()
    }

    pub fn keep(&self, base: &str, text: &str) {
        let kept = KeepBuffer { path: PATH.into(), base: base.into(), text: text.into() };
        self.app.keep_buffer(kept).unwrap();
    }
}

/// The program on the folders of a test's book.
pub fn start(root: &Path, host: Arc<Still>) -> App {
    let below = |name: &str| root.join(name);
    let places = Places {
        config: below("config"),
        data: below("data"),
        cache: below("cache"),
        temp: below("temp"),
        home: None,
        boot: "one".to_owned(),
    };
    let app = App::new(places, host);
    app.open_for_one_command(OpenVault { path: below("vault").display().to_string() }).unwrap();
    app
}

pub fn edited(base: &str, text: &str) -> EditedText {
    EditedText { handle: HANDLE.into(), path: PATH.into(), base: base.into(), text: text.into() }
}

/// The first 20 records that answer to finished words.
pub fn asking(text: &str) -> FindRecords {
    FindRecords {
        query: text.to_owned(),
        sort: Sort::Relevance,
        offset: 0,
        limit: 20,
        facets: false,
        typing: false,
        nearest: false,
    }
}

pub fn show(handle: &str) -> ShowRecord {
    ShowRecord { handle: handle.into() }
}

/// A host at one moment that a test moves on, with numbers that are never the same twice.
#[derive(Default)]
pub struct Still {
    random: AtomicU32,
    minutes: AtomicI64,
    ailment: Ailment,
    heard: Mutex<Vec<Event>>,
    chosen: Mutex<Option<PathBuf>>,
    revealed: Mutex<Vec<PathBuf>>,
    clipboard: Mutex<Option<Vec<u8>>>,
}

impl Host for Still {
    fn now(&self) -> (jiff::Timestamp, i32) {
        (NOW + SignedDuration::from_mins(self.minutes.load(Ordering::Relaxed)), 7200)
    }

    fn disk(&self, root: &Path) -> Arc<dyn VaultFs> {
        Arc::new(Ailing::new(root, Arc::clone(&self.ailment)))
    }

    fn random(&self) -> u32 {
        self.random.fetch_add(1, Ordering::Relaxed)
    }

    fn choose_file(&self, name: &str) -> Option<PathBuf> {
        let chosen = self.chosen.lock().unwrap().clone()?;
        Some(if chosen.is_dir() { chosen.join(name) } else { chosen })
    }

    fn clipboard_image(&self) -> Option<Vec<u8>> {
        self.clipboard.lock().unwrap().clone()
    }

    fn reveal(&self, file: &Path) -> io::Result<()> {
        self.revealed.lock().unwrap().push(file.to_owned());
        Ok(())
    }

    fn emit(&self, event: Event) {
        self.heard.lock().unwrap().push(event);
    }
}
