use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::crash::CrashPlan;
use crate::fs::{Calls, Fault, MemFs, VaultFs};

const BASE: &str = "# Reply blank\n\none\ntwo\nthree\nfour\nfive\n";

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn note() -> VaultPath {
    path("catches/note.md")
}

/// A vault that holds one note, as it was read.
fn opened() -> (MemFs, Vault, Loaded) {
    let fs = MemFs::new();
    fs.put(&note(), BASE);
    let vault = Vault::open(Arc::new(fs.clone())).unwrap();
    let read = vault.read(&note()).unwrap();
    (fs, vault, read)
}

fn text(fs: &MemFs, at: &VaultPath) -> String {
    String::from_utf8(fs.read(at, 10_000).unwrap().0).unwrap()
}

fn edited(from: &str, to: &str) -> String {
    BASE.replace(from, to)
}

#[test]
fn an_edit_is_written_and_its_stamp_is_the_next_base() {
    let (fs, vault, read) = opened();
    let Saved::Written(stamp) = vault.save(&note(), &read, b"new").unwrap() else {
        panic!("not written");
    };
    let again = vault.read(&note()).unwrap();
    assert_eq!(again.stamp, stamp);
    assert_eq!(text(&fs, &note()), "new");
    let next = vault.save(&note(), stamp.hash, b"newer").unwrap();
    assert!(matches!(next, Saved::Written(_)));
}

#[test]
fn unchanged_text_writes_nothing() {
    let (fs, vault, read) = opened();
    fs.set_read_only(true);
    let saved = vault.save(&note(), &read, BASE.as_bytes()).unwrap();
    assert_eq!(saved, Saved::Unchanged(read.stamp));
}

#[test]
fn text_that_the_file_already_holds_writes_nothing() {
    let (fs, vault, read) = opened();
    fs.put(&note(), "the same edit, made by a pull");
    fs.set_read_only(true);
    let saved = vault.save(&note(), &read, b"the same edit, made by a pull").unwrap();
    assert!(matches!(saved, Saved::Unchanged(_)));
}

#[test]
fn a_stale_editor_does_not_undo_a_pull() {
    let (fs, vault, read) = opened();
    fs.put(&note(), edited("five", "FIVE, pulled"));
    let ours = edited("one", "ONE, typed");
    let Saved::Merged(merged) = vault.save(&note(), &read, ours.as_bytes()).unwrap() else {
        panic!("not merged");
    };
    let both = edited("one", "ONE, typed").replace("five", "FIVE, pulled");
    assert_eq!(text(&fs, &note()), both);
    assert_eq!(merged, vault.read(&note()).unwrap());
}

#[test]
fn saving_an_untouched_editor_shows_what_was_pulled() {
    let (fs, vault, read) = opened();
    fs.put(&note(), "pulled");
    fs.set_read_only(true);
    let saved = vault.save(&note(), &read, BASE.as_bytes()).unwrap();
    assert_eq!(saved, Saved::Merged(vault.read(&note()).unwrap()));
}

#[test]
fn edits_of_the_same_line_are_both_kept() {
    let (fs, vault, read) = opened();
    let theirs = edited("two", "TWO, pulled");
    fs.put(&note(), theirs.clone());
    let ours = edited("two", "TWO, typed");
    let Saved::Conflict(conflict) = vault.save(&note(), &read, ours.as_bytes()).unwrap() else {
        panic!("no conflict");
    };
    assert_eq!(text(&fs, &note()), theirs);
    assert_eq!(text(&fs, &conflict.kept_at), ours);
    let short = Hash::of(ours.as_bytes()).short();
    let kept_at = format!("catches/note (conflict {short}).md");
    assert_eq!(conflict.kept_at.as_str(), kept_at);
    assert_eq!(conflict.theirs.bytes, theirs.as_bytes());
    assert_eq!(vault.read(&conflict.kept_at).unwrap().stamp, conflict.ours);

    // Saving the same text again keeps one copy; deciding for it is a save over theirs.
    let again = vault.save(&note(), &read, ours.as_bytes()).unwrap();
    assert!(matches!(again, Saved::Conflict(again) if again.kept_at == conflict.kept_at));
    assert_eq!(fs.files().len(), 2);
    let decided = vault.save(&note(), &conflict.theirs, ours.as_bytes()).unwrap();
    assert!(matches!(decided, Saved::Written(_)));
    assert_eq!(text(&fs, &note()), ours);
}

