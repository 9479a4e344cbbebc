//! An opened vault, as the editor's screen sees it.

use catchbook_app::api::{Commands, EditedText, Event, KeepBuffer, OpenText, OpenVault, SavedText, ShowRecord};
use catchbook_app::{App, Host, Places};
use catchbook_testkit::{NOW, TestBook};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

pub const PATH: &str = "catches/2026-06-14-reply-blank.md";
pub const HANDLE: &str = "C-7K3Q2";

pub struct Desk {
    pub book: TestBook,
    pub app: App,
}

impl Desk {
    pub fn with(text: impl AsRef<[u8]>) -> Self {
        let book = TestBook::new();
        book.write(PATH, text);
        let app = app_of(&book);
        Self { book, app }
    }

    /// Another start of the program on the same files.
    pub fn again(self) -> Self {
        let app = app_of(&self.book);
        Self { app, ..self }
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

pub fn edited(base: &str, text: &str) -> EditedText {
    EditedText { handle: HANDLE.into(), path: PATH.into(), base: base.into(), text: text.into() }
}

pub fn show(handle: &str) -> ShowRecord {
    ShowRecord { handle: handle.into() }
}

fn app_of(book: &TestBook) -> App {
    let places = Places {
        config: book.config(),
        data: book.data(),
        cache: book.cache(),
        temp: book.beside("temp"),
        home: None,
        boot: "one".to_owned(),
    };
    let app = App::new(places, Arc::new(Still(AtomicU32::new(1))));
    let vault: PathBuf = book.vault();
    app.open_for_one_command(OpenVault { path: vault.display().to_string() }).unwrap();
    app
}

/// A host at one moment, with numbers that are never the same twice.
struct Still(AtomicU32);

impl Host for Still {
    fn now(&self) -> (jiff::Timestamp, i32) {
        (NOW, 7200)
    }

    fn random(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }

    fn choose_folder(&self) -> Option<PathBuf> {
        None
    }

    fn open_url(&self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn reveal(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn edit(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn emit(&self, _: Event) {}
}
