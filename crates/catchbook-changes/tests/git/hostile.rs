//! A repository that wants to run something. Each program it names leaves a mark, and none may appear.

use std::path::{Path, PathBuf};

use catchbook_changes::{Error, Repository};

use crate::support::{Clone, Opens, never};

/// A clone with history, changes in the work tree, and attributes that send every file through every driver.
struct Trap {
    clone: Clone,
    marks: PathBuf,
    id: String,
}

impl Trap {
    fn new() -> Self {
        let clone = Clone::new();
        clone
            .write("a.txt", "one\ntwo\n")
            .write("b.bin", b"\0\x01")
            .write("c.txt", "moved\n".repeat(20))
            .commit("first");
        std::fs::rename(clone.root().join("c.txt"), clone.root().join("d.txt")).expect("renamed");
        clone.write("a.txt", "one\nthree\n").write(".mailmap", "I <i@example.org> <ines@example.org>\n");
        let id = clone.commit("second");
        let marks = clone.beside("marks");
        std::fs::create_dir(&marks).expect("a folder");
        let attributes = "* filter=evil diff=evil merge=evil text working-tree-encoding=UTF-16\n";
        std::fs::create_dir_all(clone.root().join(".git/info")).expect("a folder");
        std::fs::write(clone.root().join(".git/info/attributes"), attributes).expect("attributes");
        clone
            .write(".gitattributes", attributes)
            .write("a.txt", "changed\n")
            .write("b.bin", b"\0\x02")
            .write("new.txt", "x\n");
        Self { clone, marks, id }
    }

    /// A shell command that leaves the mark `name`.
    fn program(&self, name: &str) -> String {
        format!("touch '{}'; cat", self.marks.join(name).display())
    }

    /// An executable file that leaves the mark `name`.
    #[cfg(unix)]
    fn script(&self, folder: &Path, file: &str, name: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::create_dir_all(folder).expect("a folder");
        let path = folder.join(file);
        std::fs::write(&path, format!("#!/bin/sh\n{}\n", self.program(name))).expect("a script");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("made executable");
    }

    /// Everything this library can do with a repository.
    fn read_all(&self) {
        let repository = Repository::open(self.clone.root()).expect("opens");
        let nested = self.clone.root().join("sub");
        std::fs::create_dir_all(&nested).expect("a folder");
        assert!(Repository::discover(&nested).expect("no failure").is_some());
        repository.head().expect("a head");
        repository.origin_url();
        let commit = repository.commit(&self.id).expect("a commit");
        assert_eq!(commit.author_name, "I");
        let files = repository.files(&commit).expect("files");
        assert!(files.changes.len() >= 3, "{files:?}");
        assert_eq!(repository.blob(&self.id, "a.txt").expect("a file").as_deref(), Some(b"one\nthree\n".as_slice()));
        assert!(repository.find_pull(1, 100).expect("a walk").is_none());
        let status = repository.status(&never()).expect("a status");
        assert!(status.changed >= 2 && status.untracked >= 1, "{status:?}");
    }

