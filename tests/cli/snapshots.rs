use crate::support::Bench;

const PATH: &str = "catches/2026-06-14-reply-blank.md";
const CATCH: &str = "---\nid: C-7K3Q2 # ours\nseverity:   sev2\n---\n# Reply blank\r\nText\n";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write(PATH, CATCH);
    bench
}

#[test]
fn a_field_that_was_set_leaves_the_state_before_and_either_comes_back() {
    let bench = bench();
    bench.run(&["set", "C-7K3Q2", "severity=sev1"]).ok();
    let changed = bench.read(PATH);
    let said = bench.run(&["snapshots", "C-7K3Q2", "--restore", "1"]).ok();
    assert_eq!(
        said,
        format!("Restored {PATH} to its state 1\nGo back with: catchbook snapshots C-7K3Q2 --restore 2\n")
    );
    assert_eq!(bench.read(PATH), CATCH);
    let again = bench.run(&["snapshots", "C-7K3Q2", "--restore", "1"]).ok();
    assert_eq!(again, format!("{PATH} is in that state already\n"));
    let back = bench.json(&["snapshots", "C-7K3Q2", "--restore", "2"]);
    assert_eq!(
        back,
        serde_json::json!({
            "schema": "catchbook.snapshots/1", "id": "C-7K3Q2", "path": PATH, "changed": true, "before": 1, "note": null
        })
    );
    assert_eq!(bench.read(PATH), changed);
}

#[test]
fn the_list_says_when_how_large_and_why() {
    let bench = bench();
    let none = bench.run(&["snapshots", "C-7K3Q2"]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(1), "No earlier state of C-7K3Q2 is kept.\n"));
    bench.run(&["set", "C-7K3Q2", "severity=sev1"]).ok();
    bench.run(&["snapshots", "C-7K3Q2", "--restore", "1"]).ok();
    bench.run(&["rename", "C-7K3Q2", "other-name"]).ok();
    let list = bench.json(&["snapshots", "other-name"]);
    assert_eq!((&list["schema"], &list["damaged"]), (&"catchbook.snapshots/1".into(), &serde_json::json!([])));
    assert_eq!((&list["id"], &list["path"]), (&"C-7K3Q2".into(), &"catches/other-name.md".into()));
    let rows: Vec<_> =
        list["snapshots"].as_array().unwrap().iter().map(|row| (&row["number"], &row["reason"])).collect();
    assert_eq!(rows, [(&2.into(), &"restore".into()), (&1.into(), &"editing".into())]);
    let text = bench.run(&["snapshots", "C-7K3Q2"]).ok();
    let lines: Vec<&str> = text.lines().collect();
    let [restore, editing] = lines[..] else { panic!("{text}") };
    let time = list["snapshots"][1]["at"].as_str().unwrap();
    assert_eq!(
        editing,
        format!("   1  {time}  {:>8} bytes  while it was edited, as {PATH}, the same as the file", CATCH.len())
    );
    assert!(restore.starts_with("   2  ") && restore.ends_with(&format!("before a restore, as {PATH}")), "{restore}");
}

#[test]
fn a_damaged_state_is_said_and_hides_no_other() {
    let bench = bench();
    bench.run(&["set", "C-7K3Q2", "severity=sev1"]).ok();
    bench.run(&["snapshots", "C-7K3Q2", "--restore", "1"]).ok();
    let vaults = std::fs::read_dir(bench.profile().join("data/snapshots")).unwrap();
    let files = vaults.flat_map(|vault| std::fs::read_dir(vault.unwrap().path()).unwrap());
    let second = files.map(|file| file.unwrap().path()).find(|file| file.to_string_lossy().contains("-2-")).unwrap();
    std::fs::write(second, "torn").unwrap();
    let answer = bench.run(&["snapshots", "C-7K3Q2"]);
    assert_eq!((answer.code, answer.stdout.lines().count()), (Some(0), 1));
    assert_eq!(answer.stderr, "Note: the earlier state 2 is damaged and was skipped\n");
    assert_eq!(bench.json(&["snapshots", "C-7K3Q2"])["damaged"], serde_json::json!([2]));
    let refused = bench.run(&["snapshots", "C-7K3Q2", "--restore", "2"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("Hint: "), "{refused:?}");
}
