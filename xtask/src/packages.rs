//! What the system must have, why, and how it gets there.

use crate::machine::{self, Rights};
use crate::shell::{Done, Trouble, ask, run, step, succeeds, target};
use std::collections::BTreeSet;
use std::fs::File;
use std::process::{Command, Stdio};

/// What the packages are for: a test run needs all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    Window,
    Tests,
}

struct Package {
    debian: &'static str,
    why: &'static str,
    purpose: Purpose,
    /// How to tell that it is there on a system without dpkg.
    sign: Sign,
}

enum Sign {
    Library(&'static str),
    Program(&'static str),
}

const PACKAGES: &[Package] = &[
    Package {
        debian: "pkg-config",
        why: "finds the libraries below",
        purpose: Purpose::Window,
        sign: Sign::Program("pkg-config"),
    },
    Package {
        debian: "libwebkit2gtk-4.1-dev",
        why: "the web view that the window is made of, with GTK",
        purpose: Purpose::Window,
        sign: Sign::Library("webkit2gtk-4.1"),
    },
    Package {
        debian: "libdbus-1-dev",
        why: "asks the desktop whether it is light or dark",
        purpose: Purpose::Window,
        sign: Sign::Library("dbus-1"),
    },
    Package {
        debian: "webkit2gtk-driver",
        why: "drives the real window in the tests",
        purpose: Purpose::Tests,
        sign: Sign::Program("WebKitWebDriver"),
    },
    Package {
        debian: "xvfb",
        why: "a display for the tests that nobody sees",
        purpose: Purpose::Tests,
        sign: Sign::Program("Xvfb"),
    },
    Package {
        debian: "xdotool",
        why: "types on the keyboard of that display",
        purpose: Purpose::Tests,
        sign: Sign::Program("xdotool"),
    },
    Package {
        debian: "xclip",
        why: "puts images into its clipboard",
        purpose: Purpose::Tests,
        sign: Sign::Program("xclip"),
    },
    Package {
        debian: "poppler-utils",
        why: "reads exported PDFs back in the tests",
        purpose: Purpose::Tests,
        sign: Sign::Program("pdftotext"),
    },
];

/// Installs what is missing, or says what to do.
pub fn install(purpose: Purpose) -> Done {
    step("System packages", || {
        let wanted = PACKAGES.iter().filter(|package| package.purpose <= purpose);
        if machine::is_debian() {
            return install_debian(&missing_debian(wanted.collect()));
        }
        let missing: Vec<_> = wanted.filter(|package| !is_there(&package.sign)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        list(&missing);
        Err(Trouble::new(
            "This system has no apt. Install what answers to these Debian packages, then run the same command again.",
        ))
    })
}

fn missing_debian(wanted: Vec<&'static Package>) -> Vec<&'static Package> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\\n"]);
    query.args(wanted.iter().map(|package| package.debian));
    // dpkg-query fails when one of them is unknown, and still lists the others.
    let output = query.stdin(Stdio::null()).stderr(Stdio::null()).output();
    let listed = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let installed: BTreeSet<&str> = listed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    // `pkgconf` and others may stand in for a package of another name: then its sign is there.
    wanted.into_iter().filter(|package| !installed.contains(package.debian) && !is_there(&package.sign)).collect()
}

fn install_debian(missing: &[&Package]) -> Done {
    if missing.is_empty() {
        return Ok(());
    }
    list(missing);
    let names = missing.iter().map(|package| package.debian);
    let install: Vec<&str> = ["install", "--yes", "--no-install-recommends"].into_iter().chain(names).collect();
    let by_hand = format!("apt-get update && apt-get {}", install.join(" "));
    match machine::rights() {
        Rights::None => Err(Trouble::new(format!(
            "Installing them needs rights that this user does not have. Run this line, then the same command again:\n\n  \
             sudo sh -c '{by_hand}'"
        ))),
        rights => {
            println!("   Installing them now.");
            let updated = apt(rights, &["update"]);
            apt(rights, &install).map_err(|log| {
                let update = if updated.is_err() { "apt-get could not fetch its package lists, and then " } else { "" };
                Trouble::new(format!(
                    "{log}\n\n{update}apt-get could not install the packages. Is there a network, and do its sources \
                     have them? Once that is so, run the same command again, or by hand:\n\n  {by_hand}"
                ))
            })
        }
    }
}

/// Runs apt-get with its words in a file: hundreds of lines that matter only when it fails.
fn apt(rights: Rights, arguments: &[&str]) -> Result<(), String> {
    let log = target().join("xtask/apt.log");
    let _ = std::fs::create_dir_all(target().join("xtask"));
    let mut command = Command::new(if rights == Rights::Sudo { "sudo" } else { "env" });
    if rights == Rights::Sudo {
        command.args(["--non-interactive", "env"]);
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]).args(arguments);
    let file = File::create(&log).and_then(|file| Ok((file.try_clone()?, file)));
    if let Ok((out, err)) = file {
        command.stdout(out).stderr(err);
    }
    run(&mut command).map_err(|trouble| {
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines[lines.len().saturating_sub(12)..].join("\n");
        format!("{last}\n{trouble}")
    })
}

fn list(missing: &[&Package]) {
    println!("   Missing:");
    for package in missing {
        println!("     {:<22} {}", package.debian, package.why);
    }
}

fn is_there(sign: &Sign) -> bool {
    match sign {
        Sign::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        Sign::Program(name) => machine::has_program(name),
    }
}

/// Node and npm come from where the person got them; too many ways lead there to pick one.
pub fn check_node() -> Done {
    let version = ask(Command::new("node").arg("--version"));
    let Some(version) = version else {
        return Err(Trouble::new(
            "Node is missing. Install Node 20.19 or newer with npm (nodejs.org), then run the same command again.",
        ));
    };
    if !is_new_enough(&version) {
        return Err(Trouble::new(format!("Node is {version}, and the page needs 20.19 or newer (nodejs.org).")));
    }
    if !machine::has_program("npm") {
        return Err(Trouble::new(
            "npm is missing. It comes with Node from nodejs.org; Debian has it as the package npm.",
        ));
    }
    Ok(())
}

/// `v20.19.0` and later, and any later major version.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= (20, 19)
}

/// Git is needed to unpack the sample repository.
pub fn check_git() -> Done {
    if machine::has_program("git") {
        return Ok(());
    }
    Err(Trouble::new("git is missing. Install it, then run the same command again."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_compared_by_number() {
        for new in ["v20.19.0", "v20.20.2", "v22.1.0", "v100.0.0"] {
            assert!(is_new_enough(new), "{new}");
        }
        for old in ["v20.18.9", "v18.20.0", "v9.99.0", "", "node"] {
            assert!(!is_new_enough(old), "{old}");
        }
    }

    #[test]
    fn every_package_says_why() {
        for package in PACKAGES {
            assert!(!package.why.is_empty(), "{}", package.debian);
            assert!(package.debian.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte)));
        }
    }

    #[test]
    fn the_window_alone_needs_nothing_of_the_tests() {
        let window: Vec<_> = PACKAGES.iter().filter(|package| package.purpose <= Purpose::Window).collect();
        assert!(window.iter().all(|package| package.debian != "xvfb"));
    }
}
