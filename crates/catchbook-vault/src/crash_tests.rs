//! The power goes at every named point of save, rename and delete, and the disk keeps any
//! permitted selection of what was not synced: each file is wholly old or wholly new.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::fs::MemFs;
use crate::path::VaultPath;
use crate::trash::Trash;
use crate::vault::Vault;

const SEEDS: u64 = 120;
const OLD: &[u8] = b"the old text, whole\n";
const NEW: &[u8] = b"the new text, whole and a little longer\n";

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

/// Two disks and what may be done to them; the power goes on both at `point`.
struct Machine {
    fs: MemFs,
    bin: MemFs,
    vault: Vault,
    trash: Trash,
}

impl Machine {
    fn crashing_at(point: &'static str) -> Self {
        Self::on(MemFs::new(), point)
    }

    fn on(fs: MemFs, point: &'static str) -> Self {
        let bin = MemFs::new();
        fs.put(&path("a/one.md"), OLD);
        fs.put(&path("rest.md"), "untouched");
        let plan = {
            let (fs, bin) = (fs.clone(), bin.clone());
            CrashPlan::new(move |passed| {
                if passed == point {
                    fs.power_off();
                    bin.power_off();
                }
            })
        };
        let vault = Vault::open(Arc::new(fs.clone())).unwrap();
        let trash = Trash::open(Arc::new(bin.clone()));
        Self { vault: vault.with_crash_plan(plan.clone()), trash: trash.with_crash_plan(plan), fs, bin }
    }

    fn restart(&self, seed: u64) {
        self.fs.crash(seed);
        self.bin.crash(seed ^ 0x5555);
    }

    /// The vault's Markdown files after the restart; whatever else is there is ours to sweep.
    fn left(&self) -> Vec<(String, Vec<u8>)> {
        let (temps, files): (Vec<_>, Vec<_>) = self.fs.files().into_iter().partition(|(path, _)| path.is_hidden());
        for (temp, _) in temps {
            assert!(crate::atomic::is_temp_name(temp.name()), "{temp}");
        }
        let all = files.into_iter();
        all.map(|(path, bytes)| (path.as_str().to_owned(), bytes))
            .filter(|(path, bytes)| path != "rest.md" || bytes != b"untouched")
            .collect()
    }

    fn check_swept(&self) {
        let later = self.fs.now_ns() + 3_600_000_000_000;
        let swept = self.vault.sweep(later, Duration::from_secs(60));
        assert!(swept.failed.is_empty());
        assert!(self.fs.files().iter().all(|(path, _)| !path.is_hidden()));
        self.trash.sweep(later, Duration::from_secs(60));
        assert!(self.bin.files().iter().all(|(path, _)| !path.is_hidden()));
    }
}

fn one(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    vec![(path.to_owned(), bytes.to_vec())]
}

