//! What histories found, or what stood behind it: each once failed by itself.

use super::answers::finds;
use super::world::{World, attend};
use catchbook_app::api::*;
use std::fs;

const PATH: &str = "catches/one.md";
const TEXT: &str = "---\nid: C-00001\n---\n# The anchor\n";

fn world() -> World {
    let mut world = World::with_tick(2_000);
    write(&world, PATH, TEXT);
    write(&world, "catches/two.md", "# The bridge\n");
    world.app(0);
    world
}

fn write(world: &World, path: &str, text: &str) {
    world.machine.stamp(&world.book.write(path, text)).unwrap();
}

fn set_severity(world: &mut World, which: usize, level: &str) {
    let fields = vec![FieldValue { field: "severity".to_owned(), value: Some(level.to_owned()) }];
    world.app(which).set_fields(SetFields { handle: PATH.to_owned(), fields }).unwrap();
}

#[test]
fn an_index_that_somebody_removed_is_made_again() {
    let mut world = world();
    world.end_all();
    fs::remove_dir_all(world.stores()[0].join("index")).unwrap();
    assert!(finds(world.app(0), "anchor", PATH));
    world.compare();
}

#[test]
fn a_file_that_may_not_be_read_while_it_is_committed_is_read_once_it_may() {
    let mut world = world();
    set_severity(&mut world, 0, "sev2");
    world.machine.close(PATH);
    world.app(0).settle().unwrap();
    world.machine.open_all();
    world.end_all();
    assert!(finds(world.app(0), "severity:2", PATH));
    world.compare();
}

#[test]
fn a_file_that_may_not_be_read_while_all_is_made_again_is_read_once_it_may() {
    let mut world = world();
    world.machine.close(PATH);
    world.app(0).rebuild(Nothing {}).unwrap();
    world.machine.open_all();
    attend(world.app(0));
    assert!(finds(world.app(0), "anchor", PATH));
    world.compare();
}

#[test]
fn what_was_not_read_before_somebody_stopped_is_read_at_the_next_start() {
    let mut world = world();
    world.app(0).stop_reading(Nothing {}).unwrap();
    world.app(0).rebuild(Nothing {}).unwrap();
    world.end_all();
    assert!(finds(world.app(0), "anchor", PATH));
    world.compare();
}

#[test]
fn a_save_that_another_program_committed_no_longer_hides_what_came_after_it() {
    let mut world = world();
    set_severity(&mut world, 1, "sev1");
    attend(world.app(0));
    set_severity(&mut world, 0, "sev2");
    attend(world.app(0));
    attend(world.app(1));
    assert!(finds(world.app(1), "severity:2", PATH) && !finds(world.app(1), "severity:1", PATH));
    world.compare();
}

/// A disk that counts time in two seconds, as FAT does; others count in milliseconds and are as blind within one.
#[test]
fn a_write_within_the_same_tick_of_the_disk_is_seen_later() {
    let mut world = world();
    set_severity(&mut world, 0, "sev2");
    let text = world.book.text(PATH);
    write(&world, PATH, &text.replace("anchor", "candle"));
    world.machine.wait(3_600_000);
    attend(world.app(0));
    assert!(finds(world.app(0), "candle", PATH));
    world.compare();
}

#[test]
fn what_search_held_of_another_time_is_gone_wherever_the_next_start_is_killed() {
    for call in 1..20 {
        let mut world = world();
        world.end_all();
        fs::remove_file(world.stores()[0].join("catalog.sqlite")).unwrap();
        world.book.remove("catches/two.md");
        world.until_killed(0, call, |world| {
            world.app(0).settle().unwrap();
        });
        assert!(!finds(world.app(0), "bridge", "catches/two.md"));
        world.compare();
    }
}

#[test]
fn a_killed_rename_whose_file_may_not_be_read_keeps_nobody_out() {
    let mut reached = 0;
    for call in 1..40 {
        let mut world = world();
        let rename = RenameRecord { handle: PATH.to_owned(), stem: "six".to_owned() };
        world.until_killed(0, call, |world| drop(world.app(0).rename_record(rename)));
        reached += u32::from(!world.told.is_empty() && world.book.exists("catches/six.md"));
        world.machine.close("catches/six.md");
        world.app(0);
        world.end_all();
        world.compare();
    }
    assert!(reached > 0, "no kill came behind the new name");
}
