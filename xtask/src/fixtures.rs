//! The sample repository: kept as a fast-import stream, unpacked where nobody edits it.

use crate::packages;
use crate::shell::{Done, Trouble, ask, cannot_start, root, run, step, target, write};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "storefront-web";

/// Unpacks the repository when it is not there or its stream changed.
pub fn unpack() -> Done {
    packages::check_git()?;
    let stream = root().join(format!("sample-data/repository/{NAME}.fi"));
    let clone = clone();
    let stamp = clone.join(".git/unpacked-from");
    let hash = ask(Command::new("git").arg("hash-object").arg(&stream))
        .ok_or_else(|| Trouble::new(format!("{} cannot be read.", stream.display())))?;
    if fs::read_to_string(&stamp).is_ok_and(|known| known == hash) {
        return Ok(());
    }
    step("The sample repository", || {
        if clone.exists() {
            fs::remove_dir_all(&clone)
                .map_err(|error| Trouble::new(format!("{} cannot be replaced: {error}", clone.display())))?;
        }
        run(git(Path::new(".")).args(["init", "--quiet", "--initial-branch=main"]).arg(&clone))?;
        import(&stream, &clone)?;
        run(git(&clone).args(["reset", "--quiet", "--hard", "main"]))?;
        write(&stamp, &hash)
    })
}

fn import(stream: &Path, clone: &Path) -> Done {
    let input =
        File::open(stream).map_err(|error| Trouble::new(format!("{} cannot be read: {error}", stream.display())))?;
    let mut command = git(clone);
    command.args(["fast-import", "--quiet"]).stdin(input);
    let status = command.status().map_err(|error| cannot_start(&command, &error))?;
    if status.success() { Ok(()) } else { Err(Trouble::new("git could not unpack the sample repository.")) }
}

pub fn clone() -> PathBuf {
    target().join("sample-repository").join(NAME)
}

/// A profile that knows the repository's clone, so that the window shows its commits; the person's own settings
/// stay out of it.
pub fn profile() -> Done<PathBuf> {
    let profile = target().join("sample-profile");
    let settings = profile.join("config/settings.toml");
    if !settings.exists() {
        write(&settings, &format!("[[clone]]\nname = {NAME:?}\npath = {:?}\n", clone().display().to_string()))?;
    }
    Ok(profile)
}

/// Git without the settings of the person who runs it: a template or a hook of theirs has no place here.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").arg("-C").arg(folder);
    command
}
