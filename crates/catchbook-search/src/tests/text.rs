use crate::{
    Find, Store,
    fixtures::{find, parse, paths, record, store_of, typing},
};

fn typed(store: &Store, query: &str) -> Vec<String> {
    let mut paths: Vec<_> =
        store.find(&typing(query), &Find::default()).unwrap().hits.into_iter().map(|hit| hit.path).collect();
    paths.sort();
    paths
}

#[test]
fn words_match_in_every_form_and_all_are_wanted() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("a.md", "Reply blank when a chat gets its id", "The redirect remounts the page."),
            record("b.md", "Cart empties", "A retried request. The chat is not concerned."),
        ],
    );
    for (query, expected) in [
        ("redirects", vec!["a.md"]),
        ("chat", vec!["a.md", "b.md"]),
        ("chat redirect", vec!["a.md"]),
        ("chat -redirect", vec!["b.md"]),
        ("-redirect", vec!["b.md"]),
        ("\"remounts the page\"", vec!["a.md"]),
        ("\"page remounts\"", vec![]),
        ("retrying", vec!["b.md"]),
        ("the", vec!["a.md", "b.md"]),
        ("absent", vec![]),
        ("chat absent", vec![]),
        ("redir*", vec!["a.md"]),
    ] {
        let mut found = paths(&store, query);
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_sentence_finds_the_best_match_though_no_record_has_all_its_words() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[record("a.md", "Reply blank", "redirect remounts page"), record("b.md", "Cart", "page empty")],
    );
    assert_eq!(paths(&store, "why does the redirect leave the page with a blank answer"), ["a.md", "b.md"]);
}

#[test]
fn a_quoted_phrase_is_found_at_each_letter_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let texts = ["The client goes on without a pause.", "A pause, and not without one.", "Without patience."];
    let records: Vec<_> = (1..).zip(texts).map(|(n, text)| record(&format!("{n}.md"), "One", text)).collect();
    let store = store_of(dir.path(), &records);
    let phrase = "\"without a pause";
    for end in 3..=phrase.len() {
        assert!(typed(&store, &phrase[..end]).contains(&"1.md".to_owned()), "{}", &phrase[..end]);
    }
    assert_eq!(typed(&store, "\"without a pau"), ["1.md"]);
    assert_eq!(typed(&store, "\"without pat"), ["3.md"]);
    assert_eq!(typed(&store, "\"without a pau\""), [""; 0]);
}

#[test]
fn the_last_word_counts_as_a_beginning_while_typing() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("a.md", "Connection lost", "hoping in src/chat/redirectPage.ts"),
            record("b.md", "Connected twice", "running, retries, planets"),
            record("c.md", "Cart", "plane"),
        ],
    );
    for (query, expected) in [
        ("con", vec!["a.md", "b.md"]),
        ("connectio", vec!["a.md", "b.md"]),
        ("lost conn", vec!["a.md"]),
        ("hopin", vec!["a.md"]),
        ("runni", vec!["b.md"]),
        ("retrie", vec!["b.md"]),
        ("planet", vec!["b.md"]),
        ("src/chat/redi", vec!["a.md"]),
        ("redirectPa", vec!["a.md"]),
        ("redirectpa", vec!["a.md"]),
        ("src/chat/redirectp", vec!["a.md"]),
        ("chat/redirectp", vec!["a.md"]),
        ("c", vec!["a.md", "b.md", "c.md"]),
        ("conn ", vec![]),
        ("zzz", vec![]),
    ] {
        assert_eq!(typed(&store, query), expected, "{query}");
    }
}

#[test]
fn code_is_found_whole_and_by_its_parts() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("a.md", "A", "reqTimeoutMs in src/net/http_client.rs gave E-1042 (CVE-2026-42184)"),
            record("b.md", "B", "std::mem::swap at 09:40 in v2.3.1"),
            record("c.md", "C", "req and timeout apart"),
        ],
    );
    for (query, expected) in [
        ("reqTimeoutMs", vec!["a.md"]),
        ("reqtimeoutms", vec!["a.md"]),
        ("timeout", vec!["a.md", "c.md"]),
        ("\"req timeout\"", vec!["a.md"]),
        ("http_client.rs", vec!["a.md"]),
        ("src/net", vec!["a.md"]),
        ("E-1042", vec!["a.md"]),
        ("cve-2026-42184", vec!["a.md"]),
        ("std::mem::swap", vec!["b.md"]),
        ("mem::swap", vec!["b.md"]),
        ("v2.3.1", vec!["b.md"]),
        ("09:40", vec!["b.md"]),
    ] {
        let mut found = paths(&store, query);
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
}

/// In the index, compounds of many parts stand apart from words.
#[test]
fn compounds_are_found_in_small_letters_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("a.md", "Deploy to GitHub", "notificationServiceClient"),
            record("b.md", "isReadyNow", "onClick in openTheDoor"),
            record("c.md", "openable", ""),
        ],
    );
    for (query, expected) in [
        ("github", vec!["a.md"]),
        ("\"deploy to github\"", vec!["a.md"]),
        ("notificationserviceclient", vec!["a.md"]),
        ("openthedoor", vec!["b.md"]),
        ("isReadyNow", vec!["b.md"]),
    ] {
        assert_eq!(paths(&store, query), expected, "{query}");
    }
    for (query, expected) in [
        ("notif", vec!["a.md"]),
        ("notifica", vec!["a.md"]),
        ("notificationserv", vec!["a.md"]),
        ("isready", vec!["b.md"]),
        ("is", vec!["b.md"]),
        ("oncl", vec!["b.md"]),
        ("openthe", vec!["b.md"]),
    ] {
        assert_eq!(typed(&store, query), expected, "{query}");
    }
    let mut both = typed(&store, "open");
    both.sort();
    assert_eq!(both, ["b.md", "c.md"]);
}

