use crate::{
    Find, Store, WriterBudget,
    fixtures::{catch, find, open, parse, paths, record, store_of, write},
};

#[test]
fn a_saved_record_is_found_at_once_and_its_older_version_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "old words", ""), record("b.md", "other", "")]);
    store.overlay_put(&record("a.md", "fresh words", ""));
    assert_eq!(paths(&store, "old"), [""; 0]);
    assert_eq!(paths(&store, "fresh"), ["a.md"]);
    assert_eq!(store.len().unwrap(), 2);
    store.overlay_put(&record("a.md", "fresher words", ""));
    assert_eq!(paths(&store, "fresh"), [""; 0]);
    assert_eq!(paths(&store, "fresher words"), ["a.md"]);
    store.overlay_remove("b.md");
    assert_eq!(paths(&store, ""), ["a.md"]);
    store.overlay_put(&record("c.md", "new file", ""));
    assert_eq!(find(&store, "").total, 2);
}

#[test]
fn settling_takes_what_was_committed_and_leaves_what_came_later() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    store.overlay_put(&record("a.md", "one", ""));
    let mark = store.overlay_mark();
    write(&store, &[record("a.md", "one", "")]);
    store.overlay_put(&record("b.md", "two", ""));
    store.overlay_put(&record("a.md", "one changed", ""));
    store.settle(mark).unwrap();
    assert_eq!(paths(&store, "changed"), ["a.md"]);
    assert_eq!(paths(&store, "two"), ["b.md"]);
    assert_eq!(find(&store, "one").total, 1);
    store.settle(store.overlay_mark()).unwrap();
    assert_eq!(paths(&store, ""), ["a.md"], "only what was committed is left");
    assert_eq!(paths(&store, "changed"), [""; 0]);
}

#[test]
fn what_was_read_before_a_save_does_not_take_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let (read, saved) = (record("a.md", "as read", ""), record("a.md", "as saved", ""));
    let mark = store.overlay_mark();
    store.overlay_put(&saved);
    store.overlay_read("a.md", Some(&read), mark);
    store.overlay_read("a.md", None, mark);
    assert_eq!(paths(&store, "saved"), ["a.md"]);
    store.overlay_read("a.md", Some(&read), store.overlay_mark());
    assert_eq!(paths(&store, "saved"), [""; 0]);
    assert_eq!(paths(&store, "read"), ["a.md"]);
    store.overlay_read("a.md", None, store.overlay_mark());
    assert_eq!(paths(&store, ""), [""; 0]);
}

#[test]
fn nothing_is_lost_or_doubled_between_commit_and_settling() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    for n in 0..5 {
        store.overlay_put(&record("a.md", &format!("save {n}"), ""));
        let mark = store.overlay_mark();
        let check = |when: &str| assert_eq!(paths(&store, &format!("save {n}")), ["a.md"], "{when}");
        check("saved");
        write(&store, &[record("a.md", &format!("save {n}"), "")]);
        check("committed");
        store.settle(mark).unwrap();
        check("settled");
    }
}

/// A record scores the same in the overlay as on disk, so that saving it does not move it.
#[test]
fn the_overlay_ranks_as_the_index_does() {
    let dir = tempfile::tempdir().unwrap();
    let records: Vec<_> = (0..20)
        .map(|n| record(&format!("{n}.md"), &format!("cart {}", "blank ".repeat(n % 7)), &"word ".repeat(n)))
        .collect();
    let store = store_of(dir.path(), &records);
    let before = find(&store, "cart blank");
    let dir = tempfile::tempdir().unwrap();
    let split = store_of(dir.path(), &records[..10]);
    records[10..].iter().for_each(|record| split.overlay_put(record));
    let after = find(&split, "cart blank");
    assert_eq!(after.total, before.total);
    for (one, other) in before.hits.iter().zip(&after.hits) {
        assert_eq!(one.path, other.path);
        assert!((one.score - other.score).abs() < 1e-4, "{one:?} {other:?}");
    }
}

#[test]
fn facets_count_the_overlay_once() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[catch("a.md", "x", &["cart"], None, "2026-01-01"), catch("b.md", "x", &["cart"], None, "2026-01-01")],
    );
    store.overlay_put(&catch("a.md", "x", &["Checkout"], None, "2026-01-01"));
    let found = store.find(&parse("service:checkout"), &Find { facets: true, ..Find::default() }).unwrap();
    assert_eq!(found.total, 1);
    assert_eq!(found.facets[1].counts, [("Checkout".to_string(), 1), ("cart".to_string(), 1)]);
}

#[test]
fn another_process_commits_beside_an_overlay() {
    let dir = tempfile::tempdir().unwrap();
    let (window, terminal) = (open(dir.path()), open(dir.path()));
    window.overlay_put(&record("a.md", "from the window", ""));
    write(&terminal, &[record("a.md", "older", ""), record("b.md", "from the terminal", "")]);
    assert_eq!(paths(&window, "terminal"), ["b.md"]);
    assert_eq!(paths(&window, "window"), ["a.md"]);
    assert_eq!(paths(&window, "older"), [""; 0]);
    assert_eq!(paths(&terminal, "older"), ["a.md"]);
}

#[test]
fn searches_and_saves_run_side_by_side() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "always here", "")]);
    let saves = |store: &Store| {
        let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
        for n in 0..15 {
            let record = record("b.md", &format!("save {n}"), "");
            store.overlay_put(&record);
            let mark = store.overlay_mark();
            writer.put(&record).unwrap();
            writer.commit().unwrap();
            store.settle(mark).unwrap();
        }
    };
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| saves(&store));
        while !saving.is_finished() {
            assert_eq!(paths(&store, "always"), ["a.md"]);
            assert!(find(&store, "save").total <= 1);
        }
    });
    assert_eq!(paths(&store, "14"), ["b.md"]);
}

#[test]
fn stale_is_what_the_store_was_told() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "one", ""), record("b.md", "two", "")]);
    assert_eq!(paths(&store, "is:stale"), [""; 0]);
    store.set_stale(["b.md".to_string(), "gone.md".to_string()]);
    assert_eq!(paths(&store, "is:stale"), ["b.md"]);
    assert_eq!(paths(&store, "-is:stale"), ["a.md"]);
    store.overlay_put(&record("a.md", "one", ""));
    store.set_stale(["a.md".to_string()]);
    assert_eq!(paths(&store, "is:stale"), ["a.md"]);
}
