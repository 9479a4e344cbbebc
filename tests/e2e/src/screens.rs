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
    Screen { name: "tie", show: tie },
    Screen { name: "begin", show: begin },
    Screen { name: "save-search", show: save_search },
    Screen { name: "library-narrowed", show: narrowed },
    Screen { name: "library-no-result", show: no_result },
    Screen { name: "problems", show: problems },
];

/// The screen before a vault is open.
pub const FIRST_RUN: Screen = Screen { name: "first-run", show: |window| drop(window.get("first-run")) };

/// The list of problems with something in it: it leaves a broken file behind, so it comes after all others.
const PROBLEMS_LISTED: Screen = Screen { name: "problems-listed", show: problems_listed };

/// A draft with its fields, what it lacks, and a note under the line. It leaves a file behind, so it comes after all others.
const WRITE_NOTE: Screen = Screen { name: "write-note", show: write_note };

/// Two programs changed the same line. It leaves a changed file behind, so it comes after all others, too.
const WRITE_CONFLICT: Screen = Screen { name: "write-conflict", show: write_conflict };

/// Earlier states of a record that two programs changed, which the screen before left behind.
const EARLIER: Screen = Screen { name: "earlier", show: earlier };

/// Text that was never saved, which a screen before left behind, too.
const HOME_KEPT: Screen = Screen { name: "home-kept", show: home_kept };

/// The screens that leave something behind or need what was left, in their order; they come after all others.
pub const LAST: &[Screen] = &[PROBLEMS_LISTED, WRITE_NOTE, WRITE_CONFLICT, EARLIER, HOME_KEPT];

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

const DRAFT: &str = "---
id: I-TW0WK
status: draft
started: 2026-07-14T02:10Z
detected: 2026-07-14T02:58Z
mitigated: 2026-07-14 25:31
severity: sev2
services: [billing, ledger]
green: [unit, ai-review]
---
# Two workers, one lock: nightly refunds stop

## Trigger
The nightly run started a second worker for the first time. Both waited on `ledger_lock`.

## Contributing factors
- Kofi should have known the lock does not yield
- A blocking lock is taken inside an async handler

## How it was caught
Dana watched the refund count stand still.

## Before you change this
";

fn write_note(window: &Window) {
    let file = window.folder().join("sample-data/incidents/2026-07-14-refunds-lock.md");
    std::fs::write(file, DRAFT).expect("a file in the sample vault");
    search(window, "id:I-TW0WK");
    window.until_text("preview-title", "Two workers");
    go(window, "#/write/I-TW0WK");
    window.until_focus("source");
    if !window.has("fields") {
        window.press(["Ctrl b"]);
    }
    window.until_text("complete", "4 of 7");
    window.click("look-at");
    window.get("note");
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

fn earlier(window: &Window) {
    go(window, &format!("#/earlier/{RECORD}"));
    window.get("earlier-row");
    window.get("compare-sides");
}

fn home_kept(window: &Window) {
    go(window, "#/");
    window.get("kept-row");
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

fn tie(window: &Window) {
    record(window);
    in_palette(window, "change introduced");
    window.until_focus("tie-input");
    window.type_keys("reply moves");
    window.until_text("tie-entry", "the reply moves");
}

fn begin(window: &Window) {
    library(window);
    window.press(["Esc"]);
    window.press(["n"]);
    window.until_focus("begin-title");
}

fn save_search(window: &Window) {
    search(window, "redirect");
    window.tab_to("results");
    window.press(["s"]);
    window.until_focus("save-search-name");
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
