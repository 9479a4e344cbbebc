use crate::desktop::close_window;
use crate::driver::Driver;
use crate::glass::Glass;
use crate::keyboard::Keyboard;
use crate::keys;
use crate::places::{profile_with_clone, root, sample_copy, window_binary};
use crate::process::{is_running, kill_window};
use crate::session::{Element, Session, WebError};
use catchbook_testkit::corpus;
use serde_json::Value;
use std::cell::RefCell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a thing may take to appear before the test says that it did not. A machine under load is slow; a
/// window that is right is there long before.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a window is opened: on which vault, how large, in which colours.
#[derive(Debug, Clone)]
pub struct Setup {
    /// A copy of the sample vault, this folder, or none: the first screen.
    pub vault: Vault,
    /// `light`, `dark` or `system`.
    pub theme: &'static str,
    pub size: (u32, u32),
    /// Whether WebKit puts the page together from layers, as it does with a graphics card. The driver takes pictures of
    /// such a page alone. Without, the window decides by the machine, as for a person.
    pub layers: bool,
}

#[derive(Debug, Clone)]
pub enum Vault {
    None,
    Sample,
    /// Files by their path inside the vault.
    Files(Vec<(String, String)>),
    /// So many made-up records.
    Corpus(u64),
}

impl Setup {
    pub fn sample() -> Self {
        Self { vault: Vault::Sample, theme: "light", size: (1280, 800), layers: true }
    }

    pub fn first_run() -> Self {
        Self { vault: Vault::None, ..Self::sample() }
    }

    pub fn files<const N: usize>(files: [(&str, &str); N]) -> Self {
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        Self { vault: Vault::Files(files.into()), ..Self::sample() }
    }

    #[must_use]
    pub fn theme(self, theme: &'static str) -> Self {
        Self { theme, ..self }
    }

    #[must_use]
    pub fn size(self, width: u32, height: u32) -> Self {
        Self { size: (width, height), ..self }
    }
}

/// The real window, opened on a fresh profile. Fields end in the order they are written: the window closes before
/// its driver, and both before their folder goes.
pub struct Window {
    session: Session,
    driver: Driver,
    home: TempDir,
    name: String,
    log: PathBuf,
    arguments: Vec<String>,
}

impl Window {
    /// Opens the window and waits until it answers.
    ///
    /// # Panics
    /// When anything that is needed is missing, or the window does not open.
    pub fn open(setup: &Setup) -> Self {
        let name = test_name();
        let home = tempfile::Builder::new().prefix("catchbook-e2e-").tempdir().expect("a folder for the test");
        let log = evidence().join(format!("{name}.log"));
        let driver =
            Driver::start(&File::create(&log).expect("a log"), home.path(), &recorder(home.path()), setup.layers);
        let profile = home.path().join("profile");
        profile_with_clone(&profile, setup.theme);
        let mut arguments = vec!["--profile".to_owned(), shown(&profile)];
        if let Some(vault) = make_vault(&setup.vault, home.path()) {
            arguments.extend(["--vault".to_owned(), shown(&vault)]);
        }
        let session = connect(&driver, &arguments, &log);
        let window = Self { session, driver, home, name, log, arguments };
        window.resize(setup.size.0, setup.size.1);
        window
    }

    /// Ends the window as a power cut would, with no chance to say anything, and opens another on the same folders.
    ///
    /// # Panics
    /// When the window's process is not found, or the new one does not open.
    pub fn kill_and_reopen(&mut self) {
        kill_window(&self.arguments);
        self.reopen();
    }

    fn reopen(&mut self) {
        let log = File::options().append(true).open(&self.log).expect("the log");
        let driver = Driver::start(&log, self.home.path(), &recorder(self.home.path()), true);
        self.session = connect(&driver, &self.arguments, &self.log);
        self.driver = driver;
    }

    /// Clicks the cross of the window's frame, as far as the window can tell.
    pub fn ask_to_close(&self) {
        close_window(self.driver.display());
    }

