//! The window tells the truth about a folder that others write to.

use catchbook_e2e::screens::{open_library, open_sample};
use catchbook_e2e::{Setup, Window};
use std::fs;

const NOTE: (&str, &str) =
    ("catches/2026-06-14-reply-blank.md", "---\ntype: catch\n---\n# Reply blank\n\nThe list was empty.\n");

#[test]
fn what_another_program_writes_is_found() {
    let window = open_library(&Setup::files([NOTE]));
    window.until_text("status-records", "1 record");
    let other = window.folder().join("vault/catches/2026-06-15-zeppelin.md");
    fs::write(&other, "---\ntype: catch\n---\n# Zeppelin over the harbour\n").unwrap();
    window.until_text("status-records", "2 records");
    window.fill("query-input", "zeppelin");
    window.until_text("result-row", "Zeppelin over the harbour");

    fs::remove_file(&other).unwrap();
    window.until_text("status-records", "1 record");
}

#[test]
fn a_broken_file_is_listed_and_hides_no_other() {
    let broken = ("catches/2026-06-15-broken.md", "---\nseverity: [\n---\n# Broken\n");
    let window = Window::open(&Setup::files([NOTE, broken]));
    window.until_text("status-problems", "1 file");
    window.until_text("status-records", "2 records");
    window.click("status-problems");
    window.until_text("problems", "2026-06-15-broken.md");
}

#[test]
fn a_deleted_record_comes_back() {
    let window = open_sample(&Setup::sample());
    let before = window.text("status-records");
    window.click("result-row");
    window.get("open-record");
    window.click("open-record");
    window.click("record-menu");
    window.click("record-menu-delete");
    window.until("one record less", |window| (window.text("status-records") != before).then_some(()));
    window.click("undo");
    window.until("it is back", |window| (window.text("status-records") == before).then_some(()));
}

#[test]
fn a_folder_that_lost_its_records_is_not_taken_for_empty() {
    let window = open_sample(&Setup::sample());
    let vault = window.folder().join("sample-data");
    for folder in ["catches", "incidents", "guides", "model-errors"] {
        let _ = fs::rename(vault.join(folder), window.folder().join(folder));
    }
    window.get("vanished");
    window.click("vanished-look-again");
    window.until_still();
    assert!(window.has("vanished"), "they are still missing");
    for folder in ["catches", "incidents", "guides", "model-errors"] {
        let _ = fs::rename(window.folder().join(folder), vault.join(folder));
    }
    // Nobody has to ask: the folder is watched.
    window.until_gone("vanished");
}
