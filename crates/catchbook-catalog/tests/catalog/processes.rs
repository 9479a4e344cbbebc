//! Several connections on one file, as several processes have them.

use crate::make::*;
use catchbook_catalog::{Catalog, Entry};
use std::{path::Path, sync::Barrier, thread, time::Duration};

fn open(file: &Path) -> Catalog {
    let (catalog, reset) = Catalog::open(file).expect("open");
    assert_eq!(reset, None);
    catalog
}

#[test]
fn what_one_writes_another_reads() {
    let (_folder, file) = place();
    let (mut writer, reader) = (open(&file), open(&file));
    assert_eq!(reader.generation().unwrap(), 0);
    put(&mut writer, &[record("a.md")]);
    assert_eq!((reader.generation().unwrap(), reader.known().unwrap().len()), (1, 1));
    drop((writer, reader));
    assert_eq!(open(&file).known().unwrap().len(), 1);
}

#[test]
fn a_reader_never_waits_and_sees_whole_batches_only() {
    let (_folder, file) = place();
    open(&file);
    let (started, file) = (Barrier::new(2), file.as_path());
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = open(file);
            started.wait();
            for batch in 0..40 {
                put(&mut writer, &(0..25).map(|n| record(&format!("{batch}-{n}.md"))).collect::<Vec<_>>());
            }
        });
        let reader = open(file);
        started.wait();
        let mut seen = 0;
        while seen < 1_000 {
            seen = reader.counts().expect("never locked").records;
            assert_eq!(seen % 25, 0);
        }
    });
}

#[test]
fn writers_take_turns() {
    let (_folder, file) = place();
    let file = file.as_path();
    thread::scope(|scope| {
        for writer in 0..4 {
            scope.spawn(move || {
                // All four meet a missing file, and one of them makes it.
                let mut catalog = open(file);
                // Turns are not dealt out evenly, and a slow disk makes each of them long.
                catalog.wait_at_most(Duration::from_secs(60)).expect("patience");
                for n in 0..25 {
                    put(&mut catalog, &[record(&format!("{writer}-{n}.md"))]);
                    catalog.enqueue(&["same.md"]).expect("turns");
                }
            });
        }
    });
    let catalog = open(file);
    assert_eq!((catalog.generation().unwrap(), catalog.counts().unwrap().records), (100, 100));
    assert_eq!(catalog.waiting().unwrap(), 1);
}

#[test]
fn what_a_dead_process_took_is_still_there() {
    let (_folder, file) = place();
    let mut taker = open(&file);
    taker.enqueue(&["b.md", "a.md", "c.md"]).unwrap();
    let taken = taker.take(2).unwrap();
    assert_eq!(taken.iter().map(|(_, path)| path.as_str()).collect::<Vec<_>>(), ["b.md", "a.md"]);
    drop(taker);
    let mut next = open(&file);
    assert_eq!(next.take(2).unwrap(), taken);
    next.done(&taken.iter().map(|(seq, _)| *seq).collect::<Vec<_>>()).unwrap();
    assert_eq!(next.take(9).unwrap().into_iter().map(|(_, path)| path).collect::<Vec<_>>(), ["c.md"]);
}

#[test]
fn a_file_that_changes_while_it_is_worked_on_stays_in_the_queue() {
    let (_folder, file) = place();
    let (mut taker, mut editor) = (open(&file), open(&file));
    editor.enqueue(&["a.md"]).unwrap();
    let (seq, _) = taker.take(9).unwrap().remove(0);
    editor.enqueue(&["a.md"]).unwrap();
    taker.done(&[seq]).unwrap();
    let again = taker.take(9).unwrap();
    assert_eq!(again.len(), 1);
    assert!(again[0].0 > seq);
    taker.done(&[again[0].0]).unwrap();
    assert_eq!(taker.waiting().unwrap(), 0);
    editor.enqueue(&["b.md"]).unwrap();
    assert!(taker.take(1).unwrap()[0].0 > again[0].0, "a number is never used twice");
}

#[test]
fn what_is_taken_in_with_the_queue_is_in_both() {
    let mut catalog = holding(&[record("old.md")]);
    let a = record("a.md");
    catalog.apply_and_enqueue(&[Entry { record: &a, problems: &[], stamp: stamp(1) }], &["old.md"]).unwrap();
    let queued: Vec<_> = catalog.take(9).unwrap().into_iter().map(|(_, path)| path).collect();
    assert_eq!(queued, ["old.md", "a.md"]);
    assert_eq!(catalog.known().unwrap().len(), 1);
}

#[test]
fn a_session_that_was_cut_off_is_known_afterwards() {
    let (_folder, file) = place();
    let mut window = open(&file);
    assert!(window.was_clean().unwrap());
    window.mark_unclean("boot-1/42").unwrap();
    window.mark_unclean("boot-1/42").unwrap();
    let mut command = open(&file);
    command.mark_unclean("boot-1/43").unwrap();
    command.mark_clean("boot-1/43").unwrap();
    drop((window, command));
    let mut after = open(&file);
    assert_eq!(after.unclean_sessions().unwrap(), ["boot-1/42"]);
    after.mark_clean("boot-1/42").unwrap();
    assert!(after.was_clean().unwrap());
}
