use crate::support::Bench;

fn two_catches() -> Bench {
    let bench = Bench::new();
    bench.write(
        "catches/2026-06-14-reply-blank.md",
        "---\nid: C-7K3Q2\nservices: chat\nseverity: sev2\ngreen: [e2e, unit]\n---\n# Reply blank when a new chat gets its id\n\n\
         Once the chat gets its id, the redirect remounts the page.\n",
    );
    bench.write(
        "catches/2026-05-11-empty-basket.md",
        "---\nid: C-0R4ND\nservices: checkout\n---\n# Bank redirect returns to an empty basket\n\nThe cookie is strict.\n",
    );
    bench
}

#[test]
fn a_word_finds_its_forms_and_marks_them() {
    let bench = two_catches();
    let found = bench.run(&["find", "redirects", "service:chat"]).ok();
    assert_eq!(
        found,
        "C-7K3Q2  Reply blank when a new chat gets its id\n  2026-06-14 · Catch · Sev 2 · chat\n  \
         Once the chat gets its id, the redirect remounts the page.\n"
    );
}

#[test]
fn json_is_what_the_contract_says() {
    let bench = two_catches();
    let mut answer = bench.json(&["find", "redirect", "--facets"]);
    assert!(answer["elapsed_ms"].take().as_f64().is_some_and(|ms| ms >= 0.0));
    assert_eq!(answer["schema"], "catchbook.find/1");
    assert_eq!(answer["query"], "redirect");
    assert_eq!(answer["total"], 2);
    let hit = answer["hits"].as_array().unwrap().iter().find(|hit| hit["id"] == "C-7K3Q2").unwrap();
    assert_eq!(hit["type"], "catch");
    assert_eq!(hit["title"], "Reply blank when a new chat gets its id");
    assert_eq!(hit["path"], "catches/2026-06-14-reply-blank.md");
    assert_eq!(hit["date"], "2026-06-14");
    assert_eq!(hit["severity"], 2);
    assert_eq!(hit["services"], serde_json::json!(["chat"]));
    assert!(hit["snippet"].as_str().unwrap().contains("redirect"));
    assert!(hit["stale"].is_null());
    let gates = answer["facets"]["gate"].as_array().unwrap();
    assert_eq!(gates.iter().map(|gate| gate["count"].as_u64().unwrap()).sum::<u64>(), 2);
}

#[test]
fn nothing_found_is_exit_code_one_and_says_what_a_token_keeps_out() {
    let bench = two_catches();
    let answer = bench.run(&["find", "redirect", "service:ledger"]);
    assert_eq!(answer.code, Some(1));
    assert_eq!(
        answer.stdout,
        "No record for this, yet. That is not proof that there is no defect.\nWithout service:ledger there are 2.\n"
    );
}

#[test]
fn an_expression_looks_through_the_files() {
    let bench = two_catches();
    assert_eq!(
        bench.run(&["find", "/redirect \\w+s/", "service:chat"]).ok(),
        "C-7K3Q2  Reply blank when a new chat gets its id\n  2026-06-14 · Catch · Sev 2 · chat\n  \
         Once the chat gets its id, the redirect remounts the page.\n"
    );
    let answer = bench.json(&["find", "/^services: ch/", "-/cookie/"]);
    assert_eq!(answer["total"], 1);
    assert_eq!(
        answer["explained"],
        "Records whose file matches the expression “^services: ch”, and whose file does not match the expression “cookie”"
    );
    assert_eq!(answer["hits"][0]["snippet"], "services: chat");
    assert_eq!(bench.run(&["find", "/absent/"]).code, Some(1));
    let refused = bench.run(&["find", "/(\\w{1000}){1000}/"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "Error: /(\\w{1000}){1000}/: Left out: it would take too much memory; repeat less, for example \\w{1,20} or \\w+\n\
         Hint: catchbook help query lists the fields and their values.\n"
    );
}

#[test]
fn either_and_groups_narrow_as_they_say() {
    let bench = two_catches();
    let ids = |query: &str| {
        let answer = bench.json(&["find", query]);
        let hits = answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned());
        let mut hits: Vec<String> = hits.collect();
        hits.sort_unstable();
        (hits, answer["explained"].as_str().unwrap().to_owned())
    };
    let either = ids("remounts OR cookie service:chat");
    assert_eq!(either.0, ["C-7K3Q2"]);
    assert_eq!(either.1, "Records either with “remounts” or with “cookie”, and whose service is chat");
    assert_eq!(ids("-(service:chat OR severity:1)").0, ["C-0R4ND"]);
    let misread = bench.run(&["find", "-(service:chat OR severity:high)"]);
    assert_eq!((misread.code, misread.stdout.as_str()), (Some(2), ""));
    assert!(misread.stderr.contains("“high” is not a severity"), "{}", misread.stderr);
}

