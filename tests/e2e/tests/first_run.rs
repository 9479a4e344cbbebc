//! The first minutes: a folder that is a vault, one that is made, one that is not there.

use catchbook_e2e::screens::in_palette;
use catchbook_e2e::{Setup, Window, sample_copy};

#[test]
fn a_folder_is_opened_by_its_path_and_is_remembered() {
    let window = Window::open(&Setup::first_run());
    let vault = sample_copy(window.folder());
    window.fill("first-run-path", vault.to_str().unwrap());
    window.click("first-run-open");
    window.until_text("status-records", "records");
    window.get("again-row");

    in_palette(&window, "another folder");
    window.get("first-run");
    window.click("recent-vault");
    window.get("again-row");
}

#[test]
fn a_new_vault_has_three_records_and_settings() {
    let window = Window::open(&Setup::first_run());
    let folder = window.folder().join("storefront");
    window.fill("make-vault-path", folder.to_str().unwrap());
    window.fill("make-vault-name", "Storefront");
    window.click("make-vault");
    window.until_text("status-records", "3 records");
    assert!(folder.join("catchbook.toml").is_file());
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let window = Window::open(&Setup::first_run());
    window.fill("first-run-path", "/nowhere/at/all");
    window.click("first-run-open");
    let failure = window.until_text("failure", "/nowhere/at/all");
    assert!(failure.contains("is not there"), "{failure}");
    assert!(window.has("first-run"));
}
