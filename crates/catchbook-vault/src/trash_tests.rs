use super::*;
use crate::fs::{Calls, Fault, MemFs};

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn note() -> VaultPath {
    path("catches/note.md")
}

struct Setting {
    fs: MemFs,
    bin: MemFs,
    vault: Vault,
    trash: Trash,
}

fn setting() -> Setting {
    let (fs, bin) = (MemFs::new(), MemFs::new());
    fs.put(&note(), "# Note\n");
    let vault = Vault::open(Arc::new(fs.clone())).unwrap();
    let trash = Trash::open(Arc::new(bin.clone()));
    Setting { fs, bin, vault, trash }
}

const AT: i64 = 1_780_000_000_000;

#[test]
fn a_deleted_file_is_in_the_trash_and_comes_back() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    assert_eq!(s.fs.files(), []);
    assert_eq!((&entry.path, entry.trashed_at_ms, entry.size), (&note(), AT, 7));
    assert_eq!(s.trash.list().unwrap(), std::slice::from_ref(&entry));
    assert_eq!(s.trash.read(&entry.id).unwrap(), b"# Note\n");

    s.fs.put(&path("other.md"), "x");
    let restored = s.vault.restore(&s.trash, &entry.id).unwrap();
    assert_eq!((restored.path, restored.renamed), (note(), false));
    assert_eq!(s.vault.read(&note()).unwrap().stamp, restored.stamp);
    assert_eq!(s.trash.list().unwrap(), []);
    assert_eq!(s.bin.files(), []);
}

#[test]
fn what_is_in_the_trash_can_be_read_without_catchbook() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    let text = "catchbook trash 1\nat 1780000000000\npath catches/note.md";
    let files = [
        (file_of(&entry.id, ".from").unwrap(), text.into()),
        (file_of(&entry.id, ".md").unwrap(), b"# Note\n".to_vec()),
    ];
    assert_eq!(s.bin.files(), files);
    assert!(entry.id.starts_with("1780000000000-"));
}

#[test]
fn restoring_never_overwrites() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    s.fs.put(&note(), "another");
    s.fs.put(&path("catches/note (restored).md"), "a third");
    let restored = s.vault.restore(&s.trash, &entry.id).unwrap();
    assert!(restored.renamed);
    assert_eq!(restored.path.as_str(), "catches/note (restored 2).md");
    assert_eq!(s.vault.read(&note()).unwrap().bytes, b"another");
    assert_eq!(s.fs.files().len(), 3);
}

#[test]
fn an_entry_whose_file_never_left_restores_to_nothing_new() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    s.fs.put(&note(), "# Note\n");
    let restored = s.vault.restore(&s.trash, &entry.id).unwrap();
    assert!(!restored.renamed);
    assert_eq!(s.fs.files().len(), 1);
}

#[test]
fn the_latest_comes_first_and_twins_keep_apart() {
    let s = setting();
    s.vault.trash(&note(), &s.trash, AT).unwrap();
    s.fs.put(&note(), "# Note\n");
    s.vault.trash(&note(), &s.trash, AT).unwrap();
    s.fs.put(&path("b.md"), "b");
    s.vault.trash(&path("b.md"), &s.trash, AT + 1).unwrap();
    let list = s.trash.list().unwrap();
    assert_eq!(list.len(), 3);
    assert_eq!(list[0].path, path("b.md"));
    assert!(list[1].id != list[2].id);
}

#[test]
fn unknown_entries_and_climbing_ids_are_refused() {
    let s = setting();
    let missing = s.vault.restore(&s.trash, "1-none").unwrap_err();
    assert!(matches!(missing, Error::NotInTrash { .. }));
    assert!(matches!(s.trash.discard("1-none"), Err(Error::NotInTrash { .. })));
    for id in ["../../etc/passwd", "a/b", "..", ""] {
        assert!(s.trash.read(id).is_err() && s.trash.discard(id).is_err(), "{id}");
    }
}

#[test]
fn a_lost_note_does_not_lose_the_file() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    for damaged in ["", "catchbook trash 1\nat x\npath y", "catchbook trash 1\nat 1\npath ../x"] {
        s.bin.put(&file_of(&entry.id, ".from").unwrap(), damaged);
        let list = s.trash.list().unwrap();
        assert_eq!(list[0].path, file_of(&entry.id, ".md").unwrap());
        assert_eq!(list[0].trashed_at_ms, AT);
    }
    s.fs.put(&path("other.md"), "x");
    s.vault.restore(&s.trash, &entry.id).unwrap();
    assert_eq!(s.fs.files().len(), 2);
}

