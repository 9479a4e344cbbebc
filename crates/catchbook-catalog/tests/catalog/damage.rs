//! What is thrown away, and what never is.

use crate::make::*;
use catchbook_catalog::{Catalog, Error, Reset, Why};
use rusqlite::Connection;
use std::{fs, path::Path, time::Duration};

fn filled(file: &Path) {
    let (mut catalog, reset) = Catalog::open(file).expect("open");
    assert_eq!(reset, None);
    put(&mut catalog, &(0..6_000).map(|n| record(&format!("notes/{n}.md"))).collect::<Vec<_>>());
    catalog.settle().expect("settle");
}

fn reset_of(opened: Result<(Catalog, Option<Reset>), Error>) -> Reset {
    let (catalog, reset) = opened.expect("opens all the same");
    assert_eq!(catalog.known().expect("empty and usable"), []);
    catalog.check().expect("sound");
    reset.expect("started anew")
}

#[test]
fn a_healthy_file_is_kept() {
    let (_folder, file) = place();
    filled(&file);
    let (catalog, reset) = Catalog::open_checked(&file).unwrap();
    assert_eq!((reset, catalog.known().unwrap().len()), (None, 6_000));
}

#[test]
fn an_empty_file_is_a_new_catalog() {
    let (_folder, file) = place();
    fs::write(&file, "").unwrap();
    let (catalog, reset) = Catalog::open(&file).unwrap();
    assert_eq!((reset, catalog.known().unwrap().len()), (None, 0));
}

#[test]
fn another_version_is_moved_aside() {
    let (folder, file) = place();
    filled(&file);
    Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Catalog::read_only(&file), Err(Error::OtherVersion { .. })));
    let reset = reset_of(Catalog::open(&file));
    assert_eq!(reset.why, Why::OtherVersion);
    assert_eq!(reset.why.to_string(), "it was written by another version of the program");
    assert_eq!(reset.aside, folder.path().join("catalog.db.damaged-1"));
    assert!(reset.aside.exists());
    assert_eq!(Catalog::open(&file).unwrap().1, None);
}

#[test]
fn another_programs_file_is_moved_aside_whole() {
    let (_folder, file) = place();
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE mine (x); INSERT INTO mine VALUES (7)").unwrap();
    let reset = reset_of(Catalog::open(&file));
    assert_eq!(reset.why, Why::NotACatalog);
    let kept: i64 =
        Connection::open(&reset.aside).unwrap().query_row("SELECT x FROM mine", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 7);
}

#[test]
fn text_where_a_catalog_should_be_is_moved_aside() {
    let (_folder, file) = place();
    fs::write(&file, "Shopping: milk, bread, and so on, until it is longer than any header of a file.").unwrap();
    let reset = reset_of(Catalog::open(&file));
    assert_eq!(reset.why, Why::Damaged { found: "file is not a database".into() });
}

#[test]
fn wrecks_do_not_pile_up() {
    let (folder, file) = place();
    for _ in 0..12 {
        fs::write(&file, "no database here, only words and words and words and words").unwrap();
        reset_of(Catalog::open(&file));
    }
    let wrecks = fs::read_dir(folder.path()).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains("damaged")
    });
    assert_eq!(wrecks.count(), 9);
}

#[test]
fn damage_further_in_is_found_by_the_check() {
    let (_folder, file) = place();
    filled(&file);
    let mut bytes = fs::read(&file).unwrap();
    let quarter = bytes.len() / 4;
    bytes[2 * quarter..3 * quarter].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    let (catalog, reset) = Catalog::open(&file).expect("the head is sound");
    assert_eq!(reset, None);
    assert!(catalog.check().unwrap_err().is_damage());
    drop(catalog);
    assert!(matches!(reset_of(Catalog::open_checked(&file)).why, Why::Damaged { .. }));
}

#[test]
fn a_file_in_which_damage_was_met_is_replaced_at_the_next_opening() {
    let (folder, file) = place();
    filled(&file);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, [&bytes[..bytes.len() / 2], &vec![0xA5; bytes.len() / 2]].concat()).unwrap();
    let (catalog, reset) = Catalog::open(&file).expect("the head is sound");
    assert_eq!(reset, None);
    let error = catalog.known().map(drop).and_then(|()| catalog.gates().map(drop)).unwrap_err();
    assert!(error.is_damage(), "{error}");
    drop(catalog);
    assert!(matches!(reset_of(Catalog::open(&file)).why, Why::Damaged { .. }));
    assert!(!folder.path().join("catalog.db-suspect").exists());
}

#[test]
fn a_small_file_is_checked_whenever_it_is_opened() {
    let (_folder, file) = place();
    let (mut catalog, _) = Catalog::open(&file).unwrap();
    put(&mut catalog, &(0..100).map(|n| record(&format!("notes/{n}.md"))).collect::<Vec<_>>());
    catalog.settle().unwrap();
    drop(catalog);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() * 3 / 4]).unwrap();
    assert!(matches!(reset_of(Catalog::open(&file)).why, Why::Damaged { .. }));
}

#[test]
fn a_file_cut_short_is_damaged() {
    let (_folder, file) = place();
    filled(&file);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 3]).unwrap();
    assert!(matches!(reset_of(Catalog::open_checked(&file)).why, Why::Damaged { .. }));
}

#[test]
fn a_lock_is_waited_for_and_never_a_reason_to_start_anew() {
    let (folder, file) = place();
    filled(&file);
    let holder = Connection::open(&file).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (mut other, reset) = Catalog::open(&file).expect("opening needs no lock");
    assert_eq!(reset, None);
    assert_eq!(other.known().unwrap().len(), 6_000);
    other.wait_at_most(Duration::from_millis(1)).unwrap();
    let error = other.apply(&[], &[]).unwrap_err();
    assert!(error.is_busy() && !error.is_damage(), "{error}");
    assert!(
        error.to_string().ends_with("is in use by another program and did not become free: could not take in records")
    );
    holder.execute_batch("COMMIT").unwrap();
    other.apply(&[], &[]).unwrap();
    assert!(!folder.path().join("catalog.db.damaged-1").exists());
}

#[test]
fn a_folder_in_the_place_of_the_file_is_an_error() {
    let (_folder, file) = place();
    fs::create_dir(&file).unwrap();
    let error = Catalog::open(&file).unwrap_err();
    assert!(matches!(error, Error::Denied { .. }), "{error}");
    assert!(file.is_dir());
}

#[test]
fn a_missing_folder_is_an_error() {
    let (folder, _) = place();
    let error = Catalog::open(&folder.path().join("not/there.db")).unwrap_err();
    assert!(matches!(error, Error::Denied { .. }), "{error}");
    assert!(Catalog::read_only(&folder.path().join("none.db")).is_err());
}

#[test]
fn a_catalog_for_reading_refuses_changes() {
    let (_folder, file) = place();
    filled(&file);
    let mut catalog = Catalog::read_only(&file).unwrap();
    assert_eq!(catalog.known().unwrap().len(), 6_000);
    assert!(matches!(catalog.apply(&[], &[]), Err(Error::Denied { .. })));
    assert!(matches!(catalog.enqueue(&["a.md"]), Err(Error::Denied { .. })));
}
