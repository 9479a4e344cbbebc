use catchbook_record::edit::Splice;
use catchbook_record::timeline::{ChatLine, Unsorted, add, chat, sort};
use jiff::civil::date;
use proptest::prelude::*;

const DAY: jiff::civil::Date = date(2026, 6, 4);

fn sorted(text: &str) -> String {
    replaced(text, &sort(text).unwrap().unwrap_or_else(|| panic!("it was in order: {text}")))
}

fn replaced(text: &str, Splice { bytes, text: new }: &Splice) -> String {
    format!("{}{new}{}", &text[..bytes.start], &text[bytes.end..])
}

#[test]
fn entries_are_added_where_they_belong() {
    let entries = ["- 2026-06-04T09:30Z x".to_owned(), "- 2026-06-04T11:00Z y".to_owned()];
    for (before, after) in [
        (
            "## Timeline\n\n- 2026-06-04T09:00Z a\n- 2026-06-04T10:00Z b\n  more\n\n## After\n",
            "## Timeline\n\n- 2026-06-04T09:00Z a\n- 2026-06-04T09:30Z x\n- 2026-06-04T10:00Z b\n  more\n\
             - 2026-06-04T11:00Z y\n\n## After\n",
        ),
        (
            "# T\n\n## Timeline\n\n## After\n",
            "# T\n\n## Timeline\n\n- 2026-06-04T09:30Z x\n- 2026-06-04T11:00Z y\n\n## After\n",
        ),
        ("# T\n", "# T\n\n- 2026-06-04T09:30Z x\n- 2026-06-04T11:00Z y\n"),
    ] {
        assert_eq!(replaced(before, &add(before, &entries)), after);
    }
}

#[test]
fn entries_are_put_in_order_and_move_whole() {
    for (before, after) in [
        (
            "- 2026-06-04T10:00Z late\n- 2026-06-04T09:00Z early\n",
            "- 2026-06-04T09:00Z early\n- 2026-06-04T10:00Z late\n",
        ),
        ("- 2026-06-04T10:00Z late\n- 2026-06-04T09:00Z early", "- 2026-06-04T09:00Z early\n- 2026-06-04T10:00Z late"),
        (
            "- 2026-06-04T10:00Z late\n  and more\n  - inner\n\n- 2026-06-04T09:00Z [detected] early\n",
            "- 2026-06-04T09:00Z [detected] early\n\n- 2026-06-04T10:00Z late\n  and more\n  - inner\n",
        ),
        (
            "* 2026-06-04 10:00 +02:00 first\n* 2026-06-04T07:30Z before it\n",
            "* 2026-06-04T07:30Z before it\n* 2026-06-04 10:00 +02:00 first\n",
        ),
    ] {
        for eol in ["\n", "\r\n"] {
            let around = |list: &str| format!("---\nid: I-1\n---\n# T\n\n## Timeline\n\n{list}").replace('\n', eol);
            assert_eq!(sorted(&around(before)), around(after));
        }
    }
}

#[test]
fn what_is_in_order_stays() {
    for text in [
        "",
        "# T\n\nNo list.\n",
        "- 2026-06-04T09:00Z one\n- 2026-06-04T09:00Z another of the same minute\n",
        "- 2026-06-04 09:00 one\n- 09:30 of that day\n- 23:50 late\n- 00:10 after midnight\n",
        // Two lists are two timelines.
        "- 2026-06-04T10:00Z here\n\nThen, elsewhere:\n\n- 2026-06-04T09:00Z there\n",
    ] {
        assert_eq!(sort(text), Ok(None), "{text}");
    }
}

#[test]
fn a_time_that_leans_on_the_entry_before_is_not_moved() {
    let text = "- 2026-06-05 10:00 late\n- 09:00 of that day\n- 2026-06-04 08:00 the day before\n";
    assert_eq!(sort(text), Err(Unsorted::Days));
}

fn said(export: &str) -> Vec<(String, Option<String>)> {
    chat(export, DAY, 120).into_iter().map(|line| (line.entry(), line.who)).collect()
}

fn one(export: &str) -> (String, String) {
    let [(entry, who)] = &said(export)[..] else { panic!("{export}: {:?}", said(export)) };
    (entry.clone(), who.clone().unwrap_or_default())
}

#[test]
fn the_usual_exports_are_read() {
    for (export, entry) in [
        ("[09:41] ines: checkout is down", "2026-06-04T07:41Z"),
        ("09:41 <ines> checkout is down", "2026-06-04T07:41Z"),
        ("2026-06-11T09:41:12Z ines: checkout is down", "2026-06-11T09:41Z"),
        ("2026-06-11 09:41:12 +0200 <ines> checkout is down", "2026-06-11T07:41Z"),
        ("[2026-06-11 09:41:12] <ines> checkout is down", "2026-06-11T07:41Z"),
        ("[11.06.26, 09:41:12] ines: checkout is down", "2026-06-11T07:41Z"),
        ("6/11/26, 9:41 PM - ines: checkout is down", "2026-06-11T19:41Z"),
        ("11/06/2026, 21:41 - ines: checkout is down", "2026-06-11T19:41Z"),
        ("ines  9:41 AM\ncheckout\nis down", "2026-06-04T07:41Z"),
        ("ines — 06/11/2026 12:05 AM\ncheckout is down", "2026-06-10T22:05Z"),
        ("ines [09:41]\ncheckout is down", "2026-06-04T07:41Z"),
    ] {
        assert_eq!(one(export), (format!("- {entry} checkout is down"), "ines".to_owned()), "{export}");
    }
}

#[test]
fn one_person_goes_on_and_the_night_is_crossed() {
    let export = "Before the first time.\nInes Moreau  23:50\nthe queue grows\n00:10\nit is empty: how?\n";
    let who = Some("Ines Moreau".to_owned());
    assert_eq!(
        said(export),
        [
            ("- 2026-06-04T21:50Z the queue grows".to_owned(), who.clone()),
            ("- 2026-06-04T22:10Z it is empty: how?".to_owned(), who),
        ]
    );
}

#[test]
fn what_is_no_chat_says_nothing() {
    for export in ["", "A paragraph: with a colon.\n", "Version 12:61\n", "99/99/2026, 09:41 - \n"] {
        assert_eq!(chat(export, DAY, 0), Vec::<ChatLine>::new(), "{export}");
    }
    let long = format!("09:41 <ines> {}", "word ".repeat(10_000));
    assert!(chat(&long, DAY, 0)[0].text.chars().count() <= 402);
}

proptest! {
    /// Whatever the list, sorting loses no line and is done after one time.
    #[test]
    fn nothing_is_lost_by_sorting(
        items in proptest::collection::vec((0..24u8, 0..60u8, "[a-z ]{0,12}", any::<bool>(), any::<bool>()), 0..12)
    ) {
        let list: String = items
            .iter()
            .map(|(hour, minute, words, more, apart)| {
                let more = if *more { "\n  more" } else { "" };
                let apart = if *apart { "\n" } else { "" };
                format!("- 2026-06-04T{hour:02}:{minute:02}Z x{words}{more}\n{apart}")
            })
            .collect();
        let text = format!("# T\n\n## Timeline\n\n{list}\n## After\n\n- a\n");
        if let Some(splice) = sort(&text).unwrap() {
            let after = replaced(&text, &splice);
            let lines = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            prop_assert_eq!(lines(&after), lines(&text));
            prop_assert_eq!(sort(&after), Ok(None));
        }
    }
}
