use crate::cli::{Export, Format};
use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{ExportFiles, ExportKind};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    files: &'a [String],
}

pub(crate) fn run(app: &App, export: &Export, json: bool) -> Result<Outcome, Failure> {
    let absolute = |path: &Path| {
        std::path::absolute(path).map_err(|source| Failure::Io { what: "look at the current folder", source })
    };
    let to_terminal = export.output.as_deref() == Some(Path::new("-"));
    let request = ExportFiles {
        wanted: export.wanted.clone(),
        kind: match export.kind {
            Format::Html => ExportKind::Html,
            Format::Pdf => ExportKind::Pdf,
            Format::Markdown => ExportKind::Markdown,
            Format::Csv => ExportKind::Csv,
            Format::Json => ExportKind::Json,
        },
        public: export.public,
        restricted: export.restricted,
        to: export.output.as_deref().filter(|_| !to_terminal).map(absolute).transpose()?,
        here: absolute(Path::new("."))?,
        force: export.force,
    };
    if to_terminal {
        return print(app, &request, json);
    }
    let exported = app.export(&request)?;
    exported.notes.iter().for_each(output::notice);
    if json {
        output::json(&Document { schema: "catchbook.export/1", files: &exported.files })?;
    } else if exported.files.is_empty() {
        output::print(|out| writeln!(out, "No record for this, yet."))?;
    } else {
        output::print(|out| exported.files.iter().try_for_each(|file| writeln!(out, "{}", output::clean(file))))?;
    }
    Ok(Outcome::found(!exported.files.is_empty()))
}

/// The one document on stdout, byte for byte.
fn print(app: &App, request: &ExportFiles, json: bool) -> Result<Outcome, Failure> {
    if json {
        return Err(Failure::Usage {
            message: "--json tells of files, and -o - writes none".to_owned(),
            hint: "Leave one of the two out; export json -o - prints the records as JSON.",
        });
    }
    let (bytes, notes) = app.export_bytes(request)?;
    notes.iter().for_each(output::notice);
    let bytes = bytes.unwrap_or_default();
    output::print(|out| out.write_all(&bytes))?;
    Ok(Outcome::found(!bytes.is_empty()))
}
