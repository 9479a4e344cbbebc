//! The command line: flags in, one call, the answer out.

mod cli;
mod commands;
mod edge;
mod output;

use std::ffi::OsString;
use std::process::ExitCode;

/// Rebuilding an index and searching take less time and memory with it than with the system's: docs/performance.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let answered = match cli::Cli::read(words) {
        Ok(cli) => {
            let json = cli.json;
            commands::run(cli).map_err(|failure| (failure, json))
        }
        // Without `--json` the words were answered where they were read.
        Err(failure) => Err((failure, true)),
    };
    match answered {
        Ok(outcome) => outcome.exit_code(),
        Err((failure, json)) => {
            output::failure(&failure, json);
            ExitCode::from(2)
        }
    }
}
