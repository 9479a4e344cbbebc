//! Which of the past is nearest to a change.

use std::collections::{BTreeSet, HashMap};

use crate::ask::Ask;
use crate::likeness::likeness;
use crate::past::Past;
use crate::words::Term;

/// What each thing in common is worth. The values are fixed and have a name, which reports carry: weights that were learned
/// from one history helped there and hurt elsewhere. How they were found: docs/evaluation.md.
pub const WEIGHTS: Weights = Weights {
    name: "2026a",
    replaced: 3.0,
    near: 1.0,
    function: 0.25,
    file: 0.15,
    names: 4.0,
    pairs: 2.0,
    age: 1.5,
    severity: 0.3,
};

#[derive(Clone, Debug)]
pub struct Weights {
    pub name: &'static str,
    /// For ln(1 + lines of the fix that the change replaces).
    pub replaced: f32,
    /// For ln(1 + lines of the fix near the change).
    pub near: f32,
    /// For each function in common, times its rarity.
    pub function: f32,
    /// For each file in common, times its rarity.
    pub file: f32,
    /// For the likeness of names, 0 to 1.
    pub names: f32,
    /// For the likeness of neighbours, 0 to 1.
    pub pairs: f32,
    /// For a catch of today, less for older ones: e^(−days / 365).
    pub age: f32,
    /// For each step of severity above the least.
    pub severity: f32,
}

/// So many of the most alike are looked at, whatever place they are of.
const MOST_ALIKE: usize = 300;

/// Lines that a change has in common with the fix of a catch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Lines that the fix wrote and the change takes out.
    pub replaced: u32,
    /// Of these, those that can be known again: not `}`.
    pub guarded: u32,
    /// Lines that the fix wrote, within [`NEAR`] lines of the change.
    pub near: u32,
}

/// Lines around a changed one that count as near it.
pub const NEAR: u32 = 8;

/// What a catch has in common with a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// Its place in the past.
    pub past: usize,
    pub lines: Lines,
    /// The rarity of the functions in common, added up.
    pub functions: f32,
    /// The rarity of the files in common, added up.
    pub files: f32,
    /// 0 to 1.
    pub names: f32,
    /// 0 to 1.
    pub pairs: f32,
    /// Lines that the fix took out and the change puts in, that few other fixes took out.
    pub put_back: u32,
    /// The share of the lines that the fix put in that the change takes out, 0 to 1.
    pub taken_out: f32,
    /// A failure mode is in common.
    pub modes: bool,
    pub score: f32,
}

/// Every catch that has something in common with the change, the nearest first. `now` is the time of the change, in seconds since
/// 1970; `lines` tells of lines in common, by the place in the past.
pub fn rank(past: &[Past], ask: &Ask, now: i64, lines: &HashMap<usize, Lines>) -> Vec<Shared> {
    if ask.files.is_empty() && ask.marks.names.is_empty() {
        return Vec::new();
    }
    let names = likeness(past.iter().map(|past| past.marks.names.as_slice()), &ask.marks.names);
    let pairs = likeness(past.iter().map(|past| past.marks.pairs.as_slice()), &ask.marks.pairs);
    let alike = most_alike(&names);
    let functions = Common::new(
        past.iter().map(|past| &past.marks.functions[..]),
        ask.marks.functions.iter().map(|function| vec![*function]),
    );
    let files = Common::new(past.iter().map(|past| &past.files[..]), ask.files.iter().cloned());
    let put_back =
        Common::new(past.iter().map(|past| &past.marks.removed[..]), ask.marks.added.iter().map(|line| vec![*line]));
    let mut all = Vec::new();
    for (at, past) in past.iter().enumerate() {
        let mut shared = Shared {
            past: at,
            lines: lines.get(&at).copied().unwrap_or_default(),
            functions: functions.rarity(at),
            files: files.rarity(at),
            names: names[at],
            pairs: pairs[at],
            put_back: put_back.rare(at),
            taken_out: 0.0,
            modes: ask.marks.modes.in_common(past.marks.modes),
            score: 0.0,
        };
        let same_place = shared.functions > 0.0 || shared.files > 0.0 || shared.lines != Lines::default();
        if same_place || alike[at] {
            shared.taken_out = share(&past.marks.added, &ask.marks.removed);
            shared.score = score(&shared, past, now);
            all.push(shared);
        }
    }
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.past.cmp(&b.past)));
    all
}

