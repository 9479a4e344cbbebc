//! Editing a record's whole text: the exact bytes, and nothing that either side wrote is lost.

use crate::desk::{Desk, HANDLE, PATH, edited, show};
use catchbook_app::api::{Commands, DiskOutcome, DropBuffer, RenderText, SaveOutcome};

const TEXT: &str = "---\nid: C-7K3Q2\ntype: catch\n---\n# Reply blank\n\nThe list was empty.\n\nIt came back.\n";

/// What the editor's page makes of a file's text.
fn shown(text: &str) -> String {
    catchbook_vault::shown(text)
}

#[test]
fn saving_what_was_opened_writes_nothing() {
    for text in [
        TEXT.to_owned(),
        TEXT.replace('\n', "\r\n"),
        format!("\u{feff}{TEXT}"),
        TEXT.replace("empty.\n", "empty.\r\n"),
        TEXT.trim_end().to_owned(),
        TEXT.replace("list was", "list\rwas"),
        TEXT.replace("empty", "empty\u{2028}\u{0}\t "),
    ] {
        let desk = Desk::with(&text);
        let before = std::fs::metadata(desk.book.file(PATH)).unwrap().modified().unwrap();
        let opened = desk.open();
        assert_eq!(opened.text, text);
        assert_eq!((opened.read_only, opened.plain, opened.kept), (None, None, None));
        let saved = desk.save(&opened.text, &shown(&opened.text));
        assert_eq!((saved.outcome, saved.hash), (SaveOutcome::Unchanged, opened.hash), "{text:?}");
        assert_eq!(desk.book.files(), [(PATH.to_owned(), text.into_bytes())]);
        assert_eq!(std::fs::metadata(desk.book.file(PATH)).unwrap().modified().unwrap(), before);
    }
}

#[test]
fn an_edit_changes_its_line_and_no_other_byte() {
    for text in [TEXT.replace('\n', "\r\n"), format!("\u{feff}{TEXT}"), TEXT.replace("empty.\n", "empty.\r\n")] {
        let desk = Desk::with(&text);
        let saved = desk.save(&text, &shown(&text).replace("It came", "It never came"));
        assert_eq!(saved.outcome, SaveOutcome::Written);
        assert_eq!(saved.at, "11:41:07");
        assert_eq!(desk.book.text(PATH), text.replace("It came", "It never came"));
        assert_eq!(saved.text, desk.book.text(PATH), "the next edit starts from what was written");
    }
}

#[test]
fn what_is_saved_is_found() {
    let desk = Desk::with(TEXT);
    desk.save(TEXT, &TEXT.replace("# Reply blank", "# Zeppelin over the harbour"));
    assert_eq!(desk.app.show_record(show(HANDLE)).unwrap().title, "Zeppelin over the harbour");
}

#[test]
fn a_file_that_is_not_utf8_opens_for_reading_and_is_never_written() {
    let bytes = b"---\nid: C-7K3Q2\n---\n# Caf\xe9\n";
    let desk = Desk::with(bytes);
    let opened = desk.open();
    assert!(opened.read_only.unwrap().contains("UTF-8"));
    let refused = desk.app.save_text(edited(&opened.text, "# Other\n")).unwrap_err();
    assert!(refused.message.contains("UTF-8") && refused.hint.is_some());
    assert_eq!(desk.book.read(PATH), bytes);
}

#[test]
fn a_file_marked_read_only_says_so_when_it_is_opened() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(TEXT);
    std::fs::set_permissions(desk.book.file(PATH), std::fs::Permissions::from_mode(0o444)).unwrap();
    assert!(desk.open().read_only.unwrap().contains("read-only"));
    assert!(desk.app.save_text(edited(TEXT, "other")).unwrap_err().message.contains("read-only"));
    assert_eq!(desk.book.text(PATH), TEXT);
}

#[test]
fn a_large_file_says_what_is_off() {
    let desk = Desk::with(format!("{TEXT}{}", "word ".repeat(500_000)));
    assert!(desk.open().plain.unwrap().contains("preview"));
}

#[test]
fn edits_of_different_lines_are_joined() {
    let desk = Desk::with(TEXT);
    let theirs = TEXT.replace("was empty", "was bare");
    desk.book.write_by_rename(PATH, &theirs);
    let ours = TEXT.replace("It came", "It never came");

    let compared = desk.app.compare_text(edited(TEXT, &ours)).unwrap();
    assert_eq!((compared.outcome, &compared.theirs), (DiskOutcome::Merged, &theirs));
    assert_eq!(desk.book.text(PATH), theirs, "a look writes nothing");

    let saved = desk.save(TEXT, &ours);
    assert_eq!(saved.outcome, SaveOutcome::Merged);
    assert_eq!(saved.text, theirs.replace("It came", "It never came"));
    assert_eq!(desk.book.text(PATH), saved.text);
    assert_eq!(compared.text, saved.text);
}

#[test]
fn edits_of_one_line_are_both_kept_and_the_person_decides() {
    let desk = Desk::with(TEXT);
    let theirs = TEXT.replace("was empty", "was theirs");
    let ours = TEXT.replace("was empty", "was ours");
    desk.book.write(PATH, &theirs);
    assert_eq!(desk.app.compare_text(edited(TEXT, &ours)).unwrap().outcome, DiskOutcome::Conflict);

    let saved = desk.save(TEXT, &ours);
    assert_eq!((saved.outcome, &saved.text), (SaveOutcome::Conflict, &theirs));
    assert_eq!(desk.book.files(), [(PATH.to_owned(), theirs.clone().into_bytes())], "no second file with the same id");
    assert_eq!(desk.open().kept.unwrap().text, ours, "ours waits outside the vault");

    // "Keep mine" saves against theirs.
    assert_eq!(desk.save(&theirs, &ours).outcome, SaveOutcome::Written);
    assert_eq!(desk.book.text(PATH), ours);
    assert_eq!(desk.open().kept, None);
}

