use crate::cargo::{self, Profile};
use crate::packages::Purpose;
use crate::shell::{Done, Trouble, root, run as run_program};
use crate::{fixtures, machine, packages, page, picture};
use std::path::PathBuf;
use std::process::Command;

struct Flags {
    profile: Profile,
    headless: bool,
    out: PathBuf,
}

/// Builds what is not built and opens the window on `sample-data`.
pub fn run(flags: &[&str]) -> Done {
    let flags = read(flags)?;
    packages::install(if flags.headless { Purpose::Tests } else { Purpose::Window })?;
    page::install()?;
    page::build()?;
    fixtures::unpack()?;
    cargo::build(flags.profile)?;
    if flags.headless {
        return picture::one(&flags.out, flags.profile);
    }
    if !machine::has_display() {
        return without_display(flags.profile);
    }
    println!("== The window");
    run_program(
        Command::new(cargo::binary("catchbook-window", flags.profile))
            .arg("--profile")
            .arg(fixtures::profile()?)
            .arg("--vault")
            .arg(root().join("sample-data")),
    )
}

/// Says what there is to see where no window can open, and shows it.
fn without_display(profile: Profile) -> Done {
    println!("== No display");
    println!("   Neither WAYLAND_DISPLAY nor DISPLAY is set, so no window can open here.");
    println!("   `cargo xtask run --headless` opens it on a display that nobody sees and writes a screenshot.");
    println!("   The command line shows the same vault; `cargo run -- --help` lists what it can do:\n");
    let profile_folder = fixtures::profile()?;
    let shown = profile_folder.strip_prefix(root()).unwrap_or(&profile_folder).to_path_buf();
    let find = ["--vault", "sample-data", "find", "type:catch reply", "--limit", "3"];
    println!("$ cargo run -- --profile {} --vault sample-data find \"type:catch reply\" --limit 3\n", shown.display());
    run_program(
        Command::new(cargo::binary("catchbook", profile)).current_dir(root()).arg("--profile").arg(shown).args(find),
    )
}

fn read(flags: &[&str]) -> Done<Flags> {
    let out = root().join("target/screenshot.png");
    let mut read = Flags { profile: Profile::Debug, headless: false, out };
    let mut rest = flags.iter();
    while let Some(flag) = rest.next() {
        match *flag {
            "--release" => read.profile = Profile::Release,
            "--headless" => read.headless = true,
            "--out" => {
                let path = rest.next().ok_or_else(|| Trouble::new("--out takes the path of a PNG file."))?;
                read.headless = true;
                read.out = std::path::absolute(path)
                    .map_err(|error| Trouble::new(format!("{path} is no path that can be written: {error}")))?;
            }
            other => return Err(Trouble::new(format!("`cargo xtask run` does not know {other}."))),
        }
    }
    Ok(read)
}
