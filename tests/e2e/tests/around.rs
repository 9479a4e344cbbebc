//! Similar records, and saying that two are not, by keyboard; the file holds just that.

use catchbook_e2e::{Setup, Window};
use std::fs;

const REPLY: &str = "---\nid: C-7K3Q2\ntype: catch # by hand\nclass: state-lost\n---\n# Redirect wipes the reply\n\n\
                     The redirect remounts the draft.\n";
const BASKET: &str = "---\nid: C-0R4ND\ntype: catch\nclass: state-lost\n---\n# Basket empty\n\n\
                      A redirect remounts the draft order.\n";

#[test]
fn two_records_are_kept_apart_by_keyboard_and_brought_back() {
    let window = Window::open(&Setup::files([
        ("catchbook.toml", ""),
        ("catches/reply.md", REPLY),
        ("catches/basket.md", BASKET),
        ("notes/one.md", "# Plain one\n\nNothing much happened.\n"),
        ("notes/two.md", "# Plain two\n\nNothing much happened.\n"),
        ("notes/three.md", "# Plain three\n\nNothing much happened.\n"),
        ("notes/four.md", "# Plain four\n\nNothing much happened.\n"),
        ("notes/five.md", "# Plain five\n\nNothing much happened.\n"),
        ("notes/six.md", "# Plain six\n\nNothing much happened.\n"),
        ("notes/seven.md", "# Plain seven\n\nNothing much happened.\n"),
    ]));
    window.until_text("status-records", "9 records");
    window.run("location.hash = '#/record/C-7K3Q2'");
    window.until_text("similar", "Same class: state-lost");
    let file = || fs::read_to_string(window.folder().join("vault/catches/reply.md")).expect("the record");

    window.press(["g", "s", "x"]);
    window.until_gone("similar");
    assert_eq!(file(), REPLY.replace("state-lost\n---", "state-lost\ndissimilar: C-0R4ND\n---"));

    window.until_text("toast", "Not similar: Basket empty");
    window.click("undo");
    window.until_text("similar", "Basket empty");
    assert_eq!(file(), REPLY);
}
