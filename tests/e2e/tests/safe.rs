//! Nothing that was typed is lost: when the window closes or dies, when a disk refuses, when a file goes away.

use crate::editor::{
    TEXT, editing, editing_beside, file, in_editor, on_disk, open_editor, type_at_end, until_in_editor, until_state,
};
use catchbook_e2e::screens::open_sample;
use catchbook_e2e::{Setup, Window};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

fn data(window: &Window) -> PathBuf {
    window.folder().join("profile/data")
}

/// From Home, where a window starts, back into the one record.
fn write_on(window: &Window) {
    window.get("home");
    window.press(["Alt 2"]);
    window.get("result-row");
    window.get("preview-title");
    open_editor(window);
}

/// Puts a file where the folder of kept texts would be made.
fn block_copies(window: &Window) -> PathBuf {
    let folder = data(window).join("buffers");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(data(window)).unwrap();
    fs::write(&folder, "in the way").unwrap();
    folder
}

#[test]
fn closing_the_window_keeps_what_was_typed_a_moment_ago() {
    let mut window = editing();
    type_at_end(&window, "A moment ago");
    window.ask_to_close();
    window.until_closed_and_reopen();
    assert_eq!(on_disk(&window), TEXT, "nobody saved it");
    window.until_text("kept-row", "Not saved yet");
    write_on(&window);
    until_in_editor(&window, "A moment ago");
}

#[test]
fn what_cannot_be_kept_is_said_before_the_window_closes() {
    let mut window = editing();
    let blocked = block_copies(&window);
    type_at_end(&window, "In memory alone");
    until_state(&window, "copy kept in memory");
    window.until_text("not-saved", "cannot be made");
    window.ask_to_close();
    window.until("what is not saved", |window| {
        window.ask_again_if_slow();
        let left = "return document.querySelector('[data-testid=closing-left]')?.textContent ?? ''";
        let unsaved = "Not saved: catches/2026-06-14-reply-blank.md";
        window.run(left).as_str().is_some_and(|left| left.contains(unsaved)).then_some(())
    });
    window.click("closing-stay");
    window.until_gone("closing-dialog");
    until_in_editor(&window, "In memory alone");

    // It is said on other screens, too, and once the disk allows it nothing is left to say.
    window.until_focus("source");
    window.press(["Esc"]);
    window.until_text("unkept", "in memory alone");
    fs::remove_file(blocked).unwrap();
    window.ask_to_close();
    window.until_closed_and_reopen();
    write_on(&window);
    until_in_editor(&window, "In memory alone");
}

#[test]
fn a_form_that_was_not_filed_is_said_before_the_window_closes() {
    let mut window = open_sample(&Setup::sample());
    window.press(["c"]);
    window.until_focus("log-what");
    window.type_keys("Half a catch");
    window.ask_to_close();
    window.until_text("closing-left", "Half a catch");
    window.click_last("closing-anyway");
    window.until_closed_and_reopen();
    window.get("home");
}

#[test]
fn a_save_that_is_refused_says_why_stays_said_and_works_later() {
    use std::os::unix::fs::PermissionsExt;
    let window = editing_beside(&[("catches/other.md", "# Other\n")]);
    type_at_end(&window, "Mine");
    let allow = |mode| fs::set_permissions(file(&window), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o444);
    window.press(["Ctrl s"]);
    until_state(&window, "Not saved: no permission to write, copy kept outside the vault");
    window.until_text("not-saved", "marked read-only");
    // Another program changes another file, and the window looks at the disk: it is said still.
    fs::write(window.folder().join("vault/catches/new.md"), "# New\n").unwrap();
    window.until_text("status-records", "3 records");
    type_at_end(&window, " more");
    until_state(&window, "Not saved: no permission to write");
    assert_eq!(on_disk(&window), TEXT);
    allow(0o644);
    window.click("save-again");
    until_state(&window, "Saved ");
    assert_eq!(on_disk(&window), format!("{TEXT}Mine more"));
    window.until_gone("not-saved");
}

