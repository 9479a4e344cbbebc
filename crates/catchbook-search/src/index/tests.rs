use super::*;
use crate::fixtures::{find, open, paths, record, store_of, write};
use crate::{Error, Find, Query};
use std::{fs, path::Path};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

#[test]
fn what_is_put_is_found_and_what_is_removed_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(
        dir.path(),
        &[record("a.md", "Reply blank", "the redirect remounts"), record("b.md", "Cart empty", "")],
    );
    assert_eq!(paths(&store, "redirect"), ["a.md"]);
    let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    writer.put(&record("b.md", "Cart doubled", "")).unwrap();
    writer.remove("a.md");
    assert_eq!(paths(&store, "redirect"), ["a.md"], "nothing changes before the commit");
    writer.commit().unwrap();
    assert_eq!(paths(&store, "redirect"), [""; 0]);
    assert_eq!(paths(&store, "empty"), [""; 0]);
    assert_eq!(paths(&store, "cart"), ["b.md"]);
    assert_eq!(store.len().unwrap(), 1);
}

#[test]
fn a_cleared_index_takes_the_same_path_twice_and_keeps_the_last() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("old.md", "old", "")]);
    let mut writer = store.writer(WriterBudget::Build).unwrap().unwrap();
    writer.clear().unwrap();
    writer.put(&record("a.md", "first", "")).unwrap();
    writer.put(&record("a.md", "second", "")).unwrap();
    writer.commit().unwrap();
    writer.close().unwrap();
    assert_eq!(store.len().unwrap(), 1);
    assert_eq!(paths(&store, "second"), ["a.md"]);
}

#[test]
fn an_index_outlives_its_store() {
    let dir = tempfile::tempdir().unwrap();
    drop(store_of(dir.path(), &[record("a.md", "Reply blank", "")]));
    let (store, reset) = Store::open(dir.path(), &[]).unwrap();
    assert_eq!(reset, None);
    assert_eq!(paths(&store, "reply"), ["a.md"]);
    assert!(store.damaged_files().unwrap().is_empty());
}

#[test]
fn there_is_one_writer_and_every_store_sees_what_it_commits() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (open(dir.path()), open(dir.path()));
    let mut writer = one.writer(WriterBudget::Edit).unwrap().unwrap();
    assert!(other.writer(WriterBudget::Edit).unwrap().is_none());
    for n in 1..=3 {
        writer.put(&record(&format!("{n}.md"), "reply", "")).unwrap();
        writer.commit().unwrap();
        assert_eq!(find(&other, "reply").total, n);
    }
    drop(writer);
    assert!(other.writer(WriterBudget::Edit).unwrap().is_some());
}

/// A process killed after it wrote `<segment>.<opstamp>.del` and before it renamed `meta.json` leaves the former
/// behind. Here the rename is undone instead, which leaves the same files.
fn leave_an_orphan(dir: &Path) {
    let store = store_of(dir, &[record("a.md", "one", ""), record("b.md", "two", "")]);
    let before = fs::read(dir.join("meta.json")).unwrap();
    write(&store, &[record("a.md", "one again", "")]);
    drop(store);
    assert!(has_delete_file(dir));
    fs::write(dir.join("meta.json"), before).unwrap();
}

fn has_delete_file(dir: &Path) -> bool {
    fs::read_dir(dir).unwrap().any(|entry| entry.unwrap().path().extension().is_some_and(|end| end == "del"))
}

#[test]
fn an_orphaned_delete_file_does_not_wedge_the_writer() {
    let dir = tempfile::tempdir().unwrap();
    leave_an_orphan(dir.path());
    let (store, reset) = Store::open(dir.path(), &[]).unwrap();
    assert_eq!(reset, None, "such an index looks healthy");
    for title in ["first save", "second save"] {
        write(&store, &[record("a.md", title, "")]);
        assert_eq!(paths(&store, title), ["a.md"]);
    }
    assert_eq!(store.len().unwrap(), 2);
}

/// Shows that the test above would fail without the cure.
#[test]
fn tantivy_alone_is_wedged_by_the_orphan() {
    let dir = tempfile::tempdir().unwrap();
    leave_an_orphan(dir.path());
    let mut index = Index::open_in_dir(dir.path()).unwrap();
    index.set_tokenizers(tokenizers());
    let (_, fields) = schema();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    // As many operations as there were before the orphan.
    writer.delete_term(Term::from_field_text(fields.path, ""));
    writer.delete_term(Term::from_field_text(fields.path, "a.md"));
    writer.add_document(TantivyDocument::default()).unwrap();
    let error = writer.commit().unwrap_err().to_string();
    assert!(error.contains("FileAlreadyExists"), "{error}");
}

