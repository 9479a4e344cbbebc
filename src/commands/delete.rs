use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, ShowRecord};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    mended: [&'a str; 0],
    trash: &'a str,
}

pub(crate) fn run(app: &App, id: &str, json: bool) -> Result<Outcome, Failure> {
    let path = app.raw_record(ShowRecord { handle: id.to_owned() })?.path;
    let deleted = app.delete_record(ShowRecord { handle: id.to_owned() })?;
    if json {
        output::json(&Document {
            schema: "catchbook.delete/1",
            id: &deleted.handle,
            path: &path,
            mended: [],
            trash: &deleted.trash_id,
        })?;
    } else {
        output::print(|out| {
            writeln!(out, "Moved to the trash: {path}")?;
            writeln!(out, "Bring it back with: catchbook restore {}", deleted.handle)
        })?;
    }
    Ok(Outcome::Done)
}