#[test]
fn without_the_base_bytes_both_are_kept() {
    let (fs, vault, read) = opened();
    fs.put(&note(), "pulled");
    let saved = vault.save(&note(), read.stamp.hash, b"typed").unwrap();
    assert!(matches!(saved, Saved::Conflict(_)));
    assert_eq!(text(&fs, &note()), "pulled");
}

#[test]
fn a_kept_text_never_takes_another_file_s_name() {
    let (fs, vault, read) = opened();
    let name = kept_name(&note(), Hash::of(b"typed"), 0);
    let taken = note().with_name(&name).unwrap();
    fs.put(&taken, "something else");
    fs.put(&note(), "pulled");
    let Saved::Conflict(conflict) = vault.save(&note(), &read, b"typed").unwrap() else {
        panic!("no conflict");
    };
    assert_eq!(text(&fs, &taken), "something else");
    assert_eq!(text(&fs, &conflict.kept_at), "typed");
    assert!(conflict.kept_at.as_str().ends_with(" 2).md"));
}

#[test]
fn a_kept_name_fits_however_long_the_stem() {
    let long = path(&format!("{}.md", "é".repeat(126)));
    for turn in [0, 1, 99] {
        let name = kept_name(&long, Hash::of(b""), turn);
        assert!(name.len() <= crate::path::MAX_NAME_BYTES && name.ends_with(").md"));
    }
    assert_eq!(kept_name(&path("bare"), Hash::of(b""), 0).matches('.').count(), 0);
}

#[test]
fn a_deleted_file_comes_back_with_its_folder() {
    let (fs, vault, read) = opened();
    fs.put(&path("other.md"), "x");
    fs.wipe(&path("catches"));
    let saved = vault.save(&note(), &read, b"typed").unwrap();
    assert!(matches!(saved, Saved::Recreated(_)));
    assert_eq!(text(&fs, &note()), "typed");
}

#[test]
fn a_vanished_drive_is_not_a_deleted_file() {
    for mount_point in [false, true] {
        let (fs, vault, read) = opened();
        fs.unplug(mount_point);
        let error = vault.save(&note(), &read, b"typed").unwrap_err();
        assert!(matches!(error, Error::Vanished), "{error}");
        fs.plug_in();
        let saved = vault.save(&note(), &read, b"typed").unwrap();
        assert!(matches!(saved, Saved::Written(_)));
        assert_eq!(fs.files().len(), 1);
    }
}

#[test]
fn permissions_are_kept_and_obeyed() {
    let (fs, vault, read) = opened();
    fs.set_mode(&note(), 0o600);
    vault.save(&note(), &read, b"private").unwrap();
    assert_eq!(fs.metadata(&note()).unwrap().mode, 0o600);

    fs.set_mode(&note(), 0o444);
    let read = vault.read(&note()).unwrap();
    let refused = vault.save(&note(), &read, b"new").unwrap_err();
    assert!(matches!(refused, Error::ReadOnlyFile { .. }));
    assert_eq!(text(&fs, &note()), "private");
}

#[test]
fn a_link_is_written_through_and_stays_a_link() {
    let (fs, vault, _) = opened();
    let link = path("link.md");
    fs.put_link(&link, Some(&note()));
    fs.put_link(&path("out.md"), None);
    let read = vault.read(&link).unwrap();
    vault.save(&link, &read, b"through").unwrap();
    assert_eq!(text(&fs, &note()), "through");
    assert_eq!(fs.metadata(&link).unwrap().kind, crate::fs::Kind::Symlink);
    let out = vault.save(&path("out.md"), &read, b"x").unwrap_err();
    assert!(matches!(out, Error::Outside { .. }));
}

