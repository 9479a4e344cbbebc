//! Which earlier change may have introduced what a fix mends.

use std::collections::HashMap;

use catchbook_changes::{Diff, FileDiff};

use crate::origins::{Aside, Origins, Place, UNKNOWN};
use crate::words::telling;

/// A change that may be the cause, with what speaks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Suspect {
    pub place: Place,
    /// Lines of it that the fix takes out or replaces.
    pub removed: u32,
    /// Lines of it within [`CLOSE`] lines of the fix.
    pub near: u32,
    pub score: f32,
}

/// Lines around what the fix touches that are looked at.
pub const CLOSE: u32 = 10;

/// The changes that wrote what the fix takes out, or what stands near it, the likeliest first. `aside` leads from the state whose
/// origins are known to the one that the fix begins with.
pub fn suspects(fix: &Diff, origins: &Origins, aside: Aside<'_>) -> Vec<Suspect> {
    let mut all: HashMap<Place, Suspect> = HashMap::new();
    for file in &fix.files {
        let Some(known) = file.old.as_deref().and_then(|path| origins.file_in(path, aside)) else { continue };
        blame(file, &known.lines, &mut all);
    }
    let mut all: Vec<Suspect> = all.into_values().filter(|suspect| suspect.place != UNKNOWN).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.place.cmp(&a.place)));
    all
}

fn blame(file: &FileDiff, lines: &[Place], all: &mut HashMap<Place, Suspect>) {
    let mut speak = |at: u32, weight: f32, removed: bool| {
        let Some(place) = lines.get(at as usize) else { return };
        let suspect = all.entry(*place).or_insert(Suspect { place: *place, ..Suspect::default() });
        suspect.score += weight;
        if removed { suspect.removed += 1 } else { suspect.near += 1 }
    };
    for hunk in file.hunks().iter().filter(|hunk| !hunk.idle) {
        for (at, line) in hunk.old.clone().zip(&hunk.removed) {
            speak(at, if telling(line.code()).is_some() { 1.0 } else { 0.3 }, true);
        }
        for far in 1..=CLOSE {
            let weight = 0.5 / far as f32;
            if let Some(above) = hunk.old.start.checked_sub(far) {
                speak(above, weight, false);
            }
            speak(hunk.old.end + far - 1, weight, false);
        }
    }
}
