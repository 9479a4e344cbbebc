use std::collections::BTreeMap;
use std::io::ErrorKind;

use super::*;
use crate::fs::{Calls, Fault, MemFs};
use crate::vault::Vault;

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

/// A time so late that no file is fresh.
const LATER: i64 = i64::MAX;

fn known(fs: &MemFs) -> Vec<Known> {
    let walk = walk(fs, WalkLimits::default());
    let remember = |found: Found| Known { path: found.path, mtime_ns: found.mtime_ns, size: found.size, settled: true };
    walk.files.into_iter().map(remember).collect()
}

fn changes(report: ScanReport) -> Changes {
    match report.outcome {
        Outcome::Changes(changes) => changes,
        vanished @ Outcome::Vanished { .. } => panic!("{vanished:?}"),
    }
}

fn rescan(fs: &MemFs, known: Vec<Known>) -> ScanReport {
    scan(fs, known, &ScanOptions::at(LATER))
}

fn numbered(count: usize) -> MemFs {
    let fs = MemFs::new();
    for n in 0..count {
        fs.put(&path(&format!("catches/{n:03}.md")), format!("text {n}"));
    }
    fs
}

fn paths(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.path.as_str()).collect()
}

#[test]
fn a_first_scan_finds_everything() {
    let fs = numbered(3);
    let changes = changes(rescan(&fs, Vec::new()));
    assert_eq!(paths(&changes.added), ["catches/000.md", "catches/001.md", "catches/002.md"]);
    assert!(changes.modified.is_empty() && changes.removed.is_empty());
}

#[test]
fn nothing_changed_is_counted_and_reads_no_file() {
    let fs = numbered(50);
    let known = known(&fs);
    let calls = fs.calls();
    let changes = changes(rescan(&fs, known));
    assert!(changes.is_empty());
    assert_eq!(changes.unchanged, 50);
    assert_eq!(fs.calls() - calls, 2, "one listing for each folder");
}

#[test]
fn what_came_changed_and_went_is_told_apart() {
    let fs = numbered(20);
    let known = known(&fs);
    fs.put(&path("catches/005.md"), "longer than before");
    fs.put(&path("catches/006.md"), "text 6");
    fs.wipe(&path("catches/007.md"));
    fs.put(&path("catches/0055.md"), "new");
    fs.put(&path("zz.md"), "new");
    let changes = changes(rescan(&fs, known));
    assert_eq!(paths(&changes.added), ["catches/0055.md", "zz.md"]);
    assert_eq!(paths(&changes.modified), ["catches/005.md", "catches/006.md"]);
    assert_eq!(changes.removed, [path("catches/007.md")]);
    assert_eq!(changes.unchanged, 17);
}

#[test]
fn an_editor_that_saves_by_renaming_has_modified_the_file() {
    let fs = numbered(3);
    let known = known(&fs);
    fs.put(&path("catches/.000.md.swp"), "swap");
    fs.put(&path("catches/4913"), "vim looks whether it may write");
    fs.put(&path("catches/000.md~"), "backup");
    fs.put(&path("catches/.000.tmp"), "edited elsewhere");
    fs.shift(&path("catches/.000.tmp"), &path("catches/000.md"));
    let changes = changes(rescan(&fs, known));
    assert_eq!(paths(&changes.modified), ["catches/000.md"]);
    assert!(changes.added.is_empty() && changes.removed.is_empty());
}

#[test]
fn our_own_save_is_seen_once_and_its_leftovers_never() {
    let fs = numbered(3);
    let known = known(&fs);
    let vault = Vault::open(std::sync::Arc::new(fs.clone())).unwrap();
    let read = vault.read(&path("catches/000.md")).unwrap();
    vault.save(&path("catches/000.md"), &read, b"ours").unwrap();
    fs.put(&path("catches/.catchbook-0123456789abcdef.tmp"), "left over");
    let changes = changes(rescan(&fs, known));
    assert_eq!(paths(&changes.modified), ["catches/000.md"]);
    assert!(changes.added.is_empty());
}

#[test]
fn a_file_as_fresh_as_the_scan_is_doubtful() {
    let fs = MemFs::new();
    fs.set_clock(10_000_000_000);
    fs.put(&path("old.md"), "a");
    fs.set_clock(20_000_000_000);
    fs.put(&path("fresh.md"), "a");
    let known = known(&fs);
    for (now, doubtful) in [(21_000_000_000, 1), (22_002_000_000, 1), (22_003_000_000, 0)] {
        let report = scan(&fs, known.clone(), &ScanOptions::at(now));
        let changes = changes(report);
        assert_eq!(changes.doubtful.len(), doubtful, "{now}");
        assert_eq!(changes.unchanged, 2 - doubtful);
        assert!(changes.is_empty());
    }
}

#[test]
fn what_could_not_be_looked_at_is_not_removed() {
    let fs = numbered(30);
    fs.put(&path("people/a.md"), "a");
    fs.put(&path("people/deep/b.md"), "b");
    let known = known(&fs);
    fs.deny(&path("people"));
    let report = rescan(&fs, known.clone());
    assert_eq!(report.failures.len(), 1);
    let first = changes(report);
    assert!(first.removed.is_empty());
    assert_eq!(first.unchanged, 30);

    // Even when that is nearly all there is.
    fs.deny(&path("catches"));
    let report = rescan(&fs, known);
    assert_eq!(report.failures.len(), 2);
    assert!(changes(report).removed.is_empty());
}

