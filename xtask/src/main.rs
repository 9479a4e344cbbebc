//! The project's chores. Standard library only, so that the first answer comes within seconds on a bare machine.

mod cargo;
mod fixtures;
mod machine;
mod packages;
mod page;
mod picture;
mod run;
mod shell;
mod tally;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--release] [--headless [--out PNG]]
                  builds everything and opens the window on sample-data
  test [NAME…]    runs every test, or those whose names hold a NAME
  screenshots     photographs every screen into target/screenshots
  bench [ARG…]    measures at 100,000 records beside SQLite FTS5 and ripgrep
  bench search [--corpus F --queries F --qrels F]
                  measures searching alone, at 1,000, 14,000 and 100,000 records, and how good it is on a judged collection
  bench asking    measures keys in the window's query bar, in a vault of 100,000 records
  bench typing    measures keys in the window's editor, in a record of 10,000 lines
  setup           installs what the system lacks, and nothing else
  fixtures        unpacks the sample repository

Each says what it does before it does it, and installs what it needs where it may.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["run", flags @ ..] => run::run(flags),
        ["test", names @ ..] => test::test(names),
        ["screenshots"] => picture::every_screen(),
        ["bench", "asking"] => picture::asking(),
        ["bench", "typing"] => picture::typing(),
        ["bench", arguments @ ..] => cargo::bench(arguments),
        ["setup"] => packages::install(packages::Purpose::Tests),
        ["fixtures"] => fixtures::unpack(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [other, ..] => Err(shell::Trouble::new(format!("There is no chore called {other}.\n\n{HELP}"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            if !trouble.words.is_empty() {
                eprintln!("\n{trouble}");
            }
            ExitCode::from(trouble.exit)
        }
    }
}
