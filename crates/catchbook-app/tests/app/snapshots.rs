//! Earlier states: taken while a record is edited, before edits are joined, and before one is brought back.

use crate::desk::{Desk, HANDLE, PATH, edited, show};
use catchbook_app::api::*;
use catchbook_testkit::TestBook;
use std::path::PathBuf;

const TEXT: &str = "---\nid: C-7K3Q2\ntype: catch\n---\n# Reply blank\n\nThe list was empty.\n\nIt came back.\n";

fn listed(desk: &Desk) -> SnapshotList {
    desk.app.list_snapshots(show(HANDLE)).unwrap()
}

/// Reasons and texts, the newest first.
fn states(desk: &Desk) -> Vec<(SnapshotReason, String)> {
    let rows = listed(desk).snapshots.into_iter();
    rows.map(|row| (row.reason, desk.app.show_state(pick(row.number)).unwrap().text)).collect()
}

fn pick(number: u32) -> PickState {
    PickState { handle: HANDLE.into(), state: EarlierState::Kept { number } }
}

fn typed(words: &str) -> String {
    TEXT.replace("It came back.", words)
}

fn files(desk: &Desk) -> Vec<PathBuf> {
    let vaults = std::fs::read_dir(desk.book.data().join("snapshots")).unwrap();
    vaults
        .flat_map(|vault| std::fs::read_dir(vault.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

#[test]
fn editing_keeps_the_file_as_it_was_and_a_state_every_few_minutes() {
    use SnapshotReason::Editing;
    let desk = Desk::with(TEXT);
    desk.keep(TEXT, &typed("One."));
    desk.later(4);
    desk.keep(TEXT, &typed("Two."));
    assert_eq!(states(&desk), [(Editing, TEXT.to_owned())]);
    desk.later(1);
    desk.keep(TEXT, &typed("Three."));
    desk.keep(TEXT, &typed("Four."));
    assert_eq!(states(&desk), [(Editing, typed("Three.")), (Editing, TEXT.to_owned())]);
    let row = &listed(&desk).snapshots[0];
    assert_eq!((row.when.as_str(), row.at.as_str()), ("14 Jun 2026, 11:46", "2026-06-14T09:46:07Z"));
    assert_eq!((row.size as usize, row.current), (typed("Three.").len(), false));
    assert!(listed(&desk).snapshots[1].current, "the file was not saved yet");
    assert_eq!(desk.book.files().len(), 1, "nothing of it lies in the vault");
}

#[test]
fn a_quick_save_and_a_field_that_is_set_keep_what_was_there() {
    let desk = Desk::with(TEXT);
    desk.save(TEXT, &typed("Quick."));
    assert_eq!(states(&desk), [(SnapshotReason::Editing, TEXT.to_owned())]);
    desk.later(10);
    let severity = FieldValue { field: "severity".into(), value: Some("2".into()) };
    desk.app.set_fields(SetFields { handle: HANDLE.into(), fields: vec![severity] }).unwrap();
    assert_eq!(states(&desk)[0].1, typed("Quick."));
    desk.app.save_text(edited(&desk.book.text(PATH), &desk.book.text(PATH))).unwrap();
    assert_eq!(listed(&desk).snapshots.len(), 2, "saving what is there keeps nothing");
}

#[test]
fn both_sides_are_kept_before_they_are_joined_and_when_they_clash() {
    for (theirs, outcome) in [("was bare", DiskOutcome::Merged), ("was gone.\n\nIt came too", DiskOutcome::Conflict)] {
        let desk = Desk::with(TEXT);
        let ours = typed("Ours.");
        let theirs = if outcome == DiskOutcome::Merged { TEXT.replace("was empty", theirs) } else { typed(theirs) };
        desk.book.write(PATH, &theirs);
        assert_eq!(desk.app.compare_text(edited(TEXT, &ours)).unwrap().outcome, outcome);
        let kept: Vec<String> = states(&desk).into_iter().map(|(_, text)| text).collect();
        assert_eq!(kept, [ours.clone(), theirs.clone()]);
        desk.app.compare_text(edited(TEXT, &ours)).unwrap();
        desk.save(TEXT, &ours);
        assert_eq!(listed(&desk).snapshots.len(), 2 + usize::from(outcome == DiskOutcome::Merged), "each once");
    }
}

#[test]
fn a_look_at_a_clean_text_keeps_nothing() {
    let desk = Desk::with(TEXT);
    desk.book.write(PATH, typed("Theirs."));
    desk.app.compare_text(edited(TEXT, TEXT)).unwrap();
    assert_eq!(listed(&desk).snapshots, []);
}

#[test]
fn a_state_is_brought_back_and_the_one_before_too() {
    let desk = Desk::with(TEXT.replace('\n', "\r\n"));
    let base = desk.book.text(PATH);
    desk.save(&base, &typed("Worse."));
    let worse = desk.book.text(PATH);
    desk.later(10);
    let restored = desk.app.restore_state(pick(1)).unwrap();
    assert_eq!((restored.changed, restored.before, restored.note), (true, 2, None));
    assert_eq!(desk.book.text(PATH), base, "byte for byte");
    assert_eq!(states(&desk)[0], (SnapshotReason::Restore, worse.clone()));

    let undone = desk.app.restore_state(pick(restored.before)).unwrap();
    assert_eq!((undone.changed, undone.before), (true, 1), "what is kept already has its number");
    assert_eq!(desk.book.text(PATH), worse);
    assert!(!desk.app.restore_state(pick(2)).unwrap().changed);
    let missing = desk.app.restore_state(pick(9)).unwrap_err();
    assert_eq!((missing.code, missing.hint.is_some()), (ErrorCode::NotFound, true));
}

#[test]
fn text_that_was_not_saved_becomes_a_state_when_another_is_brought_back() {
    let desk = Desk::with(TEXT);
    desk.save(TEXT, &typed("Saved."));
    desk.keep(&typed("Saved."), &typed("Saved. And more."));
    let restored = desk.app.restore_state(pick(1)).unwrap();
    assert!(restored.note.unwrap().contains("never saved"));
    assert_eq!(desk.open().kept, None, "the file that was asked for is what opens");
    assert!(states(&desk).iter().any(|(_, text)| *text == typed("Saved. And more.")));
}

#[test]
fn a_state_that_cannot_be_kept_stops_a_restore_and_no_save() {
    let desk = Desk::with(TEXT);
    desk.save(TEXT, &typed("Now."));
    // In place of the folder of this vault's states stands a file.
    let folder = files(&desk)[0].parent().unwrap().to_owned();
    let aside = folder.with_extension("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    desk.later(10);
    assert_eq!(desk.save(&typed("Now."), &typed("Later.")).outcome, SaveOutcome::Written);
    let notices = desk.app.app_state(Nothing {}).unwrap().vault.unwrap().notices;
    assert!(notices.iter().any(|notice| notice.message.contains("snapshots")), "{notices:?}");
    desk.app.restore_state(pick(1)).unwrap_err();
    assert_eq!(desk.book.text(PATH), typed("Later."));
}

#[test]
fn a_damaged_state_is_skipped_and_said() {
    let desk = Desk::with(TEXT);
    desk.keep(TEXT, &typed("One."));
    desk.later(6);
    desk.keep(TEXT, &typed("Two."));
    let newest = files(&desk).into_iter().find(|file| file.to_string_lossy().contains("-2-")).unwrap();
    std::fs::write(&newest, &std::fs::read(&newest).unwrap()[..40]).unwrap();
    let list = listed(&desk);
    assert_eq!((list.snapshots.len(), list.damaged), (1, vec![2]));
    assert!(desk.app.show_state(pick(2)).unwrap_err().message.contains("damaged"));
    assert!(desk.app.restore_state(pick(2)).is_err());
    assert_eq!(desk.book.text(PATH), TEXT);
}

#[test]
fn states_go_along_when_a_record_is_renamed() {
    for text in [TEXT.to_owned(), TEXT.replace("id: C-7K3Q2\n", "")] {
        let desk = Desk::with(&text);
        let old = PATH.trim_start_matches("catches/").trim_end_matches(".md");
        desk.keep(&text, &text.replace("came", "went"));
        let renamed = RenameRecord { handle: old.into(), stem: "other-name".into() };
        assert_eq!(desk.app.rename_record(renamed).unwrap().note, None);
        let list = desk.app.list_snapshots(show("other-name")).unwrap();
        assert_eq!(list.snapshots.len(), 1);
        assert_eq!(list.snapshots[0].path.as_deref(), Some(PATH), "it lay there then");
        let opened = desk.app.open_text(show("other-name")).unwrap();
        assert_eq!(opened.kept.map(|kept| kept.text), Some(text.replace("came", "went")));
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_this_person_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(TEXT);
    desk.keep(TEXT, &typed("One."));
    desk.keep(TEXT, &typed("Two."));
    let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for name in ["snapshots", "buffers"] {
        let folder = desk.book.data().join(name);
        assert_eq!(mode(folder.clone()), 0o700, "{name}");
        for vault in std::fs::read_dir(folder).unwrap() {
            for file in std::fs::read_dir(vault.unwrap().path()).unwrap() {
                assert_eq!(mode(file.unwrap().path()), 0o600, "{name}");
            }
        }
    }
}

#[test]
fn records_do_not_see_each_others_states() {
    let other = "catches/other.md";
    let desk = Desk::on(TestBook::with(&[(PATH, TEXT), (other, "# Other\n")]));
    desk.keep(TEXT, &typed("One."));
    desk.app
        .save_text(EditedText { handle: "other".into(), path: other.into(), ..edited("# Other\n", "# New\n") })
        .unwrap();
    let list = desk.app.list_snapshots(show("other")).unwrap();
    assert_eq!((list.snapshots.len(), listed(&desk).snapshots.len()), (1, 1));
}
