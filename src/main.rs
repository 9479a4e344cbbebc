//! The command line: flags in, one call, the answer out.

mod cli;
mod commands;
mod edge;
mod output;

use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::read(std::env::args_os());
    let json = cli.json;
    match commands::run(cli) {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => {
            output::failure(&failure, json);
            ExitCode::from(2)
        }
    }
}
