//! What every implementation of the seam promises, asked of each of them.

use std::io::ErrorKind;

use super::*;

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn write(fs: &dyn VaultFs, at: &str, bytes: &[u8]) -> Meta {
    let mut file = fs.create(&path(at), None).unwrap();
    file.write_all(bytes).unwrap();
    file.sync().unwrap()
}

fn read(fs: &dyn VaultFs, at: &str) -> Vec<u8> {
    fs.read(&path(at), 1000).unwrap().0
}

/// Runs `test` on an empty folder of each kind.
fn each(test: impl Fn(&dyn VaultFs)) {
    test(&MemFs::new());
    test(&MemFs::ignoring_case());
    let real = tempfile::tempdir().unwrap();
    test(&RealFs::new(real.path()));
    let portable = tempfile::tempdir().unwrap();
    test(&real::portable::RealFs::new(portable.path()));
}

#[test]
fn what_was_written_is_read_and_listed() {
    each(|fs| {
        fs.create_folder(&path("a")).unwrap();
        let synced = write(fs, "a/one.md", b"one\n");
        let (bytes, meta) = fs.read(&path("a/one.md"), 4).unwrap();
        assert_eq!(bytes, b"one\n");
        assert_eq!(meta, synced);
        assert_eq!(fs.metadata(&path("a/one.md")).unwrap(), synced);
        assert_eq!((meta.kind, meta.size), (Kind::File, 4));

        let root = fs.list(&VaultPath::root(), &everything).unwrap();
        assert_eq!(root.entries.len(), 1);
        assert_eq!(root.entries[0].meta.kind, Kind::Folder);
        let inside = fs.list(&path("a"), &everything).unwrap();
        assert_eq!(inside.entries[0].name, "one.md");
        assert_eq!(inside.entries[0].meta, synced);
        let none = fs.list(&path("a"), &|name, _| name != "one.md").unwrap();
        assert!(none.entries.is_empty() && none.failures.is_empty());
    });
}

#[test]
fn what_is_not_there_is_not_found() {
    each(|fs| {
        let gone = path("gone/one.md");
        let kinds = [
            fs.metadata(&gone).map(drop),
            fs.read(&gone, 10).map(drop),
            fs.list(&gone, &everything).map(drop),
            fs.resolve(&gone).map(drop),
            fs.create(&gone, None).map(drop),
            fs.rename(&gone, &path("here.md")),
            fs.rename_new(&gone, &path("here.md")),
            fs.remove_file(&gone),
            fs.sync_folder(&gone.parent()),
            fs.create_folder(&gone),
        ];
        for result in kinds {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::NotFound);
        }
    });
}

#[test]
fn a_file_longer_than_the_limit_is_refused() {
    each(|fs| {
        write(fs, "long.md", b"12345");
        let refused = fs.read(&path("long.md"), 4).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::FileTooLarge);
    });
}

#[test]
fn folders_are_not_read_and_files_not_listed() {
    each(|fs| {
        fs.create_folder(&path("a")).unwrap();
        write(fs, "b.md", b"b");
        let read = fs.read(&path("a"), 10).unwrap_err();
        assert_eq!(read.kind(), ErrorKind::IsADirectory);
        let list = fs.list(&path("b.md"), &everything).unwrap_err();
        assert_eq!(list.kind(), ErrorKind::NotADirectory);
        assert!(fs.metadata(&path("b.md/c.md")).is_err());
    });
}

#[test]
fn create_never_touches_what_is_there() {
    each(|fs| {
        write(fs, "one.md", b"one");
        let refused = fs.create(&path("one.md"), None).map(drop).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(read(fs, "one.md"), b"one");
        fs.create_folder(&path("a")).unwrap();
        let again = fs.create_folder(&path("a")).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
    });
}