    fn assert_nothing_ran(&self) {
        let marks: Vec<_> = std::fs::read_dir(&self.marks)
            .expect("the folder of marks")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert!(marks.is_empty(), "these ran: {marks:?}");
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Every key of git's configuration that names a program, as far as reading could meet it.
const KEYS: &[(&str, &str)] = &[
    ("core", "fsmonitor"),
    ("core", "sshCommand"),
    ("core", "editor"),
    ("core", "pager"),
    ("core", "askPass"),
    ("core", "gitProxy"),
    ("core", "alternateRefsCommand"),
    ("diff", "external"),
    ("diff \"evil\"", "command"),
    ("diff \"evil\"", "textconv"),
    ("filter \"evil\"", "clean"),
    ("filter \"evil\"", "smudge"),
    ("filter \"evil\"", "process"),
    ("merge \"evil\"", "driver"),
    ("credential", "helper"),
    ("gpg", "program"),
    ("gpg \"ssh\"", "program"),
    ("gpg \"ssh\"", "defaultKeyCommand"),
    ("interactive", "diffFilter"),
    ("pager", "log"),
    ("sequence", "editor"),
    ("uploadpack", "packObjectsHook"),
    ("remote \"origin\"", "uploadpack"),
    ("remote \"origin\"", "vcs"),
    ("trailer \"sign\"", "command"),
    ("trailer \"sign\"", "cmd"),
    ("alias", "status"),
    ("alias", "log"),
    ("hook \"evil\"", "command"),
];

#[test]
fn no_program_of_the_configuration_runs() {
    let trap = Trap::new();
    for (number, (section, key)) in KEYS.iter().enumerate() {
        let program = trap.program(&format!("{number}-{key}"));
        let bang = if *section == "alias" { "!" } else { "" };
        trap.clone.configure(&format!("[{section}]\n\t{key} = {}\n", quoted(&format!("{bang}{program}"))));
    }
    trap.clone.configure("[filter \"evil\"]\n\trequired = true\n[diff \"evil\"]\n\tcachetextconv = true\n[remote \"origin\"]\n\turl = \"ext::sh -c touch% x\"\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n");
    trap.read_all();
    trap.assert_nothing_ran();
}

#[test]
fn the_trap_would_have_caught_git_itself() {
    let trap = Trap::new();
    trap.clone.configure(&format!("[filter \"evil\"]\n\tclean = {}\n", quoted(&trap.program("clean"))));
    trap.clone.git(&["status", "--porcelain"]);
    assert!(trap.marks.join("clean").exists(), "the test has lost its teeth");
}

#[cfg(unix)]
#[test]
fn no_hook_and_no_helper_on_the_way_runs() {
    let trap = Trap::new();
    let hooks = trap.clone.beside("hooks");
    for name in ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-auto-gc"] {
        trap.script(&hooks, name, name);
        trap.script(&trap.clone.root().join(".git/hooks"), name, name);
    }
    // Some systems look for programs in the current folder first.
    trap.script(trap.clone.root(), "git", "git-in-work-tree");
    trap.script(&trap.clone.root().join(".git"), "git", "git-in-git-dir");
    trap.clone.configure(&format!("[core]\n\thooksPath = {}\n\tfsmonitor = true\n", quoted(&hooks.to_string_lossy())));
    trap.read_all();
    trap.assert_nothing_ran();
}

#[test]
fn included_and_per_work_tree_configuration_runs_nothing_either() {
    let trap = Trap::new();
    let evil = format!(
        "[filter \"evil\"]\n\tclean = {0}\n\tprocess = {0}\n[diff \"evil\"]\n\ttextconv = {0}\n",
        quoted(&trap.program("included"))
    );
    std::fs::write(trap.clone.beside("evil.config"), &evil).expect("a file");
    std::fs::write(trap.clone.root().join(".git/config.worktree"), &evil).expect("a file");
    trap.clone.configure(&format!(
        "[include]\n\tpath = {0}\n[includeIf \"gitdir:**\"]\n\tpath = {0}\n[extensions]\n\tworktreeConfig = true\n[safe]\n\tdirectory = *\n",
        quoted(&trap.clone.beside("evil.config").to_string_lossy())
    ));
    trap.read_all();
    trap.assert_nothing_ran();
}

#[test]
fn another_place_named_as_work_tree_is_not_read() {
    let trap = Trap::new();
    let elsewhere = trap.clone.beside("elsewhere");
    std::fs::create_dir(&elsewhere).expect("a folder");
    trap.clone.configure(&format!("[core]\n\tworktree = {}\n", quoted(&elsewhere.to_string_lossy())));
    assert_eq!(trap.clone.open().work_tree(), Some(trap.clone.root()));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_refused_and_not_waited_for() {
    for name in ["HEAD", "config", "index", "packed-refs", "shallow", "commondir"] {
        let trap = Trap::new();
        let path = trap.clone.root().join(".git").join(name);
        let _ = std::fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo starts");
        assert!(made.success());
        let error = Repository::open(trap.clone.root()).err().expect("refused");
        assert!(matches!(error, Error::Unusual { .. }), "{name}: {error}");
        assert!(matches!(Repository::discover(trap.clone.root()), Err(_) | Ok(None)), "{name}");
    }
}

#[test]
fn a_git_file_that_points_away_reads_only_data() {
    let trap = Trap::new();
    trap.clone.configure(&format!("[filter \"evil\"]\n\tclean = {}\n", quoted(&trap.program("clean"))));
    let other = trap.clone.beside("other");
    std::fs::create_dir(&other).expect("a folder");
    std::fs::write(other.join(".git"), format!("gitdir: {}\n", trap.clone.root().join(".git").display()))
        .expect("a file");
    let repository = Repository::open(&other).expect("opens");
    assert!(repository.commit(&trap.id).is_ok());
    repository.status(&never()).expect("a status");
    std::fs::write(other.join(".git"), "gitdir: ../../../../nowhere\n").expect("a file");
    assert!(Repository::open(&other).is_err());
    std::fs::write(other.join(".git"), "gitdir: .git\n").expect("a file");
    assert!(Repository::open(&other).is_err());
    trap.assert_nothing_ran();
}

#[test]
fn a_configuration_that_cannot_be_read_is_an_error_or_ignored() {
    for text in
        ["[core\n", "\0\0\0", "[a]\nb = \"", &"[x]\ny = z\n".repeat(50_000), "[core]\n\trepositoryformatversion = 99\n"]
    {
        let trap = Trap::new();
        trap.clone.configure(text);
        if let Ok(repository) = Repository::open(trap.clone.root()) {
            repository.head().expect("a head");
        }
    }
}
