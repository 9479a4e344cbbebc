//! `/expressions/` look through the files themselves.

use crate::desk::{Desk, asking};
use catchbook_app::api::{Commands, FindRecords, RecordPage, Sort};
use catchbook_app::{App, Host, Places};
use catchbook_testkit::TestBook;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

fn ask(app: &App, query: &str, offset: u32, limit: u32) -> RecordPage {
    let how = FindRecords { sort: Sort::Date, offset, limit, facets: true, nearest: true, ..asking(query) };
    app.find_records(how).unwrap()
}

fn paths(page: &RecordPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.path.as_str()).collect()
}

fn snippet(page: &RecordPage) -> String {
    let shown = |stretch: &catchbook_app::api::Stretch| {
        if stretch.mark { format!("<{}>", stretch.text) } else { stretch.text.clone() }
    };
    page.rows[0].snippet.iter().map(shown).collect()
}

#[test]
fn all_of_the_file_counts_and_other_tokens_narrow() {
    let desk = Desk::on(TestBook::with(&[
        (
            "a.md",
            "---\nid: C-7K3Q2\ndate: 2026-06-14\nservices: [chat]\nx-build: r1234\n---\n# Reply\n\nIt retries, and retried.\n",
        ),
        ("b.md", "---\ndate: 2026-06-13\nservices: [checkout]\n---\n# Basket\n\nNo retry.\n"),
        ("c.md", "# Plain\n\nNothing here.\n"),
    ]));
    let page = ask(&desk.app, "/retr(y|ies)/", 0, 20);
    assert_eq!((paths(&page), page.total), (vec!["a.md", "b.md"], 2));
    assert_eq!(snippet(&page), "It <retries>, and retried.");
    let scan = page.scan.unwrap();
    assert_eq!((scan.looked, scan.of, scan.unread, scan.going), (3, 3, 0, false));
    assert!(page.facets.is_empty());

    assert_eq!(paths(&ask(&desk.app, "service:chat /retr(y|ies)/", 0, 20)), ["a.md"]);
    assert_eq!(paths(&ask(&desk.app, "/^x-build: r\\d+$/", 0, 20)), ["a.md"], "front matter is a part of the file");
    assert_eq!(paths(&ask(&desk.app, "-/retr/", 0, 20)), ["c.md"]);
    assert_eq!(paths(&ask(&desk.app, "/retr/ -/basket/", 0, 20)), ["a.md"]);
    assert_eq!(paths(&ask(&desk.app, "/retr/", 1, 1)), ["b.md"], "a page further on");

    let none = ask(&desk.app, "service:chat /basket/", 0, 20);
    assert_eq!((none.total, none.without[0].token.as_str(), none.without[0].total), (0, "/basket/", 1));
    let refused = ask(&desk.app, "/(a/", 0, 20);
    assert!(refused.tokens[0].misread && refused.scan.is_none());
}

#[test]
fn what_is_saved_is_found_and_what_is_gone_is_not() {
    let desk = Desk::on(TestBook::with(&[("a.md", "# One\n\nneedle-1\n"), ("b.md", "# Two\n\nneedle-2\n")]));
    assert_eq!(ask(&desk.app, "/needle-\\d/", 0, 20).total, 2);
    desk.book.write("c.md", "# Three\n\nneedle-3\n");
    std::fs::remove_file(desk.book.vault().join("a.md")).unwrap();
    desk.app.attend().unwrap();
    let mut page = ask(&desk.app, "/needle-\\d/", 0, 20);
    page.rows.sort_by(|one, other| one.path.cmp(&other.path));
    assert_eq!(paths(&page), ["b.md", "c.md"]);
}

/// A clock that goes on whenever somebody looks at it.
#[derive(Default)]
struct Hurried(AtomicI64);

impl Host for Hurried {
    fn now(&self) -> (jiff::Timestamp, i32) {
        let ms = self.0.fetch_add(10, Ordering::Relaxed);
        (jiff::Timestamp::from_millisecond(1_780_000_000_000 + ms).unwrap(), 0)
    }
    fn random(&self) -> u32 {
        4
    }
}

fn hurried(book: &TestBook) -> App {
    let root = book.vault().parent().unwrap().to_owned();
    let below = |name: &str| root.join(name);
    let places = Places {
        config: below("config"),
        data: below("data"),
        cache: below("cache"),
        temp: book.beside("temp"),
        home: None,
        boot: "one".to_owned(),
    };
    let app = App::new(places, Arc::new(Hurried::default()));
    let path = book.vault().display().to_string();
    app.open_for_one_command(catchbook_app::api::OpenVault { path }).unwrap();
    app
}

#[test]
fn an_answer_holds_what_was_found_so_far_and_the_next_one_more() {
    let files: Vec<(String, String)> =
        (0..60).map(|n| (format!("r{n:02}.md"), format!("# Record {n}\n\nneedle-{n}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let book = TestBook::with(&files);
    let app = hurried(&book);
    let (mut answers, mut rows) = (0, Vec::new());
    loop {
        let page = ask(&app, "/needle-\\d+/", u32::try_from(rows.len()).unwrap(), 100);
        let scan = page.scan.unwrap();
        answers += 1;
        rows.extend(page.rows.into_iter().map(|row| row.path));
        assert_eq!(u32::try_from(rows.len()).unwrap(), page.total, "what was given stays in its place");
        assert!(scan.looked <= scan.of);
        if !scan.going {
            break;
        }
    }
    assert!(answers > 3, "{answers}");
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), 60);
}

#[test]
fn another_question_ends_the_one_before() {
    let files: Vec<(String, String)> =
        (0..60).map(|n| (format!("r{n:02}.md"), format!("# R {n}\n\nneedle\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let book = TestBook::with(&files);
    let app = hurried(&book);
    let first = ask(&app, "/needle/", 0, 5).scan.unwrap();
    let second = ask(&app, "/needle/", 0, 5).scan.unwrap();
    assert!(first.going && second.looked > first.looked, "the same question goes on");
    ask(&app, "needle", 0, 5);
    let again = ask(&app, "/needle/", 0, 5).scan.unwrap();
    assert!(again.looked < second.looked, "it was forgotten: {} of {}", again.looked, again.of);
    app.close();
    assert!(app.find_records(asking("/x/")).is_err());
}