#[test]
fn rename_replaces_and_rename_new_does_not() {
    each(|fs| {
        write(fs, "one.md", b"one");
        write(fs, "two.md", b"two");
        let refused = fs.rename_new(&path("one.md"), &path("two.md")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(read(fs, "one.md"), b"one");
        assert_eq!(read(fs, "two.md"), b"two");

        fs.rename(&path("one.md"), &path("two.md")).unwrap();
        assert_eq!(read(fs, "two.md"), b"one");
        fs.rename_new(&path("two.md"), &path("three.md")).unwrap();
        assert_eq!(read(fs, "three.md"), b"one");
        let all = fs.list(&VaultPath::root(), &everything).unwrap();
        assert_eq!(all.entries.len(), 1);
    });
}

#[test]
fn files_change_places_in_one_step_where_the_disk_can() {
    each(|fs| {
        write(fs, "one.md", b"one");
        write(fs, "two.md", b"two");
        match fs.exchange(&path("one.md"), &path("two.md")) {
            Ok(()) => assert_eq!((read(fs, "one.md"), read(fs, "two.md")), (b"two".into(), b"one".into())),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unsupported);
                assert_eq!(read(fs, "one.md"), b"one");
            }
        }
        let gone = fs.exchange(&path("one.md"), &path("none.md")).unwrap_err();
        assert!(matches!(gone.kind(), ErrorKind::NotFound | ErrorKind::Unsupported));
    });
}

#[test]
fn removing_takes_the_file_only() {
    each(|fs| {
        fs.create_folder(&path("a")).unwrap();
        write(fs, "a/one.md", b"one");
        fs.remove_file(&path("a/one.md")).unwrap();
        assert!(fs.metadata(&path("a/one.md")).is_err());
        assert!(fs.remove_file(&path("a")).is_err());
        fs.sync_folder(&path("a")).unwrap();
        fs.sync_folder(&VaultPath::root()).unwrap();
        fs.check_writable().unwrap();
    });
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    /// A vault with a file, links inside and out, and a secret beside it.
    fn vault_with_links(root: &Path) {
        std::fs::write(root.join("secret.md"), "secret").unwrap();
        let vault = root.join("vault");
        std::fs::create_dir_all(vault.join("a")).unwrap();
        std::fs::write(vault.join("a/one.md"), "one").unwrap();
        symlink("one.md", vault.join("a/in.md")).unwrap();
        symlink(vault.join("a/one.md"), vault.join("absolute.md")).unwrap();
        symlink("../secret.md", vault.join("out.md")).unwrap();
        symlink("..", vault.join("up")).unwrap();
        symlink("a", vault.join("aa")).unwrap();
        symlink("ring.md", vault.join("ring.md")).unwrap();
    }

    fn each_real(test: impl Fn(&dyn VaultFs, &Path)) {
        let one = tempfile::tempdir().unwrap();
        vault_with_links(one.path());
        test(&RealFs::new(one.path().join("vault")), one.path());
        let two = tempfile::tempdir().unwrap();
        vault_with_links(two.path());
        let portable = real::portable::RealFs::new(two.path().join("vault"));
        test(&portable, two.path());
    }

    #[test]
    fn no_call_follows_a_link() {
        each_real(|fs, root| {
            for link in ["out.md", "a/in.md", "absolute.md", "ring.md"] {
                assert_eq!(fs.metadata(&path(link)).unwrap().kind, Kind::Symlink);
                assert!(fs.read(&path(link), 10).is_err(), "{link}");
                assert!(fs.create(&path(link), None).is_err(), "{link}");
            }
            for below in ["up/secret.md", "aa/one.md"] {
                assert!(fs.metadata(&path(below)).is_err(), "{below}");
                assert!(fs.read(&path(below), 10).is_err(), "{below}");
                assert!(fs.remove_file(&path(below)).is_err(), "{below}");
            }
            assert!(fs.create(&path("up/new.md"), None).is_err());
            assert!(fs.create_folder(&path("up/new")).is_err());
            assert!(fs.list(&path("up"), &everything).is_err());
            assert!(fs.rename(&path("a/one.md"), &path("up/new.md")).is_err());
            assert!(fs.rename_new(&path("up/secret.md"), &path("x.md")).is_err());
            assert!(!root.join("new.md").exists() && !root.join("new").exists());
        });
    }

    #[test]
    fn resolving_says_where_a_link_leads() {
        each_real(|fs, _| {
            let inside = Some(path("a/one.md"));
            for link in ["a/in.md", "absolute.md", "aa/one.md", "aa/in.md"] {
                assert_eq!(fs.resolve(&path(link)).unwrap(), inside, "{link}");
            }
            assert_eq!(fs.resolve(&path("out.md")).unwrap(), None);
            assert_eq!(fs.resolve(&path("up/secret.md")).unwrap(), None);
            assert!(fs.resolve(&path("ring.md")).is_err());
        });
    }

    #[test]
    fn removing_and_renaming_a_link_leaves_its_target() {
        each_real(|fs, root| {
            fs.rename(&path("out.md"), &path("renamed.md")).unwrap();
            fs.remove_file(&path("renamed.md")).unwrap();
            assert_eq!(std::fs::read(root.join("secret.md")).unwrap(), b"secret");
        });
    }

    #[test]
    fn a_pipe_is_not_opened_and_a_strange_name_is_reported() {
        use std::os::unix::ffi::OsStrExt;
        each_real(|fs, root| {
            let vault = root.join("vault");
            let pipe = vault.join("pipe.md");
            rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
            let refused = fs.read(&path("pipe.md"), 10).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::InvalidInput);

            let strange = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
            std::fs::write(vault.join(strange), "x").unwrap();
            let listing = fs.list(&VaultPath::root(), &everything).unwrap();
            assert_eq!(listing.failures.len(), 1);
            assert_eq!(listing.failures[0].0, "caf\u{fffd}.md");
        });
    }

    #[test]
    fn a_new_file_gets_the_permissions_asked_for() {
        let root = tempfile::tempdir().unwrap();
        let fs = RealFs::new(root.path());
        drop(fs.create(&path("own.md"), Some(0o640)).unwrap());
        let mode = std::fs::metadata(root.path().join("own.md")).unwrap();
        assert_eq!(mode.permissions().mode() & 0o7777, 0o640);
        assert_eq!(fs.metadata(&path("own.md")).unwrap().mode, 0o640);
    }
}

