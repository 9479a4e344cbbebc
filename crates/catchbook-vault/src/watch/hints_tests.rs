use std::path::PathBuf;
use std::time::Instant;

use notify::Event;
use notify::event::{AccessKind, DataChange, Flag, RenameMode};

use super::*;

const FOLDERS: &[&str] = &["catches", "people"];

fn path(text: &str) -> VaultPath {
    VaultPath::new(text).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from("/vault")
}

fn event(kind: EventKind, paths: &[&str]) -> DebouncedEvent {
    let mut event = Event::new(kind);
    for path in paths {
        event = event.add_path(root().join(path));
    }
    DebouncedEvent::new(event, Instant::now())
}

fn written(path: &str) -> DebouncedEvent {
    event(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &[path])
}

fn renamed(from: &str, to: &str) -> DebouncedEvent {
    event(EventKind::Modify(ModifyKind::Name(RenameMode::Both)), &[from, to])
}

fn hint(events: Vec<DebouncedEvent>) -> Option<Hint> {
    let is_folder = |path: &VaultPath| FOLDERS.contains(&path.as_str());
    collapse(Batch::Events(events), &root(), 5, is_folder).map(|(hint, _)| hint)
}

fn paths(texts: &[&str]) -> Option<Hint> {
    Some(Hint::Paths(texts.iter().map(|text| path(text)).collect()))
}

#[test]
fn each_file_is_hinted_at_once_and_in_order() {
    let events = vec![written("b.md"), written("catches/a.md"), written("b.md")];
    assert_eq!(hint(events), paths(&["b.md", "catches/a.md"]));
}

#[test]
fn an_editor_s_rename_save_hints_at_the_file_alone() {
    let events = vec![
        event(EventKind::Create(CreateKind::File), &["catches/.a.md.swp"]),
        renamed("catches/.a.tmp", "catches/a.md"),
        event(EventKind::Remove(RemoveKind::File), &["catches/.a.md.swp"]),
    ];
    assert_eq!(hint(events), paths(&["catches/a.md"]));
}

#[test]
fn what_no_scan_would_read_is_no_hint() {
    let events = vec![
        written(".git/index.lock"),
        written("catches/.catchbook-0123456789abcdef.tmp"),
        written("node_modules/x/readme.md"),
        written(".obsidian/workspace.json"),
        event(EventKind::Access(AccessKind::Any), &["catches/a.md"]),
        event(EventKind::Modify(ModifyKind::Any), &["catches"]),
        event(EventKind::Modify(ModifyKind::Any), &[""]),
    ];
    assert_eq!(hint(events), None);
    let elsewhere = Event::new(EventKind::Any).add_path("/other/a.md".into());
    assert_eq!(hint(vec![DebouncedEvent::new(elsewhere, Instant::now())]), None);
}

#[test]
fn folders_ignore_files_and_the_root_ask_for_a_scan() {
    let cases = [
        event(EventKind::Create(CreateKind::Folder), &["new"]),
        event(EventKind::Remove(RemoveKind::Folder), &["catches"]),
        renamed("catches", "moved"),
        renamed("elsewhere", "people"),
        written(".gitignore"),
        written("catches/.catchbookignore"),
        event(EventKind::Remove(RemoveKind::Folder), &[""]),
    ];
    for case in cases {
        let shown = case.paths.clone();
        assert_eq!(hint(vec![case]), Some(Hint::Rescan), "{shown:?}");
    }
}

#[test]
fn a_burst_is_one_scan() {
    let five: Vec<_> = (0..5).map(|n| written(&format!("{n}.md"))).collect();
    assert!(matches!(hint(five), Some(Hint::Paths(five)) if five.len() == 5));
    let six: Vec<_> = (0..6).map(|n| written(&format!("{n}.md"))).collect();
    assert_eq!(hint(six), Some(Hint::Rescan));
}

#[test]
fn what_the_system_dropped_asks_for_a_scan() {
    let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    let overflow = DebouncedEvent::new(overflow, Instant::now());
    assert_eq!(hint(vec![written("a.md"), overflow]), Some(Hint::Rescan));

    let error = || notify::Error::generic("the queue overflowed");
    let lost = Batch::from(Err(vec![error()]));
    let hint = collapse(lost, &root(), 5, |_| false);
    assert_eq!(hint, Some((Hint::Rescan, true)));

    let limit = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
    let failed = Batch::from(Err(vec![error(), limit]));
    assert!(matches!(failed, Batch::Failed(Why::WatchLimit)));
}
