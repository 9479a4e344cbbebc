//! Search, narrow, open, follow: the way a record is used.

use catchbook_e2e::screens::{RECORD, open_sample};
use catchbook_e2e::{Setup, Window};

#[test]
fn a_record_is_found_narrowed_to_opened_and_followed() {
    let window = open_sample(&Setup::sample());
    let all = results(&window);

    window.fill("query-input", "reply");
    window.until_still();
    let found =
        window.until("fewer results", |window| Some(results(window)).filter(|count| *count < all && *count > 0));
    window.click("facet-service-chat");
    window.until("a facet narrows", |window| (results(window) < found).then_some(()));
    window.until_still();
    assert!(window.text("query-chip").contains("chat"), "a facet is written into the query");

    window.click_css(&format!("[data-handle='{RECORD}']"));
    window.until_text("preview-title", "goes blank");
    window.click("open-record");
    window.until_text("record-title", "goes blank");

    window.click_css("[data-testid=record] [data-testid=chain-fixed-commit]");
    let title = window.until_text("commit-title", "");
    assert!(!title.is_empty(), "the commit's title comes from the clone");
    assert!(!window.text("commit-files").is_empty());
    window.click("back");

    window.click_css("[data-testid=record] [data-testid=chain-incident-record]");
    window.until("the incident's page", |window| (!window.text("record-title").contains("goes blank")).then_some(()));
}

#[test]
fn a_group_keeps_its_place_and_a_facet_narrows_all_of_it() {
    let window = open_sample(&Setup::sample());
    window.fill("query-input", "blank OR service:checkout ");
    window.until_still();
    assert!(!window.has("query-chip"), "a field beside an OR is no chip");
    let found = window.until("both are found", |window| Some(results(window)).filter(|count| *count > 1));
    window.click("facet-type-catch");
    window.until("a facet narrows", |window| (results(window) < found).then_some(()));
    assert!(window.text("query-chip").contains("catch"));
    assert_eq!(window.value("query-input").trim(), "blank OR service:checkout");

    window.click("query-input");
    // The last chip turns into text again, and goes too.
    window.press(["Ctrl a", "Backspace", "Backspace", "Ctrl a", "Backspace"]);
    window.type_keys("cookie wormhole");
    window.until_text("nearest", "No record has both words; these have one of them.");
    window.until("they are listed", |window| (results(window) > 0).then_some(()));
}

#[test]
fn the_theme_is_switched_and_kept() {
    let window = open_sample(&Setup::sample());
    assert_eq!(theme(&window), "light");
    window.click("theme-toggle");
    window.until("dark", |window| (theme(window) == "dark").then_some(()));
    let file = window.folder().join("profile/config/settings.toml");
    // The page is dark before it is written down.
    let settings = window.until("the choice is written", |_| {
        std::fs::read_to_string(&file).ok().filter(|settings| settings.contains("theme = \"dark\""))
    });
    assert!(settings.contains("storefront-web"), "what stood there before is kept: {settings}");
}

#[test]
fn a_dark_page_is_dark_before_its_script_runs() {
    let window = open_sample(&Setup::sample().theme("dark"));
    // The page as it came from the host, before anything ran in it.
    let page = window.run("return performance.getEntriesByType('navigation').length");
    assert_eq!(page, 1);
    assert_eq!(theme(&window), "dark");
    let background = window.run("return getComputedStyle(document.body).backgroundColor");
    assert_ne!(background, "rgb(255, 255, 255)");
}

fn results(window: &Window) -> u32 {
    let text = window.text("result-count");
    let number: String = text.split(" of ").next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    number.parse().unwrap_or_default()
}

fn theme(window: &Window) -> String {
    window.run("return document.documentElement.dataset.theme").as_str().unwrap_or_default().to_owned()
}