mod memory {
    use super::*;

    fn both(fs: &MemFs, seed: u64) -> Vec<(VaultPath, Vec<u8>)> {
        fs.crash(seed);
        fs.files()
    }

    /// All that 64 power cuts after `act` leave behind.
    fn outcomes(act: impl Fn(&MemFs)) -> Vec<Vec<(VaultPath, Vec<u8>)>> {
        let mut seen = Vec::new();
        for seed in 0..64 {
            let fs = MemFs::new();
            fs.put(&path("one.md"), "old");
            act(&fs);
            let left = both(&fs, seed);
            if !seen.contains(&left) {
                seen.push(left);
            }
        }
        seen
    }

    #[test]
    fn a_write_without_syncs_is_torn_by_some_power_cut() {
        let left = outcomes(|fs| {
            let mut file = fs.create(&path("new.md"), None).unwrap();
            file.write_all(b"new").unwrap();
            fs.rename(&path("new.md"), &path("one.md")).unwrap();
        });
        let one = |bytes: &[u8]| vec![(path("one.md"), bytes.to_vec())];
        for torn in [b"".as_slice(), b"ne", b"\0\0\0", b"old", b"new"] {
            assert!(left.contains(&one(torn)), "{torn:?} in {left:?}");
        }
    }

    #[test]
    fn a_synced_name_and_synced_bytes_outlive_every_power_cut() {
        let left = outcomes(|fs| {
            write(fs, "new.md", b"new");
            fs.rename(&path("new.md"), &path("one.md")).unwrap();
            fs.sync_folder(&VaultPath::root()).unwrap();
        });
        assert_eq!(left, [[(path("one.md"), b"new".to_vec())]]);
    }

