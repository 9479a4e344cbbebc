//! The house rules that a machine can hold, each with its reason.
//!
//! A rule that stands in the way is changed here, together with ARCHITECTURE.md, and not worked around.

mod rules;
mod tree;

use self::tree::{Tree, breaches};

/// Longer than this, a Rust file holds more than one idea.
const RUST_LINES: usize = 600;
/// A component that needs more is two components.
const SVELTE_LINES: usize = 300;

#[test]
fn files_are_short_enough_to_read() {
    let tree = Tree::read();
    let long = tree.files.iter().filter_map(|file| {
        let limit = match file.extension() {
            "rs" => RUST_LINES,
            "svelte" => SVELTE_LINES,
            _ => return None,
        };
        let lines = file.text.lines().count();
        (lines > limit).then(|| format!("{}: {lines} lines, at most {limit}", file.path))
    });
    breaches("one idea a file", long);
}

/// Whoever uses a library decides what is printed, where files lie and what time it is; so a test can decide it too.
#[test]
fn libraries_are_told_and_do_not_speak() {
    let forbidden = [
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "std::env::",
        "env::var",
        "env::args",
        "SystemTime::now",
        "Timestamp::now",
        "Zoned::now",
        "current_dir",
        "home_dir",
    ];
    breaches(
        "libraries never print or read environment, home, working directory or clock",
        rules::in_libraries(&forbidden),
    );
}

/// What a hostile or broken file can reach must answer with a problem.
#[test]
fn libraries_do_not_give_up() {
    let forbidden = [".unwrap()", "panic!(", "todo!(", "unimplemented!("];
    breaches("libraries answer bad input with a value", rules::in_libraries(&forbidden));
}

/// One contract for every front door: what crosses it stands in one folder.
#[test]
fn only_the_api_is_serialised() {
    let tree = Tree::read();
    let elsewhere = tree.library_lines().filter(|line| {
        !line.path.starts_with("crates/catchbook-app/src/api/")
            && line.text.contains("derive(")
            && line.text.contains("Serialize")
            && line.text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Serialize")
    });
    breaches("only types of app::api are serialised", elsewhere.map(|line| line.to_string()));
}

/// The desktop toolkit is a third of the build and most of its risk.
#[test]
fn only_the_window_knows_tauri() {
    let tree = Tree::read();
    let manifests =
        tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml") && !file.path.starts_with("src-tauri/"));
    let knowing = manifests.filter(|file| file.text.lines().any(|line| line.starts_with("tauri")));
    breaches("only src-tauri depends on Tauri", knowing.map(|file| file.path.clone()));

    let importing = tree.lines("ui/src/").filter(|line| {
        !line.path.starts_with("ui/src/ipc/") && line.text.contains("@tauri-apps") && line.text.contains("import")
    });
    breaches("only ui/src/ipc imports @tauri-apps", importing.map(|line| line.to_string()));
}

/// Text of a vault is text. The one place that writes HTML takes it from the render crate alone.
#[test]
fn html_is_written_in_one_file() {
    let tree = Tree::read();
    let mut files: Vec<&str> =
        tree.lines("ui/src/").filter(|line| line.text.contains("{@html")).map(|line| line.path).collect();
    files.dedup();
    assert!(files.len() <= 1, "{{@html stands in more than one file: {files:?}");
    let writing = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];
    let raw = tree.lines("ui/src/").filter(|line| {
        !line.path.contains(".test.") && writing.iter().any(|word| line.text.contains(word) && line.text.contains('='))
    });
    breaches("no script writes markup", raw.map(|line| line.to_string()));
}

/// The workspace denies it; two calls of GDK that `gtk` does not wrap are the exception.
#[test]
fn unsafe_stands_in_one_file() {
    let tree = Tree::read();
    let may = ["src-tauri/src/drawing_gtk.rs", "tests/tidy.rs"];
    let lifting = tree
        .lines("")
        .filter(|line| line.path.ends_with(".rs") && !may.contains(&line.path) && line.text.contains("unsafe_code"));
    breaches("only drawing_gtk.rs may be unsafe", lifting.map(|line| line.to_string()));
}

#[test]
fn crates_depend_in_one_direction() {
    breaches("record <- vault | search | catalog | changes | render <- app <- the front doors", rules::wrong_arrows());
}

#[test]
fn the_window_may_do_little() {
    breaches("the window's rights are as SECURITY.md says", rules::window_rights());
}

/// What a machine or a network of one's own looks like is nobody else's business, and works nowhere else.
#[test]
fn no_machine_is_named() {
    breaches("no path of one machine, no registry but the public ones", rules::machine_names());
}

#[test]
fn what_is_left_to_do_stands_in_an_issue() {
    let tree = Tree::read();
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let notes = tree.all_lines().filter(|line| {
        !line.path.starts_with("sample-data/")
            && !line.path.ends_with(".json")
            && words.iter().any(|word| line.text.contains(word))
    });
    breaches("no notes to self", notes.map(|line| line.to_string()));
}

#[test]
fn every_crate_keeps_the_workspace_lints() {
    let tree = Tree::read();
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    let without = manifests.filter(|file| !file.text.contains("[lints]\nworkspace = true"));
    breaches("every Cargo.toml has [lints] workspace = true", without.map(|file| file.path.clone()));
}

/// Who updates reads it.
#[test]
fn the_changelog_has_an_unreleased_section() {
    let tree = Tree::read();
    let changelog = tree.files.iter().find(|file| file.path == "CHANGELOG.md").expect("CHANGELOG.md");
    assert!(changelog.text.lines().any(|line| line.starts_with("## ") && line.contains("Unreleased")), "CHANGELOG.md");
}

/// A test that waits for a time is slow where it passes and fails where it matters.
#[test]
fn tests_wait_for_the_thing_itself() {
    let tree = Tree::read();
    let sleeping = tree.all_lines().filter(|line| {
        let test = line.path.contains("tests/") || line.path.ends_with("tests.rs");
        // The window is polled until a deadline, in one place.
        test && line.path.ends_with(".rs")
            && !line.path.starts_with("tests/e2e/src/")
            // A person's pace, in the process that is killed; the test itself waits for nothing but its end.
            && line.path != "crates/catchbook-app/tests/app/typist.rs"
            && line.text.contains(concat!("sle", "ep("))
    });
    breaches("no sleep", sleeping.map(|line| line.to_string()));
}

/// A rule that sees nothing holds always.
#[test]
fn the_rules_see_the_code() {
    let tree = Tree::read();
    assert!(tree.library_lines().filter(|line| line.text.contains("pub fn ")).count() > 100);
    assert!(tree.library_lines().all(|line| !line.text.trim_start().starts_with("#[test]")));
    assert!(tree.lines("ui/src/").any(|line| line.text.contains("@tauri-apps")));
}
