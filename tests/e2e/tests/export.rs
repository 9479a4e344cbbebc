//! A record leaves the vault: what is offered, and the copy that needs no place.

use catchbook_e2e::screens::{RECORD, open_sample};
use catchbook_e2e::{Setup, Window};

fn open_record() -> Window {
    let window = open_sample(&Setup::sample());
    window.run(&format!("location.hash = '#/record/{RECORD}'"));
    window.get("chain");
    window
}

#[test]
fn everything_is_offered_by_keyboard() {
    let window = open_record();
    window.tab_to("export");
    window.press(["Enter"]);
    for item in ["html", "pdf", "markdown", "public-html", "public-pdf", "pull-request"] {
        window.get(&format!("export-{item}"));
    }
    window.until_text("export-pull-request", "Ctrl");
    window.press(["Esc"]);
    window.until_gone("export-list");
}

#[test]
fn the_lines_for_a_pull_request_are_copied() {
    let window = open_record();
    window.press(["Ctrl Shift c"]);
    window.until_text("toast", "for a pull request are ready");
    window.click("toast-action");
    window.until_text("toast", "Copied for a pull request");
}
