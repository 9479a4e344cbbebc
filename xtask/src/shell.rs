use std::fmt;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a chore ended early: what went wrong and what to do, in words for the person at the terminal.
#[derive(Debug)]
pub struct Trouble {
    pub words: String,
    /// 1: tests failed. 2: the chore could not be done.
    pub exit: u8,
}

pub type Done<T = ()> = Result<T, Trouble>;

impl Trouble {
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), exit: 2 }
    }

    /// The tests have said it themselves.
    pub fn tests_failed() -> Self {
        Self { words: String::new(), exit: 1 }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// Where the chores keep what they made: the folder that cargo builds into.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Says what comes, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Done<T>) -> Done<T> {
    println!("== {what}");
    let start = Instant::now();
    let done = work();
    let verb = if done.is_ok() { "done in" } else { "failed after" };
    println!("   {verb} {:.1} s", start.elapsed().as_secs_f64());
    done
}

/// Runs a program with its output shown.
pub fn run(command: &mut Command) -> Done {
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("{} failed ({status}).", words(command)))) }
}

/// Runs a program, shows each line of its output, and lets `see` look at it. Answers whether it ended well.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Done<bool> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| cannot_start(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| Trouble::new(format!("{} cannot be read: {error}", words(command))))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    Ok(status.success())
}

/// What a program prints, without the last line end; `None` when it is missing or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}

/// Whether a program ends well; its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    ask(command).is_some()
}

pub fn cannot_start(command: &Command, error: &io::Error) -> Trouble {
    Trouble::new(format!("{} cannot be started: {error}", command.get_program().display()))
}

pub fn words(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

pub fn read(path: &Path) -> Done<String> {
    std::fs::read_to_string(path).map_err(|error| Trouble::new(format!("{} cannot be read: {error}", path.display())))
}

pub fn write(path: &Path, text: &str) -> Done {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
    written.map_err(|error| Trouble::new(format!("{} cannot be written: {error}", path.display())))
}
