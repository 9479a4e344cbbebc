//! What a person or a script sees: one file a command, the expected text in the test.

mod contract;
mod eval;
mod export;
mod find;
mod lint;
mod places;
mod searches;
mod snapshots;
mod write;
