//! The window's page: its packages, its build, its tests.

use crate::packages;
use crate::shell::{Done, Trouble, read, root, run, step, target, watch, write};
use crate::tally::Tally;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the build reads, below `ui`.
const SOURCES: &[&str] =
    &["src", "public", "index.html", "package-lock.json", "svelte.config.js", "tsconfig.json", "vite.config.ts"];

/// Installs the page's packages when their list is newer than what is installed.
pub fn install() -> Done {
    packages::check_node()?;
    let ui = root().join("ui");
    let changed = |name: &str| fs::metadata(ui.join(name)).and_then(|file| file.modified()).ok();
    // npm writes this file last, so that a broken installation has none.
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    step("Packages of the page (npm ci)", || {
        run(npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
            .map_err(|trouble| Trouble::new(format!("{trouble} Is there a network?")))
    })
}

/// Builds the page when one of its sources changed since the last time.
pub fn build() -> Done {
    let ui = root().join("ui");
    let print = fingerprint(&SOURCES.iter().map(|source| ui.join(source)).collect::<Vec<_>>())?;
    let stamp = target().join("xtask/page-built-from");
    if ui.join("dist/index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|known| known == print) {
        return Ok(());
    }
    step("The page (vite build)", || {
        run(npm().args(["run", "--silent", "build", "--", "--logLevel", "warn"]))?;
        write(&stamp, &print)
    })
}

/// Runs the page's own tests.
pub fn test(names: &[&str]) -> Done<Tally> {
    let report = target().join("xtask/page-tests.json");
    let _ = fs::remove_file(&report);
    let mut command = npm();
    command.args(["run", "--silent", "test", "--", "--reporter=default", "--reporter=json"]);
    command.env("NO_COLOR", "1");
    command.arg(format!("--outputFile.json={}", report.display()));
    if !names.is_empty() {
        command.args(["--passWithNoTests", "--testNamePattern", &names.join("|")]);
    }
    let ended_well = watch(&mut command, |_| {})?;
    let tally = read(&report).map(|report| Tally::from_vitest(&report)).unwrap_or_default();
    Ok(tally.ended(ended_well, "the page's tests"))
}

fn npm() -> Command {
    let mut command = Command::new("npm");
    command.current_dir(root().join("ui"));
    command
}

/// A text that changes when a file below `paths` is added, removed, renamed or changed.
fn fingerprint(paths: &[PathBuf]) -> Done<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        hash(path, &mut hasher).map_err(|error| Trouble::new(format!("{} cannot be read: {error}", path.display())))?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    path.hash(hasher);
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::path);
        entries.iter().try_for_each(|entry| hash(&entry.path(), hasher))
    } else if path.exists() {
        fs::read(path)?.hash(hasher);
        Ok(())
    } else {
        Ok(())
    }
}
