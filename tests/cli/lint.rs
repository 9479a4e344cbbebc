use crate::support::Bench;

#[test]
fn a_catch_with_a_title_alone_is_clean() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-blank.md", "# Reply blank\n");
    let answer = bench.run(&["lint"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(0), "1 files, no problem.\n"));
}

#[test]
fn every_problem_has_its_line_and_its_mend() {
    let bench = Bench::new();
    bench.write(
        "catches/2026-06-14-blank.md",
        "---\nseverity: huge\nfixed: #2331\n---\n# Reply blank\nSee [[C-00000]].\n",
    );
    let answer = bench.json(&["lint"]);
    let lines: Vec<u64> =
        answer["problems"].as_array().unwrap().iter().map(|problem| problem["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 3, 6]);
    for problem in answer["problems"].as_array().unwrap() {
        assert!(!problem["hint"].as_str().unwrap().is_empty(), "{problem}");
    }
    assert_eq!(bench.run(&["lint"]).code, Some(1));
    assert_eq!(bench.run(&["lint", "incidents"]).code, Some(2), "no such folder");
}

#[test]
fn two_records_with_one_id_are_shown_and_the_younger_is_renewed() {
    let bench = Bench::new();
    bench.write("catches/a.md", "---\nid: C-7K3Q2\n---\n# A\n");
    bench.write("catches/b.md", "---\nid: C-7K3Q2 # copied\n---\n# B\n");
    let older = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    std::fs::File::options().write(true).open(bench.vault().join("catches/a.md")).unwrap().set_modified(older).unwrap();
    assert_eq!(bench.json(&["lint"])["problems"][0]["code"], "double-id");
    assert_eq!(bench.run(&["show", "C-7K3Q2"]).code, Some(2), "two answer");
    assert_eq!(bench.json(&["lint", "--fix"])["problems"], serde_json::json!([]));
    assert_eq!(bench.read("catches/a.md"), "---\nid: C-7K3Q2\n---\n# A\n");
    assert!(bench.read("catches/b.md").ends_with(" # copied\n---\n# B\n"));
}

#[test]
fn the_sample_vault_is_clean() {
    let bench = Bench::sample();
    let answer = bench.json(&["lint"]);
    assert_eq!(answer["problems"], serde_json::json!([]));
    assert!(answer["files"].as_u64().unwrap() >= 45);
}
