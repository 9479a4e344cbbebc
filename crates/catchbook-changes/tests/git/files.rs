//! Which files a commit changed, and their contents.

use catchbook_changes::{Error, FileKind, Files, MAX_FILES};

use crate::support::{Clone, Opens};

fn changed(clone: &Clone, id: &str) -> Files {
    let repository = clone.open();
    let commit = repository.commit(id).expect("the commit");
    repository.files(&commit).expect("its files")
}

fn lines(files: &Files) -> Vec<String> {
    files
        .changes
        .iter()
        .map(|change| {
            let kind = match &change.kind {
                FileKind::Added => "A".to_owned(),
                FileKind::Modified => "M".to_owned(),
                FileKind::Deleted => "D".to_owned(),
                FileKind::Renamed { from } => format!("R {from} ->"),
            };
            let count = change.lines.map_or_else(|| "-".to_owned(), |(added, removed)| format!("+{added} -{removed}"));
            format!("{kind} {} {count}", change.path)
        })
        .collect()
}

fn numbered(from: u32, to: u32) -> String {
    (from..to).map(|n| format!("line {n}\n")).collect()
}

#[test]
fn every_kind_of_change_is_listed_with_its_lines() {
    let clone = Clone::new();
    clone.write("src/keep.rs", numbered(0, 20)).write("src/old/moved.rs", numbered(100, 140));
    clone.write("gone.txt", "a\nb\n").write("same.txt", numbered(500, 520)).write("logo.png", b"\x89PNG\0\0");
    let first = clone.commit("first");
    assert_eq!(
        lines(&changed(&clone, &first)),
        ["A gone.txt +2 -0", "A logo.png -", "A same.txt +20 -0", "A src/keep.rs +20 -0", "A src/old/moved.rs +40 -0",]
    );
    std::fs::remove_file(clone.root().join("gone.txt")).expect("removed");
    std::fs::rename(clone.root().join("same.txt"), clone.root().join("renamed.txt")).expect("renamed");
    std::fs::remove_file(clone.root().join("src/old/moved.rs")).expect("removed");
    clone.write("src/new/moved.rs", numbered(100, 138) + "another\n");
    clone.write("src/keep.rs", numbered(0, 19) + "changed\nadded\n").write("logo.png", b"\x89PNG\0\x01");
    let second = clone.commit("second");
    assert_eq!(
        lines(&changed(&clone, &second)),
        [
            "D gone.txt +0 -2",
            "M logo.png -",
            "R same.txt -> renamed.txt +0 -0",
            "M src/keep.rs +2 -1",
            "R src/old/moved.rs -> src/new/moved.rs +1 -2",
        ]
    );
}

#[test]
fn line_counts_agree_with_git() {
    let clone = Clone::new();
    clone.write("a.rs", numbered(0, 300)).write("b.rs", "one\ntwo").commit("first");
    let text: String = (0..300).filter(|n| n % 7 != 0).map(|n| format!("line {n}\n")).collect();
    let id = clone
        .write("a.rs", text.replace("line 13\n", "other\nlines\n"))
        .write("b.rs", "one\ntwo\nthree")
        .commit("second");
    let expected = clone.git(&["show", "--numstat", "--format=", "--histogram", &id]);
    let files = changed(&clone, &id);
    let found: Vec<String> = files
        .changes
        .iter()
        .map(|change| {
            let (added, removed) = change.lines.expect("text");
            format!("{added}\t{removed}\t{}", change.path)
        })
        .collect();
    assert_eq!(found.join("\n"), expected);
}

#[test]
fn a_merge_is_compared_with_its_first_parent() {
    let clone = Clone::new();
    clone.write("a", "1\n").commit("base");
    clone.git(&["checkout", "-q", "-b", "side"]);
    clone.write("side.txt", "1\n").commit("side");
    clone.git(&["checkout", "-q", "main"]);
    clone.write("main.txt", "1\n").commit("main");
    clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    let merge = clone.git(&["rev-parse", "HEAD"]);
    assert_eq!(lines(&changed(&clone, &merge)), ["A side.txt +1 -0"]);
}

#[test]
fn a_commit_of_thousands_of_files_is_cut() {
    let clone = Clone::new();
    clone.commit("base");
    for n in 0..1_200 {
        clone.write(&format!("many/{}/{n}.txt", n % 10), format!("{n}\n"));
    }
    let id = clone.commit("many");
    let files = changed(&clone, &id);
    assert_eq!((files.changes.len(), files.truncated), (MAX_FILES, true));
}

#[test]
fn a_tree_with_more_files_than_atoms_ends_soon() {
    let clone = Clone::new();
    let blob = clone.git_with_input(&["hash-object", "-w", "--stdin"], b"x");
    let mut tree = String::new();
    let mut entry = format!("100644 blob {blob}");
    for _ in 0..20 {
        let list: String = (0..10).map(|n| format!("{entry}\t{n}\n")).collect();
        tree = clone.git_with_input(&["mktree"], list.as_bytes());
        entry = format!("040000 tree {tree}");
    }
    let id = clone.git(&["commit-tree", "-m", "bomb", &tree]);
    let files = changed(&clone, &id);
    assert!(files.truncated);
}

#[test]
fn large_files_are_listed_and_not_counted() {
    let clone = Clone::new();
    let id = clone.write("big.txt", "0123456\n".repeat((6 << 20) / 8)).commit("big");
    assert_eq!(lines(&changed(&clone, &id)), ["A big.txt -"]);
    let repository = clone.open();
    assert!(matches!(repository.blob(&id, "big.txt"), Err(Error::TooLarge { .. })));
}

#[test]
fn a_file_is_read_as_it_was() {
    let clone = Clone::new();
    let old = clone.write("src/a.rs", "old\r\n").write(".gitattributes", "* text eol=lf\n").commit("old");
    let new = clone.write("src/a.rs", "new\n").commit("new");
    let repository = clone.open();
    let read = |rev: &str, path: &str| repository.blob(rev, path).expect("readable");
    assert_eq!(read(&new, "src/a.rs").as_deref(), Some(b"new\n".as_slice()));
    assert_eq!(
        read(&old[..7], "src/a.rs").as_deref(),
        Some(clone.git(&["show", &format!("{old}:src/a.rs")]).as_bytes())
            .map(|text| {
                let mut whole = text.to_vec();
                whole.push(b'\n');
                whole
            })
            .as_deref()
    );
    for path in ["src", "", "/src/a.rs", "src//a.rs", "../a", "src/../src/a.rs", "nope", "src/a.rs/x", ".git/config"] {
        assert_eq!(read(&new, path), None, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_odd_names_are_listed_and_not_followed() {
    use std::os::unix::ffi::OsStrExt as _;
    let clone = Clone::new();
    std::os::unix::fs::symlink("/etc/hostname", clone.root().join("link")).expect("a link");
    let odd = std::ffi::OsStr::from_bytes(b"b\xff d");
    std::fs::write(clone.root().join(odd), "x\n").expect("a file");
    let id = clone.write("ä ö.txt", "x\n").commit("x");
    assert_eq!(lines(&changed(&clone, &id)), ["A b\u{fffd} d +1 -0", "A link -", "A ä ö.txt +1 -0"]);
    assert_eq!(clone.open().blob(&id, "link").expect("no failure"), None);
}
