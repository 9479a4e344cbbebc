//! A record is tied to its changes and its catch, by keyboard, and the file holds just that.

use catchbook_e2e::screens::in_palette;
use catchbook_e2e::{Setup, Window};
use std::fs;

const SETTINGS: &str = "[[repository]]\nname = \"storefront-web\"\n";
const INCIDENT: &str = "---\nid: I-R4PEM\ntype: incident\nfixed: PR 2331? # so far\n---\n# Replies vanish\n";
const CATCH: &str = "---\nid: C-7K3Q2\ntype: catch\n---\n# The list was empty\n";

fn open(record: &str) -> Window {
    let window = Window::open(&Setup::files([
        ("catchbook.toml", SETTINGS),
        ("incidents/replies-vanish.md", INCIDENT),
        ("catches/the-list-was-empty.md", CATCH),
    ]));
    window.until_text("status-records", "2 records");
    window.run(&format!("location.hash = '#/record/{record}'"));
    window.get("chain-ties");
    window
}

fn incident(window: &Window) -> String {
    fs::read_to_string(window.folder().join("vault/incidents/replies-vanish.md")).expect("the incident")
}

/// The first offer, once the finder has one that says this.
fn choose(window: &Window, words: &str, says: &str) {
    window.until_focus("tie-input");
    // What is offered before anything is typed is there.
    window.until_still();
    window.type_keys(words);
    window.until_text("tie-entry", says);
}

#[test]
fn the_chain_is_made_by_keyboard() {
    let window = open("I-R4PEM");
    in_palette(&window, "change introduced");
    choose(&window, "reply moves thread", "the reply moves");
    window.press(["Alt s", "Enter"]);
    window.until_text("chain-introduced", "suspected");

    in_palette(&window, "catch ended");
    choose(&window, "empty", "The list was empty");
    window.press(["Enter"]);
    window.until_text("chain-catch", "C-7K3Q2");

    let text = incident(&window);
    let introduced = text.lines().find(|line| line.starts_with("introduced: ")).expect("the change");
    assert!(introduced.starts_with("introduced: storefront-web@") && introduced.ends_with('?'), "{text}");
    let added = format!("{introduced}\ncatches: C-7K3Q2\n---\n#");
    assert_eq!(text, INCIDENT.replace("---\n#", &added));
}

#[test]
fn a_suspected_change_is_confirmed_where_it_stands() {
    let window = open("I-R4PEM");
    window.click("confirm-fixed");
    window.until_gone("confirm-fixed");
    assert_eq!(incident(&window), INCIDENT.replace("2331?", "2331"));
    window.until_text("toast", "Linked");
}

#[test]
fn a_catch_that_is_not_written_yet_is_made_in_place() {
    let window = open("I-R4PEM");
    window.click("tie-caught-by");
    choose(&window, "nobody wrote this", "Log a catch about");
    window.press(["Enter"]);
    window.until_focus("log-what");
    window.until("what was typed is there", |window| (window.value("log-what") == "nobody wrote this").then_some(()));
    window.press(["Ctrl Enter"]);
    window.until_text("chain-catch", "C-");
    let text = incident(&window);
    let catches = text.lines().find(|line| line.starts_with("catches: C-")).expect("the catch");
    assert_eq!(text, INCIDENT.replace("---\n#", &format!("{catches}\n---\n#")));
}
