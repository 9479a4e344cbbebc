//! The index and the files never disagree: histories of saves, of other programs in the folder, of kills, restarts and
//! harm to the stores. Wherever one ends, search answers as it does after a rebuild from the files alone.
//!
//! A history that fails prints its seed and its steps. Replay it alone: put its seed into `FIRST` and make `MANY` one.

mod answers;
mod found;
mod machine;
mod steps;
mod texts;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use world::World;

const FIRST: u64 = 1;
/// Few, for a build that nobody optimised; the test below lives through many.
const MANY: u64 = 40;
const MORE: u64 = 1_000;
/// Histories that run at once: they wait for disks now and then.
const HANDS: usize = 2;

#[test]
fn every_history_ends_where_a_rebuild_ends() {
    run(FIRST, MANY);
}

/// Minutes: `cargo test --release -p catchbook-app --test app -- --ignored many_more_histories`.
#[test]
#[ignore = "takes minutes"]
fn many_more_histories_end_where_a_rebuild_ends() {
    run(FIRST, MORE);
}

fn run(first: u64, many: u64) {
    let (next, failed) = (AtomicU64::new(first), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed < first + many) {
                    if !live(seed) {
                        failed.lock().unwrap().push(seed);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "histories with these seeds end elsewhere: {failed:?}");
}

/// Answers whether the history ended well; if not, its steps are printed.
fn live(seed: u64) -> bool {
    let mut world = World::new(seed);
    let lived = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..world.dice.between(5, 40) {
            steps::step(&mut world);
        }
        if world.dice.chance(50) {
            world.end_all();
        }
        world.compare();
    }));
    if lived.is_err() {
        eprintln!("The history with the seed {seed}: {:#?}", world.told);
    }
    lived.is_ok()
}