#[test]
fn leftovers_of_a_killed_process_are_swept() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    fs::write(dir.path().join(".catchbook-tmp-1-1"), "half").unwrap();
    fs::write(dir.path().join("notes.txt"), "somebody's").unwrap();
    drop(store.writer(WriterBudget::Edit).unwrap());
    assert!(!dir.path().join(".catchbook-tmp-1-1").exists());
    assert!(dir.path().join("notes.txt").exists());
}

fn reopened(dir: &Path) -> Option<ResetWhy> {
    let (store, reset) = Store::open(dir, &[]).unwrap();
    let is_empty = store.is_empty().unwrap();
    write(&store, &[record("new.md", "new", "")]);
    assert_eq!(paths(&store, "new"), ["new.md"]);
    assert_eq!(is_empty, reset.is_some());
    reset.map(|reset| reset.why)
}

#[test]
fn another_version_starts_empty_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    drop(store_of(dir.path(), &[record("a.md", "one", "")]));
    assert_eq!(reopened(dir.path()), None);
    fs::write(dir.path().join("catchbook-search"), "catchbook-search 0\n").unwrap();
    assert_eq!(reopened(dir.path()), Some(ResetWhy::OtherVersion));
    fs::remove_file(dir.path().join("catchbook-search")).unwrap();
    assert_eq!(reopened(dir.path()), Some(ResetWhy::Unfinished));
}

#[test]
fn proven_damage_starts_empty_and_says_so() {
    for harm in [truncate_meta, remove_a_segment_file, truncate_a_segment_file] {
        let dir = tempfile::tempdir().unwrap();
        drop(store_of(dir.path(), &[record("a.md", "one", "")]));
        harm(dir.path());
        assert_eq!(reopened(dir.path()), Some(ResetWhy::Damaged));
    }
}

fn truncate_meta(dir: &Path) {
    fs::write(dir.join("meta.json"), "{").unwrap();
}

fn a_segment_file(dir: &Path) -> std::path::PathBuf {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "fast"))
        .unwrap()
}

fn remove_a_segment_file(dir: &Path) {
    fs::remove_file(a_segment_file(dir)).unwrap();
}

fn truncate_a_segment_file(dir: &Path) {
    fs::write(a_segment_file(dir), "").unwrap();
}

#[test]
fn changed_bytes_are_found_by_their_checksum() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "one", "")]);
    let path = a_segment_file(dir.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes[0] ^= 1;
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
    drop(store);
    if let Ok((store, None)) = Store::open(dir.path(), &[]) {
        assert_eq!(store.damaged_files().unwrap().len(), 1);
    }
}

#[test]
fn a_held_lock_is_an_error_and_nothing_is_emptied() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "one", "")]);
    let writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    fs::write(dir.path().join("catchbook-search"), "catchbook-search 0\n").unwrap();
    let before = fs::read(dir.path().join("meta.json")).unwrap();
    assert!(matches!(Store::open(dir.path(), &[]), Err(Error::Busy { .. })));
    assert!(matches!(Store::discard(dir.path()), Err(Error::Busy { .. })));
    assert_eq!(fs::read(dir.path().join("meta.json")).unwrap(), before);
    drop(writer);
    assert_eq!(reopened(dir.path()), Some(ResetWhy::OtherVersion));
}

#[test]
fn what_the_system_refuses_is_an_error_and_nothing_is_emptied() {
    let dir = tempfile::tempdir().unwrap();
    drop(store_of(dir.path(), &[record("a.md", "one", "")]));
    let meta = dir.path().join("meta.json");
    let kept = fs::read(&meta).unwrap();
    // Reading a folder as a file fails in the system, for root too, as a missing permission fails for others.
    fs::remove_file(&meta).unwrap();
    fs::create_dir(&meta).unwrap();
    let files = || fs::read_dir(dir.path()).unwrap().count();
    let before = files();
    assert!(matches!(Store::open(dir.path(), &[]), Err(Error::Io { .. })));
    assert_eq!(files(), before);
    fs::remove_dir(&meta).unwrap();
    fs::write(&meta, kept).unwrap();
    assert_eq!(reopened(dir.path()), None);
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("index");
    fs::write(&path, "text").unwrap();
    let error = Store::open(&path, &[]).unwrap_err();
    assert!(matches!(error, Error::Io { .. }));
    assert!(error.to_string().contains("index"), "{error}");
}

