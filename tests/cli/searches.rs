use crate::support::Bench;

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("catches/2026-06-14-a.md", "---\nid: C-7K3Q2\nservices: chat\n---\n# Redirect wipes the reply\n");
    bench
        .write("catches/2026-05-11-b.md", "---\nid: C-0R4ND\nservices: checkout\n---\n# Redirect empties the basket\n");
    bench.write("searches/redirects.toml", "name = \"Lost on the way\"\nquery = \"redirect\"\nsort = \"date\"\n");
    bench
}

#[test]
fn searches_are_listed_and_a_broken_one_says_what_is_wrong() {
    let bench = bench();
    bench.write("searches/half.toml", "name = \"Half\"\nquery = \n");
    let listed = bench.run(&["searches"]).ok();
    let (half, rest) = listed.split_once("redirects").expect("both");
    assert!(half.starts_with("half  half\n  searches/half.toml: Line 2 is not valid TOML"), "{listed}");
    assert_eq!(rest, "  Lost on the way\n  redirect\n");

    let json = bench.json(&["searches"]);
    assert_eq!(json["schema"], "catchbook.searches/1");
    assert_eq!(
        json["searches"][1],
        serde_json::json!({"id": "redirects", "name": "Lost on the way", "query": "redirect", "sort": "date",
            "path": "searches/redirects.toml", "problem": null})
    );
}

#[test]
fn no_search_is_exit_code_one() {
    let answer = Bench::new().run(&["searches"]);
    assert_eq!(answer.code, Some(1));
    assert_eq!(answer.stdout, "No search is saved. catchbook find QUERY --save NAME saves one.\n");
}

#[test]
fn a_saved_search_is_asked_by_either_name_and_narrowed() {
    let bench = bench();
    let ids = |args: &[&str]| -> Vec<String> {
        let hits = bench.json(args)["hits"].take();
        hits.as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["find", "--saved", "redirects"]), ["C-7K3Q2", "C-0R4ND"]);
    assert_eq!(ids(&["find", "--saved", "lost on the WAY", "service:checkout"]), ["C-0R4ND"]);
    assert_eq!(ids(&["find", "--saved", "redirects", "-basket"]), ["C-7K3Q2"]);

    let none = bench.run(&["find", "--saved", "nobody"]);
    assert_eq!(none.code, Some(2));
    assert_eq!(none.stderr, "Error: No saved search is called “nobody”\nHint: catchbook searches lists them.\n");
}

#[test]
fn a_query_is_saved_as_a_new_file_and_never_over_another_one() {
    let bench = bench();
    bench.write("searches/bank-s-basket.toml", "mine");
    let answer = bench.run(&["find", "basket \"the basket\"", "--save", "Bank’s basket!", "--sort", "date"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), "Note: Saved as searches/banks-basket.toml\n"));
    assert_eq!(
        bench.read("searches/banks-basket.toml"),
        "name = \"Bank’s basket!\"\nquery = 'basket \"the basket\"'\nsort = \"date\"\n"
    );

    let again = bench.run(&["find", "basket", "--save", "bank’s BASKET!"]);
    assert_eq!(again.code, Some(2));
    assert!(again.stderr.contains("searches/banks-basket.toml is called “Bank’s basket!” already"), "{}", again.stderr);

    bench.run(&["find", "basket", "--save", "Banks, basket"]).stdout.clear();
    assert_eq!(bench.read("searches/banks-basket-2.toml"), "name = \"Banks, basket\"\nquery = \"basket\"\n");
}

#[test]
fn a_query_that_is_misread_is_not_saved() {
    let bench = bench();
    let answer = bench.run(&["find", "severity:huge", "--save", "Huge"]);
    assert_eq!(answer.code, Some(2));
    assert!(!bench.exists("searches/huge.toml"));
}
