//! Text that was never saved, whose file went away or has another name now.

use crate::desk::{Desk, HANDLE, PATH, show};
use catchbook_app::api::*;

const TEXT: &str = "---\nid: C-7K3Q2\n---\n# Reply blank\n\nThe list was empty.\n";
const TYPED: &str = "---\nid: C-7K3Q2\n---\n# Reply blank\n\nThe list was never empty.\n";

fn rows(desk: &Desk) -> Vec<(String, bool)> {
    desk.app.home(Nothing {}).unwrap().kept.into_iter().map(|row| (row.path, row.gone)).collect()
}

fn named(path: &str) -> DropBuffer {
    DropBuffer { path: path.into() }
}

/// A text that was typed, and a vault in which something else stays.
fn unsaved() -> Desk {
    let desk = Desk::with(TEXT);
    desk.book.write("catches/other.md", "# Other\n");
    desk.keep(TEXT, TYPED);
    desk
}

#[test]
fn home_names_what_was_never_saved() {
    let desk = Desk::with(TEXT);
    desk.keep(TEXT, TEXT);
    assert_eq!(rows(&desk), [], "it is what the file holds");
    desk.keep(TEXT, TYPED);
    let home = desk.app.home(Nothing {}).unwrap();
    let row = &home.kept[0];
    assert_eq!((row.handle.as_str(), row.title.as_str(), row.at.as_str()), (HANDLE, "Reply blank", "14 Jun, 11:41"));
    desk.save(TEXT, TYPED);
    assert_eq!(rows(&desk), []);
}

#[test]
fn the_text_of_a_file_that_vanished_is_offered_at_the_next_start_and_comes_back() {
    let desk = unsaved();
    desk.book.remove(PATH);
    let desk = desk.again();
    assert_eq!(rows(&desk), [(PATH.to_owned(), true)]);
    let written = desk.app.bring_back(named(PATH)).unwrap();
    assert_eq!((written.id.as_str(), written.path.as_str()), (HANDLE, PATH));
    assert_eq!(desk.book.text(PATH), TYPED);
    assert_eq!(desk.app.show_record(show(HANDLE)).unwrap().title, "Reply blank");
    assert_eq!(rows(&desk), []);
    assert_eq!(desk.app.bring_back(named(PATH)).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn a_text_that_is_let_go_of_is_in_the_trash() {
    let desk = unsaved();
    desk.book.remove(PATH);
    let trashed = desk.app.trash_buffer(named(PATH)).unwrap();
    assert_eq!(rows(&desk), []);
    desk.app.restore_record(RestoreRecord { trash_id: trashed.trash_id }).unwrap();
    assert_eq!(desk.book.text(PATH), TYPED);
}

#[test]
fn the_text_of_a_file_that_was_renamed_while_nobody_looked_goes_along() {
    let desk = unsaved();
    let new = "catches/new-name.md";
    desk.book.rename(PATH, new);
    let desk = desk.again();
    assert_eq!(rows(&desk), [(new.to_owned(), false)]);
    let opened = desk.open();
    assert_eq!((opened.path.as_str(), opened.kept.unwrap().text.as_str()), (new, TYPED));
}

#[test]
fn a_text_is_not_put_over_another_that_came_to_its_place() {
    let desk = unsaved();
    desk.book.write(PATH, "# Something else\n");
    let desk = desk.again();
    assert_eq!(rows(&desk), [(PATH.to_owned(), false)]);
    let written = desk.app.bring_back(named(PATH)).unwrap();
    assert_eq!(desk.book.text(PATH), "# Something else\n");
    assert!(written.note.unwrap().contains("(conflict "), "both are in the vault");
    assert!(desk.book.files().iter().any(|(_, bytes)| bytes == TYPED.as_bytes()));
}
