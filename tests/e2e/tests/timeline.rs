//! Help with the timeline while it is written: the time now, order, and entries from a chat. One step of undo each.

use catchbook_e2e::screens::in_palette;
use catchbook_e2e::{Setup, Window};

const INCIDENT: &str = "---\nid: I-R4PEM\ntype: incident\n---\n# Replies vanish\n\n## Timeline\n\n\
                        - 2026-06-04T10:00Z [mitigated] rolled back\n- 2026-06-04T09:00Z first ticket\n\n## After\n";
const CHAT: &str = "[2026-06-04 11:30:12 +02:00] <ines> only in the chat\n\
                    [2026-06-04 11:31:00 +02:00] <tomas> lunch?\n\
                    [2026-06-04 11:40:00 +02:00] <ines> it is the redirect";

fn write() -> Window {
    let window = Window::open(&Setup::files([("incidents/replies-vanish.md", INCIDENT)]));
    window.until_text("status-records", "1 record");
    window.run("location.hash = '#/write/I-R4PEM'");
    window.until_focus("source");
    window
}

/// Saves, and waits until the file says this.
fn saved(window: &Window, wanted: &str) {
    window.press(["Ctrl s"]);
    let file = window.folder().join("vault/incidents/replies-vanish.md");
    window.until("the file", |_| (std::fs::read_to_string(&file).ok()? == wanted).then_some(()));
}

#[test]
fn entries_are_sorted_as_one_step() {
    let window = write();
    in_palette(&window, "sort timeline");
    let sorted = INCIDENT.replace(
        "- 2026-06-04T10:00Z [mitigated] rolled back\n- 2026-06-04T09:00Z first ticket\n",
        "- 2026-06-04T09:00Z first ticket\n- 2026-06-04T10:00Z [mitigated] rolled back\n",
    );
    window.until("the order", |window| {
        (window.run("return document.querySelector('[data-testid=source]').textContent.indexOf('first ticket') < document.querySelector('[data-testid=source]').textContent.indexOf('rolled back')") == true).then_some(())
    });
    saved(&window, &sorted);
    window.click("source");
    window.press(["Ctrl z"]);
    saved(&window, INCIDENT);
}

#[test]
fn messages_of_a_chat_become_entries() {
    let window = write();
    in_palette(&window, "entries chat");
    window.until_focus("chat-text");
    // Pasted: typing it would ask at every letter.
    window.run(&format!(
        "const field = document.querySelector('[data-testid=chat-text]'); field.value = {CHAT:?}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ));
    window.until("three messages", |window| (window.all("chat-message").len() == 3).then_some(()));
    window.run(
        "const boxes = document.querySelectorAll('[data-testid=chat-message]'); boxes[0].click(); boxes[2].click()",
    );
    window.until_text("chat-add", "2 entries");
    window.click("chat-add");
    window.until_gone("chat-dialog");
    let entries = "- 2026-06-04T09:00Z first ticket\n- 2026-06-04T09:30Z only in the chat\n\
                   - 2026-06-04T09:40Z it is the redirect\n- 2026-06-04T10:00Z [mitigated] rolled back\n";
    let (before, _) = INCIDENT.split_once("- 2026").expect("a timeline");
    saved(&window, &format!("{before}{entries}\n## After\n"));
}

#[test]
fn the_time_now_begins_an_entry() {
    let window = write();
    window.press(["Ctrl End", "Alt t"]);
    window.type_keys("said so");
    window.press(["Ctrl s"]);
    let file = window.folder().join("vault/incidents/replies-vanish.md");
    let text =
        window.until("the entry", |_| std::fs::read_to_string(&file).ok().filter(|text| text.contains("said so")));
    let entry = text.strip_prefix(INCIDENT).expect("what was there stays");
    let (time, words) = entry.trim_start_matches("- ").split_once(' ').expect("a time and words");
    assert!(entry.starts_with("- 20") && time.len() == 17 && time.ends_with('Z') && words == "said so", "{entry}");
}
