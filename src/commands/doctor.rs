use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, Finding, Nothing};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    ok: bool,
    findings: &'a [Finding],
}

pub(crate) fn run(app: &App, json: bool) -> Result<Outcome, Failure> {
    let diagnosis = app.doctor(Nothing {})?;
    if json {
        let document = Document { schema: "catchbook.doctor/1", ok: diagnosis.ok, findings: &diagnosis.findings };
        output::json(&document)?;
    } else {
        output::print(|out| {
            for finding in &diagnosis.findings {
                let place = finding.path.as_deref().map(|path| format!("{path}: ")).unwrap_or_default();
                writeln!(out, "{}{}", output::clean(&place), output::clean(&finding.message))?;
                writeln!(out, "  {}", if finding.mended { "Mended." } else { &finding.hint })?;
            }
            if diagnosis.ok { writeln!(out, "The derived stores agree with the files.") } else { Ok(()) }
        })?;
    }
    Ok(Outcome::found(diagnosis.ok))
}
