//! What is written down in the window ends as a file that a person would be happy to read.

use catchbook_e2e::screens::open_sample;
use catchbook_e2e::{Setup, Window};
use std::path::PathBuf;

#[test]
fn a_catch_is_logged_by_keyboard_alone() {
    let window = open_sample(&Setup::sample());
    window.press(["c"]);
    window.until_focus("log-what");
    window.type_keys("Order total shows the old currency");
    window.press(["Enter"]);
    window.type_keys("For a second after a switch of locale; then it corrects itself.");
    window.tab_to("log-service");
    window.type_keys("checkout");
    window.tab_to("log-gate");
    window.press(["Space", "Tab", "Space"]);
    window.until("the commit of the clone is offered", |window| window.has("log-seen").then_some(()));
    window.press(["Ctrl Enter"]);
    window.until_gone("log-dialog");

    let text = logged(&window, "order-total-shows-the-old-currency");
    let (id, at, commit) = (value(&text, "id: "), value(&text, "caught_at: "), value(&text, "Seen at [["));
    let commit = &commit[..12];
    assert_eq!(
        text,
        format!(
            "---\nid: {id}\nservices: checkout\ncaught_at: {at}\ncaught_where: main\ngreen: [type-check, unit]\n---\n\
             # Order total shows the old currency\n\n\
             For a second after a switch of locale; then it corrects itself.\n\n\
             Seen at [[{commit}]] on `main`.\n"
        )
    );
    // It is found at once, and the toast leads to it.
    window.click("toast-action");
    window.until_text("record-title", "old currency");
}

#[test]
fn a_model_error_keeps_what_was_pasted_as_it_was() {
    let window = open_sample(&Setup::sample());
    window.press(["m"]);
    window.until_focus("log-what");
    window.type_keys("Model cites a flag that was removed");
    window.tab_to("log-prompt");
    window.type_keys("How do I go back?");
    window.tab_to("log-response");
    window.type_keys("Use ```--back``` and <b>wait</b>");
    window.tab_to("log-draft");
    window.press(["Enter"]);
    window.until_gone("log-dialog");
    let text = logged(&window, "model-cites-a-flag-that-was-removed");
    let id = value(&text, "id: ");
    assert_eq!(
        text,
        format!(
            "---\nid: {id}\nstatus: draft\n---\n# Model cites a flag that was removed\n\n## Input\n\n\
             ```text\nHow do I go back?\n```\n\n## What the model produced\n\n\
             ````text\nUse ```--back``` and <b>wait</b>\n````\n"
        )
    );
}

#[test]
fn what_looks_like_a_secret_is_said_and_a_closed_form_keeps_its_text() {
    let window = open_sample(&Setup::sample());
    window.press(["c"]);
    window.until_focus("log-what");
    window.type_keys("The log shows AKIA");
    window.type_keys("ABCDEFGHIJKLMNOP");
    window.until_text("log-secret", "an AWS access key");
    window.press(["Esc"]);
    window.until_gone("log-dialog");
    window.press(["c"]);
    window.until_focus("log-what");
    assert!(window.value("log-what").starts_with("The log shows"));
}

/// The one file of today whose name ends so.
fn logged(window: &Window, slug: &str) -> String {
    let vault = window.folder().join("sample-data");
    let files: Vec<PathBuf> = ["catches", "model-errors"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(vault.join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(&format!("{slug}.md")))
        .collect();
    let [file] = &files[..] else { panic!("{slug}: {files:?}") };
    std::fs::read_to_string(file).expect("the record")
}

fn value<'t>(text: &'t str, key: &str) -> &'t str {
    let at = text.find(key).unwrap_or_else(|| panic!("{key} in {text}")) + key.len();
    text[at..].lines().next().unwrap_or_default()
}

#[test]
fn a_retrospective_is_begun_from_its_template() {
    let window = Window::open(&Setup::files([("catchbook.toml", "name = \"Storefront\"\n")]));
    window.get("home");
    window.press(["n"]);
    window.until_focus("begin-title");
    window.type_keys("Checkout charged twice");
    window.press(["Enter"]);
    window.until_focus("source");
    let folder = window.folder().join("vault/incidents");
    let file = window.until("the file", |_| std::fs::read_dir(&folder).ok()?.next()?.ok());
    let text = std::fs::read_to_string(file.path()).expect("the incident");
    let id = text.lines().find_map(|line| line.strip_prefix("id: I-")).expect("an id");
    let sections = "## Summary\n\n## Timeline\n\n## Contributing factors\n\n## How it was caught and what was green\n\n\
                    ## Action items\n\n## Before you change this\n";
    assert_eq!(text, format!("---\nid: I-{id}\nstatus: draft\n---\n# Checkout charged twice\n\n{sections}"));
}
