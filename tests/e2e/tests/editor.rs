//! Writing in the real window: the file byte for byte, and nothing that either side wrote is lost.

use catchbook_e2e::screens::{open_library, search};
use catchbook_e2e::{Setup, Vault, Window};
use std::fs;
use std::path::PathBuf;

const PATH: &str = "catches/2026-06-14-reply-blank.md";
pub const TEXT: &str = "---\r\nid: C-7K3Q2\r\ntype: catch\r\n---\r\n# Reply blank\r\n\r\nThe list was empty.\nA second line.\r\n\r\nThe last line.\r\n";

pub fn file(window: &Window) -> PathBuf {
    window.folder().join("vault").join(PATH)
}

pub fn on_disk(window: &Window) -> String {
    String::from_utf8(fs::read(file(window)).unwrap()).unwrap()
}

/// A window on one record with both kinds of line ends, whose editor was opened by its key.
pub fn editing() -> Window {
    editing_beside(&[])
}

/// As [`editing`], with other files in the vault.
pub fn editing_beside(others: &[(&str, &str)]) -> Window {
    let files = [(PATH, TEXT)].iter().chain(others).map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let window = open_library(&Setup { vault: Vault::Files(files.collect()), ..Setup::sample() });
    window.until_text("status-records", &format!("{} record", others.len() + 1));
    if !others.is_empty() {
        search(&window, "reply");
    }
    window.get("result-row");
    window.until_text("preview-title", "Reply blank");
    open_editor(&window);
    window
}

pub fn open_editor(window: &Window) {
    window.tab_to("results");
    window.press(["e"]);
    window.until_focus("source");
}

/// The text in the editor, with `\n` between lines.
pub fn in_editor(window: &Window) -> String {
    let lines =
        "return [...document.querySelectorAll('[data-testid=source] .cm-line')].map((l) => l.textContent).join('\\n')";
    window.run(lines).as_str().unwrap_or_default().to_owned()
}

pub fn until_in_editor(window: &Window, part: &str) {
    window.until(&format!("`{part}` in the editor"), |window| in_editor(window).contains(part).then_some(()));
}

/// Waits until the title bar says so. Its text is cut off where there is no room, which the driver takes for hidden.
pub fn until_state(window: &Window, part: &str) {
    let words = "return document.querySelector('[data-testid=draft-state]')?.textContent ?? ''";
    window.until(&format!("the state `{part}`"), |window| {
        window.run(words).as_str().is_some_and(|said| said.contains(part)).then_some(())
    });
}

pub fn type_at_end(window: &Window, text: &str) {
    window.press(["Ctrl End"]);
    window.type_keys(text);
    until_in_editor(window, text);
}

#[test]
fn what_is_typed_and_saved_is_in_the_file_byte_for_byte() {
    let window = editing();
    assert_eq!(in_editor(&window), TEXT.replace('\r', ""));
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), TEXT, "nothing was edited and nothing is written");

    type_at_end(&window, "Typed ekj/é");
    until_state(&window, "Unsaved");
    window.until_text("written", "Typed ekj/é");
    assert_eq!(on_disk(&window), TEXT, "not before it is saved");
    window.press(["Ctrl Enter"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), format!("{TEXT}Typed ekj/é"));

    // Undo reaches behind the save. Letters that come slowly are several steps.
    while in_editor(&window).contains("Typed") {
        let before = in_editor(&window);
        window.press(["Ctrl z"]);
        window.until("a step back", |window| (in_editor(window) != before).then_some(()));
    }
    until_state(&window, "Unsaved");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), TEXT);
}

#[test]
fn a_change_of_other_lines_goes_into_the_text_and_can_be_undone() {
    let window = editing();
    type_at_end(&window, "Mine");
    fs::write(file(&window), TEXT.replace("was empty", "was bare")).unwrap();
    until_in_editor(&window, "was bare");
    window.get("joined");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), format!("{}Mine", TEXT.replace("was empty", "was bare")));

    window.press(["Ctrl z"]);
    until_in_editor(&window, "was empty");
    until_in_editor(&window, "Mine");
}

#[test]
fn a_clean_text_follows_the_disk() {
    let window = editing();
    fs::write(file(&window), TEXT.replace("was empty", "was bare")).unwrap();
    until_in_editor(&window, "was bare");
    until_state(&window, "As on disk");
}

#[test]
fn a_change_of_the_same_lines_shows_both_sides_with_nothing_chosen() {
    let window = editing();
    let theirs = TEXT.replace("The last line.", "The last line, theirs.");
    window.press(["Ctrl End", "Up", "End"]);
    window.type_keys(" Mine");
    until_in_editor(&window, "line. Mine");
    fs::write(file(&window), &theirs).unwrap();
    until_state(&window, "Changed on disk: compare");
    window.press(["Ctrl s"]);
    window.until_text("compare", "theirs.");
    window.until_text("compare", "line. Mine");
    assert_eq!(on_disk(&window), theirs, "nothing was chosen, nothing is written");
    assert_eq!(fs::read_dir(file(&window).parent().unwrap()).unwrap().count(), 1, "no second file");

    window.click("keep-both");
    window.until_focus("source");
    until_in_editor(&window, "theirs.");
    until_in_editor(&window, "line. Mine");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    let both = TEXT.replace("The last line.\r\n", "The last line, theirs.\r\nThe last line. Mine\r\n");
    assert_eq!(on_disk(&window), both);
}

