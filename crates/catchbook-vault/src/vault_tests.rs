use std::io::ErrorKind;

use super::*;
use crate::fs::{Calls, Fault, MemFs};
use crate::stamp::Hash;

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn vault(fs: &MemFs) -> Vault {
    Vault::open(Arc::new(fs.clone())).unwrap()
}

fn with(files: &[(&str, &str)]) -> (MemFs, Vault) {
    let fs = MemFs::new();
    for (at, text) in files {
        fs.put(&path(at), *text);
    }
    let vault = vault(&fs);
    (fs, vault)
}

#[test]
fn a_file_is_read_with_its_stamp() {
    let (fs, vault) = with(&[("catches/a.md", "# A\n")]);
    let loaded = vault.read(&path("catches/a.md")).unwrap();
    let meta = fs.metadata(&path("catches/a.md")).unwrap();
    assert_eq!(loaded.bytes, b"# A\n");
    assert_eq!(loaded.stamp.hash, Hash::of(b"# A\n"));
    assert_eq!((loaded.stamp.mtime_ns, loaded.stamp.size), (meta.mtime_ns, 4));
    assert_eq!(vault.metadata(&path("catches/a.md")).unwrap(), meta);
}

#[test]
fn opening_writes_nothing_and_needs_a_folder() {
    let fs = MemFs::new();
    fs.set_read_only(true);
    let vault = vault(&fs);
    let refused = vault.check_writable().unwrap_err();
    assert_eq!(refused.io_kind(), Some(ErrorKind::ReadOnlyFilesystem));
    assert!(refused.hint().contains("read-only"));

    let gone = MemFs::new();
    gone.unplug(false);
    let error = Vault::open(Arc::new(gone)).unwrap_err();
    assert!(error.is_not_found());
}

#[test]
fn links_are_read_as_far_as_they_stay_inside() {
    let (fs, vault) = with(&[("a/one.md", "one")]);
    fs.put_link(&path("in.md"), Some(&path("a/one.md")));
    fs.put_link(&path("folder"), Some(&path("a")));
    fs.put_link(&path("out.md"), None);
    assert_eq!(vault.read(&path("in.md")).unwrap().bytes, b"one");
    assert_eq!(vault.read(&path("folder/one.md")).unwrap().bytes, b"one");
    let outside = vault.read(&path("out.md")).unwrap_err();
    assert!(matches!(outside, Error::Outside { .. }), "{outside}");
}

#[test]
fn what_cannot_be_read_is_said_by_name() {
    let (fs, vault) = with(&[("a/one.md", "one"), ("secret.md", "x")]);
    fs.put_other(&path("pipe.md"));
    fs.deny(&path("secret.md"));
    let folder = vault.read(&path("a")).unwrap_err();
    assert!(matches!(folder, Error::NotAFile { .. }));
    let pipe = vault.read(&path("pipe.md")).unwrap_err();
    assert!(matches!(pipe, Error::NotAFile { .. }));
    let denied = vault.read(&path("secret.md")).unwrap_err();
    assert_eq!(denied.io_kind(), Some(ErrorKind::PermissionDenied));
    assert_eq!(denied.to_string(), "could not read secret.md");
    assert!(vault.read(&path("none.md")).unwrap_err().is_not_found());
}

#[test]
fn a_missing_vault_is_not_a_missing_file() {
    let (fs, vault) = with(&[("one.md", "one")]);
    fs.unplug(false);
    let read = vault.read(&path("one.md")).unwrap_err();
    assert!(matches!(read, Error::Vanished), "{read}");
    let create = vault.create(&path("two.md"), b"two").unwrap_err();
    assert!(matches!(create, Error::Vanished), "{create}");
}

#[test]
fn nothing_is_created_in_the_empty_place_of_a_drive() {
    let (fs, vault) = with(&[("one.md", "one")]);
    fs.unplug(true);
    let create = vault.create(&path("two.md"), b"two").unwrap_err();
    assert!(matches!(create, Error::Vanished), "{create}");
    assert_eq!(fs.files(), []);
}

#[test]
fn a_vault_that_began_empty_can_vanish_too() {
    let (fs, vault) = with(&[]);
    vault.create(&path("one.md"), b"one").unwrap();
    fs.unplug(true);
    let create = vault.create(&path("two.md"), b"two").unwrap_err();
    assert!(matches!(create, Error::Vanished), "{create}");
}

#[test]
fn a_new_file_brings_its_folders_and_overwrites_nothing() {
    let (fs, vault) = with(&[]);
    let stamp = vault.create(&path("a/b/c.md"), b"new").unwrap();
    assert_eq!(vault.read(&path("a/b/c.md")).unwrap().stamp, stamp);
    let exists = vault.create(&path("a/b/c.md"), b"other").unwrap_err();
    assert!(matches!(exists, Error::Exists { .. }));
    assert_eq!(fs.files(), [(path("a/b/c.md"), b"new".to_vec())]);

    let under_a_file = vault.create(&path("a/b/c.md/d.md"), b"x").unwrap_err();
    assert_eq!(under_a_file.io_kind(), Some(ErrorKind::NotADirectory));
    let device = vault.create(&path("a/nul.md"), b"x").unwrap_err();
    assert!(matches!(device, Error::Path(_)));
}