#[test]
fn an_earlier_state_is_looked_at_and_brought_back() {
    let window = editing();
    type_at_end(&window, "Worse");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    window.click("to-earlier");
    window.until_text("earlier-row", "While it was edited");
    window.until_text("compare-sides", "Worse");
    window.press(["Ctrl Enter"]);
    window.until("the file is as it was", |window| (on_disk(window) == TEXT).then_some(()));
    window.until_text("toast", "The file is as it was on");
    window.until("the state before is kept, too", |window| (window.all("earlier-row").len() == 2).then_some(()));
    window.click("undo");
    window.until("the restore is undone", |window| (on_disk(window) == format!("{TEXT}Worse")).then_some(()));
    window.press(["Esc"]);
    window.until_focus("source");
    until_in_editor(&window, "Worse");
}

#[test]
fn the_text_of_a_file_that_vanished_is_offered_at_the_next_start() {
    let mut window = editing_beside(&[("catches/other.md", "# Other\n")]);
    type_at_end(&window, "Only here");
    window.until("the text is kept", |window| data(window).join("buffers").exists().then_some(()));
    window.ask_to_close();
    window.until_closed();
    fs::remove_file(file(&window)).unwrap();
    window.until_closed_and_reopen();
    window.until_text("kept-row", "Its file is gone");
    window.click("kept-bring-back");
    window.until_text("record-title", "Reply blank");
    assert_eq!(on_disk(&window), format!("{TEXT}Only here"));
}

#[test]
fn a_window_killed_while_somebody_types_loses_a_moment_at_most() {
    // Two seconds are promised, and proven where nothing else takes time (`killed.rs` of the app). Here keys and
    // pictures of the screen go through a driver, beside other windows.
    const LOST: Duration = Duration::from_secs(4);
    let mut window = editing();
    let mut typed = TEXT.replace('\r', "");
    window.press(["Ctrl End"]);
    for _ in 0..2 {
        let began = Instant::now();
        let mut after: Vec<(Instant, usize)> = Vec::new();
        while began.elapsed() < LOST + Duration::from_millis(1_300) {
            window.type_keys("blank reply ");
            typed.push_str("blank reply ");
            // When the letters are seen, they have been there for a while.
            until_in_editor(&window, &typed[TEXT.len() - 6..]);
            after.push((Instant::now(), typed.len()));
        }
        let killed = Instant::now();
        window.kill_and_reopen();
        assert_eq!(on_disk(&window), TEXT, "nobody saved it");
        write_on(&window);
        until_in_editor(&window, "blank reply");
        let left = in_editor(&window);
        assert!(typed.starts_with(&left), "what is left is what was typed: {left}");
        let old = after.iter().rfind(|(seen, _)| killed.duration_since(*seen) >= LOST);
        let old = old.map_or(0, |(_, length)| *length);
        assert!(left.len() >= old, "{} of {old} letters that were old enough", left.len());
        typed = left;
        window.press(["Ctrl End"]);
    }
}

fn git(vault: &Path, arguments: &[&str]) {
    let author = ["-c", "user.name=Ines Moreau", "-c", "user.email=ines@example.org"];
    let done = Command::new("git").current_dir(vault).args(author).args(arguments).status();
    assert!(done.is_ok_and(|status| status.success()), "git {arguments:?}");
}

#[test]
fn a_commit_of_the_vault_is_an_earlier_state_too() {
    let window = editing();
    let vault = window.folder().join("vault");
    git(&vault, &["init", "-q"]);
    git(&vault, &["add", "-A"]);
    git(&vault, &["commit", "-q", "-m", "Write down the blank reply"]);
    type_at_end(&window, "Worse");
    window.press(["Ctrl s"]);
    until_state(&window, "Saved ");
    window.click("to-earlier");
    window.get("earlier-row");
    window.until_text("commit-row", "Write down the blank reply");
    window.click("commit-row");
    window.until_text("compare-sides", "Worse");
    window.click("show-change");
    window.until_text("compare-sides", "The list was empty");
    window.press(["Ctrl Enter"]);
    window.until("the file is as it was committed", |window| (on_disk(window) == TEXT).then_some(()));
}

#[test]
fn an_error_of_the_window_itself_is_said() {
    let window = editing();
    window.run("setTimeout(() => { throw new Error('made up') })");
    window.until_text("toast", "Something went wrong in this window: made up.");
    type_at_end(&window, "It goes on");
    window.click_css("[aria-label=\"Close this message\"]");
}
