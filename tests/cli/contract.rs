//! What holds for every command.

use crate::support::Bench;

#[test]
fn every_command_has_an_example_in_its_help() {
    let bench = Bench::new();
    for command in [
        "init",
        "new",
        "find",
        "show",
        "edit",
        "set",
        "link",
        "rename",
        "delete",
        "restore",
        "searches",
        "snapshots",
        "lint",
        "reindex",
        "doctor",
        "completions",
        "man",
        "help",
    ] {
        let help = bench.run(&[command, "--help"]).ok();
        assert!(help.contains("Example: catchbook ") || help.contains("Example: EDITOR="), "{command}\n{help}");
    }
}

#[test]
fn the_query_language_is_explained() {
    let bench = Bench::new();
    assert!(bench.run(&["help", "find"]).ok().contains("Usage: catchbook find"));
    let text = bench.run(&["help", "query"]).ok();
    for field in ["type:", "service:", "severity:", "gate:", "before:", "is:draft", "has:guard"] {
        assert!(text.contains(field), "{field}");
    }
}

#[test]
fn completions_and_man_page_come_from_the_same_words() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(bench.run(&["completions", shell]).ok().contains("reindex"));
    }
    assert!(bench.run(&["man"]).ok().contains("catchbook"));
}

#[test]
fn errors_go_to_stderr_with_a_hint_also_as_json() {
    let bench = Bench::new();
    let answer = bench.run(&["show", "C-00000"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        answer.stderr,
        "Error: No record is known as C-00000\nHint: Look for it with catchbook find, or check the id.\n"
    );
    let answer = bench.run(&["--json", "show", "C-00000"]);
    let document: serde_json::Value = serde_json::from_str(&answer.stderr).unwrap();
    assert_eq!(document["schema"], "catchbook.error/1");
    assert_eq!(document["error"], "No record is known as C-00000");
    let answer = bench.run(&["--json", "find", "--nope"]);
    let document: serde_json::Value = serde_json::from_str(&answer.stderr).unwrap();
    assert_eq!((answer.code, &document["schema"]), (Some(2), &"catchbook.error/1".into()));
    assert_eq!(document["error"], "unexpected argument '--nope' found");
    let plain = bench.run(&["find", "--nope"]);
    assert!(plain.code == Some(2) && plain.stderr.contains("Usage: catchbook find"), "{plain:?}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let bench = Bench::sample();
    let mut child =
        bench.command().args(["find", "--limit", "1000"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn viewing_never_writes() {
    let bench = Bench::sample();
    let before = snapshot(&bench);
    bench.run(&["find", "redirect"]).ok();
    bench.run(&["show", "C-7K3Q2"]).ok();
    bench.run(&["doctor"]).ok();
    bench.run(&["reindex"]).ok();
    assert_eq!(snapshot(&bench), before);
}

fn snapshot(bench: &Bench) -> Vec<(std::path::PathBuf, std::time::SystemTime, u64)> {
    let mut files = Vec::new();
    let mut folders = vec![bench.vault()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let meta = entry.metadata().unwrap();
            if meta.is_dir() {
                folders.push(entry.path());
            } else {
                files.push((entry.path(), meta.modified().unwrap(), meta.len()));
            }
        }
    }
    files.sort();
    files
}
