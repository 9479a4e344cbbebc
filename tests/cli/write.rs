use crate::support::Bench;

const CATCH: &str =
    "---\nid: C-7K3Q2 # ours\nseverity:   sev2\n\nservices: [chat]   # and the rest\n---\n# Reply blank\r\nText\n";

#[test]
fn set_changes_one_value_and_no_other_byte() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    let said = bench.run(&["set", "C-7K3Q2", "severity=sev1"]).ok();
    assert_eq!(said, "Saved catches/2026-06-14-reply-blank.md\n");
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), CATCH.replace("sev2", "sev1"));
}

#[test]
fn setting_what_is_so_writes_nothing() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    let answer = bench.json(&["set", "C-7K3Q2", "severity=sev2"]);
    assert_eq!(answer["changed"], false);
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), CATCH);
}

#[test]
fn an_empty_value_removes_the_field() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    bench.run(&["set", "C-7K3Q2", "severity="]).ok();
    assert!(!bench.read("catches/2026-06-14-reply-blank.md").contains("severity"));
}

#[test]
fn a_list_keeps_its_form_and_the_comments_of_what_stays() {
    let bench = Bench::new();
    let before = "---\nsymptoms:\n  - blank # by the shopper\n  - timeout # in the logs\ntags: [a]\n---\n# T\n";
    bench.write("catches/t.md", before);
    bench.run(&["set", "t", "symptoms=timeout", "tags=b"]).ok();
    let after = before.replace("  - blank # by the shopper\n", "").replace("[a]", "[b]");
    assert_eq!(bench.read("catches/t.md"), after);
}

#[test]
fn new_writes_a_record_that_lints_clean_and_is_found_at_once() {
    let bench = Bench::new();
    for kind in ["incident", "catch", "model-error", "guide", "property", "reading-list", "person"] {
        let path = bench.run(&["new", kind, "Blank reply: after \"redirect\""]).ok();
        let text = bench.read(path.trim());
        assert!(text.contains("Blank reply: after \"redirect\""), "{text}");
    }
    assert_eq!(bench.json(&["lint"])["problems"], serde_json::json!([]));
    assert_eq!(bench.json(&["find", "redirect"])["total"], 7);
}

#[test]
fn what_looks_like_a_secret_is_said() {
    let bench = Bench::new();
    let secret = ["AKIA", "ABCDEFGHIJKLMNOP"].concat();
    let answer = bench.run(&["new", "catch", &format!("The log shows {secret}")]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.stderr.starts_with("Note: this looks like an AWS access key: AKIA…MNOP\nHint: "), "{answer:?}");
}

#[test]
fn two_records_with_one_title_get_two_files() {
    let bench = Bench::new();
    let first = bench.run(&["new", "catch", "Same title"]).ok();
    let second = bench.run(&["new", "catch", "Same title"]).ok();
    assert_ne!(first, second);
    assert_ne!(bench.json(&["show", first.trim()])["handle"], bench.json(&["show", second.trim()])["handle"]);
}

#[test]
fn new_takes_fields_and_refuses_unknown_types() {
    let bench = Bench::new();
    let path = bench.run(&["new", "catch", "Blank", "--field", "services=chat,checkout", "--field", "severity=2"]).ok();
    let shown = bench.json(&["show", path.trim()]);
    assert_eq!(shown["services"], serde_json::json!(["chat", "checkout"]));
    assert_eq!(shown["severity"], 2);
    let refused = bench.run(&["new", "bug", "Blank"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "Error: There is no type called bug\nHint: The types are incident, catch, model-error, guide, property, reading-list, person.\n"
    );
}

#[test]
fn rename_mends_the_links_of_others() {
    let bench = Bench::new();
    bench.write("catches/old-name.md", "# Reply blank\n");
    bench.write(
        "incidents/one.md",
        "---\ncatches: old-name\n---\n# One\nSee [[old-name|the catch]] and [it](../catches/old-name.md).\n",
    );
    let answer = bench.json(&["rename", "old-name", "new-name"]);
    assert_eq!(answer["path"], "catches/new-name.md");
    assert_eq!(answer["mended"], serde_json::json!(["incidents/one.md"]));
    assert_eq!(
        bench.read("incidents/one.md"),
        "---\ncatches: new-name\n---\n# One\nSee [[new-name|the catch]] and [it](../catches/new-name.md).\n"
    );
    assert!(!bench.exists("catches/old-name.md"));
    assert_eq!(bench.json(&["lint"])["problems"], serde_json::json!([]));
}

#[test]
fn rename_never_overwrites() {
    let bench = Bench::new();
    bench.write("catches/a.md", "# A\n");
    bench.write("catches/b.md", "# B\n");
    assert_eq!(bench.run(&["rename", "a", "b"]).code, Some(2));
    assert_eq!(bench.read("catches/b.md"), "# B\n");
}

#[test]
fn what_is_deleted_comes_back() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    bench.run(&["delete", "C-7K3Q2"]).ok();
    assert!(!bench.exists("catches/2026-06-14-reply-blank.md"));
    assert_eq!(bench.run(&["find", "blank"]).code, Some(1));
    let restored = bench.json(&["restore", "C-7K3Q2"]);
    assert_eq!(restored["path"], "catches/2026-06-14-reply-blank.md");
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), CATCH);
    assert_eq!(bench.json(&["find", "blank"])["total"], 1);
}