#[test]
fn files_of_others_in_the_trash_folder_are_left_alone() {
    let s = setting();
    s.bin.put(&path("readme.md"), "mine");
    s.bin.put(&path("1-orphan.from"), "note without a file");
    assert_eq!(s.trash.list().unwrap(), []);
}

#[test]
fn a_trash_that_is_not_there_is_empty() {
    let bin = MemFs::new();
    bin.unplug(false);
    assert_eq!(Trash::open(Arc::new(bin)).list().unwrap(), []);
}

#[test]
fn discarding_is_for_good() {
    let s = setting();
    let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
    s.trash.discard(&entry.id).unwrap();
    assert_eq!(s.bin.files(), []);
}

#[test]
fn a_save_between_copy_and_removal_is_what_the_trash_holds() {
    let s = setting();
    let (racer, once) = (s.fs.clone(), std::sync::Once::new());
    let plan = CrashPlan::new(move |point| {
        if point == "delete.before-remove" {
            once.call_once(|| racer.put(&note(), "saved meanwhile"));
        }
    });
    let vault = s.vault.with_crash_plan(plan);
    let entry = vault.trash(&note(), &s.trash, AT).unwrap();
    assert_eq!(s.trash.read(&entry.id).unwrap(), b"saved meanwhile");
    assert_eq!(s.trash.list().unwrap().len(), 1);
    assert_eq!(s.fs.files(), []);
}

#[test]
fn deleting_a_link_leaves_what_it_led_to() {
    let s = setting();
    s.fs.put_link(&path("link.md"), Some(&note()));
    let entry = s.vault.trash(&path("link.md"), &s.trash, AT).unwrap();
    assert_eq!(s.trash.read(&entry.id).unwrap(), b"# Note\n");
    assert_eq!(s.fs.files().len(), 1);
    assert!(s.fs.metadata(&path("link.md")).is_err());
}

#[test]
fn whichever_call_fails_the_text_is_somewhere() {
    for on_trash in [true, false] {
        let mut nth = 0;
        loop {
            nth += 1;
            let s = setting();
            let fault = Fault { calls: Calls::Any, nth, kind: io::ErrorKind::StorageFull, lasting: false };
            if on_trash {
                s.bin.fail(fault)
            } else {
                s.fs.fail(fault)
            }
            let done = s.vault.trash(&note(), &s.trash, AT).is_ok();
            let waits = s.bin.fault_waits() || s.fs.fault_waits();
            s.bin.heal();
            s.fs.heal();
            let here = s.vault.read(&note()).is_ok_and(|read| read.bytes == b"# Note\n");
            let listed = s.trash.list().unwrap();
            let there = listed.iter().any(|entry| s.trash.read(&entry.id).unwrap() == b"# Note\n");
            assert!(here || there, "lost at call {nth}");
            assert!(!done || (there && !here), "call {nth}");
            if waits {
                assert!(done);
                break;
            }
        }
        assert!(nth > 3);
    }
}

#[test]
fn a_delete_that_is_refused_leaves_no_entry() {
    let s = setting();
    s.fs.set_read_only(true);
    for _ in 0..3 {
        let refused = s.vault.trash(&note(), &s.trash, AT).unwrap_err();
        assert_eq!(refused.io_kind(), Some(io::ErrorKind::ReadOnlyFilesystem));
        assert_eq!(refused.to_string(), "could not delete catches/note.md");
    }
    assert_eq!(s.bin.files(), []);
    let kind = io::ErrorKind::StorageFull;
    s.bin.fail(Fault { calls: Calls::Writing, nth: 7, kind, lasting: false });
    s.vault.trash(&note(), &s.trash, AT).unwrap_err();
    assert!(!s.bin.fault_waits());
    assert_eq!(s.bin.files(), []);
}

#[test]
fn a_restore_that_fails_keeps_the_entry() {
    let mut nth = 0;
    loop {
        nth += 1;
        let s = setting();
        let entry = s.vault.trash(&note(), &s.trash, AT).unwrap();
        s.fs.put(&path("other.md"), "x");
        s.fs.fail(Fault { calls: Calls::Writing, nth, kind: io::ErrorKind::StorageFull, lasting: false });
        let restored = s.vault.restore(&s.trash, &entry.id);
        let waits = s.fs.fault_waits();
        s.fs.heal();
        if waits {
            assert!(restored.is_ok());
            break;
        }
        assert_eq!(s.trash.read(&entry.id).unwrap(), b"# Note\n", "call {nth}");
        assert!(s.vault.restore(&s.trash, &entry.id).is_ok());
        assert_eq!(s.fs.files().len(), 2, "call {nth}");
    }
    assert!(nth > 4);
}
