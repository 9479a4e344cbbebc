//! What only the vault as a whole can answer.

use crate::desk::{Desk, asking};
use catchbook_app::api::{Commands, FindRecords, RecordPage};
use catchbook_testkit::TestBook;

fn found(desk: &Desk, query: &str, nearest: bool) -> RecordPage {
    desk.app.find_records(FindRecords { nearest, ..asking(query) }).unwrap()
}

fn paths(page: &RecordPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.path.as_str()).collect()
}

#[test]
fn records_are_found_by_what_they_link_to() {
    let desk = Desk::on(TestBook::with(&[
        ("a.md", "---\nid: C-7K3Q2\naliases: [blank-reply]\n---\n# Reply blank\n"),
        ("b.md", "# By id\n\nSee [[C-7K3Q2]].\n"),
        ("c.md", "# By name\n\nSee [[a]], and [[blank-reply]].\n"),
        ("d.md", "# By none\n\nReply blank.\n"),
    ]));
    for name in ["C-7K3Q2", "a", "blank-reply"] {
        let mut page = found(&desk, &format!("linked-to:{name}"), false);
        page.rows.sort_by(|one, other| one.path.cmp(&other.path));
        assert_eq!(paths(&page), ["b.md", "c.md"], "{name}");
    }
    let unknown = found(&desk, "linked-to:C-00000", false);
    assert_eq!((unknown.total, unknown.tokens[0].hint.as_deref()), (0, Some("No record answers to “C-00000”")));
}

#[test]
fn where_no_record_has_all_words_those_with_most_are_found_and_it_is_said() {
    let desk = Desk::on(TestBook::with(&[("two.md", "# Anchor\n\nA bridge.\n"), ("one.md", "# Candle\n\nWax.\n")]));
    let near = found(&desk, "anchor bridge candle", true);
    assert_eq!(paths(&near), ["two.md", "one.md"]);
    assert_eq!(near.nearest.as_ref().unwrap().says, "No record has all 3 words; these have at least one of them.");
    assert_eq!(near.explained, "Records with at least one of “anchor”, “bridge”, “candle”, those with all first");
    assert_eq!(near.without[0].query, "anchor bridge", "and what each token keeps out: {:?}", near.without);

    // A filter is never given up, and nobody who wants what was asked alone is given more.
    assert_eq!(found(&desk, "anchor candle type:incident", true).total, 0);
    assert_eq!(found(&desk, "anchor bridge candle", false).total, 0);
    assert!(found(&desk, "anchor bridge", true).nearest.is_none());
    let both = found(&desk, "anchor wax", true);
    assert_eq!(
        (both.total, both.nearest.unwrap().says.as_str()),
        (2, "No record has both words; these have one of them.")
    );
}

#[test]
fn where_few_records_have_all_words_those_with_most_follow_behind_them() {
    let long = format!(
        "# Notes\n\n{} anchor {} bridge {} candle.\n",
        "wax ".repeat(300),
        "wick ".repeat(300),
        "oil ".repeat(300)
    );
    let desk = Desk::on(TestBook::with(&[
        ("all.md", long.as_str()),
        ("two.md", "# Anchor bridge\n\nThe anchor of the bridge.\n"),
        ("one.md", "# Candle\n\nA candle.\n"),
        ("none.md", "# Lamp\n\nA lamp.\n"),
    ]));
    let page = found(&desk, "anchor bridge candle", true);
    assert_eq!(paths(&page), ["all.md", "two.md", "one.md"]);
    let nearest = page.nearest.unwrap();
    assert_eq!(nearest.says, "One record has all 3 words; the others have at least one of them.");
    assert_eq!((nearest.whole, nearest.has, nearest.of), (1, 1, 3));
}

#[test]
fn where_enough_records_have_all_words_they_are_alone() {
    let files: Vec<(String, &str)> = (0..10).map(|n| (format!("{n}.md"), "# Anchor\n\nA bridge.\n")).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).chain([("other.md", "# Anchor\n")]).collect();
    let page = found(&Desk::on(TestBook::with(&files)), "anchor bridge", true);
    assert_eq!((page.total, page.nearest), (10, None));
}