/// Another program replaces the file at `point` of our save, `turns` times.
fn raced(point: &'static str, turns: usize) -> (MemFs, Result<Saved, Error>) {
    let (fs, vault, read) = opened();
    let (racer, count) = (fs.clone(), AtomicUsize::new(0));
    let plan = CrashPlan::new(move |passed| {
        if passed == point {
            let turn = count.fetch_add(1, Ordering::Relaxed);
            if turn < turns {
                let swap = path("catches/.editor");
                racer.put(&swap, edited("five", &format!("FIVE {turn}")));
                racer.wipe(&note());
                racer.shift(&swap, &note());
            }
        }
    });
    let vault = vault.with_crash_plan(plan);
    let saved = vault.save(&note(), &read, edited("one", "ONE").as_bytes());
    (fs, saved)
}

const LATE: [&str; 2] = ["save.after-temp-sync", "save.before-rename"];

#[test]
fn a_file_that_changes_under_the_save_is_merged_after_all() {
    for point in LATE {
        let (fs, saved) = raced(point, 3);
        assert!(matches!(saved, Ok(Saved::Merged(_))), "{point}: {saved:?}");
        let both = edited("one", "ONE").replace("five", "FIVE 2");
        assert_eq!(fs.files(), [(note(), both.into_bytes())], "{point}");
    }
}

#[test]
fn a_file_that_never_rests_is_left_alone() {
    for point in LATE {
        let (fs, saved) = raced(point, usize::MAX);
        assert!(matches!(saved, Err(Error::KeepsChanging { .. })));
        let left = text(&fs, &note());
        assert!(left.contains("FIVE") && !left.contains("ONE"), "{point}");
        assert_eq!(fs.files().len(), 1, "{point}: a leftover");
    }
}

#[test]
fn a_full_disk_loses_nothing_and_the_next_save_works() {
    for nth in 1..=2 {
        let (fs, vault, read) = opened();
        fs.fail(Fault { calls: Calls::Writing, nth, kind: ErrorKind::StorageFull, lasting: false });
        let full = vault.save(&note(), &read, b"new").unwrap_err();
        assert_eq!(full.io_kind(), Some(ErrorKind::StorageFull));
        assert!(full.hint().contains("disk is full"), "{}", full.hint());
        assert_eq!(fs.files(), [(note(), BASE.into())]);
        let saved = vault.save(&note(), &read, b"new").unwrap();
        assert!(matches!(saved, Saved::Written(_)));
    }
}

#[test]
fn whichever_call_fails_the_file_is_whole() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::Other] {
        let mut nth = 0;
        loop {
            nth += 1;
            let (fs, vault, read) = opened();
            let calls = Calls::Any;
            fs.fail(Fault { calls, nth, kind, lasting: false });
            let saved = vault.save(&note(), &read, b"new");
            if fs.fault_waits() {
                assert!(matches!(saved, Ok(Saved::Written(_))));
                break;
            }
            let left = text(&fs, &note());
            assert!(left == BASE || left == "new", "call {nth}: {left:?}");
            let strays = fs.files().into_iter().filter(|(path, _)| !path.is_hidden());
            assert_eq!(strays.count(), 1, "call {nth} left something in sight");
            fs.heal();
            vault.save(&note(), &read, b"new").unwrap();
            assert_eq!(text(&fs, &note()), "new", "call {nth}");
        }
        assert!(nth > 6, "the loop ended after {nth} calls");
    }
}

#[test]
fn a_failing_disk_during_a_conflict_leaves_theirs_untouched() {
    let mut nth = 0;
    loop {
        nth += 1;
        let (fs, vault, read) = opened();
        fs.put(&note(), "pulled");
        let (calls, kind) = (Calls::Writing, ErrorKind::StorageFull);
        fs.fail(Fault { calls, nth, kind, lasting: true });
        let saved = vault.save(&note(), &read, b"typed");
        assert_eq!(text(&fs, &note()), "pulled");
        if fs.fault_waits() {
            assert!(matches!(saved, Ok(Saved::Conflict(_))));
            break;
        }
    }
    assert!(nth > 3);
}