#[test]
fn a_file_that_appears_at_the_last_moment_is_not_overwritten() {
    let fs = MemFs::new();
    let late = fs.clone();
    let plan = CrashPlan::new(move |point| {
        if point == "save.after-temp-sync" {
            late.put(&path("new.md"), "theirs");
        }
    });
    let vault = vault(&fs).with_crash_plan(plan);
    let exists = vault.create(&path("new.md"), b"ours").unwrap_err();
    assert!(matches!(exists, Error::Exists { .. }));
    assert_eq!(fs.files(), [(path("new.md"), b"theirs".to_vec())]);
}

#[test]
fn renaming_moves_the_bytes_and_clobbers_nothing() {
    let (fs, vault) = with(&[("a/one.md", "one"), ("two.md", "two")]);
    let exists = vault.rename(&path("a/one.md"), &path("two.md"));
    assert!(matches!(exists, Err(Error::Exists { .. })));
    vault.rename(&path("a/one.md"), &path("b/c/one.md")).unwrap();
    vault.rename(&path("two.md"), &path("two.md")).unwrap();
    let left = [(path("b/c/one.md"), b"one".to_vec()), (path("two.md"), b"two".to_vec())];
    assert_eq!(fs.files(), left);
    assert!(vault.rename(&path("none.md"), &path("x.md")).unwrap_err().is_not_found());
    let folder = vault.rename(&path("b"), &path("d"));
    assert!(matches!(folder, Err(Error::NotAFile { .. })));
    assert!(vault.rename(&path("two.md"), &path("com1.md")).is_err());
}

#[test]
fn only_the_case_of_a_name_may_change() {
    for fs in [MemFs::new(), MemFs::ignoring_case()] {
        fs.put(&path("Reply.md"), "one");
        let vault = vault(&fs);
        vault.rename(&path("Reply.md"), &path("reply.md")).unwrap();
        assert_eq!(fs.files(), [(path("reply.md"), b"one".to_vec())]);
    }
}

#[test]
fn on_a_disk_that_ignores_case_another_file_is_still_not_clobbered() {
    let fs = MemFs::ignoring_case();
    fs.put(&path("one.md"), "one");
    fs.put(&path("Two.md"), "two");
    let clash = vault(&fs).rename(&path("one.md"), &path("two.md"));
    assert!(matches!(clash, Err(Error::Exists { .. })));
    assert_eq!(fs.files().len(), 2);
}

#[test]
fn one_of_many_who_create_the_same_file_succeeds() {
    let root = tempfile::tempdir().unwrap();
    let create = |who: u64| {
        let fs = crate::fs::RealFs::new(root.path());
        let vault = Vault::open(Arc::new(fs)).unwrap().with_seed(who);
        vault.create(&path("a/new.md"), who.to_string().as_bytes())
    };
    let created = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|who| scope.spawn(move || create(who))).collect();
        let results = threads.into_iter().map(|thread| thread.join().unwrap());
        results.filter(Result::is_ok).count()
    });
    assert_eq!(created, 1);
    assert_eq!(std::fs::read_dir(root.path().join("a")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_second_name_of_one_file_is_not_taken_for_a_change_of_case() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("a.md"), "one").unwrap();
    std::fs::hard_link(root.path().join("a.md"), root.path().join("b.md")).unwrap();
    let fs = crate::fs::RealFs::new(root.path());
    let vault = Vault::open(Arc::new(fs)).unwrap();
    let exists = vault.rename(&path("a.md"), &path("b.md"));
    assert!(matches!(exists, Err(Error::Exists { .. })));
}

#[test]
fn two_processes_with_one_seed_do_not_meet_in_a_temporary_name() {
    let fs = MemFs::new();
    let (one, two) = (vault(&fs).with_seed(7), vault(&fs).with_seed(7));
    // The first leaves its temporary file behind.
    fs.fail(Fault { calls: Calls::Writing, nth: 2, kind: ErrorKind::StorageFull, lasting: true });
    one.create(&path("one.md"), b"one").unwrap_err();
    fs.heal();
    assert_eq!(fs.files().len(), 1, "a leftover");
    two.create(&path("one.md"), b"two").unwrap();
    assert_eq!(two.read(&path("one.md")).unwrap().bytes, b"two");
}

#[test]
fn a_folder_is_listed_whole() {
    let (_, vault) = with(&[("a/one.md", "1"), ("a/two.png", "2"), ("b.md", "3")]);
    let listing = vault.list(&path("a")).unwrap();
    let names: Vec<_> = listing.entries.iter().map(|entry| &entry.name).collect();
    assert_eq!(names, ["one.md", "two.png"]);
    assert!(vault.list(&path("none")).unwrap_err().is_not_found());
}
