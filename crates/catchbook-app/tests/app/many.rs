//! Many files that a look at the folder reads at once.

use crate::desk::{Desk, asking};
use catchbook_app::api::Commands;
use catchbook_testkit::TestBook;
use std::fs;

/// More than are filled through the queue.
const FILES: usize = 2_100;

/// Every file is younger than the clock of these tests, so each look reads each of them.
fn written() -> TestBook {
    let book = TestBook::new();
    for at in 0..FILES {
        book.write(&format!("notes/{at}.md"), format!("# Note {at}\n\nCandle.\n"));
    }
    book
}

fn count(desk: &Desk, query: &str) -> u32 {
    desk.app.find_records(asking(query)).unwrap().total
}

/// The index's own list of what it consists of, which every commit writes anew.
fn index(book: &TestBook) -> String {
    let vault = fs::read_dir(book.cache().join("vaults")).unwrap().next().unwrap().unwrap();
    fs::read_to_string(vault.path().join("index/meta.json")).unwrap()
}

#[test]
fn files_that_say_what_is_known_of_them_leave_the_index_alone() {
    let desk = Desk::on(written());
    assert_eq!(count(&desk, "candle"), FILES as u32);
    let before = index(&desk.book);
    let desk = desk.again();
    assert_eq!(count(&desk, "candle"), FILES as u32);
    assert_eq!(index(&desk.book), before);
}

#[test]
fn the_few_that_changed_or_went_among_many_are_seen() {
    let desk = Desk::on(written());
    desk.book.write("notes/700.md", "# Note 700\n\nAnchor.\n");
    desk.book.write("notes/1400.md", "# Note 1400\n\nAnchor.\n");
    desk.book.remove("notes/2000.md");
    let desk = desk.again();
    assert_eq!((count(&desk, "candle"), count(&desk, "anchor")), (FILES as u32 - 3, 2));
}
