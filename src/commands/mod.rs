//! One file a command: flags become a request, the answer becomes text or JSON.

mod completions;
mod delete;
mod doctor;
mod edit;
mod eval;
mod export;
mod find;
mod help;
mod init;
mod link;
mod lint;
mod new;
mod reindex;
mod rename;
mod restore;
mod searches;
mod set;
mod show;
mod snapshots;

use crate::cli::{Cli, Command, Measured};
use crate::edge::{self, Terminal};
use crate::output::{self, Failure, Outcome};
use catchbook_app::api::{FieldValue, OpenVault};
use catchbook_app::{App, Places};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(cli: Cli) -> Result<Outcome, Failure> {
    let json = cli.json;
    match &cli.command {
        Command::Init { dir } => {
            let dir = dir.as_deref().or(cli.vault.as_deref()).unwrap_or(Path::new("."));
            init::run(&app(&cli)?, dir, json)
        }
        Command::New(new) => new::run(&open(&cli)?, new, json),
        Command::Find(find) => find::run(&open(&cli)?, find, json),
        Command::Searches => searches::run(&open(&cli)?, json),
        Command::Show(show) => show::run(&open(&cli)?, show, json),
        Command::Edit { id } => edit::run(&open(&cli)?, id, json),
        Command::Set { id, fields } => set::run(&open(&cli)?, id, fields, json),
        Command::Export(wanted) => export::run(&open(&cli)?, wanted, json),
        Command::Link(link) => link::run(&open(&cli)?, link, json),
        Command::Rename { id, new_stem } => rename::run(&open(&cli)?, id, new_stem, json),
        Command::Delete { id } => delete::run(&open(&cli)?, id, json),
        Command::Restore { id } => restore::run(&open(&cli)?, id.as_deref(), json),
        Command::Snapshots { id, restore: None } => snapshots::list(&open(&cli)?, id, json),
        Command::Snapshots { id, restore: Some(number) } => snapshots::restore(&open(&cli)?, id, *number, json),
        Command::Lint { paths, fix } => lint::run(&open(&cli)?, paths, *fix, json),
        Command::Eval { what: Some(Measured::Search(files)), .. } => eval::search(files, json),
        Command::Eval { what: None, history: Some(judged) } => eval::history(judged, json),
        Command::Eval { what: None, history: None } => Err(eval::nothing_named()),
        Command::Reindex => reindex::run(&open(&cli)?, json),
        Command::Doctor => doctor::run(&open(&cli)?, json),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man => completions::man(),
        Command::Help { topic } => help::run(topic.as_deref()),
    }
}

/// The application with no vault open.
fn app(cli: &Cli) -> Result<App, Failure> {
    let places: Places =
        edge::places(cli.profile.as_deref()).map_err(|source| Failure::Io { what: "find the home folder", source })?;
    Ok(App::new(places, Arc::new(Terminal::new(cli.stop_at.as_deref()))))
}

/// The application with the person's vault open and as new as the files.
fn open(cli: &Cli) -> Result<App, Failure> {
    let folder = edge::vault_folder(cli)
        .map_err(|source| Failure::Io { what: "look at the current folder", source })?
        .ok_or(Failure::NoVault)?;
    let app = app(cli)?;
    let path = folder.into_os_string().into_string().map_err(|_| Failure::Usage {
        message: "the vault's path is not valid UTF-8".to_owned(),
        hint: "Rename the folder, or reach it through a link with a plain name.",
    })?;
    app.open_for_one_command(OpenVault { path })?.iter().for_each(output::notice);
    Ok(app)
}

/// Reads `KEY=VALUE`; nothing after the sign removes the field.
fn field(text: &str) -> Result<FieldValue, Failure> {
    let (key, value) = text.split_once('=').ok_or_else(|| Failure::Usage {
        message: format!("{text} is not FIELD=VALUE"),
        hint: "Write for example severity=sev2; severity= removes the field.",
    })?;
    Ok(FieldValue { field: key.trim().to_owned(), value: (!value.is_empty()).then(|| value.to_owned()) })
}

fn fields(texts: &[String]) -> Result<Vec<FieldValue>, Failure> {
    texts.iter().map(|text| field(text)).collect()
}
