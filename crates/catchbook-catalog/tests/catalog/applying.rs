use crate::make::*;
use catchbook_catalog::{Catalog, Entry, KnownFile, Stamp};

fn known(catalog: &Catalog) -> Vec<(String, u64)> {
    catalog.known().unwrap().into_iter().map(|file| (file.path, file.size)).collect()
}

#[test]
fn known_files_come_in_the_order_of_their_bytes() {
    let paths = ["b.md", "a/z.md", "a.md", "Z.md", "a b.md", "é.md", "a/b/c.md"];
    let catalog = holding(&paths.map(record));
    let mut sorted = paths.map(str::to_owned);
    sorted.sort();
    assert_eq!(known(&catalog).into_iter().map(|(path, _)| path).collect::<Vec<_>>(), sorted);
}

#[test]
fn a_stamp_comes_back_as_it_went_in() {
    let stamp = Stamp { mtime_ns: i64::MIN, size: u64::MAX, hash: *b"0123456789abcdef", settled: true };
    let (a, mut catalog) = (record("a.md"), Catalog::in_memory().unwrap());
    catalog.apply(&[Entry { record: &a, problems: &[], stamp }], &[]).unwrap();
    let expected =
        KnownFile { path: "a.md".into(), mtime_ns: i64::MIN, size: u64::MAX, hash: stamp.hash, settled: true };
    assert_eq!(catalog.known().unwrap(), [expected]);
}

#[test]
fn touching_changes_the_stamp_and_nothing_else() {
    let mut catalog = holding(&[record("a.md")]);
    let (row, generation) = (only_row(&catalog, "a.md"), catalog.generation().unwrap());
    catalog.touch("a.md", &stamp(9)).unwrap();
    catalog.touch("gone.md", &stamp(9)).unwrap();
    assert_eq!(known(&catalog), [("a.md".to_owned(), 9)]);
    assert_eq!((only_row(&catalog, "a.md"), catalog.generation().unwrap()), (row, generation));
}

#[test]
fn a_second_reading_replaces_the_first() {
    let mut first = with_id("a.md", "C-00001");
    first.services = vec!["chat".into()];
    first.body.links = vec![wiki("gone", 1)];
    let mut catalog = holding(&[first]);
    put(&mut catalog, &[with_id("a.md", "C-00002")]);
    assert_eq!(only_row(&catalog, "a.md").id.as_deref(), Some("C-00002"));
    assert_eq!(catalog.resolve("C-00001").unwrap(), catchbook_catalog::Resolved::None);
    assert!(catalog.services().unwrap().is_empty() && catalog.broken_links().unwrap().is_empty());
    assert_eq!(catalog.counts().unwrap().records, 1);
}

#[test]
fn a_path_that_is_removed_and_read_in_one_batch_stays() {
    let (a, mut catalog) = (record("a.md"), holding(&[record("a.md"), record("b.md")]));
    let entry = |n| Entry { record: &a, problems: &[], stamp: stamp(n) };
    catalog.apply(&[entry(5), entry(6)], &["a.md", "b.md", "never.md"]).unwrap();
    assert_eq!(known(&catalog), [("a.md".to_owned(), 6)]);
}

#[test]
fn every_batch_is_a_generation() {
    let mut catalog = Catalog::in_memory().unwrap();
    assert_eq!(catalog.generation().unwrap(), 0);
    assert_eq!(catalog.apply(&[], &[]).unwrap().generation, 1);
    put(&mut catalog, &[record("a.md")]);
    assert_eq!(catalog.generation().unwrap(), 2);
    assert_eq!(catalog.clear().unwrap().generation, 3);
    assert_eq!(catalog.generation().unwrap(), 3);
}

#[test]
fn clearing_forgets_records_and_keeps_the_queue() {
    let mut catalog = holding(&[record("a.md")]);
    catalog.enqueue(&["a.md"]).unwrap();
    catalog.clear().unwrap();
    assert!(catalog.known().unwrap().is_empty());
    assert_eq!((catalog.counts().unwrap().records, catalog.waiting().unwrap()), (0, 1));
}

#[test]
fn values_are_kept_by_name_and_never_meet_the_generation() {
    let mut catalog = Catalog::in_memory().unwrap();
    assert_eq!(catalog.meta("generation").unwrap(), None);
    catalog.set_meta("generation", "mine").unwrap();
    catalog.set_meta("generation", "mine again").unwrap();
    assert_eq!(catalog.meta("generation").unwrap().as_deref(), Some("mine again"));
    assert_eq!(catalog.generation().unwrap(), 0);
}

#[test]
fn hostile_text_is_only_text() {
    let mut a = record("'; DROP TABLE records; --.md");
    a.title = "\0\u{202e}\"'".into();
    a.aliases = vec!["%".into(), "_".into(), "\0".into()];
    a.services = vec!["'".into()];
    let catalog = holding(&[a]);
    assert_eq!(only_row(&catalog, "'; DROP TABLE records; --.md").title, "\0\u{202e}\"'");
    assert_eq!(catalog.resolve("x").unwrap(), catchbook_catalog::Resolved::None);
    assert_eq!(catalog.services().unwrap(), [("'".to_owned(), 1)]);
}
