use crate::cli::New;
use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, FileWith, NewRecord, ShowFile};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
}

pub(crate) fn run(app: &App, new: &New, json: bool) -> Result<Outcome, Failure> {
    let written = app.new_record(NewRecord {
        kind: new.kind.clone(),
        title: new.title.clone().unwrap_or_default(),
        fields: super::fields(&new.fields)?,
        from_commit: new.from_commit.clone(),
        long: new.long,
    })?;
    if json {
        output::json(&Document { schema: "catchbook.new/1", id: &written.id, path: &written.path })?;
    } else {
        output::print(|out| writeln!(out, "{}", written.path))?;
    }
    if new.edit {
        app.show_file(ShowFile { handle: written.id, with: FileWith::Editor })?;
    }
    Ok(Outcome::Done)
}