    #[test]
    fn a_file_in_a_folder_that_was_not_synced_can_be_lost() {
        let left = outcomes(|fs| {
            fs.create_folder(&path("a")).unwrap();
            write(fs, "a/new.md", b"new");
            fs.sync_folder(&path("a")).unwrap();
        });
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn the_nth_call_of_a_sort_fails_once_or_for_good() {
        let fs = MemFs::new();
        fs.put(&path("one.md"), "one");
        let fault = Fault { calls: Calls::Reading, nth: 2, kind: ErrorKind::PermissionDenied, lasting: false };
        fs.fail(fault);
        let look = || fs.metadata(&path("one.md"));
        assert!(look().is_ok());
        fs.list(&VaultPath::root(), &everything).unwrap();
        assert_eq!(look().unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert!(look().is_ok());

        fs.fail(Fault { nth: 1, lasting: true, ..fault });
        assert!(look().is_err() && look().is_err());
        fs.heal();
        assert!(look().is_ok());
    }

    #[test]
    fn a_full_disk_takes_half_of_the_last_write() {
        let fs = MemFs::new();
        let mut file = fs.create(&path("new.md"), None).unwrap();
        fs.fail(Fault { calls: Calls::Writing, nth: 1, kind: ErrorKind::StorageFull, lasting: true });
        let full = file.write_all(b"1234").unwrap_err();
        assert_eq!(full.kind(), ErrorKind::StorageFull);
        assert_eq!(fs.files(), [(path("new.md"), b"12".to_vec())]);
    }

    #[test]
    fn without_power_nothing_answers_and_without_write_permission_nothing_changes() {
        let fs = MemFs::new();
        fs.put(&path("one.md"), "one");
        fs.set_read_only(true);
        let refused = fs.remove_file(&path("one.md")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ReadOnlyFilesystem);
        assert!(fs.check_writable().is_err());
        fs.power_off();
        assert!(fs.read(&path("one.md"), 10).is_err());
        fs.crash(0);
        assert_eq!(read(&fs, "one.md"), b"one");
    }

    #[test]
    fn case_is_kept_but_not_compared_where_the_disk_ignores_it() {
        let fs = MemFs::ignoring_case();
        write(&fs, "One.md", b"one");
        assert_eq!(read(&fs, "oNE.md"), b"one");
        fs.rename(&path("one.md"), &path("ONE.md")).unwrap();
        let listing = fs.list(&VaultPath::root(), &everything).unwrap();
        let names: Vec<_> = listing.entries.iter().map(|entry| &entry.name).collect();
        assert_eq!(names, ["ONE.md"]);
    }

    #[test]
    fn an_unplugged_drive_comes_back_as_it_was() {
        for mount_point in [false, true] {
            let fs = MemFs::new();
            fs.put(&path("a/one.md"), "one");
            fs.unplug(mount_point);
            let root = fs.list(&VaultPath::root(), &everything);
            assert_eq!(root.is_ok_and(|root| root.entries.is_empty()), mount_point);
            assert!(fs.read(&path("a/one.md"), 10).is_err());
            fs.plug_in();
            assert_eq!(read(&fs, "a/one.md"), b"one");
        }
    }

    #[test]
    fn links_lead_where_they_were_aimed() {
        let fs = MemFs::new();
        fs.put(&path("a/one.md"), "one");
        fs.put_link(&path("in.md"), Some(&path("a/one.md")));
        fs.put_link(&path("b"), Some(&path("a")));
        fs.put_link(&path("out.md"), None);
        fs.put_link(&path("ring.md"), Some(&path("ring.md")));
        assert_eq!(fs.resolve(&path("in.md")).unwrap(), Some(path("a/one.md")));
        assert_eq!(fs.resolve(&path("b/one.md")).unwrap(), Some(path("a/one.md")));
        assert_eq!(fs.resolve(&path("out.md")).unwrap(), None);
        assert!(fs.resolve(&path("ring.md")).is_err());
        assert!(fs.read(&path("b/one.md"), 10).is_err());
    }
}
