//! On a real folder. Nothing here sleeps: each step waits for the hint it caused.

use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use tempfile::TempDir;

use super::*;

const PATIENCE: Duration = Duration::from_secs(20);

struct Setting {
    folder: TempDir,
    hints: Receiver<Hint>,
    watcher: Watcher,
}

fn options() -> WatchOptions {
    WatchOptions { quiet: Duration::from_millis(20), poll_every: Duration::from_millis(20), ..WatchOptions::default() }
}

fn setting(options: WatchOptions, files: &[&str]) -> Setting {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        write(folder.path(), file, "first");
    }
    let fs = Arc::new(RealFs::new(folder.path()));
    let (tell, hints) = channel();
    let tell = move |hint| drop(tell.send(hint));
    let watcher = Watcher::start(fs, options, Box::new(tell));
    Setting { folder, hints, watcher }
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

impl Setting {
    fn write(&self, file: &str) {
        write(self.folder.path(), file, "again");
    }

    /// Waits for a hint that covers `file`.
    fn expect(&self, file: &str) {
        let file = VaultPath::new(file).unwrap();
        self.wait(|hint| match hint {
            Hint::Paths(paths) => paths.contains(&file),
            Hint::Rescan => true,
            Hint::Polling(_) => false,
        });
    }

    fn wait(&self, wanted: impl Fn(&Hint) -> bool) -> Hint {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let hint = self.hints.recv_timeout(left).expect("no hint came");
            if wanted(&hint) {
                return hint;
            }
        }
    }

    /// Takes every hint up to the one for `file`, which nothing else touches.
    fn all_until(&self, file: &str) -> Vec<Hint> {
        self.write(file);
        let last = VaultPath::new(file).unwrap();
        let mut seen = Vec::new();
        loop {
            let hint = self.hints.recv_timeout(PATIENCE).expect("no hint came");
            let done = matches!(&hint, Hint::Paths(paths) if paths.contains(&last));
            seen.push(hint);
            if done {
                return seen;
            }
        }
    }
}

#[test]
fn writing_creating_and_deleting_are_hinted_at() {
    let s = setting(options(), &["catches/a.md"]);
    assert_eq!(s.watcher.mode(), Mode::System);
    s.write("catches/a.md");
    s.expect("catches/a.md");
    s.write("catches/new.md");
    s.expect("catches/new.md");
    std::fs::remove_file(s.folder.path().join("catches/a.md")).unwrap();
    s.expect("catches/a.md");
}

#[test]
fn an_editor_that_saves_by_renaming_is_noticed() {
    let s = setting(options(), &["catches/a.md"]);
    s.write("catches/.a.md.tmp");
    let (from, to) = ("catches/.a.md.tmp", "catches/a.md");
    std::fs::rename(s.folder.path().join(from), s.folder.path().join(to)).unwrap();
    s.expect("catches/a.md");
    // The file is another one now; it is still watched.
    s.write("catches/a.md");
    s.expect("catches/a.md");
}

#[test]
fn a_save_of_our_own_is_hinted_at_by_its_name_alone() {
    let s = setting(options(), &["a.md"]);
    let fs = Arc::new(RealFs::new(s.folder.path()));
    let vault = crate::Vault::open(fs).unwrap();
    let path = VaultPath::new("a.md").unwrap();
    let read = vault.read(&path).unwrap();
    vault.save(&path, &read, b"saved").unwrap();
    for hint in s.all_until("z.md") {
        let Hint::Paths(paths) = hint else { panic!("{hint:?}") };
        assert!(paths.iter().all(|path| !path.is_hidden()), "{paths:?}");
    }
}

#[test]
fn files_in_folders_that_came_later_are_hinted_at() {
    let s = setting(options(), &["a.md"]);
    s.write("new/deep/b.md");
    assert_eq!(s.wait(|hint| *hint == Hint::Rescan), Hint::Rescan);
    s.write("new/deep/b.md");
    s.expect("new/deep/b.md");
    std::fs::rename(s.folder.path().join("new"), s.folder.path().join("moved")).unwrap();
    s.wait(|hint| *hint == Hint::Rescan);
    for hint in s.all_until("moved/deep/b.md") {
        if let Hint::Paths(paths) = hint {
            // That `new` itself went may still be said; what is below it has its new name.
            assert!(paths.iter().all(|path| !path.as_str().starts_with("new/")), "{paths:?}");
        }
    }
}