#[test]
fn a_link_that_leads_nowhere_any_more_is_removed() {
    let fs = numbered(30);
    fs.put(&path(".private/a.md"), "a");
    fs.put_link(&path("link.md"), Some(&path(".private/a.md")));
    let known = known(&fs);
    assert_eq!(known.len(), 31);
    fs.wipe(&path(".private/a.md"));
    let report = rescan(&fs, known);
    assert_eq!(report.failures.len(), 1);
    assert_eq!(changes(report).removed, [path("link.md")]);
}

#[test]
fn a_drive_that_went_away_has_removed_nothing() {
    for mount_point in [true, false] {
        for count in [1, 3, 40] {
            let fs = numbered(count);
            let known = known(&fs);
            fs.unplug(mount_point);
            let report = rescan(&fs, known.clone());
            let gone = Outcome::Vanished { missing: count, known: count };
            assert_eq!(report.outcome, gone);
            fs.plug_in();
            assert_eq!(changes(rescan(&fs, known)).unchanged, count);
        }
    }
}

#[test]
fn losing_over_half_at_once_is_a_question() {
    for (count, lost, asks) in [(40, 20, false), (40, 21, true), (18, 9, false), (18, 10, true), (9, 9, false)] {
        let fs = numbered(count);
        fs.put(&path("catchbook.toml"), "name = 'x'");
        let known = known(&fs);
        for n in 0..lost {
            fs.wipe(&path(&format!("catches/{n:03}.md")));
        }
        let report = rescan(&fs, known.clone());
        let vanished = Outcome::Vanished { missing: lost, known: count };
        assert_eq!(report.outcome == vanished, asks, "{lost} of {count}");

        let accept = ScanOptions { losses: Losses::Accept, ..ScanOptions::at(LATER) };
        let accepted = changes(scan(&fs, known, &accept));
        assert_eq!(accepted.removed.len(), lost);
    }
}

#[test]
fn renaming_the_folder_that_holds_everything_loses_nothing() {
    let fs = numbered(40);
    let known = known(&fs);
    fs.shift(&path("catches"), &path("found"));
    let changes = changes(rescan(&fs, known));
    assert_eq!((changes.added.len(), changes.removed.len()), (40, 40));
}

#[test]
fn a_scan_that_stops_at_its_limit_removes_nothing() {
    let fs = numbered(20);
    let known = known(&fs);
    fs.wipe(&path("catches/001.md"));
    let mut options = ScanOptions::at(LATER);
    options.limits.files = 10;
    let report = scan(&fs, known, &options);
    assert!(report.cut_short);
    assert!(changes(report).removed.is_empty());
}

#[test]
fn whichever_call_fails_nothing_is_taken_for_removed() {
    let mut nth = 0;
    loop {
        nth += 1;
        let fs = numbered(30);
        fs.put(&path("a/b/c.md"), "c");
        fs.put(&path("a/.gitignore"), "nothing\n");
        fs.put_link(&path("link.md"), Some(&path("a/.hidden.md")));
        fs.put(&path("a/.hidden.md"), "h");
        let known = known(&fs);
        assert_eq!(known.len(), 32);
        let kind = ErrorKind::PermissionDenied;
        fs.fail(Fault { calls: Calls::Any, nth, kind, lasting: false });
        let report = rescan(&fs, known);
        if fs.fault_waits() {
            break;
        }
        assert_eq!(report.failures.len(), 1, "call {nth}");
        assert!(changes(report).removed.is_empty(), "call {nth}");
    }
    assert!(nth > 5);
}

proptest::proptest! {
    /// Against a comparison made the simple way, over names that sort awkwardly.
    #[test]
    fn the_join_finds_what_a_map_finds(
        before in proptest::collection::btree_map("[a-b]([./-]?[a-b]){0,3}", 0..3u8, 0..12),
        after in proptest::collection::btree_map("[a-b]([./-]?[a-b]){0,3}", 0..3u8, 0..12),
    ) {
        let remember = |files: BTreeMap<String, u8>| -> BTreeMap<VaultPath, u64> {
            let path = |name: String| path(&format!("{name}.md"));
            files.into_iter().map(|(name, size)| (path(name), size.into())).collect()
        };
        let (before, after) = (remember(before), remember(after));
        let found = |path: &VaultPath, size: &u64| Found { path: path.clone(), mtime_ns: 0, size: *size };
        let mut tally = Tally::new(Vec::new(), &ScanOptions::at(LATER));
        let known = before.iter().map(|(path, size)| Known { path: path.clone(), mtime_ns: 0, size: *size, settled: true });
        tally.join(after.iter().map(|(path, size)| found(path, size)).collect(), known);

        let expected = Changes {
            added: after.iter().filter(|(p, _)| !before.contains_key(p)).map(|(p, s)| found(p, s)).collect(),
            modified: after.iter().filter(|(p, s)| before.get(p).is_some_and(|old| old != *s)).map(|(p, s)| found(p, s)).collect(),
            removed: before.keys().filter(|p| !after.contains_key(p)).cloned().collect(),
            unchanged: after.iter().filter(|(p, s)| before.get(p) == Some(s)).count(),
            doubtful: Vec::new(),
        };
        proptest::prop_assert_eq!(tally.changes, expected);
    }
}

#[test]
fn a_file_that_had_not_rested_when_it_was_read_is_doubtful_however_old_it_gets() {
    assert!(is_settled(0, FRESH_NS + 1) && !is_settled(0, FRESH_NS));
    let fs = numbered(2);
    let mut known = known(&fs);
    known[1].settled = false;
    let changes = changes(rescan(&fs, known));
    assert_eq!((paths(&changes.doubtful), changes.unchanged), (vec!["catches/001.md"], 1));
}
