//! Empty folders, large ones, broken ones, and ones that may not be read or written.

use crate::support::{Answer, Bench};
use catchbook_testkit::corpus;
use serde_json::json;

/// `find`, `show`, `lint`, `reindex` and `doctor` on whatever the vault is.
fn answers(bench: &Bench, records: u64) {
    let found = bench.json(&["find", ""]);
    assert_eq!(found["schema"], "catchbook.find/1");
    assert_eq!(found["total"], records);
    let reindexed = bench.json(&["reindex"]);
    assert_eq!((&reindexed["schema"], &reindexed["records"]), (&json!("catchbook.reindex/1"), &json!(records)));
    let lint = bench.json(&["lint"]);
    assert_eq!(lint["schema"], "catchbook.lint/1");
    assert!(lint["problems"].is_array());
    let doctor = bench.json(&["doctor"]);
    assert_eq!(doctor, json!({ "schema": "catchbook.doctor/1", "ok": true, "findings": [] }));
    if let Some(first) = found["hits"].as_array().unwrap().first() {
        let shown = bench.json(&["show", first["path"].as_str().unwrap()]);
        assert_eq!((&shown["schema"], &shown["handle"]), (&json!("catchbook.show/1"), &first["id"]));
    }
}

#[test]
fn an_empty_folder_answers() {
    let bench = Bench::new();
    answers(&bench, 0);
    assert_eq!(bench.run(&["find", "anything"]).code, Some(1));
}

#[test]
fn the_sample_vault_answers() {
    let bench = Bench::sample();
    let records = bench.json(&["find", ""])["total"].as_u64().unwrap();
    assert!(records >= 45, "{records}");
    answers(&bench, records);
}

#[test]
fn fifteen_thousand_files_without_front_matter_answer() {
    let bench = Bench::new();
    corpus::plain(7, 15_000, &mut |path, bytes| bench.write(path, bytes));
    answers(&bench, 15_000);
    assert_eq!(bench.json(&["lint"])["problems"], json!([]));
}

#[test]
fn a_folder_of_broken_files_answers() {
    let bench = Bench::new();
    let mut written = 0;
    corpus::broken(7, 300, &mut |path, bytes| {
        bench.write(path, bytes);
        written += 1;
    });
    answers(&bench, written);
    assert!(!bench.json(&["lint"])["problems"].as_array().unwrap().is_empty());
}

#[test]
fn outside_of_any_vault_the_way_in_is_named() {
    let bench = Bench::new();
    let answer = bench.command().args(["--vault", "/nowhere/at/all", "find", "x"]).output().unwrap();
    assert_eq!(answer.status.code(), Some(2));
    let said = String::from_utf8(answer.stderr).unwrap();
    assert!(said.contains("/nowhere/at/all") && said.contains("Hint: "), "{said}");
}

#[test]
fn init_makes_a_vault_that_is_clean_and_linked() {
    let bench = Bench::new();
    let dir = bench.vault().join("../fresh");
    let made = bench.json(&["init", dir.to_str().unwrap()]);
    let vault = made["vault"].as_str().unwrap().to_owned();
    let lint = bench.json(&["--vault", &vault, "lint"]);
    assert_eq!(lint["problems"], json!([]), "{lint}");
    assert_eq!(bench.json(&["--vault", &vault, "find", "type:catch,incident,model-error"])["total"], 3);
    assert_eq!(bench.run(&["init", dir.to_str().unwrap()]).code, Some(2), "a second time");
}

#[test]
fn a_damaged_store_is_made_again_and_nothing_is_lost() {
    let bench = Bench::sample();
    let before = bench.json(&["find", ""])["total"].clone();
    let stores = bench.profile().join("cache/vaults");
    let store = std::fs::read_dir(stores).unwrap().next().unwrap().unwrap().path();
    std::fs::write(store.join("catalog.sqlite"), b"this is no database, and long enough to look at").unwrap();
    let again = bench.run(&["--json", "find", ""]);
    assert!(again.stderr.contains("The catalog was made again"), "{again:?}");
    let found: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(found["total"], before);
    for file in std::fs::read_dir(store.join("index")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "json") {
            std::fs::write(path, b"{").unwrap();
        }
    }
    let again = bench.run(&["--json", "find", ""]);
    assert!(again.stderr.contains("The search index was made again"), "{again:?}");
    let found: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(found["total"], before);
    assert_eq!(bench.json(&["doctor"])["ok"], true);
}

#[test]
fn a_vault_that_vanished_is_not_taken_for_an_empty_one() {
    let bench = Bench::sample();
    let before = bench.json(&["find", ""])["total"].clone();
    for entry in std::fs::read_dir(bench.vault()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
    }
    let answer = bench.run(&["--json", "find", ""]);
    assert!(answer.stderr.starts_with("Note: ") && answer.stderr.contains("disappeared"), "{answer:?}");
    let found: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(found["total"], before, "what was known is kept");
    assert_eq!(bench.json(&["reindex"])["records"], 0);
    assert_eq!(bench.json(&["find", ""])["total"], 0);
}

#[test]
fn where_the_cache_cannot_be_written_it_reads_all_the_same_and_says_so() {
    let bench = Bench::sample();
    std::fs::create_dir_all(bench.profile()).unwrap();
    std::fs::write(bench.profile().join("cache"), "a file where a folder belongs").unwrap();
    let temp = bench.vault().join("../temp");
    std::fs::create_dir(&temp).unwrap();
    let run = |args: &[&str]| Answer::of(bench.command().env("TMPDIR", &temp).args(args).output().unwrap());
    for args in [&["--json", "find", "timeout"][..], &["--json", "lint"], &["--json", "doctor"], &["--json", "reindex"]]
    {
        let answer = run(args);
        assert_eq!(answer.code, Some(0), "{answer:?}");
        assert!(answer.stderr.contains("/cache/vaults/") && answer.stderr.contains("cannot be written"), "{answer:?}");
    }
    let made = run(&["new", "catch", "Seen without a cache"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(bench.exists(made.stdout.trim().rsplit("vault/").next().unwrap()), "{made:?}");
    assert_eq!(std::fs::read_dir(&temp).unwrap().count(), 0, "nothing stays behind");
    std::fs::remove_dir(&temp).unwrap();
    let nowhere = run(&["find", "timeout"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.contains("neither in ") && nowhere.stderr.contains("Hint: Make room"), "{nowhere:?}");
}

#[test]
fn settings_that_cannot_be_used_are_named_and_do_no_harm() {
    let bench = Bench::sample();
    let settings = bench.profile().join("config/settings.toml");
    std::fs::create_dir_all(&settings).unwrap();
    let answer = bench.run(&["find", "timeout"]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.stderr.contains("settings.toml cannot be used"), "{answer:?}");
    std::fs::remove_dir(&settings).unwrap();
    std::fs::write(&settings, "theme = [").unwrap();
    assert!(bench.run(&["find", "timeout"]).stderr.contains("settings.toml cannot be used"));
    assert_eq!(std::fs::read_to_string(&settings).unwrap(), "theme = [");
}

#[test]
fn a_file_in_place_of_the_vault_is_named() {
    let bench = Bench::new();
    let file = bench.vault().join("catchbook.toml");
    let answer = bench.run(&["--vault", file.to_str().unwrap(), "find", "x"]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.stderr.contains("catchbook.toml is not a folder\nHint: "), "{answer:?}");
}
