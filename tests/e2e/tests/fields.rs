//! Fields beside the text, both ways: a field changes its own bytes of the file, and the text changes the fields.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Window};
use std::fs;
use std::path::PathBuf;

const PATH: &str = "incidents/2026-07-14-refunds-lock.md";
const TEXT: &str = "---\r\nid: I-00064\r\nstatus: draft # for now\r\nstarted: 2026-07-14T02:10Z\r\nseverity: sev3\r\n\
                    services: [billing]   # more?\r\nx-mine: kept\r\n---\r\n# Two workers, one lock\r\n\r\nIt stopped.\r\n";

fn file(window: &Window) -> PathBuf {
    window.folder().join("vault").join(PATH)
}

fn on_disk(window: &Window) -> String {
    String::from_utf8(fs::read(file(window)).unwrap()).unwrap()
}

fn editing() -> Window {
    let window = open_library(&Setup::files([(PATH, TEXT)]));
    window.until_text("status-records", "1 record");
    window.get("preview-title");
    window.tab_to("results");
    window.press(["e"]);
    window.until_focus("source");
    window
}

fn until_in_editor(window: &Window, part: &str) {
    let lines = "return document.querySelector('[data-testid=source]')?.textContent ?? ''";
    window.until(&format!("`{part}` in the editor"), |window| {
        window.run(lines).as_str().is_some_and(|text| text.contains(part)).then_some(())
    });
}

/// The time without its year, which is written once it is over.
fn until_started(window: &Window) {
    window.until("the time it started", |window| {
        let shown = window.value("field-started");
        (shown.starts_with("14 Jul") && shown.ends_with(", 02:10")).then_some(())
    });
}

fn until_value(window: &Window, field: &str, value: &str) {
    window.until(&format!("`{value}` in {field}"), |window| (window.value(field) == value).then_some(()));
}

fn save(window: &Window) {
    window.press(["Ctrl s"]);
    let words = "return document.querySelector('[data-testid=draft-state]')?.textContent ?? ''";
    window.until("the file is saved", |window| {
        window.run(words).as_str().is_some_and(|said| said.starts_with("Saved ")).then_some(())
    });
}

#[test]
fn a_field_changes_its_own_bytes_and_can_be_undone() {
    let window = editing();
    until_started(&window);
    window.click("field-detected");
    window.until_focus("field-detected");
    window.type_keys("2026-07-14T02:58Z");
    window.press(["Enter"]);
    until_in_editor(&window, "detected: 2026-07-14T02:58Z");
    window.click("severity-2");
    until_in_editor(&window, "severity: sev2");
    window.click("field-services");
    window.until_focus("field-services");
    window.type_keys("ledger");
    window.press(["Enter"]);
    until_in_editor(&window, "services: [billing, ledger]");
    window.until_text("gap", "+ 48 min");
    save(&window);
    let written = TEXT
        .replace("sev3", "sev2")
        .replace("[billing]", "[billing, ledger]")
        .replace("kept\r\n", "kept\r\ndetected: 2026-07-14T02:58Z\r\n");
    assert_eq!(on_disk(&window), written);

    // Each field is one step of undo, behind the save too.
    window.click("source");
    window.until_focus("source");
    window.press(["Ctrl z"]);
    until_in_editor(&window, "services: [billing]  ");
    window.press(["Ctrl z", "Ctrl z"]);
    until_in_editor(&window, "severity: sev3");
    save(&window);
    assert_eq!(on_disk(&window), TEXT);
}

#[test]
fn a_save_takes_along_what_is_in_a_field() {
    let window = editing();
    window.click("field-tags");
    window.until_focus("field-tags");
    window.type_keys("lock");
    save(&window);
    assert_eq!(on_disk(&window), TEXT.replace("kept\r\n", "kept\r\ntags: lock\r\n"));
}

#[test]
fn letters_in_a_field_are_kept_when_the_screen_is_left_at_once() {
    let window = editing();
    window.click("field-tags");
    window.until_focus("field-tags");
    window.type_keys("lock");
    window.until("the letters", |window| (window.value("field-tags") == "lock").then_some(()));
    window.press(["Alt 1"]);
    window.until_text("kept-row", "Not saved yet");
    assert_eq!(on_disk(&window), TEXT, "nobody saved it");
    window.press(["Alt 2"]);
    window.tab_to("results");
    window.press(["e"]);
    until_in_editor(&window, "tags: lock");
    save(&window);
    assert_eq!(on_disk(&window), TEXT.replace("kept\r\n", "kept\r\ntags: lock\r\n"));
}

#[test]
fn what_is_typed_into_the_text_is_in_the_field_and_an_invalid_value_stays() {
    let window = editing();
    until_started(&window);
    window.press(["Ctrl Home", "Down", "Down", "Down", "End"]);
    window.type_keys("x");
    window.until_text("field-wrong", "`started` is not a time");
    until_value(&window, "field-started", "2026-07-14T02:10Zx");
    save(&window);
    assert_eq!(on_disk(&window), TEXT.replace("02:10Z", "02:10Zx"), "what is invalid stays as it was typed");
    window.click("field-started");
    window.until_focus("field-started");
    window.press(["End", "Backspace", "Enter"]);
    window.until_gone("field-wrong");
    save(&window);
    assert_eq!(on_disk(&window), TEXT);
}

#[test]
fn a_record_is_filed_step_by_step_and_what_is_missing_holds_nothing_back() {
    let window = editing();
    window.until_text("complete", "1 of 7");
    window.until_text("file", "File as is");
    window.press(["Ctrl End"]);
    window.press(["Enter"]);
    window.type_keys("## Trigger");
    window.press(["Enter", "Enter"]);
    window.type_keys("A second worker.");
    window.press(["Enter"]);
    window.until_text("complete", "2 of 7");
    window.press(["Ctrl Enter"]);
    window.until_text("toast", "In review. Not there yet: Contributing factors");
    window.until_text("file", "Mark as reviewed");
    let text = format!("{}\r\n## Trigger\r\n\r\nA second worker.\r\n", TEXT.replace("draft", "in-review"));
    window.until("the record is in review", |window| (on_disk(window) == text).then_some(()));
    window.press(["Ctrl Enter"]);
    window.until_gone("file");
    window.until("the record is reviewed", |window| {
        (on_disk(window) == text.replace("in-review", "reviewed")).then_some(())
    });
}

#[test]
fn home_says_how_complete_a_draft_is() {
    let window = Window::open(&Setup::files([(PATH, TEXT)]));
    window.until_text("draft-row", "1 of 7");
}

#[test]
fn fields_stand_behind_their_key_where_there_is_little_room() {
    let window = editing();
    window.get("fields");
    window.press(["Ctrl b"]);
    window.until_gone("fields");
    window.resize(900, 600);
    window.press(["Ctrl b"]);
    window.get("fields");
    window.tab_to("source");
}
