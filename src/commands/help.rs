use crate::cli::Cli;
use crate::output::{self, Failure, Outcome};
use clap::CommandFactory;

/// The query language, as one page.
const QUERY: &str = include_str!("query.txt");

pub(crate) fn run(topic: Option<&str>) -> Result<Outcome, Failure> {
    let mut cli = Cli::command().bin_name("catchbook");
    // Tells every command by which words it is called.
    cli.build();
    let text = match topic {
        None => cli.render_long_help().to_string(),
        Some("query") => QUERY.to_owned(),
        Some(name) => match cli.find_subcommand_mut(name) {
            Some(command) => command.render_long_help().to_string(),
            None => {
                return Err(Failure::Usage {
                    message: format!("there is no command or topic called {name}"),
                    hint: "catchbook --help lists the commands; catchbook help query explains the query language.",
                });
            }
        },
    };
    output::print(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Done)
}