#[test]
fn where_no_record_has_all_words_those_with_most_are_shown() {
    let bench = two_catches();
    let near = bench.run(&["find", "redirect cookie remounts"]);
    assert_eq!(near.code, Some(0));
    assert!(near.stderr.contains("No record has all 3 words; these have 2 of them."), "{}", near.stderr);
    assert!(near.stdout.contains("C-7K3Q2") && near.stdout.contains("C-0R4ND"), "{}", near.stdout);
    let answer = bench.json(&["find", "redirect cookie remounts"]);
    assert_eq!(answer["nearest"], serde_json::json!({ "whole": 0, "has": 2, "of": 3 }));
    assert!(bench.json(&["find", "redirect"])["nearest"].is_null());
}

#[test]
fn a_misspelt_word_finds_what_was_meant_and_says_so() {
    let bench = two_catches();
    let found = bench.run(&["find", "redirct"]);
    assert_eq!(found.code, Some(0));
    assert!(found.stdout.contains("C-7K3Q2"), "{}", found.stdout);
    let says = "No record answers as it is written. Looked for “redirect” for “redirct”.";
    assert!(found.stderr.contains(says), "{}", found.stderr);
    let answer = bench.json(&["find", "redirct"]);
    assert_eq!(answer["spelling"], serde_json::json!([{ "written": "redirct", "read_as": ["redirect"] }]));
    assert_eq!(answer["explained"], "Records with “redirct” or a word much like it: “redirect”");
    assert!(bench.json(&["find", "redirect"])["spelling"].is_null());
    let quoted = bench.run(&["find", "\"redirct\""]);
    assert_eq!(quoted.code, Some(1), "quoted words are meant as they stand: {}", quoted.stdout);
}

