//! What is not committed.

use std::sync::atomic::Ordering;

use catchbook_changes::{Error, MAX_LISTED, Repository, Status};

use crate::support::{Clone, Opens, never};

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

/// What git itself says: files changed and files untracked.
fn told_by_git(clone: &Clone) -> (usize, usize) {
    let lines =
        clone.git(&["-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all", "--no-renames"]);
    let untracked = lines.lines().filter(|line| line.starts_with("??")).count();
    (lines.lines().count() - untracked, untracked)
}

#[test]
fn the_count_agrees_with_git() {
    let clone = Clone::new();
    for n in 0..40 {
        clone.write(&format!("d{}/e{}/f{n}", n % 4, n % 3), format!("{n}\n"));
    }
    clone.write(".gitignore", "*.log\n/build/\n!keep.log\n").commit("x");
    // A small generator keeps the cases the same from run to run.
    let mut seed = 7_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for step in 0..60 {
        let n = next(40);
        let path = format!("d{}/e{}/f{n}", n % 4, n % 3);
        let file = clone.root().join(&path);
        match next(9) {
            0 => drop(clone.write(&path, "changed")),
            1 => drop(std::fs::remove_file(&file)),
            2 => drop(clone.write(&format!("d{}/new{step}", next(4)), "new")),
            3 => drop(clone.write(&format!("build/{step}"), "ignored")),
            4 => drop(clone.write(["x.log", "keep.log", "d1/y.log"][next(3) as usize], "log")),
            5 => drop(clone.git(&["add", "-A", "d1", "d2"])),
            6 => drop(clone.git(&["reset", "-q", "--", "d2"])),
            7 if file.exists() => drop(clone.git(&["update-index", "--force-remove", &path])),
            _ if file.exists() => drop(clone.git(&["checkout", "-q", "HEAD", "--", &path])),
            _ => {}
        }
        let status = status(&clone);
        assert_eq!((status.changed, status.untracked), told_by_git(&clone), "step {step}");
        assert!(status.complete);
    }
}

#[cfg(unix)]
#[test]
fn links_bits_and_folders_are_told_apart() {
    use std::os::unix::fs::PermissionsExt as _;
    let clone = Clone::new();
    std::os::unix::fs::symlink("a", clone.root().join("link")).expect("a link");
    clone.write("a", "1").write("b", "1").write("c", "1").write("dir/d", "1").write("dir/e", "1").commit("x");
    assert_eq!(status(&clone).changed, 0);
    // An executable bit, a file that became a folder, a link that points elsewhere, a folder that became a link.
    std::fs::set_permissions(clone.root().join("a"), std::fs::Permissions::from_mode(0o755)).expect("made executable");
    std::fs::remove_file(clone.root().join("b")).expect("removed");
    clone.write("b/inside", "1");
    std::fs::remove_file(clone.root().join("link")).expect("removed");
    std::os::unix::fs::symlink("c", clone.root().join("link")).expect("a link");
    std::fs::rename(clone.root().join("dir"), clone.beside("dir")).expect("moved");
    std::os::unix::fs::symlink(clone.beside("dir"), clone.root().join("dir")).expect("a link");
    let found = status(&clone);
    assert_eq!((found.changed, found.untracked), told_by_git(&clone));
    assert_eq!(found.changed, 5);
    clone.git(&["config", "core.fileMode", "false"]);
    assert_eq!(status(&clone).changed, 4);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_work_tree_is_not_waited_for() {
    let clone = Clone::new();
    clone.write("a", "1").commit("x");
    std::fs::remove_file(clone.root().join("a")).expect("removed");
    std::fs::create_dir(clone.root().join("new")).expect("a folder");
    let pipe = |name: &str| {
        let made = std::process::Command::new("mkfifo").arg(clone.root().join(name)).status().expect("mkfifo starts");
        assert!(made.success());
    };
    for name in ["a", "b", "new/.gitignore", ".gitattributes", ".mailmap", ".gitmodules"] {
        pipe(name);
    }
    let repository = clone.open();
    repository.commit(&repository.head().expect("a head").id.expect("an id")).expect("a commit");
    let found = repository.status(&never()).expect("a status");
    assert_eq!((found.changed, found.complete), (1, true));
    pipe(".gitignore");
    let found = repository.status(&never()).expect("a status");
    assert_eq!((found.changed, found.complete), (1, false));
}

#[test]
fn a_conflict_counts_as_one_file() {
    let clone = Clone::new();
    clone.write("a", "1\n").commit("base");
    clone.git(&["checkout", "-q", "-b", "side"]);
    clone.write("a", "2\n").commit("side");
    clone.git(&["checkout", "-q", "main"]);
    clone.write("a", "3\n").commit("main");
    let merged = std::panic::catch_unwind(|| clone.git(&["merge", "-q", "side"]));
    assert!(merged.is_err(), "the merge must conflict");
    assert_eq!(status(&clone).changed, 1);
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
