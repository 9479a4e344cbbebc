//! How much a catch has to say about a change: what may interrupt, what is listed, and what is not shown.
//! How often each tier speaks about ordinary changes is measured in docs/evaluation.md.

use crate::rank::{Lines, Shared};

/// From what must be looked at to what may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// L0. The change puts back what a fix took out, or takes out what it put in.
    Reintroduced,
    /// L1. The change replaces lines that guard against a failure that was caught.
    Guarded,
    /// L2. The change is beside such lines, or in the same function and about the same things.
    Adjacent,
    /// L3. The same file. Listed, never announced.
    SamePlace,
    /// S. No file in common, but alike, and of the same failure mode.
    Elsewhere,
}

/// A catch beside the change is about the same things when it has this share of the most alike in the book.
const ALIKE: f32 = 0.5;
/// A catch of the same function is about the same things from this score on.
const CLOSE: f32 = 9.0;
/// A fix counts as taken back when so much of what it put in is taken out.
const TAKEN_BACK: f32 = 0.8;

/// The tier of what a catch has in common with a change; `None` is nothing worth showing.
pub fn tier(shared: &Shared) -> Option<Tier> {
    let same_file = shared.files > 0.0;
    if same_file && (shared.put_back > 0 || shared.taken_out >= TAKEN_BACK) {
        return Some(Tier::Reintroduced);
    }
    let Lines { guarded, near, .. } = shared.lines;
    if guarded > 0 {
        return Some(Tier::Guarded);
    }
    if near > 0 && shared.names >= ALIKE || shared.functions > 0.0 && same_file && shared.score >= CLOSE {
        return Some(Tier::Adjacent);
    }
    if same_file {
        return Some(Tier::SamePlace);
    }
    (shared.modes && shared.names >= ALIKE).then_some(Tier::Elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shared: Shared) -> Option<Tier> {
        tier(&shared)
    }

    #[test]
    fn the_strongest_reason_decides() {
        let same = Shared { files: 1.0, ..Shared::default() };
        assert_eq!(of(Shared::default()), None);
        assert_eq!(of(same.clone()), Some(Tier::SamePlace));
        assert_eq!(of(Shared { functions: 1.0, score: 9.5, ..same.clone() }), Some(Tier::Adjacent));
        let lines = Lines { replaced: 2, guarded: 1, near: 4 };
        assert_eq!(of(Shared { lines, ..same.clone() }), Some(Tier::Guarded));
        assert_eq!(of(Shared { lines, put_back: 1, ..same.clone() }), Some(Tier::Reintroduced));
        assert_eq!(of(Shared { taken_out: 0.9, ..same }), Some(Tier::Reintroduced));
    }

    #[test]
    fn a_line_that_anyone_might_write_elsewhere_is_no_return_of_a_failure() {
        assert_eq!(of(Shared { put_back: 1, ..Shared::default() }), None);
        assert_eq!(of(Shared { modes: true, names: 0.7, ..Shared::default() }), Some(Tier::Elsewhere));
        assert_eq!(of(Shared { modes: false, names: 0.7, ..Shared::default() }), None);
    }

    #[test]
    fn replaced_braces_are_no_guard() {
        let lines = Lines { replaced: 3, guarded: 0, near: 0 };
        assert_eq!(of(Shared { files: 1.0, lines, ..Shared::default() }), Some(Tier::SamePlace));
    }
}
