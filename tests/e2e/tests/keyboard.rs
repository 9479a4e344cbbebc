//! The whole way by keyboard alone: nothing is clicked in this file.

use catchbook_e2e::screens::{RECORD, open_sample};
use catchbook_e2e::{Setup, Window};

#[test]
fn everything_is_reached_by_keys() {
    let window = open_sample(&Setup::sample());

    // Search.
    window.press(["/"]);
    window.until_focus("query-input");
    window.type_keys("reply");
    window.until("the search", |window| (window.value("query-input") == "reply").then_some(()));

    // The boxes change with the answer, so it is waited for, as a person would.
    window.until("the answer", |window| (!window.text("result-count").starts_with("68 ")).then_some(()));

    // Narrow by a facet: X leads to the first box, the arrows through all of them.
    window.tab_to("results");
    window.press(["x"]);
    window.until("a facet has the focus", |window| window.focused().starts_with("facet-").then_some(()));
    for _ in 0..40 {
        if window.focused() == "facet-service-chat" {
            break;
        }
        window.press(["Down"]);
    }
    assert_eq!(window.focused(), "facet-service-chat");
    window.press(["Space"]);
    window.until_text("query-chip", "chat");
    window.until_still();

    // Open: J and K move, Enter opens.
    window.tab_to("results");
    for _ in 0..20 {
        if selected(&window) == RECORD {
            break;
        }
        window.press(["j"]);
    }
    window.until("the record is selected", |window| (selected(window) == RECORD).then_some(()));
    window.press(["Enter"]);
    window.until_text("record-title", "goes blank");

    // Follow the chain to the commit, and come back.
    // One after the other within a second, whatever the driver does in between.
    window.type_keys("gc");
    window.tab_to("chain-fixed-commit");
    window.press(["Enter"]);
    window.get("commit-files");
    window.press(["Esc"]);
    window.until_text("record-title", "goes blank");

    // And to the other record.
    // One after the other within a second, whatever the driver does in between.
    window.type_keys("gc");
    window.tab_to("chain-incident-record");
    window.press(["Enter"]);
    window.until("the incident", |window| (!window.text("record-title").contains("goes blank")).then_some(()));

    // Switch the theme by the palette.
    window.press(["Ctrl k"]);
    window.until_focus("palette-input");
    window.type_keys(">dark");
    window.get("palette-entry");
    window.press(["Enter"]);
    window
        .until("dark", |window| (window.run("return document.documentElement.dataset.theme") == "dark").then_some(()));
}

#[test]
fn the_focus_is_always_seen() {
    let window = open_sample(&Setup::sample());
    let mut unseen = Vec::new();
    for _ in 0..30 {
        window.press(["Tab"]);
        let shown = window.run(
            "const e = document.activeElement;
             if (e === document.body) return true;
             for (let at = e, up = 0; at && up < 3; at = at.parentElement, up += 1) {
                 const s = getComputedStyle(at);
                 if (s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px')) return true;
             }
             const inner = e.querySelector('[aria-selected=true]');
             return inner !== null && getComputedStyle(inner).boxShadow !== 'none';",
        );
        if shown != true {
            unseen.push(window.focused());
        }
    }
    assert!(unseen.is_empty(), "no ring around {unseen:?}");
}

#[test]
fn keys_of_one_letter_rest_while_a_person_types() {
    let window = open_sample(&Setup::sample());
    window.press(["/"]);
    window.until_focus("query-input");
    window.type_keys("jkxe/");
    window.until("the letters are text", |window| (window.value("query-input") == "jkxe/").then_some(()));
    assert!(window.has("library"));
}

fn selected(window: &Window) -> String {
    let script = "return document.querySelector('[data-testid=result-row][aria-selected=true]')?.dataset.handle ?? ''";
    window.run(script).as_str().unwrap_or_default().to_owned()
}
