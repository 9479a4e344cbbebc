//! A whole retrospective, from its template to reviewed, as a person writes it. Nothing is clicked: the keys go through
//! the display server.

use catchbook_e2e::{Keyboard, Setup, Window, root};
use std::fs;
use std::path::PathBuf;

const SETTINGS: &str = "name = \"Storefront\"\n\n[[repository]]\nname = \"storefront-web\"\n";
const CATCH: &str = "---\nid: C-7K3Q2\n---\n# The list was empty\n";

/// What is copied and pasted.
const IMAGE: &str = "docs/images/library-light.png";

/// Chooses a command by its words.
fn command(window: &Window, keyboard: &Keyboard<'_>, words: &str) {
    keyboard.press(["ctrl+k"]);
    window.until_focus("palette-input");
    keyboard.type_text(&format!(">{words}"));
    window.until_text("palette-entry", "");
    window.until("the command", |window| (window.value("palette-input") == format!(">{words}")).then_some(()));
    keyboard.press(["Return"]);
}

/// Chooses a change or a record for the chain.
fn tie(window: &Window, keyboard: &Keyboard<'_>, to: &str, words: &str, says: &str) {
    command(window, keyboard, to);
    window.until_focus("tie-input");
    keyboard.type_text(words);
    window.until_text("tie-entry", says);
    keyboard.press(["Return"]);
    window.until_gone("tie-input");
    window.until_focus("source");
}

fn in_text(window: &Window, part: &str) {
    let text =
        "return [...document.querySelectorAll('[data-testid=source] .cm-line')].map((l) => l.textContent).join('\\n')";
    window.until(&format!("`{part}` in the text"), |window| {
        window.run(text).as_str().is_some_and(|text| text.contains(part)).then_some(())
    });
}

fn field(window: &Window, keyboard: &Keyboard<'_>, name: &str, value: &str, written: &str) {
    for _ in 0..60 {
        if window.focused() == name {
            break;
        }
        let at = || window.run("return [...document.querySelectorAll('*')].indexOf(document.activeElement)");
        let before = at();
        keyboard.press(["Tab"]);
        window.until("the next place", |_| (at() != before).then_some(()));
    }
    window.until_focus(name);
    keyboard.type_text(value);
    keyboard.press(["Return"]);
    in_text(window, written);
}

fn incident(window: &Window) -> PathBuf {
    let folder = window.folder().join("vault/incidents");
    let mut files = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    files.next().expect("the incident")
}

/// The value of a field in the file's front matter.
fn value<'t>(text: &'t str, key: &str) -> &'t str {
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    line.unwrap_or_else(|| panic!("no {key} in {text}"))
}

#[test]
fn a_retrospective_is_written_from_its_template_to_reviewed() {
    let window = Window::open(&Setup::files([("catchbook.toml", SETTINGS), ("catches/the-list-was-empty.md", CATCH)]));
    window.until_text("status-records", "1 record");
    let keyboard = window.keyboard();
    keyboard.press(["n"]);
    window.until_focus("begin-title");
    keyboard.type_text("Replies vanish after a redirect");
    keyboard.press(["Return"]);
    window.until_focus("source");
    in_text(&window, "## Summary");

    // The cursor goes from section to section.
    keyboard.press(["ctrl+Home", "Down", "Down", "Down", "Down", "Down", "Down", "Down"]);
    keyboard.press(["Return"]);
    keyboard.type_text("Replies were saved, and the page lost them.");
    keyboard.press(["Return", "Down", "Down", "Return", "alt+t"]);
    keyboard.type_text("first ticket");
    keyboard.press(["Return"]);
    keyboard.type_text("2026-06-04T16:05Z [caught] paid by hand, on a slow phone");
    in_text(&window, "on a slow phone");
    keyboard.press(["Return", "Return"]);
    command(&window, &keyboard, "sort timeline");
    window.until_focus("source");
    keyboard.press(["ctrl+End", "Return"]);
    keyboard.type_text("- Walk a reply by hand on a slow phone");
    // The second one ends the list.
    keyboard.press(["Return", "Return", "Return"]);
    in_text(&window, "on a slow phone\n\n");
    keyboard.copy_image(&root().join(IMAGE));
    keyboard.press(["ctrl+v"]);
    in_text(&window, "![image](");
    keyboard.press(["Return"]);

    for (name, value, written) in [
        ("field-started", "2026-06-04T09:40Z", "started: 2026-06-04T09:40Z"),
        ("field-mitigated", "2026-06-04T16:30Z", "mitigated: 2026-06-04T16:30Z"),
        ("field-services", "chat", "services: chat"),
    ] {
        field(&window, &keyboard, name, value, written);
    }
    keyboard.press(["Escape"]);
    window.until_focus("source");
    tie(&window, &keyboard, "change introduced", "reply moves", "the reply moves");
    in_text(&window, "introduced: storefront-web@");
    tie(&window, &keyboard, "catch ended", "empty", "The list was empty");
    in_text(&window, "catches: C-7K3Q2");

    keyboard.press(["ctrl+Return"]);
    window.until_text("file", "Mark as reviewed");
    keyboard.press(["ctrl+Return"]);
    window.until_gone("file");
    let text = window.until("the record is reviewed", |window| {
        fs::read_to_string(incident(window)).ok().filter(|text| text.contains("status: reviewed"))
    });

    let (id, introduced) = (value(&text, "id: "), value(&text, "introduced: "));
    let now = text.lines().find_map(|line| line.strip_suffix(" first ticket")).expect("the entry");
    assert_eq!(
        text,
        format!(
            "---\nid: {id}\nstatus: reviewed\nstarted: 2026-06-04T09:40Z\nmitigated: 2026-06-04T16:30Z\nservices: chat\n\
             introduced: {introduced}\ncatches: C-7K3Q2\n---\n# Replies vanish after a redirect\n\n## Summary\n\n\
             Replies were saved, and the page lost them.\n\n## Timeline\n\n\
             - 2026-06-04T16:05Z [caught] paid by hand, on a slow phone\n{now} first ticket\n\n\
             ## Contributing factors\n\n## How it was caught and what was green\n\n## Action items\n\n\
             ## Before you change this\n\n- Walk a reply by hand on a slow phone\n\n\
             ![image](../attachments/{id}/image.png)\n"
        )
    );
    assert!(introduced.starts_with("storefront-web@"), "{introduced}");
    let image = window.folder().join(format!("vault/attachments/{id}/image.png"));
    assert_eq!(fs::read(image).expect("the image"), fs::read(root().join(IMAGE)).expect("what was copied"));
    window.run(&format!("location.hash = '#/record/{id}'"));
    window.until_text("chain", "the reply moves");
}
