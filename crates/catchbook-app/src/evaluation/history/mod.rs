//! How good the check is on the history of a repository: its changes are replayed from the first one on, and each judged one is asked
//! about with nothing but what was known before it.

mod figures;
mod guards;
mod noise;
mod replay;
mod sets;

pub use figures::{Cause, CrossFile, Hits, Latency, Noise, Reanchored, Report, Share, Span};
pub use sets::{Files, Sets};

use crate::api::ApiError;
use catchbook_changes::Repository;
use std::path::Path;

/// Replays the history that leads to the current commit of a clone. `progress` is told how many of how many changes are done.
///
/// # Errors
/// When there is no repository in the folder `clone`, or its history cannot be read.
pub fn measure(clone: &Path, sets: &Sets, progress: impl FnMut(usize, usize)) -> Result<Report, ApiError> {
    let clone = Repository::open(clone)?;
    let replayed = replay::replay(&clone, sets, progress)?;
    Ok(Report::new(sets, &replayed))
}
