use crate::{
    Find, Store,
    fixtures::{parse, record, store_of, typing},
};

fn vault(dir: &std::path::Path) -> Store {
    store_of(
        dir,
        &[
            record(
                "a.md",
                "Connection refused",
                "reqTimeoutMs in src/chat/redirect.ts; the retries ended with E-1042.",
            ),
            record("b.md", "Cart empties", "A clean cache, a retried request."),
            record("c.md", "Customers see clean carts", "The customer is clean, the TLS handshake as well."),
            record("d.md", "Lean build", "東京都の障害"),
        ],
    )
}

/// The paths that a query finds, and what it was read as.
fn found(store: &Store, query: &crate::Query) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let (found, answered) = store.find_nearest(query, &Find::default()).unwrap();
    let mut paths: Vec<String> = found.hits.into_iter().map(|hit| hit.path).collect();
    paths.sort();
    (paths, answered.map(|query| query.respellings()).unwrap_or_default())
}

#[test]
fn a_word_that_no_record_has_is_read_as_the_nearest() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    for (query, paths, read_as) in [
        ("conection", &["a.md"][..], "connection"),
        ("connectoin", &["a.md"], "connection"),
        ("cnonectoin", &["a.md"], "connection"),
        ("retreis", &["a.md", "b.md"], "retries"),
        ("lena", &["d.md"], "lean"),
        ("reqTimoutMs", &["a.md"], "timeout"),
    ] {
        let (found, read) = found(&store, &parse(query));
        assert_eq!(found, paths, "{query}");
        assert!(read.iter().any(|(_, forms)| forms.iter().any(|form| form == read_as)), "{query}: {read:?}");
    }
}

#[test]
fn what_is_there_as_written_is_not_read_otherwise() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    for query in ["lean", "clean cache", "retries", "E-1042", "\"clean cache\"", "-connection"] {
        assert_eq!(found(&store, &parse(query)).1, [], "{query}");
    }
}

#[test]
fn codes_short_words_and_phrases_are_meant_as_they_stand() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    for query in ["E-1043", "tcs", "xx", "\"conection\"", "東京府", "retries2", "cookie"] {
        assert_eq!(found(&store, &parse(query)).1, [], "{query}");
    }
}

#[test]
fn words_that_never_stand_together_are_read_as_more_frequent_ones() {
    let dir = tempfile::tempdir().unwrap();
    let records: Vec<_> = (0..10)
        .map(|n| record(&format!("{n}.md"), "Customer records are clean", ""))
        .chain([record("lean.md", "Lean build", "")])
        .collect();
    let store = store_of(dir.path(), &records);
    let (paths, read) = found(&store, &parse("customer lean"));
    assert_eq!(paths.len(), 10);
    assert_eq!(read, [("lean".to_string(), vec!["clean".to_string()])]);
}

#[test]
fn a_beginning_may_be_misspelt_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    for query in ["connetc", "conecti", "hadnsh"] {
        let (paths, read) = found(&store, &typing(query));
        assert!(!paths.is_empty() && !read.is_empty(), "{query}");
    }
    assert_eq!(found(&store, &typing("connec")).1, [], "a right beginning is no misspelt word");
}

#[test]
fn a_word_that_was_only_saved_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    assert_eq!(found(&store, &parse("idempotnecy")).0, Vec::<String>::new());
    store.overlay_put(&record("new.md", "Idempotency keys", ""));
    assert_eq!(found(&store, &parse("idempotnecy")).0, ["new.md"]);
}

#[test]
fn the_word_that_was_meant_is_marked() {
    let dir = tempfile::tempdir().unwrap();
    let store = vault(dir.path());
    let (_, answered) = store.find_nearest(&parse("conection"), &Find::default()).unwrap();
    let marked = store.snippets(&answered.unwrap()).title("Connection refused");
    assert!(marked[0].mark && marked[0].text == "Connection", "{marked:?}");
}