fn score(shared: &Shared, past: &Past, now: i64) -> f32 {
    let days = (now - past.seconds).max(0) as f32 / 86_400.0;
    WEIGHTS.replaced * (shared.lines.replaced as f32).ln_1p()
        + WEIGHTS.near * (shared.lines.near as f32).ln_1p()
        + WEIGHTS.function * shared.functions
        + WEIGHTS.file * shared.files
        + WEIGHTS.names * shared.names
        + WEIGHTS.pairs * shared.pairs
        + WEIGHTS.age * (-days / 365.0).exp()
        + WEIGHTS.severity * f32::from(5u8.saturating_sub(past.severity))
}

/// Which are among the most alike.
fn most_alike(names: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..names.len()).filter(|at| names[*at] > 0.0).collect();
    order.sort_unstable_by(|a, b| names[*b].total_cmp(&names[*a]).then(a.cmp(b)));
    let mut alike = vec![false; names.len()];
    order.into_iter().take(MOST_ALIKE).for_each(|at| alike[at] = true);
    alike
}

/// The share of `lines` that is among `others`, which are in their order.
fn share(lines: &[Term], others: &[Term]) -> f32 {
    let among = lines.iter().filter(|line| others.binary_search(line).is_ok()).count();
    among as f32 / (lines.len() as f32).max(1.0)
}

/// Which places of a change the catches have in common with it, and how rare each is among them.
struct Common {
    /// By catch: the places in common.
    places: Vec<BTreeSet<usize>>,
    /// By place: the catches that have it.
    frequency: Vec<usize>,
}

impl Common {
    /// `asked` are the places of the change, each with the names that it has or had.
    fn new<'a>(past: impl Iterator<Item = &'a [Term]>, asked: impl Iterator<Item = Vec<Term>>) -> Self {
        let mut owners: HashMap<Term, usize> = HashMap::new();
        let mut frequency: Vec<usize> = Vec::new();
        for (place, names) in asked.enumerate() {
            frequency.push(0);
            owners.extend(names.into_iter().map(|name| (name, place)));
        }
        let mut places: Vec<BTreeSet<usize>> = Vec::new();
        for terms in past {
            let common: BTreeSet<usize> = terms.iter().filter_map(|term| owners.get(term).copied()).collect();
            common.iter().for_each(|place| frequency[*place] += 1);
            places.push(common);
        }
        Self { places, frequency }
    }

    /// How rare what this catch has in common is, added up.
    fn rarity(&self, at: usize) -> f32 {
        let catches = self.places.len() as f32;
        let rarity = |place: &usize| (1.0 + catches / (1.0 + self.frequency[*place] as f32)).ln();
        self.places[at].iter().map(rarity).sum()
    }

    /// How much of what this catch has in common hardly another one has.
    fn rare(&self, at: usize) -> u32 {
        self.places[at].iter().filter(|place| self.frequency[**place] <= 2).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_changes::{Diff, parse_diff};

    fn diff(path: &str, removed: &str, added: &str) -> Diff {
        let text = format!("--- a/{path}\n+++ b/{path}\n@@ -10 +10 @@ int take(queue *q)\n-{removed}\n+{added}\n");
        parse_diff(text.as_bytes())
    }

    fn past(path: &str, removed: &str, added: &str) -> Past {
        Past::new(0, 4, "Something broke", &[diff(path, removed, added)])
    }

    fn first(past: &[Past], ask: &Diff) -> Option<Shared> {
        rank(past, &Ask::new(ask, |_| Vec::new()), 86_400, &HashMap::new()).into_iter().next()
    }

    #[test]
    fn the_line_that_a_fix_took_out_comes_back() {
        let book = [
            past("src/other.c", "\twait_for_entry(q);", "\treturn peek(q);"),
            past("src/queue.c", "\treturn pop_unchecked(q);", "\treturn pop_checked(q);"),
        ];
        let shared =
            first(&book, &diff("src/queue.c", "\treturn q->head;", "\treturn pop_unchecked(q);")).expect("found");
        assert_eq!((shared.past, shared.put_back), (1, 1));
        let undone =
            first(&book, &diff("src/queue.c", "\treturn pop_checked(q);", "\treturn q->head;")).expect("found");
        assert_eq!((undone.past, undone.taken_out), (1, 1.0));
    }

    #[test]
    fn white_space_and_comments_ask_nothing() {
        let book = [past("src/queue.c", "\treturn pop_unchecked(q);", "\treturn pop_checked(q);")];
        for added in ["        return pop_checked( q );", "\treturn pop_checked(q); /* never empty */"] {
            assert_eq!(first(&book, &diff("src/queue.c", "\treturn pop_checked(q);", added)), None, "{added}");
        }
    }
}
