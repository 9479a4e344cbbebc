use crate::cli::New;
use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, FieldValue, FileWith, NewRecord, Notice, ShowFile, TextToCheck};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
}

pub(crate) fn run(app: &App, new: &New, json: bool) -> Result<Outcome, Failure> {
    let title = new.title.clone().unwrap_or_default();
    let fields = super::fields(&new.fields)?;
    warn_of_secrets(app, &title, &fields)?;
    let written = app.new_record(NewRecord {
        kind: new.kind.clone(),
        title,
        fields,
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

/// A record is a plain file that others may read, and history keeps what was once pushed.
fn warn_of_secrets(app: &App, title: &str, fields: &[FieldValue]) -> Result<(), Failure> {
    let values = fields.iter().filter_map(|field| field.value.as_deref());
    let text = std::iter::once(title).chain(values).collect::<Vec<_>>().join("\n");
    for secret in app.check_text(TextToCheck { text })?.secrets {
        output::notice(&Notice {
            message: format!("this looks like {}: {}", secret.is, secret.shown),
            hint: Some("Change it where it is used, and take it out of the record before it is shared.".to_owned()),
        });
    }
    Ok(())
}
