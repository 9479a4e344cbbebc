//! How much a catch has to say about a change: what may interrupt, what is listed, and what is not shown.
//! How often each tier speaks about ordinary changes is measured in docs/evaluation.md.

use crate::rank::{Lines, Shared};

/// From what must be looked at to what may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The change puts back what a fix took out, or takes out what it put in.
    Reintroduced,
    /// The change replaces lines that guard against a failure that was caught.
    Guarded,
    /// The change is beside such lines, or in the same function and about the same things.
    Adjacent,
    /// The same file. Listed, never announced.
    SamePlace,
    /// No file in common, but alike, and of the same failure mode.
    Elsewhere,
}

impl Tier {
    pub fn code(self) -> &'static str {
        match self {
            Self::Reintroduced => "L0",
            Self::Guarded => "L1",
            Self::Adjacent => "L2",
            Self::SamePlace => "L3",
            Self::Elsewhere => "S",
        }
    }
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
