//! A throw-away vault and the real program, with nothing of the person's own home.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A vault in a temporary folder, with a profile of its own.
pub struct Bench {
    root: tempfile::TempDir,
}

/// How the program answered.
#[derive(Debug)]
pub struct Answer {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Bench {
    /// A vault with nothing but an empty settings file.
    pub fn new() -> Self {
        let bench = Self { root: tempfile::tempdir().expect("a temporary folder") };
        bench.write("catchbook.toml", "");
        bench
    }

    /// A copy of the sample vault.
    pub fn sample() -> Self {
        let bench = Self { root: tempfile::tempdir().expect("a temporary folder") };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data"), &bench.vault());
        bench
    }

    pub fn vault(&self) -> PathBuf {
        self.root.path().join("vault")
    }

    pub fn profile(&self) -> PathBuf {
        self.root.path().join("profile")
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.vault().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        std::fs::write(file, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.vault().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.vault().join(path).exists()
    }

    /// The program, ready for more arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_catchbook"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .arg("--profile")
            .arg(self.profile())
            .arg("--vault")
            .arg(self.vault())
            .current_dir(self.root.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        Answer::of(self.command().args(args).output().expect("the program starts"))
    }

    /// The JSON that a command answers.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let answer = self.run(&[&["--json"], args].concat());
        serde_json::from_str(&answer.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}\n{answer:?}"))
    }
}

impl Answer {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// The answer of a command that worked.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self.stdout
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
