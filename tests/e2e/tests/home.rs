//! The first screen says what needs a person, and ticks an action item in its file. By keyboard; nothing is clicked.

use catchbook_e2e::{Setup, Window};
use std::fs;
use std::path::PathBuf;

const INCIDENT: &str = "\u{FEFF}---\r\ntype: incident\r\nstatus: draft\r\n---\r\n# Replies vanish\r\n\r\nThe list was empty.\r\n\r\n## Action items\r\n\r\n* [ ] Cap the *queue* @dana due:2020-02-03 kind:prevent  \r\n* [ ] Read the code @tomas due:2020-02-04\r\n\r\nNot the end\t\r\n";

const GUIDE: &str = "---\ntype: guide\nverified: 2020-01-01\nreview_every: 3 months\n---\n# Roll back\n";

fn small() -> Window {
    let files = [("incidents/2026-06-15-replies-vanish.md", INCIDENT), ("guides/2020-01-01-roll-back.md", GUIDE)];
    let window = Window::open(&Setup::files(files));
    window.get("action-row");
    window.get("again-row");
    window
}

fn incident(window: &Window) -> PathBuf {
    window.folder().join("vault/incidents/2026-06-15-replies-vanish.md")
}

fn selected(window: &Window) -> String {
    let script = "return document.querySelector('[data-testid=home] li.on')?.dataset.row ?? ''";
    window.run(script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn home_shows_what_needs_a_person() {
    let window = Window::open(&Setup::sample());
    window.until_text("home", "When checkout charges twice");
    window.until_text("home", "Not verified since its review date, 22 Sep 2026");
    window.until_text("again-row", "Guarded lines in tools/deploy.sh changed since 74efaef");
    window.until_text("action-row", "Look at our dashboards");
    window.until_text("action-row", "days late");
    assert!(window.text("home-sentence").contains("outlived"), "{}", window.text("home-sentence"));
    assert!(!window.all("recent-row").is_empty());
    let weeks = window.attribute(&window.get("weeks"), "aria-label").unwrap_or_default();
    assert!(weeks.contains("in 12 weeks"), "{weeks}");
    assert!(selected(&window).starts_with("again "), "the first row is selected");
}

#[test]
fn the_keys_go_through_every_list_and_open_a_record() {
    let window = small();
    let mut seen = vec![selected(&window)];
    for key in ["j", "Down", "j", "j", "j"] {
        window.press([key]);
        seen.push(selected(&window));
    }
    let lists: Vec<_> = seen.iter().map(|row| row.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(lists, ["again", "action", "action", "draft", "recent", "recent"], "{seen:?}");
    window.press(["k", "Up", "Enter"]);
    window.until_text("record-title", "Replies vanish");
    window.press(["Esc"]);
    window.get("home-sentence");
    window.press(["Alt 2"]);
    window.get("library");
    window.press(["Alt 1"]);
    window.get("home-sentence");
}

#[test]
fn a_tick_changes_one_line_of_the_file_and_comes_back() {
    let window = small();
    window.press(["j"]);
    window.until("the item is selected", |window| selected(window).starts_with("action ").then_some(()));
    window.press(["Space"]);
    let ticked = window
        .until("the file says so", |window| fs::read_to_string(incident(window)).ok().filter(|text| text != INCIDENT));
    let day = ticked.split("done:").nth(1).and_then(|rest| rest.get(..10)).expect("a day");
    let (open, done) = ("* [ ] Cap the *queue* @dana due:2020-02-03 kind:prevent  ", "* [x] Cap the *queue* @dana");
    let done = format!("{done} due:2020-02-03 kind:prevent done:{day}  ");
    assert_eq!(ticked, INCIDENT.replace(open, &done));
    window.until("one item is left", |window| (window.all("action-row").len() == 1).then_some(()));
    window.until_text("toast", "Done: Cap the queue");

    // Ten seconds are given to undo it; many steps of Tab may take longer through a driver.
    window.run("document.querySelector('[data-testid=undo]').focus()");
    window.until_focus("undo");
    window.press(["Enter"]);
    window.until("both items are back", |window| (window.all("action-row").len() == 2).then_some(()));
    assert_eq!(fs::read(incident(&window)).unwrap(), INCIDENT.as_bytes(), "byte for byte");
}

#[test]
fn an_item_that_changed_meanwhile_is_not_written() {
    let window = small();
    window.press(["j"]);
    let other = INCIDENT.replace("Cap the *queue*", "Drop the queue");
    fs::write(incident(&window), &other).unwrap();
    // Whatever the window has seen by now, `t` never ticks another item than the one that is shown.
    window.press(["t"]);
    window.until("what became of it is said", |window| window.has("toast").then_some(()));
    let text = fs::read_to_string(incident(&window)).unwrap();
    let tick = text != other;
    let says = window.text("toast");
    assert_eq!(tick, says.contains("Done: Drop the queue"), "{says}\n{text}");
    assert!(tick || says.contains("No action item says `Cap the *queue*` any more"), "{says}");
}

#[test]
fn nothing_due_is_said_so() {
    let window = Window::open(&Setup::files([("catches/2020-01-01-old.md", "---\ntype: catch\n---\n# Old\n")]));
    window.until_text("home-sentence", "Nothing needs you today.");
    window.until_text("recent-row", "Old");
    assert!(!window.has("action-row") && !window.has("again-row") && !window.has("draft-row"));
}
