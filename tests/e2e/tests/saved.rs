//! Saved searches and earlier ones, by keys alone.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Window};
use std::fs;

const CHAT: (&str, &str) = (
    "catches/2026-06-14-reply-blank.md",
    "---\nid: C-7K3Q2\nservices: chat\ntags: [race]\n---\n# Reply blank after a redirect\n",
);
const DESK: (&str, &str) = (
    "catches/2026-06-15-total.md",
    "---\nid: C-7K4AA\nservices: [\"order desk\"]\n---\n# Total is old after a redirect\n",
);

fn library() -> Window {
    let window = open_library(&Setup::files([CHAT, DESK]));
    window.until_text("status-records", "2 records");
    window
}

fn search(window: &Window, text: &str) {
    window.press(["/"]);
    window.until_focus("query-input");
    window.type_keys(text);
}

#[test]
fn a_search_is_saved_found_in_the_palette_and_updated() {
    let window = library();
    search(&window, "redirect service:ord");
    window.until_text("suggestions", "order desk");
    window.press(["Enter"]);
    window.until_text("query-chip", "\"order desk\"");
    window.until_text("result-count", "1 of 2");
    window.until_text("query-explained", "order-desk");

    window.tab_to("results");
    window.press(["s"]);
    window.until_focus("save-search-name");
    window.type_keys("Redirects at the desk");
    window.press(["Enter"]);
    window.until_text("saved-redirects-at-the-desk", "Redirects at the desk");
    let file = window.folder().join("vault/searches/redirects-at-the-desk.toml");
    let saved = "name = \"Redirects at the desk\"\nquery = 'service:\"order desk\" redirect'\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), saved);

    window.press(["Esc"]);
    window.until_text("result-count", "2 of 2");
    window.press(["Ctrl k"]);
    window.until_focus("palette-input");
    window.type_keys("rdrcts dsk");
    window.until_text("palette-entry", "Redirects at the desk");
    window.press(["Enter"]);
    window.until_text("result-count", "1 of 2");

    search(&window, "total");
    window.get("update-search");
    window.press(["Ctrl k"]);
    window.until_focus("palette-input");
    window.type_keys(">update saved");
    window.until_text("palette-entry", "Update the saved search");
    window.press(["Enter"]);
    window.until_gone("update-search");
    assert_eq!(fs::read_to_string(&file).unwrap(), saved.replace("redirect'", "total'"));
}

#[test]
fn what_another_program_does_to_the_files_is_shown() {
    let window = library();
    let folder = window.folder().join("vault/searches");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("race.toml"), "name = \"Races\"\nquery = \"tag:race\"\n").unwrap();
    window.until_text("saved-race", "Races");
    fs::write(folder.join("race.toml"), "name = \"Races\"\nquery = \n").unwrap();
    window.until_text("saved-race", "Line 2 is not valid TOML");
    fs::remove_file(folder.join("race.toml")).unwrap();
    window.until_gone("saved-race");
}

#[test]
fn an_earlier_search_is_brought_back_in_the_empty_bar() {
    let window = library();
    search(&window, "tag:ra");
    window.until_text("suggestions", "race");
    window.press(["Enter"]);
    window.until_text("query-chip", "race");
    window.press(["Enter"]);
    window.until_text("record-title", "Reply blank");

    window.press(["/"]);
    window.until_focus("query-input");
    window.press(["Esc"]);
    window.until_text("result-count", "2 of 2");
    window.press(["Down"]);
    window.until_text("suggestions", "tag:race");
    window.press(["Enter"]);
    window.until_text("result-count", "1 of 2");
}
