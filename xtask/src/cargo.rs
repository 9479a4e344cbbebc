//! Cargo, always with the same choice of packages.
//!
//! `-p one` and `--workspace` turn on different features of shared dependencies, so that going from one to the
//! other builds them again. Hence `--workspace` everywhere, and `--tests` where a later step tests.

use crate::shell::{Done, root, run, step, watch};
use crate::tally::Tally;
use std::path::PathBuf;
use std::process::Command;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// Builds the window and the command line; with them every test, which is one build with the debug ones.
pub fn build(profile: Profile) -> Done {
    step("The app (cargo build)", || {
        let mut command = cargo();
        command.args(["build", "--workspace", "--bins"]);
        command.arg(if profile == Profile::Release { "--release" } else { "--tests" });
        run(&mut command)
    })
}

/// Runs every Rust test whose name holds one of `names`; all of them when there are none.
pub fn test(names: &[&str]) -> Done<Tally> {
    let mut tally = Tally::default();
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast", "--"]).args(names);
    let ended_well = watch(&mut command, |line| tally.see_cargo(line))?;
    Ok(tally.ended(ended_well, "the Rust tests"))
}

/// Runs the benchmark, which is never a test: it prints ratios and judges nothing.
pub fn bench(arguments: &[&str]) -> Done {
    let mut command = cargo();
    command.args(["bench", "--package", "catchbook", "--bench", "scale", "--"]).args(arguments);
    run(&mut command)
}

/// A program that was built.
pub fn binary(name: &str, profile: Profile) -> PathBuf {
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |set| root().join(set));
    target.join(folder).join(name)
}

fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}