#[test]
fn node_modules_and_ignored_folders_are_not_watched() {
    let s = setting(options(), &["a.md", "node_modules/x/b.md", "out/c.md", ".gitignore"]);
    write(s.folder.path(), ".gitignore", "out/\n");
    s.wait(|hint| *hint == Hint::Rescan);
    s.all_until("y.md");
    s.write("node_modules/x/b.md");
    s.write("out/c.md");
    for hint in s.all_until("z.md") {
        assert_eq!(hint, Hint::Paths(vec![VaultPath::new("z.md").unwrap()]));
    }
}

#[test]
fn a_branch_switch_is_one_scan() {
    let names: Vec<_> = (0..60).map(|n| format!("catches/{n}.md")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let options = WatchOptions { burst: 2, quiet: Duration::from_millis(200), ..options() };
    let s = setting(options, &names);
    for name in &names {
        s.write(name);
    }
    s.wait(|hint| *hint == Hint::Rescan);
}

#[test]
fn beyond_the_limit_the_vault_is_polled_and_it_is_said() {
    let few = WatchOptions { max_folders: 2, ..options() };
    let s = setting(few, &["a/1.md", "b/2.md"]);
    assert_eq!(s.watcher.mode(), Mode::Polling(Why::WatchLimit));
    s.wait(|hint| *hint == Hint::Rescan);
    s.wait(|hint| *hint == Hint::Rescan);
}

#[test]
fn a_limit_reached_later_is_said_when_it_is() {
    let few = WatchOptions { max_folders: 2, ..options() };
    let s = setting(few, &["a/1.md"]);
    assert_eq!(s.watcher.mode(), Mode::System);
    s.write("b/2.md");
    s.wait(|hint| *hint == Hint::Polling(Why::WatchLimit));
    s.wait(|hint| *hint == Hint::Rescan);
    assert_eq!(s.watcher.mode(), Mode::Polling(Why::WatchLimit));
}

#[test]
fn a_vault_that_went_away_is_watched_again_when_it_is_back() {
    let s = setting(options(), &["vault/a.md"]);
    let (root, away) = (s.folder.path().join("vault"), s.folder.path().join("away"));
    let (tell, hints) = channel();
    let tell = move |hint| drop(tell.send(hint));
    let fs = Arc::new(RealFs::new(&root));
    let s = Setting { watcher: Watcher::start(fs, options(), Box::new(tell)), hints, ..s };
    std::fs::rename(&root, &away).unwrap();
    s.wait(|hint| *hint == Hint::Polling(Why::RootGone));
    std::fs::rename(&away, &root).unwrap();
    while s.watcher.mode() != Mode::System {
        s.wait(|hint| *hint == Hint::Rescan);
    }
    s.write("vault/a.md");
    s.expect("a.md");
}

#[test]
fn polling_that_was_asked_for_stays_so() {
    let asked = WatchOptions { poll_only: true, ..options() };
    let s = setting(asked, &["a.md"]);
    s.wait(|hint| *hint == Hint::Rescan);
    assert_eq!(s.watcher.mode(), Mode::Polling(Why::AskedFor));
    assert!(Why::AskedFor.hint().ends_with('.'));
}

#[test]
fn a_watcher_that_is_dropped_hints_no_more() {
    let s = setting(options(), &["a.md"]);
    drop(s.watcher);
    write(s.folder.path(), "a.md", "again");
    while s.hints.recv_timeout(PATIENCE).is_ok() {}
    assert_eq!(s.hints.try_recv(), Err(std::sync::mpsc::TryRecvError::Disconnected));
}

#[test]
fn a_watcher_can_be_dropped_by_its_own_hint() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.md", "first");
    let slot: Arc<Mutex<Option<Watcher>>> = Arc::default();
    let (tell, told) = channel();
    let inner = Arc::clone(&slot);
    let on_hint = move |_| {
        drop(inner.lock().unwrap().take());
        let _ = tell.send(());
    };
    let fs = Arc::new(RealFs::new(folder.path()));
    *slot.lock().unwrap() = Some(Watcher::start(fs, options(), Box::new(on_hint)));
    write(folder.path(), "a.md", "again");
    told.recv_timeout(PATIENCE).unwrap();
}
