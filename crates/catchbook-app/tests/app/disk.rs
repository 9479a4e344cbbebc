//! A disk that is full, read-only, or lets nobody write: the text stays, what failed is said, and the next save works.

use crate::desk::{Desk, PATH, edited};
use catchbook_app::api::*;
use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};

const TEXT: &str = "---\nid: C-7K3Q2\n---\n# Reply blank\n\nThe list was empty.\n";
const TYPED: &str = "---\nid: C-7K3Q2\n---\n# Reply blank\n\nThe list was never empty.\n";

#[test]
fn a_save_that_fails_says_what_and_what_next_and_works_once_it_can() {
    for (ailment, code, part) in [
        (StorageFull, ErrorCode::Full, "free some space"),
        (ReadOnlyFilesystem, ErrorCode::ReadOnly, "a disk that allows writing"),
        (PermissionDenied, ErrorCode::ReadOnly, "Ask for permission"),
    ] {
        let desk = Desk::with(TEXT);
        desk.ail(Some(ailment));
        let refused = desk.app.save_text(edited(TEXT, TYPED)).unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
        assert!(refused.message.contains(PATH) && refused.hint.as_ref().unwrap().contains(part), "{refused:?}");
        assert_eq!(desk.book.text(PATH), TEXT, "wholly as it was");
        let keep = KeepBuffer { path: PATH.into(), base: TEXT.into(), text: TYPED.into() };
        let refused = desk.app.keep_buffer(keep).unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
        assert!(refused.message.starts_with(&format!("A copy of {PATH} could not be kept: ")), "{refused}");

        desk.ail(None);
        assert_eq!(desk.save(TEXT, TYPED).outcome, SaveOutcome::Written);
        assert_eq!(desk.book.text(PATH), TYPED);
        desk.keep(TYPED, TEXT);
        assert_eq!(desk.open().kept.unwrap().text, TEXT);
    }
}

#[test]
fn a_file_that_lost_its_permission_keeps_its_text_and_so_does_the_editor() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(TEXT);
    let allow = |mode| std::fs::set_permissions(desk.book.file(PATH), std::fs::Permissions::from_mode(mode)).unwrap();
    allow(0o444);
    let refused = desk.app.save_text(edited(TEXT, TYPED)).unwrap_err();
    assert_eq!((refused.code, refused.hint.is_some()), (ErrorCode::ReadOnly, true));
    desk.keep(TEXT, TYPED);
    assert_eq!(desk.open().kept.unwrap().text, TYPED, "outside the vault it was kept");
    allow(0o644);
    assert_eq!(desk.save(TEXT, TYPED).outcome, SaveOutcome::Written);
}

#[test]
fn on_a_full_disk_the_file_of_a_vanished_record_is_not_half_made() {
    let desk = Desk::with(TEXT);
    desk.book.write("catches/other.md", "# Other\n");
    desk.keep(TEXT, TYPED);
    desk.book.remove(PATH);
    desk.ail(Some(StorageFull));
    assert_eq!(desk.app.bring_back(DropBuffer { path: PATH.into() }).unwrap_err().code, ErrorCode::Full);
    assert!(!desk.book.exists(PATH));
    desk.ail(None);
    desk.app.bring_back(DropBuffer { path: PATH.into() }).unwrap();
    assert_eq!(desk.book.text(PATH), TYPED);
}
