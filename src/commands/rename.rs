use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, Notice, RenameRecord};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    mended: &'a [String],
}

pub(crate) fn run(app: &App, id: &str, stem: &str, json: bool) -> Result<Outcome, Failure> {
    let renamed = app.rename_record(RenameRecord { handle: id.to_owned(), stem: stem.to_owned() })?;
    if let Some(message) = &renamed.note {
        output::notice(&Notice { message: message.clone(), hint: None });
    }
    if json {
        let document =
            Document { schema: "catchbook.rename/1", id: &renamed.id, path: &renamed.path, mended: &renamed.mended };
        output::json(&document)?;
    } else {
        output::print(|out| {
            writeln!(out, "Renamed to {}", renamed.path)?;
            renamed.mended.iter().try_for_each(|path| writeln!(out, "Mended the links in {path}"))
        })?;
    }
    Ok(Outcome::Done)
}
