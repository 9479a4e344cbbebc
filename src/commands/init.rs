use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, MakeVault};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    vault: &'a str,
}

pub(crate) fn run(app: &App, dir: &Path, json: bool) -> Result<Outcome, Failure> {
    let folder = std::path::absolute(dir).map_err(|source| Failure::Io { what: "find the folder", source })?;
    let path = folder.to_string_lossy().into_owned();
    let state = app.make_vault(MakeVault { path: path.clone(), name: None })?;
    let vault = state.vault.map_or(path, |vault| vault.path);
    if json {
        output::json(&Document { schema: "catchbook.init/1", vault: &vault })?;
    } else {
        output::print(|out| {
            writeln!(out, "Made a vault in {vault}")?;
            writeln!(out, "Next: catchbook --vault {vault} find redirect")
        })?;
    }
    Ok(Outcome::Done)
}