    pub fn keyboard(&self) -> Keyboard<'_> {
        Keyboard::of(self.driver.display())
    }

    /// Watches the window's display from now on.
    pub fn glass(&self) -> Glass {
        Glass::of(self.driver.display())
    }

    /// Waits until the window's process has ended.
    pub fn until_closed(&self) {
        self.until("the window is closed", |window| {
            window.ask_again_if_slow();
            (!window.is_running()).then_some(())
        });
    }

    /// A window that closes asks after some seconds whether to wait for the disk; this one waits.
    pub fn ask_again_if_slow(&self) {
        const ASK: &str =
            "if (document.querySelector('[data-testid=closing-left]')?.textContent.includes('not answered'))
            document.querySelector('[data-testid=closing-again]').click()";
        // The window may be gone by now.
        let _ = self.session.run(ASK, &[]);
    }

    pub fn is_running(&self) -> bool {
        is_running(&self.arguments)
    }

    /// Waits until the window's process has ended, and opens another on the same folders.
    ///
    /// # Panics
    /// When it goes on, or the new one does not open.
    pub fn until_closed_and_reopen(&mut self) {
        self.until_closed();
        self.reopen();
    }

    /// The test's own folder: `profile`, the vault, and what was made beside them.
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    /// What was last given to the desktop to open: an address or a file.
    pub fn followed(&self) -> Option<String> {
        let given = fs::read_to_string(self.home.path().join("followed")).ok()?;
        // The file is there a moment before its line is.
        given.strip_suffix('\n').map(str::to_owned)
    }

    /// Asks again until there is an answer.
    ///
    /// # Panics
    /// When there is none for a long time; `what` says what was waited for.
    pub fn until<T>(&self, what: &str, ask: impl FnMut(&Self) -> Option<T>) -> T {
        self.ask_until(ask).unwrap_or_else(|| panic!("{what}: not within {PATIENCE:?}"))
    }

    fn ask_until<T>(&self, mut ask: impl FnMut(&Self) -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = ask(self);
            if answer.is_some() || Instant::now() >= deadline {
                return answer;
            }
            sleep(Duration::from_millis(25));
        }
    }

    /// The element with this test id, as soon as it is there.
    pub fn get(&self, test_id: &str) -> Element {
        self.css(&by_id(test_id))
    }

    /// The first element that a selector finds, as soon as it is there.
    pub fn css(&self, selector: &str) -> Element {
        self.until(selector, |window| present(window.session.find(selector)))
    }

    /// Every element with this test id now.
    pub fn all(&self, test_id: &str) -> Vec<Element> {
        present(self.session.find_all(&by_id(test_id))).unwrap_or_default()
    }

    pub fn has(&self, test_id: &str) -> bool {
        self.has_css(&by_id(test_id))
    }

    pub fn has_css(&self, selector: &str) -> bool {
        present(self.session.find(selector)).is_some()
    }

    /// Waits until no element has this test id.
    pub fn until_gone(&self, test_id: &str) {
        self.until(&format!("{test_id} goes"), |window| (!window.has(test_id)).then_some(()));
    }

    /// The visible text of the element with this test id.
    pub fn text(&self, test_id: &str) -> String {
        self.until(test_id, |window| {
            present(window.session.find(&by_id(test_id)).and_then(|it| window.session.text(&it)))
        })
    }

    /// What stands in the field with this test id.
    pub fn value(&self, test_id: &str) -> String {
        let script = format!("return document.querySelector('{}')?.value ?? ''", by_id(test_id));
        self.run(&script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the element's text holds `part`, and answers with the whole text.
    pub fn until_text(&self, test_id: &str, part: &str) -> String {
        let said = RefCell::new(None);
        let asked = self.ask_until(|window| {
            let text = present(window.session.find(&by_id(test_id)).and_then(|it| window.session.text(&it)));
            text.filter(|text| {
                said.replace(Some(text.clone()));
                text.contains(part)
            })
        });
        asked.unwrap_or_else(|| panic!("{test_id} says `{part}`: not within {PATIENCE:?}, but {:?}", said.take()))
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        self.session.attribute(element, name).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Clicks the element with this test id as soon as it can be clicked.
    pub fn click(&self, test_id: &str) {
        self.click_css(&by_id(test_id));
    }

    pub fn click_css(&self, selector: &str) {
        self.until(&format!("a click on {selector}"), |window| {
            window.until_at_rest(selector);
            window.session.find(selector).and_then(|element| window.session.click(&element)).ok()
        });
    }

    /// What moves while the driver looks where it is would be missed by its click.
    fn until_at_rest(&self, selector: &str) {
        const AT_REST: &str = "
            const place = () => JSON.stringify(document.querySelector(arguments[0])?.getBoundingClientRect());
            for (let n = 0; n < 30; n += 1) {
                const before = place();
                await new Promise((done) => setTimeout(done, 50));
                if (place() === before) return;
            }";
        let _ = self.session.run(&asynchronous(AT_REST), &[Value::from(selector)]);
    }

    /// Clicks what closes the window, after which the driver hears no answer any more.
    pub fn click_last(&self, test_id: &str) {
        self.get(test_id);
        self.until("the last click", |window| {
            let clicked = window.session.find(&by_id(test_id)).and_then(|element| window.session.click(&element));
            (clicked.is_ok() || !window.is_running()).then_some(())
        });
    }

    /// Writes the text into the field with this test id, in place of what was there.
    pub fn fill(&self, test_id: &str, text: &str) {
        self.click(test_id);
        self.until_focus(test_id);
        self.press(["Ctrl a", "Backspace"]);
        self.type_keys(text);
    }

    /// Presses chords one after the other, wherever the focus is: `["Ctrl k", "Down", "Enter"]`.
    pub fn press<const N: usize>(&self, chords: [&str; N]) {
        for chord in chords {
            self.act(&keys::chord(chord));
        }
    }

    /// Types letters wherever the focus is.
    pub fn type_keys(&self, text: &str) {
        self.act(&keys::typed(text));
    }

    fn act(&self, steps: &[Value]) {
        self.session.act(steps).unwrap_or_else(|error| panic!("the keyboard: {error}"));
    }

    /// Runs the body of an async function in the page.
    pub fn run(&self, script: &str) -> Value {
        self.session.run(&asynchronous(script), &[]).unwrap_or_else(|error| panic!("a script failed: {error}"))
    }

    /// As [`run`](Window::run), while the page may be loaded anew: no answer then.
    pub fn try_run(&self, script: &str) -> Option<Value> {
        self.session.run(&asynchronous(script), &[]).ok()
    }

    /// The test id of what has the focus, or its name when it has none.
    pub fn focused(&self) -> String {
        let script =
            "const e = document.activeElement; return e?.closest('[data-testid]')?.dataset.testid ?? e?.tagName ?? ''";
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the element with this test id has the focus.
    pub fn until_focus(&self, test_id: &str) {
        self.until(&format!("the focus on {test_id}"), |window| (window.focused() == test_id).then_some(()));
    }

    /// Presses Tab until the focus is on this test id.
    ///
    /// # Panics
    /// When a hundred steps do not lead there.
    pub fn tab_to(&self, test_id: &str) {
        for _ in 0..100 {
            if self.focused() == test_id {
                return;
            }
            self.press(["Tab"]);
        }
        panic!("the keyboard does not reach {test_id}; it ends at {}", self.focused());
    }

    pub fn address(&self) -> String {
        self.session.address().unwrap_or_else(|error| panic!("no address: {error}"))
    }

    /// Tries to send the window elsewhere; it may refuse.
    pub fn go(&self, address: &str) -> Result<(), WebError> {
        self.session.go(address)
    }

    /// Asks for a size, which the window may refuse.
    pub fn ask_size(&self, width: u32, height: u32) {
        self.session.resize(width, height).unwrap_or_else(|error| panic!("the window keeps its size: {error}"));
    }

    /// Makes the page this large, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.ask_size(width, height);
        let wanted = serde_json::json!([width, height]);
        self.until(&format!("a window of {width} x {height}"), |window| {
            (window.run("return [innerWidth, innerHeight]") == wanted).then_some(())
        });
    }

    /// Waits until the page has stopped changing: what it asked for is there, and it is drawn.
    pub fn until_still(&self) {
        self.run(STILL);
    }

    /// Writes a picture of the page as it is once it has stopped changing.
    pub fn photograph(&self, file: &Path) {
        self.until_still();
        let picture = self.session.picture().unwrap_or_else(|error| panic!("no picture: {error}"));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder for the picture");
        fs::write(file, picture).expect("the picture");
    }
}

/// Ends a third of a second after the last change, when fonts are there, nothing moves and two frames were drawn.
const STILL: &str = "
    await document.fonts.ready;
    await new Promise((done) => {
        let timer;
        const watch = new MutationObserver(again);
        function again() {
            clearTimeout(timer);
            timer = setTimeout(() => { watch.disconnect(); done(); }, 330);
        }
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        again();
    });
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
";

impl Window {
    /// What the page said of errors that nobody took care of. Such a word stays until it is closed; a window that was
    /// closed by its test says nothing any more.
    fn mishaps(&self) -> String {
        const SAID: &str = "return [...document.querySelectorAll('[data-testid=\"toast\"]')]
            .map((toast) => toast.innerText).filter((said) => said.includes('went wrong in this window')).join(' ')";
        let said = self.session.run(SAID, &[]).unwrap_or_default();
        said.as_str().unwrap_or_default().to_owned()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // A log of a test that went well is of no use to anyone.
            let _ = fs::remove_file(&self.log);
            let mishaps = self.mishaps();
            assert!(mishaps.is_empty(), "the page had errors of its own: {mishaps}");
            return;
        }
        let picture = evidence().join(format!("{}.png", self.name));
        if let Ok(bytes) = self.session.picture()
            && fs::write(&picture, bytes).is_ok()
        {
            eprintln!("What the window showed: {}", picture.display());
        }
        eprintln!("What the window said: {}", self.log.display());
    }
}

fn connect(driver: &Driver, arguments: &[String], log: &Path) -> Session {
    Session::open(driver.port, &shown(&window_binary()), arguments).unwrap_or_else(|error| {
        panic!("the window does not open: {error}\n{}", fs::read_to_string(log).unwrap_or_default())
    })
}

fn asynchronous(script: &str) -> String {
    format!("return (async function () {{ {script} }}).apply(null, arguments);")
}

fn by_id(test_id: &str) -> String {
    format!("[data-testid=\"{test_id}\"]")
}

/// Absence is an answer; any other trouble with the driver ends the test.
fn present<T>(outcome: Result<T, WebError>) -> Option<T> {
    match outcome {
        Ok(found) => Some(found),
        Err(error) if error.is_absent() => None,
        Err(error) => panic!("the window cannot be asked: {error}"),
    }
}

fn make_vault(vault: &Vault, home: &Path) -> Option<PathBuf> {
    match vault {
        Vault::None => None,
        Vault::Sample => Some(sample_copy(home)),
        Vault::Files(files) => {
            let folder = home.join("vault");
            files.iter().for_each(|(path, text)| write(&folder.join(path), text.as_bytes()));
            Some(folder)
        }
        Vault::Corpus(records) => {
            let folder = home.join("vault");
            corpus::generate(1, *records, &mut |path, bytes| write(&folder.join(path), bytes));
            Some(folder)
        }
    }
}

fn write(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("the vault's folder");
    fs::write(file, bytes).expect("a file of the vault");
}

/// A folder with an `xdg-open` that opens nothing and writes down what it was given.
fn recorder(home: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = home.join("bin");
    let program = folder.join("xdg-open");
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$1\" > '{}/followed'\n", home.display());
    fs::create_dir_all(&folder).and_then(|()| fs::write(&program, script)).expect("a script");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("its permission");
    folder
}

/// Where pictures and logs of failed tests are kept.
fn evidence() -> PathBuf {
    let folder = root().join("target/e2e");
    fs::create_dir_all(&folder).expect("a folder for the evidence");
    folder
}

fn test_name() -> String {
    std::thread::current().name().unwrap_or("window").replace("::", "-")
}

fn shown(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
