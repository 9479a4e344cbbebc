use crate::shell::{ask, succeeds};
use std::process::Command;

/// What this user may install.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    Root,
    /// `sudo` works without asking for a password.
    Sudo,
    None,
}

pub fn rights() -> Rights {
    if ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Rights::Root
    } else if has_program("sudo") && succeeds(Command::new("sudo").args(["--non-interactive", "true"])) {
        Rights::Sudo
    } else {
        Rights::None
    }
}

pub fn is_debian() -> bool {
    has_program("dpkg-query") && has_program("apt-get")
}

pub fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

pub fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
