//! What the library says of a query that it did not take word by word.

use catchbook_e2e::screens::open_library;
use catchbook_e2e::{Setup, Vault, Window};

const REPLY: (&str, &str) =
    ("catches/reply.md", "---\nid: C-7K3Q2\n---\n# Reply blank after a redirect\n\nIt remounts at 12:41.\n");
const TOTAL: (&str, &str) =
    ("catches/total.md", "---\nid: C-7K4AA\n---\n# Total is old\n\nSeen after a redirect, at 9:05 or so.\n");

fn asked(query: &str) -> Window {
    let window = open_library(&Setup::files([REPLY, TOTAL]));
    window.until_text("status-records", "2 records");
    window.press(["/"]);
    window.until_focus("query-input");
    window.type_keys(query);
    window
}

fn marked(window: &Window) -> String {
    let script =
        "return [...document.querySelectorAll('[data-testid=result-row] mark')].map((e) => e.textContent).join(' ')";
    window.run(script).as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_misspelt_word_is_read_as_the_nearest_and_it_is_said() {
    let window = asked("redirct ");
    window.until_text("spelling", "Looked for “redirect” for “redirct”.");
    window.until_text("result-count", "2 of 2");
    window.until("what was found is marked", |window| (marked(window) == "redirect redirect").then_some(()));
    window.press(["Ctrl a", "Backspace"]);
    window.type_keys("redirect ");
    window.until("nothing is to be said", |window| (!window.has("spelling")).then_some(()));
}

#[test]
fn an_expression_looks_through_the_files_and_shows_the_line_that_matches() {
    let window = asked("/at \\d\\d:\\d\\d/ ");
    window.until_text("result-count", "1 of 2");
    window.until("the match is marked", |window| (marked(window) == "at 12:41").then_some(()));
    window.until_text("query-explained", "at \\d\\d:\\d\\d");

    window.press(["Ctrl a", "Backspace"]);
    window.type_keys("/(a+)\\1/ ");
    window.until_text("query-hint", "going back to a group can take time without end");
}

#[test]
fn where_few_have_all_words_a_line_stands_above_the_others() {
    let window = asked("redirect remounts ");
    window.until_text("nearest", "One record has both words; the others have one of them.");
    window.until_text("behind", "With 1 of 2 words");
    let order = "return [...document.querySelectorAll('[data-testid=result-row], [data-testid=behind]')]
        .map((e) => e.dataset.handle ?? e.dataset.testid);";
    let wanted = serde_json::json!(["C-7K3Q2", "behind", "C-7K4AA"]);
    window.until("it stands between them", |window| (window.run(order) == wanted).then_some(()));
}

/// Where the list stands, which rows are drawn, and whether the selected one is in view.
const PLACE: &str = "
    const list = document.querySelector('.results');
    const sides = list.getBoundingClientRect();
    const rows = [...document.querySelectorAll('[data-testid=result-row]')];
    const chosen = rows.find((row) => row.ariaSelected === 'true')?.getBoundingClientRect();
    const drawn = rows.filter((row) => row.dataset.handle).map((row) => Number(row.getAttribute('aria-posinset')));
    return [
        list.scrollTop, drawn[0] ?? 0, drawn.at(-1) ?? 0,
        chosen !== undefined && chosen.top >= sides.top - 1 && chosen.bottom <= sides.bottom + 1,
    ];
";

#[test]
fn a_long_list_follows_the_keys_to_its_end_and_another_question_starts_at_its_top() {
    let files: Vec<_> = (0..150)
        .map(|number| {
            // Titles of one line and of several: no row is as tall as the list thinks before it has drawn it.
            let title = format!("Reply {number} blank {}", "after a redirect to the other region ".repeat(number % 5));
            let word = if number % 3 == 0 { "remounts" } else { "stays" };
            (format!("catches/{number}.md"), format!("# {title}\n\nIt {word} at noon.\n"))
        })
        .collect();
    let window = open_library(&Setup { vault: Vault::Files(files), ..Setup::sample() });
    window.until_text("result-count", "150 of 150");
    window.tab_to("results");
    window.press(["End"]);
    let place = |window: &Window| window.run(PLACE);
    let at_end = window.until("the last row is in view", |window| {
        let place = place(window);
        (place[2] == 150 && place[3] == true).then_some(place)
    });
    assert!(at_end[1].as_u64().is_some_and(|first| first > 100), "only what is in view is drawn: {at_end}");

    window.press(["/"]);
    window.type_keys("remounts ");
    window.until_text("result-count", "50 of 150");
    window.until("it stands at its top", |window| {
        let place = place(window);
        (place[0] == 0 && place[1] == 1 && place[3] == true).then_some(())
    });
    window.until_still();
    assert_eq!(place(&window)[0], 0, "it stays there once its rows are measured");
}
