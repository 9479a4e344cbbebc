//! Every screen of the window and the way there, for pictures and for what must hold on all of them.

use crate::window::{Setup, Window};

/// A screen, shown from a window that is open on the sample vault.
pub struct Screen {
    /// The name of its pictures.
    pub name: &'static str,
    pub show: fn(&Window),
}

/// A record with a chain, an incident, a fix and guarded code.
pub const RECORD: &str = "C-7K3Q2";

/// The screens of an open vault, in the order of a tour.
pub const SCREENS: &[Screen] = &[
    Screen { name: "home", show: home },
    Screen { name: "library", show: library },
    Screen { name: "record", show: record },
    Screen { name: "export", show: export },
    Screen { name: "write", show: write },
    Screen { name: "commit", show: commit },
    Screen { name: "link", show: link },
    Screen { name: "palette", show: palette },
    Screen { name: "keys", show: keys },
    Screen { name: "log-catch", show: log_catch },
    Screen { name: "log-model-error", show: log_model_error },
    Screen { name: "library-narrowed", show: narrowed },
    Screen { name: "library-no-result", show: no_result },
    Screen { name: "problems", show: problems },
];

/// The screen before a vault is open.
pub const FIRST_RUN: Screen = Screen { name: "first-run", show: |window| drop(window.get("first-run")) };

/// The list of problems with something in it: it leaves a broken file behind, so it comes after all others.
pub const PROBLEMS_LISTED: Screen = Screen { name: "problems-listed", show: problems_listed };

/// Two programs changed the same line. It leaves a changed file behind, so it comes after all others, too.
pub const WRITE_CONFLICT: Screen = Screen { name: "write-conflict", show: write_conflict };

/// Opens a vault and goes to its library.
pub fn open_library(setup: &Setup) -> Window {
    let window = Window::open(setup);
    window.get("home");
    window.press(["Alt 2"]);
    window.get("library");
    window
}

/// Opens the library of the sample vault and waits until all of it can be found.
pub fn open_sample(setup: &Setup) -> Window {
    let window = open_library(setup);
    window.get("result-row");
    window.until("the vault is read", |window| (!window.has("reading-strip") && !window.has("reading")).then_some(()));
    window
}

fn home(window: &Window) {
    go(window, "#/");
    window.get("again-row");
    window.get("recent-row");
}

fn library(window: &Window) {
    search(window, "");
    window.get("result-row");
    window.get("preview-title");
}

fn narrowed(window: &Window) {
    search(window, "type:catch reply");
    window.get("query-chip");
    window.until_text("result-count", "of");
}

fn no_result(window: &Window) {
    search(window, "type:catch zeppelin");
    window.get("no-result");
}

fn record(window: &Window) {
    go(window, &format!("#/record/{RECORD}"));
    window.get("chain");
}

fn export(window: &Window) {
    record(window);
    window.click("export");
    window.get("export-list");
}

fn write(window: &Window) {
    go(window, &format!("#/write/{RECORD}"));
    window.until_focus("source");
    window.until("the preview, where there is room for it", |window| {
        (window.has("written") || window.run("return innerWidth < 1120") == true).then_some(())
    });
}

fn write_conflict(window: &Window) {
    write(window);
    window.press(["Ctrl End"]);
    window.type_keys("Mine");
    window.until("the letters are text", |window| {
        (window.run("return document.querySelector('[data-testid=source]').textContent.endsWith('Mine')") == true)
            .then_some(())
    });
    let file = window.folder().join("sample-data/catches/2026-06-11-reply-blank.md");
    let text = std::fs::read_to_string(&file).expect("a file of the sample vault");
    std::fs::write(file, format!("{text}Theirs")).expect("a file of the sample vault");
    window.click("compare-open");
    window.get("keep-mine");
}

fn commit(window: &Window) {
    record(window);
    window.click("chain-fixed-commit");
    window.get("commit-files");
}

fn link(window: &Window) {
    record(window);
    window.click("chain-fixed-pr");
    window.get("link-url");
}

fn problems(window: &Window) {
    go(window, "#/problems");
    window.get("problems");
}

fn problems_listed(window: &Window) {
    let file = window.folder().join("sample-data/catches/2026-11-20-cart-empties-itself.md");
    let text = "---\nfixed: #2331\nserverity: 2\ngreen: [e2e, unit\n---\n# Cart empties itself\n";
    std::fs::write(file, text).expect("a file in the sample vault");
    problems(window);
    window.get("problem-file");
}

fn palette(window: &Window) {
    library(window);
    window.press(["Ctrl k"]);
    window.until_focus("palette-input");
    window.type_keys("reply");
    window.until_text("palette-entry", "eply");
}

fn keys(window: &Window) {
    library(window);
    window.press(["Esc"]);
    window.press(["?"]);
    window.get("keys-close");
}

fn log_catch(window: &Window) {
    log(window, "c", "Order total shows the old currency for a second after switching locale");
    window.get("log-seen");
}

fn log_model_error(window: &Window) {
    log(window, "m", "Order total shows the old currency for a second after switching locale");
}

/// A form keeps what was typed, so it is written once.
fn log(window: &Window, key: &str, what: &str) {
    library(window);
    window.press(["Esc"]);
    window.press([key]);
    window.until_focus("log-what");
    if window.value("log-what").is_empty() {
        window.type_keys(what);
    }
}

/// Searches in the library, in place of what was asked before.
pub fn search(window: &Window, query: &str) {
    go(window, "#/library");
    window.get("library");
    if window.has("query-chip") || !window.value("query-input").is_empty() {
        window.click("query-input");
        window.press(["Esc"]);
        window.until_gone("query-chip");
    }
    window.fill("query-input", query);
}

/// Leaves what floats and goes to a place of the window.
fn go(window: &Window, hash: &str) {
    window.until("what floats is gone", |window| {
        if window.has_css("[role=dialog], [role=menu]") {
            window.press(["Esc"]);
            return None;
        }
        Some(())
    });
    window.run(&format!("location.hash = {hash:?}"));
}

/// Runs the command that these words find in the palette.
pub fn in_palette(window: &Window, words: &str) {
    window.press(["Ctrl k"]);
    window.until_focus("palette-input");
    window.type_keys(&format!(">{words}"));
    window.get("palette-entry");
    window.press(["Enter"]);
}
