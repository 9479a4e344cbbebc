//! Choosing a commit, and following one file.

use crate::support::{Clone, Opens, never};
use catchbook_changes::{History, Log, text_id};
use std::sync::atomic::AtomicBool;

fn titles(log: &Log) -> Vec<&str> {
    log.entries.iter().map(|entry| entry.title.as_str()).collect()
}

#[test]
fn every_branch_is_in_the_log_and_the_newest_comes_first() {
    let clone = Clone::new();
    clone.write("a", "1\n").commit("first");
    clone.git(&["checkout", "-q", "-b", "topic"]);
    clone.write("b", "1\n").commit("on a topic");
    clone.git(&["checkout", "-q", "main"]);
    let log = clone.open().log(10, &never()).expect("a log");
    let mut found = titles(&log);
    found.sort_unstable();
    assert_eq!(found, ["first", "on a topic"]);
    assert!(!log.cut);
    assert_eq!(log.entries[0].author_name, "Ines Moreau");
}

#[test]
fn the_log_says_where_it_was_cut() {
    let clone = Clone::new();
    for n in 0..4 {
        clone.write("a", format!("{n}\n")).commit(format!("change {n}"));
    }
    let repository = clone.open();
    assert_eq!(repository.log(2, &never()).expect("a log").entries.len(), 2);
    assert!(repository.log(2, &never()).expect("a log").cut);
    assert!(!repository.log(4, &never()).expect("a log").cut);
    let stopped = repository.log(4, &AtomicBool::new(true)).expect("a log");
    assert_eq!((stopped.entries.len(), stopped.cut), (0, true));
}

#[test]
fn a_clone_without_commits_has_an_empty_log() {
    let repository = Clone::new().open();
    assert_eq!(repository.log(10, &never()).expect("a log"), Log::default());
    assert_eq!(repository.history("a", 10, &never()).expect("a history"), History::default());
}

#[test]
fn a_new_commit_moves_the_tips() {
    let clone = Clone::new();
    clone.commit("first");
    let before = clone.open().tips().expect("tips");
    assert_eq!(clone.open().tips().expect("tips"), before);
    let id = clone.commit("second");
    assert_eq!(clone.open().tips().expect("tips"), [id]);
}

#[test]
fn a_commit_touches_the_files_it_changed() {
    let clone = Clone::new();
    let first = clone.write("src/chat/redirect.ts", "1\n").write("README", "1\n").commit("first");
    let second = clone.write("README", "2\n").commit("second");
    let repository = clone.open();
    assert!(repository.touches(&first, "redirect.ts").expect("files"));
    assert!(repository.touches(&second, "README").expect("files"));
    assert!(!repository.touches(&second, "redirect.ts").expect("files"));
}

#[test]
fn a_file_is_followed_through_its_renames() {
    let clone = Clone::new();
    let text = "one\ntwo\nthree\nfour\nfive\n";
    let first = clone.write("old.md", text).commit("made");
    clone.write("other.md", "1\n").commit("something else");
    clone.git(&["mv", "old.md", "new.md"]);
    let renamed = clone.commit("renamed");
    let last = clone.write("new.md", format!("{text}six\n")).commit("six");

    let history = clone.open().history("new.md", 100, &never()).expect("a history");
    let seen: Vec<_> = history.revisions.iter().map(|it| (it.commit.id.clone(), it.path.as_str())).collect();
    assert_eq!(seen, [(last, "new.md"), (renamed.clone(), "new.md"), (first, "old.md")]);
    assert_eq!(history.revisions[0].before, Some((renamed, "new.md".to_owned())));
    assert_eq!(history.revisions[1].before.as_ref().map(|(_, path)| path.as_str()), Some("old.md"));
    assert_eq!(history.revisions[2].before, None);
    assert!(!history.cut);
    assert_eq!(text_id(text.as_bytes()).as_ref(), Some(&history.revisions[2].text));
    assert_eq!(history.revisions[1].text, history.revisions[2].text, "a rename alone changes no text");
}

#[test]
fn a_merge_that_took_one_side_is_no_revision() {
    let clone = Clone::new();
    clone.write("a.md", "1\n").commit("made");
    clone.git(&["checkout", "-q", "-b", "topic"]);
    clone.write("a.md", "2\n").commit("changed");
    clone.git(&["checkout", "-q", "main"]);
    clone.write("b.md", "1\n").commit("elsewhere");
    clone.git(&["merge", "-q", "--no-edit", "topic"]);
    let history = clone.open().history("a.md", 100, &never()).expect("a history");
    let titles: Vec<_> = history.revisions.iter().map(|it| it.commit.title.as_str()).collect();
    assert_eq!(titles, ["changed", "made"]);
}

#[test]
fn a_file_that_the_branch_does_not_hold_has_no_history() {
    let clone = Clone::new();
    clone.write("gone.md", "1\n").commit("made");
    std::fs::remove_file(clone.root().join("gone.md")).expect("removed");
    clone.commit("deleted");
    clone.write("new.md", "1\n");
    let repository = clone.open();
    for path in ["gone.md", "new.md", "../gone.md", ""] {
        assert_eq!(repository.history(path, 100, &never()).expect("a history"), History::default(), "{path}");
    }
}
