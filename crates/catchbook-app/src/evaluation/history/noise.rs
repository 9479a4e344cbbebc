use super::replay::lines_of;
use catchbook_check::ask::Ask;
use catchbook_check::past::Past;
use catchbook_check::rank::{Lines, Shared, rank};
use catchbook_check::tiers::{Tier, tier};
use std::collections::HashMap;

/// How loud the check was about a change of which nothing is known: the highest tier, with a book of [`BOOK`] catches for each of
/// the seeds, and with the whole book.
#[derive(Debug)]
pub(super) struct Spoken {
    pub small: [Option<Tier>; SEEDS.len()],
    pub whole: Option<Tier>,
}

/// Catches of a book such as a team has after a few years.
pub(super) const BOOK: usize = 200;
const SEEDS: [u64; 3] = [1, 2, 3];

pub(super) fn listen(
    past: &[Past],
    ask: &Ask,
    seconds: i64,
    lines: &HashMap<usize, Lines>,
    ranked: &[Shared],
) -> Spoken {
    let small = SEEDS.map(|seed| {
        let picked = pick(past.len(), BOOK, seed ^ seconds as u64);
        let book: Vec<Past> = picked.iter().map(|at| past[*at].clone()).collect();
        highest(&rank(&book, ask, seconds, &lines_of(&picked, lines)))
    });
    Spoken { small, whole: highest(ranked) }
}

fn highest(ranked: &[Shared]) -> Option<Tier> {
    ranked.iter().filter_map(tier).min()
}

/// `most` different numbers below `of`, in no order, the same for the same seed.
fn pick(of: usize, most: usize, seed: u64) -> Vec<usize> {
    let mut all: Vec<usize> = (0..of).collect();
    let mut state = seed;
    for at in 0..most.min(of) {
        // SplitMix64, which turns any seed into numbers that look like chance.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        all.swap(at, at + (mixed % (of - at) as u64) as usize);
    }
    all.truncate(most);
    all
}

#[cfg(test)]
mod tests {
    use super::pick;

    #[test]
    fn a_pick_has_each_number_once() {
        let mut picked = pick(1_000, 200, 7);
        assert_eq!(picked, pick(1_000, 200, 7));
        assert_ne!(picked, pick(1_000, 200, 8));
        picked.sort_unstable();
        picked.dedup();
        assert_eq!(picked.len(), 200);
        assert_eq!(pick(3, 200, 1).len(), 3);
    }
}
