use std::ffi::{OsStr, OsString};
use std::ops::{Deref, DerefMut};
use std::process::{Child, Command, Stdio};

/// A program that ends with the test that started it.
pub struct Process(Child);

impl Process {
    /// # Panics
    /// When the program is not installed: nothing can be tested then.
    pub fn start(command: &mut Command) -> Self {
        match command.stdin(Stdio::null()).spawn() {
            Ok(child) => Self(child),
            Err(error) => panic!(
                "{} cannot be started: {error}. `cargo xtask test` installs what is missing.",
                command.get_program().display()
            ),
        }
    }
}

/// A command whose process the kernel ends should this one be killed before it could clean up, on systems that
/// have `setpriv` (util-linux).
pub fn tied(program: impl AsRef<OsStr>) -> Command {
    let setpriv = std::path::Path::new("/usr/bin/setpriv");
    if !setpriv.exists() {
        return Command::new(program);
    }
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// Kills the window that was started with these arguments; one of them is the test's own folder.
///
/// # Panics
/// When there is no such process.
pub fn kill_window(arguments: &[String]) {
    let window = window_process(arguments).expect("the window's process");
    let killed = Command::new("kill").arg("-KILL").arg(window).status();
    assert!(killed.is_ok_and(|status| status.success()), "the window could not be killed");
}

/// Whether the window that was started with these arguments still runs.
pub fn is_running(arguments: &[String]) -> bool {
    window_process(arguments).is_some()
}

/// Its number.
fn window_process(arguments: &[String]) -> Option<OsString> {
    let wanted: Vec<u8> = arguments.iter().flat_map(|argument| [argument.as_bytes(), &[0]].concat()).collect();
    let processes = std::fs::read_dir("/proc").expect("the list of processes").flatten();
    let window = processes.map(|process| process.path()).find(|process| {
        std::fs::read(process.join("cmdline")).is_ok_and(|line| line.ends_with(&wanted) && line[0] == b'/')
    });
    window.and_then(|window| window.file_name().map(OsStr::to_owned))
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself. Either way it is waited for, so that nothing is left behind.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Deref for Process {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.0
    }
}

impl DerefMut for Process {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.0
    }
}
