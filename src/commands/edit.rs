use crate::output::{Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, FileWith, RawRecord, ShowFile, ShowRecord, Written};

pub(crate) fn run(app: &App, id: &str, json: bool) -> Result<Outcome, Failure> {
    let before = read(app, id)?;
    app.show_file(ShowFile { handle: id.to_owned(), with: FileWith::Editor })?;
    // The editor may have changed the id, so the file is found again by its place.
    let after = read(app, &before.path)?;
    let written = Written { changed: after.text != before.text, id: after.id, path: after.path, note: None };
    super::set::report("catchbook.edit/1", &written, json)
}

fn read(app: &App, handle: &str) -> Result<RawRecord, Failure> {
    Ok(app.raw_record(ShowRecord { handle: handle.to_owned() })?)
}
