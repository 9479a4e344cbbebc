use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A real repository in a temporary folder, made by the git program with a fixed clock and no configuration.
#[derive(Debug)]
pub struct TestClone {
    folder: TempDir,
    root: PathBuf,
}

impl Default for TestClone {
    fn default() -> Self {
        Self::new()
    }
}

impl TestClone {
    /// When everything is written, as git takes it.
    pub const WHEN: &str = "1781000000 +0200";

    pub fn new() -> Self {
        let clone = Self::empty();
        clone.git(&["init", "-q", "-b", "main"]);
        clone
    }

    /// A repository made of this folder.
    pub fn of(root: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clone = Self { folder, root: root.to_owned() };
        clone.git(&["init", "-q", "-b", "main"]);
        clone
    }

    /// A folder without a repository.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("a real path").join("clone");
        std::fs::create_dir(&root).expect("a new folder");
        Self { folder, root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A place beside the clone that goes away with it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a real path").join(name)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let file = self.root.join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        std::fs::write(file, text).expect("a written file");
        self
    }

    /// Commits everything and returns the id.
    pub fn commit(&self, message: impl AsRef<[u8]>) -> String {
        self.git(&["add", "-A"]);
        self.git_with_input(&["commit", "-q", "--allow-empty", "--allow-empty-message", "-F", "-"], message.as_ref());
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_with_input(arguments, b"")
    }

    pub fn git_with_input(&self, arguments: &[&str], input: &[u8]) -> String {
        use std::io::Write as _;
        let mut child = command(&self.root)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("git starts");
        // A command that reads nothing closes its end; that is no failure.
        let _ = child.stdin.take().expect("an input").write_all(input);
        let output = child.wait_with_output().expect("git ends");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Appends to `.git/config` as an attacker would, past git's own checks.
    pub fn configure(&self, text: &str) -> &Self {
        let path = self.root.join(".git/config");
        let old = std::fs::read_to_string(&path).expect("a configuration");
        std::fs::write(path, format!("{old}\n{text}")).expect("a written configuration");
        self
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .env("GIT_AUTHOR_NAME", "Ines Moreau")
        .env("GIT_AUTHOR_EMAIL", "ines@example.org")
        .env("GIT_AUTHOR_DATE", TestClone::WHEN)
        .env("GIT_COMMITTER_NAME", "Ines Moreau")
        .env("GIT_COMMITTER_EMAIL", "ines@example.org")
        .env("GIT_COMMITTER_DATE", TestClone::WHEN);
    command
}