#[test]
fn discarding_empties_the_index_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    drop(store_of(dir.path(), &[record("a.md", "one", "")]));
    fs::write(dir.path().join("notes.txt"), "somebody's").unwrap();
    Store::discard(dir.path()).unwrap();
    let (store, reset) = Store::open(dir.path(), &[]).unwrap();
    assert_eq!((reset, store.len().unwrap()), (None, 0));
    assert!(dir.path().join("notes.txt").exists());
}

#[test]
fn damage_seen_while_searching_is_an_error_not_a_panic() {
    let dir = tempfile::tempdir().unwrap();
    let store = store_of(dir.path(), &[record("a.md", "one", "")]);
    fs::write(dir.path().join("meta.json"), "{").unwrap();
    let query = Query::parse("one", Default::default());
    assert!(matches!(store.find(&query, &Find::default()), Err(Error::Damaged { .. })));
}

/// Each segment costs every search something.
const MOST_SEGMENTS: usize = 20;

fn segments(store: &Store) -> usize {
    store.index.searchable_segment_ids().unwrap().len()
}

#[test]
fn the_segments_stay_few_over_a_thousand_saves() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    for n in 0..1_000 {
        writer.put(&record(&format!("{}.md", n % 300), &format!("save {n}"), "")).unwrap();
        writer.commit().unwrap();
        assert!(segments(&store) <= MOST_SEGMENTS, "{} segments after {n} saves", segments(&store));
    }
    writer.close().unwrap();
    assert_eq!(store.len().unwrap(), 300);
}

/// A command opens the index, writes and ends, whether or not a merge has ended.
#[test]
fn the_segments_stay_few_over_hundreds_of_commands() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..300 {
        let store = open(dir.path());
        let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
        writer.put(&record(&format!("{n}.md"), &format!("command {n}"), "")).unwrap();
        writer.commit().unwrap();
        writer.release().unwrap();
        assert!(segments(&store) <= MOST_SEGMENTS, "{} segments after {n} commands", segments(&store));
    }
    assert_eq!(open(dir.path()).len().unwrap(), 300);
}

#[test]
fn a_packed_index_is_two_segments_and_can_be_written_on() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    for n in 0..3 {
        writer.put(&record(&format!("{n}.md"), &format!("record {n}"), "")).unwrap();
        writer.commit().unwrap();
    }
    assert_eq!(segments(&store), 3, "too few for a merge by itself");
    writer.pack().unwrap();
    assert_eq!((segments(&store), store.len().unwrap()), (2, 3));
    writer.put(&record("3.md", "record again", "")).unwrap();
    writer.commit().unwrap();
    writer.close().unwrap();
    assert_eq!(paths(&store, "again"), ["3.md"]);
    assert_eq!(paths(&store, "record").len(), 4);
}

/// The next writer begins with a merge of both segments, and with a deletion from the one that has some already.
#[test]
fn a_change_outlives_the_merge_that_a_new_writer_begins_with() {
    let named = |name: &str| record(&format!("{name}.md"), "reply", "");
    for _ in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        let store = store_of(dir.path(), &["a", "b", "c"].map(named));
        write(&store, &["a", "d", "e", "f"].map(named));
        let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
        writer.put(&named("b")).unwrap();
        writer.commit().unwrap();
        writer.close().unwrap();
        assert_eq!(store.len().unwrap(), 6);
    }
}

#[test]
fn a_writer_goes_on_after_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let (home, away) = (dir.path().join("index"), dir.path().join("away"));
    let store = store_of(&home, &[record("a.md", "one", "")]);
    let mut writer = store.writer(WriterBudget::Edit).unwrap().unwrap();
    fs::rename(&home, &away).unwrap();
    writer.put(&record("a.md", "lost", "")).unwrap();
    assert!(matches!(writer.commit(), Err(Error::Io { .. })));
    assert!(writer.put(&record("a.md", "lost too", "")).is_err());
    writer.remove("a.md");
    assert!(writer.commit().is_err(), "a lost removal is told by the commit");
    fs::rename(&away, &home).unwrap();
    assert_eq!(paths(&store, "one"), ["a.md"], "the last commit still answers");
    writer.put(&record("a.md", "two", "")).unwrap();
    writer.commit().unwrap();
    assert_eq!(paths(&store, "two"), ["a.md"]);
    assert_eq!(paths(&store, "lost"), [""; 0]);
}
