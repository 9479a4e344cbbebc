//! Fields beside the text: a field's edit changes its own bytes, whatever ends the lines.

use crate::desk::{Desk, PATH};
use catchbook_app::api::{Commands, EditFields, FieldsView, Nothing, RenderText, TextChange};

const TEXT: &str = "---\nid: C-7K3Q2 # mine\nstatus: draft\ntags: [a, 'b']   # two 🙂\nservices:\n  - chat # first\n---\n# Reply blank\n\nThe list was empty.\n";

fn edit(desk: &Desk, text: &str, field: &str, values: &[&str]) -> Vec<TextChange> {
    let values = values.iter().map(ToString::to_string).collect();
    desk.app.edit_fields(EditFields { text: text.into(), field: field.into(), values }).unwrap().changes
}

/// The text after the changes, whose places count UTF-16 units.
fn changed(text: &str, changes: &[TextChange]) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for change in changes.iter().rev() {
        units.splice(change.from as usize..change.to as usize, change.insert.encode_utf16());
    }
    String::from_utf16(&units).unwrap()
}

fn fields(desk: &Desk, text: &str) -> FieldsView {
    desk.app.read_fields(RenderText { path: PATH.into(), text: text.into() }).unwrap()
}

fn values(view: &FieldsView, name: &str) -> Vec<String> {
    view.fields.iter().find(|field| field.name == name).unwrap().values.clone()
}

#[test]
fn a_field_changes_its_own_bytes_in_the_file() {
    for file in [
        TEXT.to_owned(),
        TEXT.replace('\n', "\r\n"),
        format!("\u{feff}{TEXT}"),
        TEXT.replace("draft\n", "draft\r\n"),
        TEXT.trim_end().to_owned(),
    ] {
        for (field, value, before, after) in [
            ("tags", &["a", "c"][..], "'b'", "c"),
            ("tags", &["a"], ", 'b'", ""),
            ("services", &["chat", "mail"], "", ""),
            ("status", &["in-review"], "draft", "in-review"),
            ("caught_at", &["never mind"], "", ""),
        ] {
            let desk = Desk::with(&file);
            let opened = desk.open().text;
            let shown = catchbook_vault::shown(&opened);
            let edited = changed(&shown, &edit(&desk, &shown, field, value));
            assert_eq!(values(&fields(&desk, &edited), field), value, "{field}");
            desk.save(&opened, &edited);
            let saved = desk.book.text(PATH);
            if before.is_empty() {
                // A new line stands between the old ones, and has their end.
                let kept: Vec<&str> = saved.split_inclusive('\n').filter(|line| file.contains(*line)).collect();
                assert_eq!(kept.concat(), file, "{field}: {saved:?}");
            } else {
                assert_eq!(saved, file.replacen(before, after, 1), "{field}");
            }
        }
    }
}

#[test]
fn what_is_said_already_changes_nothing_and_an_empty_field_goes() {
    let desk = Desk::with(TEXT);
    assert_eq!(edit(&desk, TEXT, "tags", &["a", "b"]), []);
    assert_eq!(edit(&desk, TEXT, "services", &["chat"]), []);
    assert_eq!(edit(&desk, TEXT, "severity", &[""]), []);
    let gone = changed(TEXT, &edit(&desk, TEXT, "tags", &[]));
    assert_eq!(gone, TEXT.replace("tags: [a, 'b']   # two 🙂\n", ""));
}

#[test]
fn a_text_with_its_own_line_ends_is_edited_too() {
    let desk = Desk::with(TEXT);
    let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    let edited = changed(&text, &edit(&desk, &text, "severity", &["sev2"]));
    assert_eq!(edited, text.replacen("  - chat # first\r\n", "  - chat # first\r\nseverity: sev2\r\n", 1));
}

#[test]
fn what_cannot_be_edited_says_why() {
    let desk = Desk::with(TEXT);
    let refused = |text: &str, field: &str| {
        let request = EditFields { text: text.into(), field: field.into(), values: vec!["x".into()] };
        desk.app.edit_fields(request).unwrap_err().message
    };
    assert!(refused(TEXT, "guards").contains("in the text"));
    assert!(refused(TEXT, "id").contains("in the text"));
    assert!(refused("---\ntags: a\ntags: b\n---\n", "tags").contains("twice"));
}

#[test]
fn the_form_home_and_the_page_agree_on_what_is_missing() {
    let desk = Desk::with(TEXT);
    let view = fields(&desk, TEXT);
    let done = view.parts.iter().filter(|part| part.done).count();
    let said = format!("{done} of {}", view.parts.len());
    assert_eq!((done, &*said), (2, "2 of 7"));
    assert_eq!(desk.app.home(Nothing {}).unwrap().drafts.rows[0].complete.as_deref(), Some(&*said));
    let shown = desk.app.show_record(crate::desk::show(crate::desk::HANDLE)).unwrap().completeness.unwrap();
    assert_eq!(shown.said, said);
    assert!(shown.missing.contains(&"Mechanism".to_owned()));
}