/// Runs `act` with the power going at every point; says which of them it passed.
fn at_every_point(act: impl Fn(&Machine), check: impl Fn(&Machine, &'static str)) -> BTreeSet<&'static str> {
    let mut passed = BTreeSet::new();
    for point in crash_points() {
        for seed in 0..SEEDS {
            let machine = Machine::crashing_at(point);
            let before = machine.fs.calls();
            act(&machine);
            assert!(machine.fs.calls() > before);
            if machine.vault.read(&path("rest.md")).is_err() {
                passed.insert(*point);
            }
            machine.restart(seed);
            check(&machine, point);
            machine.check_swept();
        }
    }
    passed
}

#[test]
fn a_save_is_wholly_old_or_wholly_new() {
    let passed = at_every_point(
        |machine| {
            let read = machine.vault.read(&path("a/one.md")).unwrap();
            let _ = machine.vault.save(&path("a/one.md"), &read, NEW);
        },
        |machine, point| {
            let left = machine.left();
            let (old, new) = (one("a/one.md", OLD), one("a/one.md", NEW));
            assert!(left == old || left == new, "{point}: {left:?}");
            if point == "save.after-folder-sync" {
                assert_eq!(left, new, "what was answered is durable");
            }
        },
    );
    let named = crash_points().iter().filter(|point| point.starts_with("save."));
    assert_eq!(passed, named.copied().collect());
}

#[test]
fn on_a_disk_that_cannot_exchange_names_a_save_is_whole_too() {
    for point in crash_points() {
        for seed in 0..SEEDS {
            let machine = Machine::on(MemFs::ignoring_case(), point);
            let read = machine.vault.read(&path("a/one.md")).unwrap();
            let _ = machine.vault.save(&path("a/one.md"), &read, NEW);
            machine.restart(seed);
            let left = machine.left();
            assert!(left == one("a/one.md", OLD) || left == one("a/one.md", NEW), "{point}: {left:?}");
        }
    }
}

#[test]
fn a_new_file_is_there_whole_or_not_at_all() {
    at_every_point(
        |machine| drop(machine.vault.create(&path("b/c/new.md"), NEW)),
        |machine, point| {
            let mut left = machine.left();
            left.retain(|(path, _)| path != "a/one.md");
            let new = one("b/c/new.md", NEW);
            assert!(left.is_empty() || left == new, "{point}: {left:?}");
            if point == "save.after-folder-sync" {
                assert_eq!(left, new);
            }
        },
    );
}

#[test]
fn a_renamed_file_has_one_of_its_names_or_both() {
    for to in ["a/two.md", "b/two.md"] {
        let passed = at_every_point(
            |machine| drop(machine.vault.rename(&path("a/one.md"), &path(to))),
            |machine, point| {
                let left = machine.left();
                assert!(!left.is_empty(), "{point}: lost");
                for (at, bytes) in &left {
                    assert!(at == "a/one.md" || at == to, "{point}: {at}");
                    assert_eq!(bytes, OLD, "{point}");
                }
                if point == "rename.after-folder-sync" {
                    assert_eq!(left, one(to, OLD));
                }
            },
        );
        let named = crash_points().iter().filter(|point| point.starts_with("rename."));
        assert_eq!(passed, named.copied().collect());
    }
}

#[test]
fn a_deleted_file_is_in_the_vault_or_in_the_trash_or_in_both() {
    let passed = at_every_point(
        |machine| drop(machine.vault.trash(&path("a/one.md"), &machine.trash, 1)),
        |machine, point| {
            let left = machine.left();
            let here = left == one("a/one.md", OLD);
            assert!(here || left.is_empty(), "{point}: {left:?}");
            let entries = machine.trash.list().unwrap();
            let kept = |id: &str| machine.trash.read(id).is_ok_and(|bytes| bytes == OLD);
            let there = entries.iter().any(|entry| kept(&entry.id));
            assert!(here || there, "{point}: in neither");
            for entry in entries {
                assert!(kept(&entry.id), "{point}: torn");
                assert_eq!(entry.path, path("a/one.md"), "{point}");
            }
            if point == "delete.after-folder-sync" {
                assert!(there && !here);
            }
        },
    );
    let named = crash_points().iter().filter(|point| point.starts_with("delete."));
    assert_eq!(passed, named.copied().collect());
}

#[test]
fn a_restored_file_is_never_lost_on_the_way_back() {
    for point in crash_points().iter().filter(|point| point.starts_with("save.")) {
        for seed in 0..SEEDS {
            let machine = Machine::crashing_at(point);
            let entry = machine.vault.trash(&path("a/one.md"), &machine.trash, 1).unwrap();
            let _ = machine.vault.restore(&machine.trash, &entry.id);
            machine.restart(seed);
            let here = machine.left() == one("a/one.md", OLD);
            let there = machine.trash.read(&entry.id).is_ok_and(|bytes| bytes == OLD);
            assert!(here || there, "{point}: in neither");
        }
    }
}

#[test]
fn every_point_is_named_once_and_passed_in_order() {
    let names: BTreeSet<_> = crash_points().iter().collect();
    assert_eq!(names.len(), crash_points().len());

    let passed: Arc<Mutex<Vec<&str>>> = Arc::default();
    let plan = {
        let passed = Arc::clone(&passed);
        CrashPlan::new(move |point| {
            let mut passed = passed.lock().unwrap();
            if !passed.contains(&point) {
                passed.push(point);
            }
        })
    };
    let machine = Machine::crashing_at("");
    let vault = machine.vault.with_crash_plan(plan.clone());
    let trash = machine.trash.with_crash_plan(plan);
    let (from, to) = (path("a/one.md"), path("a/two.md"));
    let read = vault.read(&from).unwrap();
    vault.save(&from, &read, NEW).unwrap();
    vault.rename(&from, &to).unwrap();
    vault.trash(&to, &trash, 1).unwrap();
    assert_eq!(*passed.lock().unwrap(), crash_points());
}
