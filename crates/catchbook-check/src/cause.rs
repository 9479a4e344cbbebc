//! Which earlier change may have introduced what a fix mends.

use std::collections::HashMap;

use catchbook_changes::{Diff, FileDiff};

use crate::origins::{Aside, Origins, Place, UNKNOWN};
use crate::words::telling;

/// A change that may be the cause, with what speaks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Suspect {
    pub place: Place,
    /// Lines of it that the fix takes out or replaces, where they can be known again.
    pub removed: u32,
    /// The others that it takes out, such as `}`.
    pub trifles: u32,
    /// Lines of it within [`BESIDE`] lines of the fix.
    pub beside: u32,
    /// Lines of it within [`CLOSE`] lines of the fix, those beside it too.
    pub close: u32,
    pub score: f32,
}

/// The nearest lines around what a fix touches.
pub const BESIDE: u32 = 3;
/// Lines around what a fix touches that say something.
pub const CLOSE: u32 = 10;
/// Lines around what a fix touches whose changes are suspects at all.
const LOOKED_AT: u32 = 60;

/// The changes that wrote what the fix takes out, or what stands near it, the likeliest first. `aside` leads from the state whose
/// origins are known to the one that the fix begins with; `days` says how old a change was then. The weights were chosen on one
/// history (docs/evaluation.md): a recent change is likelier, for old code was tried longer.
pub fn suspects(fix: &Diff, origins: &Origins, aside: Aside<'_>, days: impl Fn(Place) -> f32) -> Vec<Suspect> {
    let mut all: HashMap<Place, Suspect> = HashMap::new();
    for file in &fix.files {
        let Some(known) = file.old.as_deref().and_then(|path| origins.file_in(path, aside)) else { continue };
        blame(file, &known.lines, &mut all);
    }
    let mut all: Vec<Suspect> = all.into_values().filter(|suspect| suspect.place != UNKNOWN).collect();
    for suspect in &mut all {
        let many = |lines: u32| (lines as f32).ln_1p();
        suspect.score = many(suspect.removed)
            + 0.3 * many(suspect.trifles)
            + 0.5 * many(suspect.beside)
            + 0.3 * many(suspect.close)
            - 0.3 * days(suspect.place).max(0.0).ln_1p();
    }
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.place.cmp(&a.place)));
    all
}

fn blame(file: &FileDiff, lines: &[Place], all: &mut HashMap<Place, Suspect>) {
    let live = || file.hunks().iter().filter(|hunk| !hunk.idle);
    let gone = |at: u32| file.hunks().iter().any(|hunk| hunk.old.contains(&at));
    let mut suspect = |at: u32, note: &dyn Fn(&mut Suspect)| {
        if let Some(place) = lines.get(at as usize) {
            note(all.entry(*place).or_insert(Suspect { place: *place, ..Suspect::default() }));
        }
    };
    for hunk in live() {
        for (at, line) in hunk.old.clone().zip(&hunk.removed) {
            let tells = telling(line.code()).is_some();
            suspect(at, &|suspect| if tells { suspect.removed += 1 } else { suspect.trifles += 1 });
        }
        for far in 1..=LOOKED_AT {
            let around = [hunk.old.start.checked_sub(far), Some(hunk.old.end + far - 1)];
            for at in around.into_iter().flatten().filter(|at| !gone(*at)) {
                suspect(at, &|suspect| {
                    suspect.beside += u32::from(far <= BESIDE);
                    suspect.close += u32::from(far <= CLOSE);
                });
            }
        }
    }
}