#[test]
fn a_ranking_is_measured_on_a_judged_collection() {
    let bench = two_catches();
    bench.write("corpus.jsonl", "{\"_id\": \"d1\", \"title\": \"Wing\", \"text\": \"lift of a wing\"}\n{\"_id\": \"d2\", \"text\": \"heat in slabs\"}\n");
    bench.write(
        "queries.jsonl",
        "{\"_id\": \"q1\", \"text\": \"/wing/ lift\"}\n\n{\"_id\": \"q2\", \"text\": \"slabs\"}\n",
    );
    bench.write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\nq2\td2\t1\nq3\td2\t1\n");
    let at = |name: &str| bench.vault().join(name).display().to_string();
    let (corpus, queries, qrels) = (at("corpus.jsonl"), at("queries.jsonl"), at("qrels.tsv"));
    let files = ["eval", "search", "--corpus", &corpus, "--queries", &queries, "--qrels", &qrels];
    let mut answer = bench.json(&files);
    assert!(answer["elapsed_ms"].take().as_f64().is_some());
    let perfect = serde_json::json!({ "schema": "catchbook.eval-search/1", "queries": 2, "ndcg@10": 1.0, "map": 1.0,
        "mrr": 1.0, "recall@5": 1.0, "elapsed_ms": null });
    assert_eq!(answer, perfect);

    bench.write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\n");
    let refused = bench.run(&files);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("qrels.tsv:2: a judgement is a query, a document and a grade"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_wrong_field_is_searched_as_text_and_says_so() {
    let bench = two_catches();
    let answer = bench.run(&["find", "servcie:chat"]);
    assert!(answer.stderr.starts_with("Note: servcie:chat: "), "{answer:?}");
}

#[test]
fn minus_means_not_even_as_the_first_word() {
    let bench = two_catches();
    let found = bench.json(&["find", "-basket"]);
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["id"], "C-7K3Q2");
}

#[test]
fn an_edit_by_another_program_is_found_at_once() {
    let bench = two_catches();
    bench.run(&["find", "redirect"]).ok();
    bench.write("catches/2026-05-11-empty-basket.md", "# Bank redirect returns to a foreign basket\n");
    assert_eq!(bench.json(&["find", "foreign"])["total"], 1);
    std::fs::remove_file(bench.vault().join("catches/2026-05-11-empty-basket.md")).unwrap();
    assert_eq!(bench.run(&["find", "foreign"]).code, Some(1));
}

#[test]
fn a_title_cannot_steer_the_terminal() {
    let bench = Bench::new();
    bench.write("catches/evil.md", "# Blank \x1b[2J page\n");
    let found = bench.run(&["find", "blank"]).ok();
    assert!(!found.contains('\x1b'), "{found:?}");
}

#[test]
fn a_filter_that_cannot_be_understood_is_no_answer() {
    let bench = two_catches();
    for query in ["type:foo", "severity:9", "after:2026-13", "is:foo"] {
        let answer = bench.run(&["find", query]);
        assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""), "{query}");
        assert!(answer.stderr.contains(query), "{answer:?}");
    }
}

#[test]
fn a_phrase_can_be_excluded() {
    assert_eq!(two_catches().json(&["find", "-\"reply blank\""])["hits"][0]["id"], "C-0R4ND");
}

#[test]
fn similar_records_are_shown_with_their_reasons_and_found() {
    let bench = Bench::new();
    let catch =
        |id: &str, title: &str, text: &str| format!("---\nid: {id}\nclass: state-lost\n---\n# {title}\n\n{text}\n");
    bench.write("reply.md", catch("C-7K3Q2", "Redirect wipes the reply", "The redirect remounts the draft."));
    bench.write("basket.md", catch("C-0R4ND", "Basket empty", "A redirect remounts the draft order."));
    bench.write("note.md", "# A note\n\nSeen again in [[C-7K3Q2]], later. Not here.\n");
    for n in 0..12 {
        bench.write(&format!("crowd/{n}.md"), format!("# Plain {n}\n\nNothing much happened.\n"));
    }
    let shown = bench.run(&["show", "C-7K3Q2"]).ok();
    let around = shown.split_once("\nLinked from\n").unwrap().1;
    assert_eq!(
        around,
        "  note  A note\n    Seen again in C-7K3Q2, later.\n\nSimilar\n  C-0R4ND  Basket empty\n    \
         Same class: state-lost. Both speak of redirect, draft, remounts\n\nreply.md\n"
    );
    let similar = &bench.json(&["show", "C-7K3Q2"])["similar"];
    assert_eq!(similar.as_array().unwrap().len(), 1);
    assert_eq!((&similar[0]["handle"], &similar[0]["why"][0]), (&"C-0R4ND".into(), &"Same class: state-lost".into()));
    assert_eq!(bench.json(&["find", "related:C-7K3Q2"])["hits"][0]["id"], "C-0R4ND");

    bench.run(&["set", "C-0R4ND", "dissimilar=C-7K3Q2"]).ok();
    assert!(!bench.run(&["show", "C-7K3Q2"]).ok().contains("Similar"), "either record may say so");
    assert_eq!(bench.run(&["find", "related:C-7K3Q2"]).code, Some(1));
}