#[test]
fn a_file_that_was_deleted_is_said_to_be_gone_and_made_again_by_a_save() {
    let desk = Desk::with(TEXT);
    desk.book.write("catches/other.md", "# Other\n");
    desk.book.remove(PATH);
    let ours = TEXT.replace("It came", "It never came");
    assert_eq!(desk.app.compare_text(edited(TEXT, &ours)).unwrap().outcome, DiskOutcome::Gone);
    assert_eq!(desk.save(TEXT, &ours).outcome, SaveOutcome::Recreated);
    assert_eq!(desk.book.text(PATH), ours);
}

#[test]
fn a_file_that_was_renamed_is_followed() {
    let desk = Desk::with(TEXT);
    let new = "catches/2026-06-14-reply-gone.md";
    desk.book.rename(PATH, new);
    desk.app.attend().unwrap();
    let ours = TEXT.replace("It came", "It never came");
    assert_eq!(desk.app.compare_text(edited(TEXT, &ours)).unwrap().path, new);
    let saved = desk.save(TEXT, &ours);
    assert_eq!((saved.outcome, saved.path.as_str()), (SaveOutcome::Written, new));
    assert_eq!(desk.book.files(), [(new.to_owned(), ours.into_bytes())]);
}

#[test]
fn a_file_that_was_renamed_and_changed_is_followed_and_joined() {
    let desk = Desk::with(TEXT);
    let new = "catches/2026-06-14-reply-gone.md";
    let ours = TEXT.replace("It came", "It never came");
    desk.keep(TEXT, &ours);
    desk.book.rename(PATH, new);
    desk.book.write(new, TEXT.replace("was empty", "was bare"));
    desk.app.attend().unwrap();
    let saved = desk.save(TEXT, &ours);
    assert_eq!((saved.outcome, saved.path.as_str()), (SaveOutcome::Merged, new));
    assert_eq!(desk.book.files(), [(new.to_owned(), ours.replace("was empty", "was bare").into_bytes())]);
}

#[test]
fn a_file_that_was_renamed_and_changed_in_the_same_line_keeps_both_texts() {
    let desk = Desk::with(TEXT);
    let new = "catches/2026-06-14-reply-gone.md";
    let (ours, theirs) = (TEXT.replace("was empty", "was ours"), TEXT.replace("was empty", "was theirs"));
    desk.book.rename(PATH, new);
    desk.book.write(new, &theirs);
    desk.app.attend().unwrap();
    let saved = desk.save(TEXT, &ours);
    assert_eq!((saved.outcome, saved.path.as_str()), (SaveOutcome::Conflict, new));
    assert_eq!(desk.book.text(new), theirs);
    let desk = desk.again();
    assert_eq!(desk.open().kept.unwrap().text, ours);
}

#[test]
fn a_file_that_was_deleted_and_made_again_with_other_lines_keeps_both_texts() {
    let desk = Desk::with(TEXT);
    let ours = TEXT.replace("It came", "It never came");
    let theirs = "---\nid: C-7K3Q2\n---\n# Another text\n";
    desk.keep(TEXT, &ours);
    desk.book.remove(PATH);
    desk.book.write(PATH, theirs);
    assert_eq!(desk.save(TEXT, &ours).outcome, SaveOutcome::Conflict);
    assert_eq!(desk.book.text(PATH), theirs);
    assert_eq!(desk.open().kept.unwrap().text, ours);
}

#[test]
fn text_that_was_not_saved_survives_the_program() {
    let desk = Desk::with(TEXT.replace('\n', "\r\n"));
    let base = desk.open().text;
    let typed = shown(&base).replace("It came", "It never came, and é");
    desk.keep(&base, &shown(&base).replace("It came", "It"));
    desk.keep(&base, &typed);

    let desk = desk.again();
    let opened = desk.open();
    assert_eq!(opened.text, base, "the file is as it was");
    let kept = opened.kept.unwrap();
    assert_eq!((shown(&kept.text), &kept.base, kept.at.as_str()), (typed.clone(), &base, "14 Jun, 11:41"));

    desk.save(&kept.base, &typed);
    assert_eq!(desk.open().kept, None, "a save lets go of it");
    assert_eq!(desk.book.files().len(), 1, "nothing of it was ever in the vault");
}

#[test]
fn what_is_kept_and_equals_the_file_is_not_offered() {
    let desk = Desk::with(TEXT);
    desk.keep(TEXT, TEXT);
    assert_eq!(desk.open().kept, None);
    desk.keep(TEXT, "other");
    desk.app.drop_buffer(DropBuffer { path: PATH.into() }).unwrap();
    assert_eq!(desk.open().kept, None);
    desk.app.drop_buffer(DropBuffer { path: PATH.into() }).unwrap();
}

#[test]
fn the_preview_is_what_the_record_page_would_show() {
    let desk = Desk::with(TEXT);
    let text = TEXT.replace("It came back.", "See [[C-7K3Q2]].\n\n<script>alert(1)</script>");
    let preview = desk.app.render_text(RenderText { path: PATH.into(), text: text.clone() }).unwrap();
    let html = &preview.sections[0].html;
    assert!(html.contains("record:C-7K3Q2") && !html.contains("<script"), "{html}");
    assert_eq!(desk.book.text(PATH), TEXT, "a preview writes nothing");
    desk.save(TEXT, &text);
    let page = desk.app.show_record(show(HANDLE)).unwrap();
    assert_eq!((page.sections, page.title, page.lede), (preview.sections, preview.title, preview.lede));
}
