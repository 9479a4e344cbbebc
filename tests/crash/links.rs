//! SIGKILL in the middle of a rename that 500 files link to: the next start mends all of them, or none was begun.

use super::{doctor_is_clean, killed};
use crate::support::Bench;
use catchbook_vault::crash_points;
use std::sync::atomic::{AtomicUsize, Ordering};

const LINKS: usize = 500;
/// A kill at every so manieth file.
const STEP: usize = 25;
const OLD: &str = "catches/old-name.md";
const NEW: &str = "catches/new-name.md";
const RENAME: [&str; 3] = ["rename", "old-name", "new-name"];

fn linked() -> Bench {
    let bench = Bench::new();
    bench.write(OLD, "# Reply blank\n\nSee [[old-name]].\n");
    for link in 1..LINKS {
        bench.write(&file(link), text(link, "old-name"));
    }
    bench
}

fn file(link: usize) -> String {
    format!("links/{link}.md")
}

fn text(link: usize, name: &str) -> String {
    format!("# Link {link}\r\nSee [[{name}|the catch]] and [it](../catches/{name}.md).\n")
}

/// After the next start: one file under one name, every link to it as that name says, and nothing left to do.
fn whole(bench: &Bench, what: &str) -> bool {
    doctor_is_clean(bench, what);
    let renamed = bench.exists(NEW);
    assert_ne!(renamed, bench.exists(OLD), "{what}: one name");
    let name = if renamed { "new-name" } else { "old-name" };
    for link in 1..LINKS {
        assert_eq!(bench.read(&file(link)), text(link, name), "{what}: link {link}");
    }
    let own = bench.read(if renamed { NEW } else { OLD });
    assert_eq!(own, format!("# Reply blank\n\nSee [[{name}]].\n"), "{what}: its link to itself");
    let notes = std::fs::read_dir(bench.profile().join("data/renames")).unwrap();
    let left: usize = notes.map(|vault| std::fs::read_dir(vault.unwrap().path()).unwrap().count()).sum();
    assert_eq!(left, 0, "{what}: a note of a rename that is done");
    renamed
}

#[test]
fn a_rename_killed_at_any_file_and_any_step_is_ended_or_was_not_begun() {
    let saves: Vec<&str> = crash_points().iter().copied().filter(|step| step.starts_with("save.")).collect();
    let renames = crash_points().iter().copied().filter(|step| step.starts_with("rename."));
    let at_file = (STEP..=LINKS).step_by(STEP);
    // Each file with another step of its save, so that all steps have their turns.
    let mut kills: Vec<String> =
        at_file.zip(saves.iter().cycle()).map(|(file, step)| format!("{step}:{file}")).collect();
    assert!(kills.len() >= saves.len() && kills.len() == LINKS / STEP);
    kills.extend(renames.map(str::to_owned));

    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(kill) = kills.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let bench = linked();
                    assert!(killed(&bench, kill, &RENAME), "{kill} is reached");
                    let renamed = whole(&bench, kill);
                    assert_eq!(renamed, kill != "rename.before-rename", "{kill}");
                }
            });
        }
    });
}

#[test]
fn what_ends_a_rename_may_be_killed_too() {
    let bench = linked();
    assert!(killed(&bench, "rename.after-rename", &RENAME));
    for turn in ["100", "200"] {
        assert!(killed(&bench, &format!("save.after-temp-sync:{turn}"), &["lint"]), "{turn}");
    }
    assert!(whole(&bench, "the third start"));
}

#[test]
fn the_derived_stores_may_be_gone_at_the_next_start() {
    let bench = linked();
    assert!(killed(&bench, "save.before-rename:250", &RENAME));
    std::fs::remove_dir_all(bench.profile().join("cache")).unwrap();
    assert!(whole(&bench, "without its stores"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_stops_no_other_and_is_mended_when_it_can() {
    use std::os::unix::fs::PermissionsExt;
    let bench = linked();
    let allow = |mode| {
        let closed = bench.vault().join(file(7));
        std::fs::set_permissions(closed, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(0o444);
    let answer = bench.run(&RENAME);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(
        answer.stderr.contains("links/7.md is marked read-only") && answer.stderr.contains("next start"),
        "{answer:?}"
    );
    assert_eq!(bench.read(&file(7)), text(7, "old-name"));
    assert_eq!(bench.read(&file(8)), text(8, "new-name"));
    allow(0o644);
    assert!(whole(&bench, "once it can be written"));
}
