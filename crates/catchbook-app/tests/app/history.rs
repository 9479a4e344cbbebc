//! What git remembers of a record: listed through renames, looked at, brought back.

use crate::desk::{Desk, HANDLE, PATH, show};
use catchbook_app::api::*;
use catchbook_testkit::{TestBook, TestClone};

const MADE: &str = "---\nid: C-7K3Q2\ntype: catch\n---\n# Reply blank\n\nThe list was empty.\n\nIt came back.\n";

fn more(words: &str) -> String {
    format!("{MADE}\n{words}\n")
}

/// A vault inside a repository, whose record was made under another name, moved, and written on twice; the last time
/// without a commit.
fn written() -> (Desk, TestClone) {
    let book = TestBook::new();
    let clone = TestClone::of(book.vault().parent().unwrap());
    clone.write("vault/catches/old.md", MADE).commit("made");
    book.rename("catches/old.md", PATH);
    clone.commit("moved");
    clone.write(&format!("vault/{PATH}"), more("More.")).commit("said more");
    book.write(PATH, more("More and more."));
    (Desk::on(book), clone)
}

fn history(desk: &Desk) -> RecordHistory {
    desk.app.record_history(show(HANDLE)).unwrap()
}

fn pick(row: &RevisionRow) -> PickState {
    PickState { handle: HANDLE.into(), state: row.state.clone() }
}

#[test]
fn commits_are_listed_through_a_rename_and_shown_beside_what_they_changed() {
    let (desk, _clone) = written();
    let RecordHistory { revisions, note } = history(&desk);
    let seen: Vec<_> = revisions.iter().map(|row| (row.title.as_str(), row.path.as_deref(), row.current)).collect();
    let old = Some("vault/catches/old.md");
    assert_eq!(seen, [("said more", None, false), ("moved", None, false), ("made", old, false)]);
    assert_eq!((note, revisions[0].author.as_str()), (None, "Ines Moreau"));
    let state = desk.app.show_state(pick(&revisions[0])).unwrap();
    assert_eq!(state, StateText { text: more("More."), file: more("More and more."), before: Some(MADE.into()) });
    assert_eq!(desk.app.show_state(pick(&revisions[1])).unwrap().before, Some(MADE.into()));
    assert_eq!(desk.app.show_state(pick(&revisions[2])).unwrap().before, None);
}

#[test]
fn a_commit_is_brought_back_and_the_file_as_it_was_too() {
    let (desk, clone) = written();
    let made = history(&desk).revisions.pop().unwrap();
    let restored = desk.app.restore_state(pick(&made)).unwrap();
    assert_eq!((restored.changed, desk.book.text(PATH).as_str()), (true, MADE));
    assert_eq!(history(&desk).revisions.iter().map(|row| row.current).collect::<Vec<_>>(), [false, true, true]);
    let undo = PickState { handle: HANDLE.into(), state: EarlierState::Kept { number: restored.before } };
    assert!(desk.app.restore_state(undo).unwrap().changed);
    assert_eq!(desk.book.text(PATH), more("More and more."));
    assert_eq!(clone.git(&["log", "--format=%s"]), "said more\nmoved\nmade", "nothing is committed");
}

#[test]
fn what_git_does_not_know_is_said_and_without_git_nothing_is() {
    let desk = Desk::with(MADE);
    assert_eq!(history(&desk), RecordHistory::default());
    let clone = TestClone::of(&desk.book.vault());
    assert_eq!(history(&desk).note.unwrap(), "Git does not know this file yet.");
    clone.commit("made");
    assert!(history(&desk).revisions[0].current);
}

#[test]
fn a_state_that_is_not_there_is_said() {
    let (desk, _clone) = written();
    for (commit, path) in [("0".repeat(40), PATH), ("zz".into(), PATH), (String::new(), PATH)] {
        let after = FileAt { commit, path: path.to_owned() };
        let state = EarlierState::Commit { after, before: None };
        let error = desk.app.restore_state(PickState { handle: HANDLE.into(), state }).unwrap_err();
        assert!(error.hint.is_some(), "{error:?}");
    }
    assert_eq!(desk.book.text(PATH), more("More and more."));
}
