use crate::cli::Cli;
use crate::output::{self, Failure, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;

pub(crate) fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "catchbook", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

pub(crate) fn man() -> Result<Outcome, Failure> {
    output::print(|out| {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        out.write_all(&page)
    })?;
    Ok(Outcome::Done)
}