/// Several windows, command lines and agents save the same file at once, on a real disk: each
/// adds lines to a section of its own, and none is lost.
#[test]
fn saves_of_many_processes_are_all_kept() {
    const EACH: usize = 40;
    let root = tempfile::tempdir().unwrap();
    let sections = ["alpha", "beta", "gamma"];
    let head: String = sections.iter().map(|name| format!("# {name}\n-\n-\n-\n")).collect();
    std::fs::write(root.path().join("note.md"), &head).unwrap();
    let at = path("note.md");
    let work = |seed: u64, name: &str| {
        let fs = crate::fs::RealFs::new(root.path());
        let vault = Vault::open(Arc::new(fs)).unwrap().with_seed(seed);
        for n in 0..EACH {
            let read = vault.read(&at).unwrap();
            let text = String::from_utf8(read.bytes.clone()).unwrap();
            assert!(text.starts_with("# alpha\n") && text.ends_with("-\n"), "torn: {text:?}");
            let new = text.replace(&format!("# {name}\n"), &format!("# {name}\n{name} {n}\n"));
            let saved = vault.save(&at, &read, new.as_bytes()).unwrap();
            assert!(!matches!(saved, Saved::Conflict(_)), "{saved:?}");
        }
    };
    std::thread::scope(|scope| {
        for (seed, name) in (0..).zip(sections) {
            scope.spawn(move || work(seed, name));
        }
    });
    let text = std::fs::read_to_string(root.path().join("note.md")).unwrap();
    for name in sections {
        for n in 0..EACH {
            assert!(text.contains(&format!("{name} {n}\n")), "{name} {n} is lost");
        }
    }
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1, "a leftover");
}

#[cfg(unix)]
#[test]
fn while_the_files_change_places_others_wait() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("a.md"), "old").unwrap();
    let fs = Arc::new(crate::fs::RealFs::new(root.path()));
    let (other, seen) = (Arc::clone(&fs), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&seen);
    let plan = CrashPlan::new(move |point| {
        let free = other.lock(&VaultPath::root()).is_some();
        assert_eq!(free, point != "save.before-rename", "{point}");
        count.fetch_add(1, Ordering::Relaxed);
    });
    let vault = Vault::open(fs).unwrap().with_crash_plan(plan);
    let read = vault.read(&path("a.md")).unwrap();
    vault.save(&path("a.md"), &read, b"new").unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), 7);
}

#[cfg(unix)]
#[test]
fn on_a_real_disk_permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("a.md");
    std::fs::write(&file, "old").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", root.path().join("link.md")).unwrap();
    let fs = crate::fs::RealFs::new(root.path());
    let vault = Vault::open(Arc::new(fs)).unwrap();
    let read = vault.read(&path("link.md")).unwrap();
    vault.save(&path("link.md"), &read, b"new").unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"new");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
    let link = std::fs::symlink_metadata(root.path().join("link.md")).unwrap();
    assert!(link.is_symlink());
}

/// Editors that read, wait and save over each other, and a pull in between: every line that
/// anybody typed is in the file or in a text that was kept beside it.
#[test]
fn stale_editors_lose_no_line() {
    let (mut merges, mut conflicts) = (0, 0);
    for seed in 1..=400_u64 {
        let mut dice = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut roll = |sides: u64| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            (dice % sides) as usize
        };
        let fs = MemFs::new();
        let lines: Vec<_> = (0..12).map(|n| format!("base {n}\n")).collect();
        fs.put(&note(), lines.concat());
        let vault = Vault::open(Arc::new(fs.clone())).unwrap();
        let mut open = [vault.read(&note()).unwrap(), vault.read(&note()).unwrap(), vault.read(&note()).unwrap()];
        let mut typed = Vec::new();
        for turn in 0..12 {
            let who = roll(3);
            let text = String::from_utf8(open[who].bytes.clone()).unwrap();
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            let line = format!("typed in turn {turn} by {who}");
            lines.insert(roll(lines.len() as u64 + 1), line.clone());
            typed.push(line);
            let new = lines.join("\n") + "\n";
            match vault.save(&note(), &open[who], new.as_bytes()).unwrap() {
                Saved::Conflict(conflict) => {
                    conflicts += 1;
                    open[who] = conflict.theirs;
                }
                Saved::Merged(merged) => {
                    merges += 1;
                    open[who] = merged;
                }
                _ => open[who] = vault.read(&note()).unwrap(),
            }
        }
        let all = fs.files().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap());
        let all: String = all.collect();
        for line in typed {
            assert!(all.contains(&line), "seed {seed}: `{line}` is lost");
        }
    }
    assert!(merges > 500 && conflicts > 100, "{merges} merges, {conflicts} conflicts");
}