#[test]
fn a_clash_can_be_decided_for_either_side() {
    let window = editing();
    let theirs = TEXT.replace("The last line.", "The last line, theirs.");
    window.press(["Ctrl End", "Up", "End"]);
    window.type_keys(" Mine");
    until_in_editor(&window, "line. Mine");
    fs::write(file(&window), &theirs).unwrap();
    window.click("compare-open");
    window.click("take-theirs");
    until_in_editor(&window, "theirs.");
    until_state(&window, "As on disk");
    window.until_focus("source");
    // What was typed is one step of undo away.
    window.press(["Ctrl z"]);
    until_in_editor(&window, "line. Mine");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), TEXT.replace("The last line.", "The last line. Mine"));
}

#[test]
fn a_file_that_is_deleted_meanwhile_comes_back_with_a_save() {
    let window = editing();
    type_at_end(&window, "Mine");
    fs::remove_file(file(&window)).unwrap();
    fs::write(window.folder().join("vault/other.md"), "# Other\n").unwrap();
    until_state(&window, "Deleted on disk");
    until_in_editor(&window, "Mine");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), format!("{TEXT}Mine"));
}

#[test]
fn a_file_that_is_renamed_meanwhile_is_followed() {
    let window = editing();
    type_at_end(&window, "Mine");
    let new = file(&window).with_file_name("2026-06-14-reply-gone.md");
    fs::rename(file(&window), &new).unwrap();
    let path = "return document.querySelector('[data-testid=write-path]').textContent.includes('reply-gone')";
    window.until("the new name", |window| (window.run(path) == true).then_some(()));
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(fs::read_to_string(&new).unwrap(), format!("{TEXT}Mine"));
    assert!(!file(&window).exists());
}

#[test]
fn text_that_was_not_saved_outlives_a_killed_window() {
    let mut window = editing();
    type_at_end(&window, "Never saved");
    let kept = window.folder().join("profile/data/buffers");
    window.until("the text is kept", |_| holds(&kept, "Never saved").then_some(()));
    window.kill_and_reopen();
    assert_eq!(on_disk(&window), TEXT);
    window.get("home");
    window.press(["Alt 2"]);
    window.get("result-row");
    window.get("preview-title");
    open_editor(&window);
    until_in_editor(&window, "Never saved");
    window.until_text("restored", "never saved is back");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), format!("{TEXT}Never saved"));
    assert!(!holds(&kept, "Never saved"), "a save lets go of it");
}

#[test]
fn leaving_keeps_what_is_not_saved_and_says_so() {
    let window = editing();
    type_at_end(&window, "Left behind");
    window.press(["Esc"]);
    window.get("library");
    window.click("toast-action");
    until_in_editor(&window, "Left behind");
    window.click("back-to-file");
    window.until("the file's text", |window| (in_editor(window) == TEXT.replace('\r', "")).then_some(()));
    until_state(&window, "As on disk");
    assert_eq!(on_disk(&window), TEXT);
}

#[test]
fn a_word_is_found_and_replaced() {
    let window = editing();
    window.press(["Ctrl f"]);
    window.type_keys("second");
    window.css(".cm-searchMatch");
    window.press(["Esc"]);
    window.until("the search is closed", |window| (!window.has_css(".cm-search")).then_some(()));
    window.until_focus("source");
    assert!(window.has("write"), "Esc closed the search and not the editor");
}

#[test]
fn a_large_file_opens_as_plain_text_and_says_what_is_off() {
    let window = open_library(&Setup::files([(PATH, TEXT)]));
    window.until_text("status-records", "1 record");
    let large = format!("{TEXT}{}", "A line of some words.\n".repeat(150_000));
    fs::write(file(&window), &large).unwrap();
    window.get("preview-title");
    open_editor(&window);
    window.until_text("write-note", "preview, colours and spell checking are off");
    assert!(!window.has("written") && !window.has("toggle-preview"));
    window.press(["Ctrl End"]);
    window.type_keys("x");
    until_state(&window, "Unsaved");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    assert!(on_disk(&window) == format!("{large}x"), "the large file and one letter");
}

#[test]
fn ten_megabytes_open_as_plain_text() {
    let window = open_library(&Setup::files([(PATH, TEXT)]));
    window.until_text("status-records", "1 record");
    fs::write(file(&window), format!("{TEXT}{}", "A line of some words.\n".repeat(480_000))).unwrap();
    window.get("preview-title");
    open_editor(&window);
    window.until_text("write-note", "The file has 10 MiB: preview, colours and spell checking are off");
    window.type_keys("x");
    until_state(&window, "Unsaved");
}

fn holds(folder: &std::path::Path, part: &str) -> bool {
    let files = || -> std::io::Result<bool> {
        for vault in fs::read_dir(folder)? {
            for file in fs::read_dir(vault?.path())? {
                let file = file?.path();
                // What is still being written has another ending.
                if file.extension().is_some_and(|end| end == "txt") && fs::read_to_string(file)?.contains(part) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    };
    files().unwrap_or(false)
}
