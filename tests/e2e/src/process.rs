use std::ffi::OsStr;
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
