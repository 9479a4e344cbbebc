//! Completion while typing: records, people and the vault's words, by real keys.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Window};

const PATH: &str = "catches/2026-06-14-reply-blank.md";
const TEXT: &str = "---\nid: C-7K3Q2\n\n---\n# Reply blank\n\n";

fn editing() -> Window {
    let window = open_library(&Setup::files([
        (PATH, TEXT),
        ("catches/2026-06-15-total.md", "---\nid: C-7K4AA\nservices: checkout\n---\n# Total is old after a switch\n"),
        ("people/ines.md", "---\nnames: Ines Duarte\n---\n"),
    ]));
    window.until_text("status-records", "3 records");
    window.run("location.hash = '#/write/C-7K3Q2'");
    window.until_focus("source");
    window
}

fn until_option(window: &Window, part: &str) {
    let options = "return document.querySelector('.cm-tooltip-autocomplete')?.textContent ?? ''";
    window.until(&format!("`{part}` is offered"), |window| {
        window.run(options).as_str().is_some_and(|text| text.contains(part)).then_some(())
    });
}

fn until_line(window: &Window, line: &str) {
    let lines = "return [...document.querySelectorAll('[data-testid=source] .cm-line')].map((l) => l.textContent)";
    window.until(&format!("a line `{line}`"), |window| {
        window.run(lines).as_array().is_some_and(|all| all.iter().any(|one| one == line)).then_some(())
    });
}

fn until_closed(window: &Window) {
    window.until("the list is closed", |window| (!window.has_css(".cm-tooltip-autocomplete")).then_some(()));
}

/// A list takes no key for a moment after it opened, so that nobody accepts what they did not see.
fn accept(window: &Window) {
    window.until_still();
    window.press(["Enter"]);
    until_closed(window);
}

#[test]
fn a_record_is_linked_by_its_words() {
    let window = editing();
    window.press(["Ctrl End"]);
    window.type_keys("See [[switch");
    until_option(&window, "Total is old");
    accept(&window);
    until_line(&window, "See [[C-7K4AA]]");
    window.type_keys(" and @du");
    until_option(&window, "Ines Duarte");
    window.until_still();
    window.press(["Esc"]);
    until_closed(&window);
    until_line(&window, "See [[C-7K4AA]] and @du");
    assert!(window.has("write"), "Esc closed the list and not the editor");
}

#[test]
fn a_field_offers_what_the_vault_knows() {
    let window = editing();
    window.press(["Ctrl Home", "Down", "Down"]);
    window.type_keys("services: [che");
    until_option(&window, "checkout");
    accept(&window);
    until_line(&window, "services: [checkout");
    // What stands there whole needs no list: Enter ends the line.
    window.type_keys("]");
    window.press(["Enter"]);
    window.type_keys("status: draft");
    until_line(&window, "status: draft");
    until_closed(&window);
}
