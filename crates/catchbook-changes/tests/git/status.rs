//! What is not committed.

use std::sync::atomic::Ordering;

use catchbook_changes::{Error, MAX_LISTED, Repository, Status};

use crate::support::{Clone, never};

fn status(clone: &Clone) -> Status {
    clone.open().status(&never()).expect("a status")
}

#[test]
fn a_clean_work_tree_counts_nothing() {
    let clone = Clone::new();
    assert_eq!(status(&clone), Status { changed: 0, untracked: 0, complete: true });
    clone.write("a", "1").write("b/c", "2").commit("x");
    assert_eq!(status(&clone), Status { changed: 0, untracked: 0, complete: true });
}

#[test]
fn each_file_counts_once() {
    let clone = Clone::new();
    clone.write("a", "1").write("b", "1").write("c", "1").write("d", "1").write(".gitignore", "*.log\n").commit("x");
    clone.write("a", "staged and").git(&["add", "a"]);
    clone.write("a", "changed again").write("b", "22");
    std::fs::remove_file(clone.root().join("c")).expect("removed");
    clone.write("new/one", "1").write("new/two", "2").write("ignored.log", "x");
    clone.write("added", "1").git(&["add", "added"]);
    assert_eq!(status(&clone), Status { changed: 4, untracked: 2, complete: true });
}

#[test]
fn counting_ends_at_the_cap_and_when_it_is_told_to() {
    let clone = Clone::new();
    clone.commit("x");
    let folder = clone.root().join("many");
    std::fs::create_dir(&folder).expect("a folder");
    for n in 0..MAX_LISTED + 10 {
        std::fs::File::create(folder.join(n.to_string())).expect("a file");
    }
    let repository = clone.open();
    let status = repository.status(&never()).expect("a status");
    assert_eq!(status, Status { changed: 0, untracked: MAX_LISTED, complete: false });
    let stop = never();
    stop.store(true, Ordering::Relaxed);
    assert!(!repository.status(&stop).expect("a status").complete);
}

#[test]
fn the_flag_stays_with_its_owner() {
    let clone = Clone::new();
    clone.commit("x");
    clone.write("a", "1").write("b", "1");
    let stop = never();
    let first = clone.open().status(&stop).expect("a status");
    assert!(!stop.load(Ordering::Relaxed));
    assert_eq!(clone.open().status(&stop).expect("a status"), first);
}

#[test]
fn reading_writes_nothing() {
    let clone = Clone::new();
    clone.write("a", "1").commit("x");
    // Makes the index out of date, so that a program that may write would refresh it.
    clone.write("a", "2").write("a", "1");
    let index = clone.root().join(".git/index");
    let before =
        (std::fs::read(&index).expect("an index"), index.metadata().expect("times").modified().expect("a time"));
    assert_eq!(status(&clone).changed, 0);
    let after =
        (std::fs::read(&index).expect("an index"), index.metadata().expect("times").modified().expect("a time"));
    assert!(before == after, "the index was written");
}

#[test]
fn a_bare_repository_has_no_status() {
    let clone = Clone::new();
    clone.commit("x");
    let bare = clone.beside("bare.git");
    clone.git(&["clone", "-q", "--bare", ".", &bare.to_string_lossy()]);
    let bare = Repository::open(&bare).expect("a bare repository");
    assert!(matches!(bare.status(&never()), Err(Error::NoWorkTree { .. })));
}
