//! What is not as the format has it, found in one record alone. What needs the whole vault (links that lead nowhere, ids
//! that are there twice) is not found here.

pub(crate) mod code;
mod rules;

pub use code::codes;
pub(crate) use rules::rules;

use crate::{Problem, parse};

/// Every problem of one file: what [`parse`] reports.
pub fn lint(path: &str, bytes: &[u8]) -> Vec<Problem> {
    parse(path, bytes).problems
}