#[test]
fn links_tie_a_catch_to_changes_and_to_its_incident() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    bench.write("incidents/one.md", "---\nid: I-R4PEM\n---\n# One\n");
    bench.run(&["link", "C-7K3Q2", "--introduced", "a41f9c2?", "--fixed", "PR 2331", "--incident", "I-R4PEM"]).ok();
    let text = bench.read("catches/2026-06-14-reply-blank.md");
    assert!(text.contains("introduced: a41f9c2?\n") && text.contains("fixed: PR 2331\n"), "{text}");
    assert_eq!(bench.read("incidents/one.md"), "---\nid: I-R4PEM\ncatches: C-7K3Q2\n---\n# One\n");
    let chain = &bench.json(&["show", "C-7K3Q2"])["chain"]["links"];
    let parts: Vec<&str> = chain.as_array().unwrap().iter().map(|link| link["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["introduced", "incident", "catch", "fixed"]);
    assert_eq!(chain[0]["suspected"], true);
    // The same again changes nothing.
    bench.run(&["link", "C-7K3Q2", "--fixed", "PR 2331"]).ok();
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), text);

    bench.run(&["link", "C-7K3Q2", "--introduced", "a41f9c2"]).ok();
    let confirmed = text.replace("a41f9c2?", "a41f9c2");
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), confirmed);
    let ties = ["--introduced", "a41f9c2", "--fixed", "PR 2331", "--incident", "I-R4PEM"];
    bench.run(&[&["link", "C-7K3Q2", "--remove"], &ties[..]].concat()).ok();
    assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), CATCH);
    assert_eq!(bench.read("incidents/one.md"), "---\nid: I-R4PEM\n---\n# One\n");
}

#[test]
fn a_change_may_be_named_as_a_record_may_hold_it() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    for (typed, written) in [
        ("2331", "PR 2331"),
        ("web@a41f9c2?", "[PR 2331, web@a41f9c2?]"),
        // Known already, in other words.
        ("#2331", "[PR 2331, web@a41f9c2?]"),
        ("web#45", "[PR 2331, web@a41f9c2?, web#45]"),
    ] {
        bench.run(&["link", "C-7K3Q2", "--fixed", typed]).ok();
        let text = bench.read("catches/2026-06-14-reply-blank.md");
        assert!(text.contains(&format!("fixed: {written}\n")), "{typed}: {text}");
    }
    let answer = bench.run(&["link", "C-7K3Q2", "--fixed", "yesterday"]);
    assert!(answer.code == Some(2) && answer.stderr.contains("yesterday names no change"), "{answer:?}");
}

#[cfg(unix)]
#[test]
fn edit_opens_the_persons_editor_and_takes_in_what_it_wrote() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    bench.write("../editor.sh", "#!/bin/sh\necho 'A walrus was seen.' >> \"$1\"\n");
    let script = bench.vault().join("../editor.sh");
    let mut command = bench.command();
    command.args(["--json", "edit", "C-7K3Q2"]).env("EDITOR", format!("sh {}", script.display()));
    let answer: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    assert_eq!(answer["changed"], true);
    assert_eq!(bench.json(&["find", "walrus"])["total"], 1);
}

#[test]
fn set_refuses_what_would_be_a_problem() {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-reply-blank.md", CATCH);
    for field in ["severity=banana", "date=foo", "type=bogus", "Severity=1", "id=C-00001"] {
        let answer = bench.run(&["set", "C-7K3Q2", field]);
        assert_eq!(answer.code, Some(2), "{field}: {answer:?}");
        assert!(answer.stderr.contains("Hint: "), "{field}: {answer:?}");
        assert_eq!(bench.read("catches/2026-06-14-reply-blank.md"), CATCH, "{field}");
    }
}

#[test]
fn braces_in_a_title_stay_what_they_are() {
    let bench = Bench::new();
    bench.write("templates/catch.md", "---\nid: {id}\ntitle: {title}\n---\nText\n");
    let path = bench.run(&["new", "catch", "Broken {id} since #12: \"no\""]).ok();
    assert_eq!(bench.json(&["show", path.trim()])["title"], "Broken {id} since #12: \"no\"");
    assert_eq!(bench.json(&["lint"])["problems"], serde_json::json!([]));
}

#[test]
fn a_rename_cut_short_is_finished_by_the_next_command() {
    let bench = Bench::new();
    bench.write("catches/old.md", "# Reply blank\n");
    bench.write("catches/other.md", "# Other\nSee [[old]] and [[catches/old]].\n");
    assert_eq!(bench.run(&["--stop-at", "rename.after-rename", "rename", "old", "new"]).code, None);
    assert_eq!(bench.json(&["lint"])["problems"], serde_json::json!([]));
    assert_eq!(bench.read("catches/other.md"), "# Other\nSee [[new]] and [[catches/new]].\n");
}

#[test]
fn a_draft_says_what_readers_will_look_for() {
    let bench = Bench::new();
    bench.write("catches/a.md", "---\nstatus: draft\ngreen: [e2e]\n---\n# Reply blank\n\nThe list was empty.\n");
    let shown = bench.run(&["show", "a"]).ok();
    let line =
        "\nDraft, 3 of 7 parts. Missing: How it was caught, Mechanism, The change that introduced it, Hand-check";
    assert!(shown.contains(line), "{shown}");
    assert_eq!(bench.json(&["show", "a"])["completeness"]["said"], "3 of 7");
    bench.run(&["set", "a", "status=reviewed"]).ok();
    assert!(!bench.run(&["show", "a"]).ok().contains("parts"), "a reviewed record is complete as it is");
}
