//! SIGKILL at every named step of a save, a rename and a delete.

mod links;

use crate::support::Bench;
use catchbook_vault::crash_points;

const OLD: &str = "---\nid: C-7K3Q2\nseverity: sev2\n---\n# Reply blank\n\nSee [[other]].\n";
const PATH: &str = "catches/2026-06-14-reply-blank.md";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write(PATH, OLD);
    bench.write("incidents/other.md", "---\ncatches: C-7K3Q2\n---\n# Other\nSee [[2026-06-14-reply-blank]].\n");
    bench
}

/// Runs a command that is killed at a step; answers whether the step was reached.
fn killed(bench: &Bench, step: &str, args: &[&str]) -> bool {
    let answer = bench.run(&[&["--stop-at", step], args].concat());
    match answer.code {
        None => true,
        Some(0) => false,
        Some(code) => panic!("{step}: {args:?} ended with {code}\n{}", answer.stderr),
    }
}

/// After the next start nothing is left to say, and no temporary file is a record.
fn doctor_is_clean(bench: &Bench, step: &str) {
    let doctor = bench.json(&["doctor"]);
    assert_eq!(doctor["ok"], true, "{step}: {doctor}");
}

#[test]
fn a_killed_save_leaves_the_old_text_or_the_new() {
    let new = OLD.replace("sev2", "sev1");
    let mut reached = 0;
    for step in crash_points() {
        let bench = bench();
        reached += u32::from(killed(&bench, step, &["set", "C-7K3Q2", "severity=sev1"]));
        let text = bench.read(PATH);
        assert!(text == OLD || text == new, "{step}: {text}");
        doctor_is_clean(&bench, step);
        bench.run(&["set", "C-7K3Q2", "severity=sev1"]).ok();
        assert_eq!(bench.read(PATH), new, "{step}: the next save works");
        assert_eq!(bench.json(&["find", "severity:1"])["total"], 1, "{step}");
    }
    assert!(reached >= 5, "a save passes at least five named steps, not {reached}");
}

#[test]
fn a_killed_rename_leaves_one_whole_file() {
    let mut reached = 0;
    for step in crash_points() {
        let bench = bench();
        reached += u32::from(killed(&bench, step, &["rename", "C-7K3Q2", "new-name"]));
        let names = [PATH, "catches/new-name.md"];
        let there: Vec<_> = names.iter().filter(|name| bench.exists(name)).collect();
        assert!(!there.is_empty(), "{step}: the record is gone");
        assert!(there.iter().all(|name| bench.read(name) == OLD), "{step}");
        let other = bench.read("incidents/other.md");
        assert!(other.contains("[[2026-06-14-reply-blank]]") || other.contains("[[new-name]]"), "{step}: {other}");
        doctor_is_clean(&bench, step);
        assert_eq!(bench.json(&["show", there[0]])["title"], "Reply blank", "{step}");
    }
    assert!(reached >= 3, "a rename passes at least three named steps, not {reached}");
}

#[test]
fn a_killed_delete_leaves_the_file_in_the_vault_or_in_the_trash() {
    let mut reached = 0;
    for step in crash_points() {
        let bench = bench();
        reached += u32::from(killed(&bench, step, &["delete", "C-7K3Q2"]));
        doctor_is_clean(&bench, step);
        if bench.exists(PATH) {
            assert_eq!(bench.read(PATH), OLD, "{step}");
        } else {
            bench.run(&["restore", "C-7K3Q2"]).ok();
            assert_eq!(bench.read(PATH), OLD, "{step}: it comes back whole");
        }
    }
    assert!(reached >= 5, "a delete passes at least five named steps, not {reached}");
}
