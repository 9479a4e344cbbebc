use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, Nothing};
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    records: u32,
    elapsed_ms: f64,
}

pub(crate) fn run(app: &App, json: bool) -> Result<Outcome, Failure> {
    let rebuilt = app.rebuild(Nothing {})?;
    if json {
        let document =
            Document { schema: "catchbook.reindex/1", records: rebuilt.records, elapsed_ms: rebuilt.elapsed_ms };
        output::json(&document)?;
    } else {
        output::print(|out| writeln!(out, "Read {} records in {:.0} ms", rebuilt.records, rebuilt.elapsed_ms))?;
    }
    Ok(Outcome::Done)
}
