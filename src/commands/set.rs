use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, SetFields, Written};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    changed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

pub(crate) fn run(app: &App, id: &str, fields: &[String], json: bool) -> Result<Outcome, Failure> {
    let written = app.set_fields(SetFields { handle: id.to_owned(), fields: super::fields(fields)? })?;
    report("catchbook.set/1", &written, json)
}

/// Says whether the file changed, for every command that may have changed it.
pub(crate) fn report(schema: &'static str, written: &Written, json: bool) -> Result<Outcome, Failure> {
    let Written { id, path, changed, note } = written;
    if json {
        output::json(&Document { schema, id, path, changed: *changed, note: note.as_deref() })?;
    } else {
        output::print(|out| {
            let done = if *changed { "Saved" } else { "Nothing to change in" };
            writeln!(out, "{done} {path}")?;
            note.as_ref().map_or(Ok(()), |note| writeln!(out, "{note}"))
        })?;
    }
    Ok(Outcome::Done)
}
