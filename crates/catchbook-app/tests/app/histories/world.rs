//! One vault, up to two programs on it, and whatever else happens to its files and stores.

use super::answers::answers;
use super::machine::{Machine, Process};
use catchbook_app::api::{AnswerVanished, ApiError, Commands, Diagnosis, Nothing, OpenVault};
use catchbook_app::{App, Places};
use catchbook_catalog::Catalog;
use catchbook_testkit::TestBook;
use catchbook_testkit::corpus::Dice;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// Larger than the number of any process.
const GONE: &str = "4999999";

pub struct World {
    pub book: TestBook,
    pub machine: Arc<Machine>,
    pub dice: Dice,
    /// What was done, for whoever reads of a failure.
    pub told: Vec<String>,
    /// A window that holds the index, say, and a command line beside it.
    apps: [Option<App>; 2],
    boot: u32,
    rebuilds: u32,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::of(seed, 1);
        let tick = if dice.chance(50) { 1 } else { 2_000 };
        Self { dice, ..Self::with_tick(tick) }
    }

    pub fn with_tick(tick: i64) -> Self {
        let (book, machine, dice) = (TestBook::new(), Machine::with_tick(tick), Dice::new(0));
        Self { book, machine, dice, told: Vec::new(), apps: [None, None], boot: 1, rebuilds: 0 }
    }

    fn places(&self, cache: &str) -> Places {
        Places {
            config: self.book.config(),
            data: self.book.data(),
            cache: self.book.beside(cache),
            temp: self.book.beside("temp"),
            home: None,
            boot: format!("boot{}", self.boot),
        }
    }

    /// One of the two programs, started if it does not run.
    pub fn app(&mut self, which: usize) -> &App {
        if self.apps[which].is_none() {
            self.apps[which] = Some(self.start("cache"));
        }
        self.apps[which].as_ref().unwrap()
    }

    fn start(&self, cache: &str) -> App {
        let app = App::new(self.places(cache), Arc::new(Process(Arc::clone(&self.machine))));
        app.open_for_one_command(self.vault()).unwrap();
        app
    }

    fn vault(&self) -> OpenVault {
        OpenVault { path: self.book.vault().display().to_string() }
    }

    pub fn end(&mut self, which: usize) {
        self.apps[which] = None;
    }

    pub fn end_all(&mut self) {
        self.apps = [None, None];
    }

    pub fn restart_machine(&mut self) {
        self.end_all();
        self.boot += 1;
    }

    /// Runs a program's step, and kills it should it come to the call with this number.
    pub fn until_killed(&mut self, which: usize, calls: u64, step: impl FnOnce(&mut Self)) {
        let machine = Arc::clone(&self.machine);
        machine.light_fuse(calls);
        let ended = catch_unwind(AssertUnwindSafe(|| step(self)));
        let burnt = machine.quench();
        match ended {
            Ok(()) => {}
            Err(_) if burnt => {
                self.told.push(format!("program {which} is killed at call {calls}"));
                self.bury(which);
            }
            Err(other) => resume_unwind(other),
        }
    }

    /// Drops a killed program's locks, and leaves in its name what only an orderly end takes back.
    fn bury(&mut self, which: usize) {
        self.apps[which] = None;
        let (own, gone) = (format!(":{}", std::process::id()), format!(":{GONE}"));
        for store in self.stores() {
            let Ok((mut catalog, _)) = Catalog::open(&store.join("catalog.sqlite")) else { continue };
            catalog.mark_unclean(&format!("boot{}{gone}", self.boot)).unwrap();
            if let Some(filling) = catalog.meta("filling").unwrap() {
                catalog.set_meta("filling", &filling.replace(&own, &gone)).unwrap();
            }
        }
        let notes = fs::read_dir(self.book.data().join("renames")).into_iter().flatten();
        for note in notes.flat_map(|vault| fs::read_dir(vault.unwrap().path()).unwrap()) {
            let note = note.unwrap().path();
            let text = fs::read_to_string(&note).unwrap();
            fs::write(&note, text.replace(&own, &gone)).unwrap();
        }
    }

    /// The folders with the derived stores.
    pub fn stores(&self) -> Vec<PathBuf> {
        let vaults = fs::read_dir(self.book.cache().join("vaults")).into_iter().flatten();
        vaults.map(|vault| vault.unwrap().path()).collect()
    }

    /// After every program looked at the folder, each answers as one does that knows nothing but the files.
    pub fn compare(&mut self) {
        self.machine.open_all();
        if self.apps.iter().all(Option::is_none) {
            self.app(0);
        }
        self.machine.wait(10_000);
        // Who may not write the index leaves what it found to the other, and sees it after that.
        for _ in 0..2 {
            self.apps.iter().flatten().for_each(attend);
        }
        self.rebuilds += 1;
        let cache = format!("rebuild{}", self.rebuilds);
        let rebuilt = self.start(&cache);
        let expected = answers(&rebuilt);
        for (which, app) in self.apps.iter().enumerate() {
            let Some(app) = app else { continue };
            for (answer, expected) in answers(app).iter().zip(&expected) {
                assert_eq!(answer, expected, "program {which}");
            }
            let Diagnosis { findings, .. } = app.doctor(Nothing {}).unwrap();
            let findings: Vec<_> = findings.into_iter().filter(|finding| !finding.mended).collect();
            assert_eq!(findings, [], "program {which}");
        }
        drop(rebuilt);
        fs::remove_dir_all(self.book.beside(&cache)).unwrap();
    }
}

/// As the window's background thread does; records that went are given up.
pub fn attend(app: &App) {
    app.attend().unwrap();
    let vanished = app.app_state(Nothing {}).unwrap().vault.unwrap().vanished;
    if vanished.is_some() {
        app.answer_vanished(AnswerVanished { forget: true }).unwrap();
        app.attend().unwrap();
    }
}

/// A command may find that its record went, or changed; a store never fails.
pub fn answered<T>(answer: Result<T, ApiError>) -> Option<T> {
    match answer {
        Err(error) if error.message.contains("search index") || error.message.contains("catalog") => {
            panic!("{error:?}")
        }
        answer => answer.ok(),
    }
}
