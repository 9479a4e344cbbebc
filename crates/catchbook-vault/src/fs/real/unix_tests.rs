use std::os::unix::fs::symlink;

use super::*;

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

#[test]
fn step_by_step_is_as_strict_as_the_kernel() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("secret.md"), "secret").unwrap();
    let vault = root.path().join("vault");
    std::fs::create_dir_all(vault.join("a/b")).unwrap();
    std::fs::write(vault.join("a/b/one.md"), "one").unwrap();
    symlink("../secret.md", vault.join("out.md")).unwrap();
    symlink("..", vault.join("up")).unwrap();
    symlink("b", vault.join("a/c")).unwrap();

    let fs = RealFs::new(&vault);
    let root = fs.open_root().unwrap();
    for (at, opens) in [
        ("a/b/one.md", true),
        ("a/b", true),
        ("a", true),
        ("a/c/one.md", false),
        ("a/c", false),
        ("out.md", false),
        ("up/secret.md", false),
        ("missing/one.md", false),
        ("a/b/one.md/x", false),
    ] {
        let steps = open_by_steps(root.as_fd(), &path(at), OFlags::RDONLY);
        let kernel = open_beneath(root.as_fd(), &path(at), OFlags::RDONLY);
        assert_eq!(steps.is_ok(), opens, "{at}");
        assert_eq!(kernel.is_ok(), opens, "{at}");
    }
}

#[test]
fn where_rename_always_replaces_a_link_does_not() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("one.md"), "one").unwrap();
    std::fs::write(root.path().join("two.md"), "two").unwrap();
    let fs = RealFs::new(root.path());
    let folder = fs.open_root().unwrap();
    let here = folder.as_fd();
    let refused = link_then_unlink(here, "one.md", here, "two.md").unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    link_then_unlink(here, "one.md", here, "three.md").unwrap();
    assert_eq!(fs.read(&path("three.md"), 10).unwrap().0, b"one");
    assert!(fs.metadata(&path("one.md")).is_err());
}

#[test]
fn a_folder_is_locked_by_one_and_forgotten_by_the_dead() {
    let root = tempfile::tempdir().unwrap();
    let (one, two) = (RealFs::new(root.path()), RealFs::new(root.path()));
    let held = one.lock(&VaultPath::root());
    assert!(held.is_some());
    assert!(two.lock(&VaultPath::root()).is_none(), "waits, but not for ever");
    drop(held);
    assert!(two.lock(&VaultPath::root()).is_some());
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn a_folder_that_is_put_back_is_found_again() {
    let root = tempfile::tempdir().unwrap();
    let (vault, away) = (root.path().join("vault"), root.path().join("away"));
    let fs = RealFs::create(&vault).unwrap();
    std::fs::write(vault.join("one.md"), "one").unwrap();
    std::fs::rename(&vault, &away).unwrap();
    let gone = fs.metadata(&VaultPath::root()).unwrap_err();
    assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    std::fs::rename(&away, &vault).unwrap();
    assert_eq!(fs.read(&path("one.md"), 10).unwrap().0, b"one");
}