#[test]
fn other_scripts_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[
            record("a.md", "東京都の障害", ""),
            record("b.md", "Größe der Straße", ""),
            record("c.md", "Ошибка ёлки", ""),
            record("d.md", "京", ""),
        ],
    );
    for (query, expected) in [
        ("東京", vec!["a.md"]),
        ("京都", vec!["a.md"]),
        ("障害", vec!["a.md"]),
        ("都京", vec![]),
        ("grosse", vec!["b.md"]),
        ("GROẞE", vec!["b.md"]),
        ("groesse", vec![]),
        ("größe", vec!["b.md"]),
        ("grosze", vec![]),
        ("strasse", vec!["b.md"]),
        ("ошибка", vec!["c.md"]),
        ("елки", vec!["c.md"]),
        ("京", vec!["d.md"]),
    ] {
        assert_eq!(paths(&store, query), expected, "{query}");
    }
    assert_eq!(typed(&store, "京"), ["a.md", "d.md"]);
}

#[test]
fn synonyms_widen_a_query() {
    let dir = tempfile::tempdir().unwrap();
    drop(store_of(
        dir.path(),
        &[
            record("a.md", "Deadline exceeded", ""),
            record("b.md", "Timeout", ""),
            record("c.md", "Deadline for the report", ""),
        ],
    ));
    let (store, _) = Store::open(dir.path(), &[vec!["timeout".into(), "deadline exceeded".into()]]).unwrap();
    assert_eq!(paths(&store, "timeouts"), ["b.md", "a.md"], "the word itself ranks first");
    assert_eq!(paths(&store, "deadline exceeded"), ["a.md", "b.md"]);
    assert_eq!(find(&store, "deadline").total, 2);
}

#[test]
fn every_part_of_a_record_is_searched() {
    use catchbook_record::*;
    let dir = tempfile::tempdir().unwrap();
    let mut full = record("full.md", "wtitle", "wbody");
    full.id = Some("C-7K3Q2".into());
    full.symptoms = vec!["wsymptom".into()];
    full.class = Some("wclass".into());
    full.services = vec!["wservice".into()];
    full.tags = vec!["wtag".into()];
    full.modes = vec!["wmode".into()];
    full.gates = vec![Gate {
        name: "wgate".into(),
        verdict: Verdict::Passed,
        evidence: Some("wproof".into()),
        why_blind: Some("wblind".into()),
    }];
    full.changes = vec![Change {
        role: Role::Fixed,
        repo: None,
        commit: Some("a41f9c2e".into()),
        pr: None,
        url: None,
        at: None,
        confidence: Confidence::Confirmed,
        evidence: Some("wevidence".into()),
        line: 1,
    }];
    full.guards = vec![Guard { path: "src/wguarded.ts".into(), why: Some("wreason".into()), ..Guard::default() }];
    full.incident.contributing_factors = vec!["wfactor".into()];
    full.found.closed_by = Some("wclosed".into());
    full.model.model = Some("wmodel".into());
    full.verified = Some(Verified { note: Some("wwalked".into()), ..Verified::default() });
    full.extra = vec![("key".into(), "wextra".into())];
    let store = store_of(dir.path(), &[full, record("other.md", "other", "other")]);
    for word in [
        "wtitle",
        "wbody",
        "C-7K3Q2",
        "wsymptom",
        "wclass",
        "wservice",
        "wtag",
        "wmode",
        "wgate",
        "wproof",
        "wblind",
        "a41f9c2e",
        "wevidence",
        "wguarded",
        "wreason",
        "wfactor",
        "wclosed",
        "wmodel",
        "wwalked",
        "wextra",
        "full",
    ] {
        assert_eq!(paths(&store, word), ["full.md"], "{word}");
    }
}

#[test]
fn an_excluded_phrase_excludes_what_has_it_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let records: Vec<_> = (0..40)
        .map(|n| {
            let body = match n % 4 {
                0 => "the reply blank page",
                1 => "blank then a reply",
                2 => "reply only",
                _ => "nothing of it, blank",
            };
            record(&format!("{n:02}.md"), "Page", body)
        })
        .collect();
    let store = store_of(dir.path(), &records);
    let without = paths(&store, "-\"reply blank\"");
    assert_eq!(without.len(), 30);
    assert!(without.iter().all(|path| path[..2].parse::<u32>().unwrap() % 4 != 0), "{without:?}");
    assert_eq!(paths(&store, "blank -\"reply blank\"").len(), 20);
}

#[test]
fn the_index_answers_an_expression_with_nothing_and_names_the_files_to_look_through() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "Blank reply", "retries"), record("b.md", "Blank page", "")]);
    for query in ["/retr/", "-/retr/", "blank /retr/", "reply -/retr/"] {
        assert_eq!(paths(&store, query), [""; 0], "{query}");
    }
    let beside = parse("reply /retr/").beside_expressions();
    let answered = store.answered(&beside, &Find::default()).unwrap();
    assert_eq!((answered.total(), store.page(&answered, 0, 9).unwrap()[0].path.as_str()), (1, "a.md"));
    store.overlay_remove("a.md");
    assert_eq!(store.page(&answered, 0, 9).unwrap().len(), 1, "as it was when it was asked");
    assert!(parse("reply").expressions().is_none() && parse("/a/").asks_the_same(&typing("/a/")));
}
