//! Repositories that a crash or a bad disk left behind: errors, never panics, and the rest stays readable.

use std::path::PathBuf;

use catchbook_changes::{Error, Operation, Repository};

use crate::support::{Clone, Opens, never};

fn object(clone: &Clone, id: &str) -> PathBuf {
    let path = clone.root().join(".git/objects").join(&id[..2]).join(&id[2..]);
    let mut permissions = path.metadata().expect("a loose object").permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a temporary file")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&path, permissions).expect("writable");
    path
}

fn read_everything(repository: &Repository, id: &str) {
    let _ = repository.head();
    if let Ok(commit) = repository.commit(id) {
        let _ = repository.files(&commit);
    }
    let _ = repository.blob(id, "a/b.txt");
    let _ = repository.status(&never());
    let _ = repository.find_pull(1, 100);
}

#[test]
fn a_damaged_commit_is_an_error_and_its_neighbours_are_not() {
    let clone = Clone::new();
    let first = clone.write("a", "1").commit("first");
    let second = clone.write("a", "2").commit("second");
    std::fs::write(object(&clone, &second), b"garbage").expect("damaged");
    let repository = clone.open();
    assert!(repository.commit(&second).is_err());
    assert_eq!(repository.commit(&first).expect("the other").title, "first");
}

#[test]
fn damage_of_any_byte_never_panics() {
    let clone = Clone::new();
    let id = clone.write("a/b.txt", "text\n".repeat(50)).commit("one\n\nbody");
    let tree = clone.git(&["rev-parse", "HEAD^{tree}"]);
    let blob = clone.git(&["rev-parse", "HEAD:a/b.txt"]);
    for name in [&id, &tree, &blob] {
        let path = object(&clone, name);
        let whole = std::fs::read(&path).expect("an object");
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x5a;
            std::fs::write(&path, &broken).expect("written");
            read_everything(&clone.open(), &id);
        }
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).expect("written");
            read_everything(&clone.open(), &id);
        }
        std::fs::write(&path, &whole).expect("restored");
    }
    assert!(clone.open().commit(&id).is_ok());
}

#[test]
fn damage_in_a_pack_or_an_index_never_panics() {
    let clone = Clone::new();
    clone.write("a/b.txt", "text\n".repeat(50)).commit("one");
    let id = clone.write("a/b.txt", "text\n".repeat(49) + "end\n").commit("two");
    clone.git(&["gc", "-q"]);
    let packs = clone.root().join(".git/objects/pack");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&packs).expect("packs").map(|entry| entry.expect("an entry").path()).collect();
    files.push(clone.root().join(".git/index"));
    for path in files {
        let whole = std::fs::read(&path).expect("a file");
        std::fs::remove_file(&path).expect("removed");
        for at in (0..whole.len()).step_by(7) {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            std::fs::write(&path, &broken).expect("written");
            if let Ok(repository) = Repository::open(clone.root()) {
                read_everything(&repository, &id);
            }
        }
        std::fs::write(&path, &whole).expect("restored");
    }
}

#[test]
fn objects_that_git_would_not_write_are_errors() {
    let clone = Clone::new();
    clone.commit("x");
    let tree = clone.git(&["rev-parse", "HEAD^{tree}"]);
    let put = |text: &str| {
        clone.git_with_input(&["hash-object", "-w", "-t", "commit", "--literally", "--stdin"], text.as_bytes())
    };
    let odd = [
        put(""),
        put("tree 0000000000000000000000000000000000000000\n\nx"),
        put(&format!("tree {tree}\nauthor nobody\ncommitter nobody\n\nx")),
        put(&format!("tree {tree}\nauthor A <a@b> 99999999999999999999 +9999\ncommitter A <a@b> -1 -9999\n\nx")),
        put(&format!("tree {tree}\nparent {tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx")),
        put(&format!(
            "tree {tree}\n{}author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx",
            format!("parent {}\n", "1".repeat(40)).repeat(5_000)
        )),
    ];
    let repository = clone.open();
    for id in &odd {
        if let Ok(commit) = repository.commit(id) {
            assert!(commit.parents.len() <= 1_000);
            assert!((-1439..=1439).contains(&commit.at.offset_minutes));
            let _ = repository.files(&commit);
        }
    }
}

#[test]
fn a_head_that_says_nonsense_is_an_error() {
    let clone = Clone::new();
    let id = clone.commit("x");
    for text in [
        "",
        "nonsense",
        "ref: ",
        "ref: ../../../etc/passwd\n",
        "ref: refs/heads/HEAD\n",
        &"0".repeat(40),
        &"f".repeat(100_000),
    ] {
        std::fs::write(clone.root().join(".git/HEAD"), text).expect("written");
        if let Ok(repository) = Repository::open(clone.root()) {
            let _ = repository.head();
            let _ = repository.find_pull(1, 10);
            let _ = repository.commit(&id);
        }
    }
    // Two branches that point at each other.
    std::fs::write(clone.root().join(".git/HEAD"), "ref: refs/heads/a\n").expect("written");
    std::fs::write(clone.root().join(".git/refs/heads/a"), "ref: refs/heads/b\n").expect("written");
    std::fs::write(clone.root().join(".git/refs/heads/b"), "ref: refs/heads/a\n").expect("written");
    let repository = clone.open();
    let _ = repository.head();
    assert!(matches!(
        repository.find_pull(1, 10),
        Err(Error::Read { operation: Operation::ReadHead | Operation::WalkHistory, .. } | Error::Missing { .. })
            | Ok(None)
    ));
}

#[test]
fn missing_objects_are_told_apart_from_missing_commits() {
    let clone = Clone::new();
    let id = clone.write("a/b.txt", "x").commit("x");
    let blob = clone.git(&["rev-parse", "HEAD:a/b.txt"]);
    std::fs::remove_file(object(&clone, &blob)).expect("removed");
    let repository = clone.open();
    assert!(matches!(repository.blob(&id, "a/b.txt"), Err(Error::Read { operation: Operation::ReadFile, .. })));
    let commit = repository.commit(&id).expect("the commit is there");
    let files = repository.files(&commit).expect("the trees are there");
    assert_eq!(files.changes[0].lines, None);
}
