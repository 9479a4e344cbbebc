//! Where the text of a guard is now, by that text alone: a clone may be one commit deep, and a line's number is right for a few
//! weeks at most.

use std::collections::HashMap;
use std::ops::Range;

/// Guarded lines and what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    pub text: Vec<String>,
    /// Up to [`AROUND`] lines above.
    pub before: Vec<String>,
    /// Up to [`AROUND`] lines below.
    pub after: Vec<String>,
}

/// Lines of context on each side.
pub const AROUND: usize = 3;

/// Where an anchor was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Lines, counted from 0.
    pub lines: Range<u32>,
    /// How much of the guarded text stands there, by weight: 0 to 1.
    pub text: f32,
}

/// Less than this much of text and context together is no find.
const LEAST: f32 = 0.35;
/// A context line says so much less than a guarded one.
const CONTEXT: f32 = 0.5;
/// So many places are looked at closely.
const PLACES: usize = 12;
/// A line may have moved this far from the others.
const DRIFT: usize = 12;
/// A line that stands in more places does not vote: it says nothing, and a file may have millions of it.
const MAX_PLACES: usize = 500;
/// Guarded lines that are compared. The ends of a longer text say where it is.
const MAX_LINES: usize = 200;

impl Anchor {
    /// The lines `range` of a file with what stands around them. Lines beyond the file are left out.
    pub fn new(file: &[&str], range: Range<u32>) -> Self {
        let start = (range.start as usize).min(file.len());
        let end = (range.end as usize).clamp(start, file.len());
        let lines = |range: Range<usize>| file[range].iter().map(|line| (*line).to_owned()).collect();
        Self {
            text: lines(start..end),
            before: lines(start.saturating_sub(AROUND)..start),
            after: lines(end..(end + AROUND).min(file.len())),
        }
    }

    /// Whether the text can be known again: `}` stands everywhere.
    pub fn identifies(&self) -> bool {
        self.text.iter().map(|line| bare(line).len()).sum::<usize>() >= 8
            && self.text.iter().any(|line| line.chars().any(char::is_alphanumeric))
    }

    /// Where the text stands in a file now. Every line of text and context votes for the offset that it was moved by, the long and
    /// rare ones most; the best offsets are then looked at line by line.
    pub fn find(&self, file: &Indexed) -> Option<Found> {
        let wanted = self.wanted(file);
        let mut votes: HashMap<i64, f32> = HashMap::new();
        for line in wanted.iter().filter(|line| (1..=MAX_PLACES).contains(&line.places.len())) {
            let vote = line.weight / line.places.len() as f32;
            line.places.iter().for_each(|at| *votes.entry(i64::from(*at) - line.at).or_default() += vote);
        }
        let mut offsets: Vec<(i64, f32)> = votes.into_iter().collect();
        offsets.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        offsets.truncate(PLACES);
        let looked = offsets.into_iter().filter_map(|(offset, _)| look(&wanted, offset));
        looked
            .max_by(|(a, one), (b, other)| a.total_cmp(b).then(other.lines.start.cmp(&one.lines.start)))
            .map(|(_, found)| found)
    }

    fn wanted<'f>(&self, file: &'f Indexed) -> Vec<Wanted<'f>> {
        let above = self.before.len() as i64;
        let before = self.before.iter().enumerate().map(|(at, line)| (at as i64 - above, line, false));
        let text = self.text.iter().enumerate().map(|(at, line)| (at as i64, line, true));
        let skipped = self.text.len().saturating_sub(MAX_LINES);
        let text = text.filter(move |(at, ..)| {
            skipped == 0 || !(MAX_LINES as i64 / 2..MAX_LINES as i64 / 2 + skipped as i64).contains(at)
        });
        let below = self.text.len() as i64;
        let after = self.after.iter().enumerate().map(|(at, line)| (at as i64 + below, line, false));
        let lines = before.chain(text).chain(after).filter_map(|(at, line, guarded)| {
            let bare = bare(line);
            let places = file.places.get(&bare).map_or(&[][..], Vec::as_slice);
            let weight = (bare.len() as f32).ln_1p() / (places.len() as f32 + 1.0).ln_1p();
            (!bare.is_empty()).then_some(Wanted { at, guarded, weight, places })
        });
        lines.collect()
    }
}

/// A line that is looked for: where it was, counted from the first guarded one, and where such lines stand in the file.
struct Wanted<'f> {
    at: i64,
    guarded: bool,
    weight: f32,
    places: &'f [u32],
}

impl Wanted<'_> {
    /// The place nearest to where an offset puts the line, from `below` on, and how far off it is.
    fn nearest(&self, offset: i64, below: u32) -> Option<(u32, usize)> {
        let places = &self.places[self.places.partition_point(|at| *at < below)..];
        let middle = places.partition_point(|at| i64::from(*at) < self.at + offset);
        let beside = [middle.checked_sub(1), Some(middle)].into_iter().flatten().filter_map(|at| places.get(at));
        let off = |at: u32| (i64::from(at) - self.at - offset).unsigned_abs() as usize;
        beside.map(|at| (*at, off(*at))).min_by_key(|(_, off)| *off)
    }
}

/// How much of what is wanted stands at an offset, or near to it.
fn look(wanted: &[Wanted<'_>], offset: i64) -> Option<(f32, Found)> {
    let (mut text, mut all_text, mut context, mut all_context) = (0.0, 0.0, 0.0, 0.0);
    let mut lines: Option<Range<u32>> = None;
    // Lines stay in their order: each is looked for below the one before it.
    let mut below = 0;
    for line in wanted {
        let here = line.nearest(offset, below).filter(|(_, off)| *off <= DRIFT);
        let kept = here.map_or(0.0, |(_, off)| line.weight / (1.0 + off as f32 / DRIFT as f32));
        if line.guarded {
            all_text += line.weight;
            text += kept;
        } else {
            all_context += line.weight;
            context += kept;
        }
        if let Some((at, _)) = here {
            below = at + 1;
            if line.guarded {
                lines = Some(lines.map_or(at..at + 1, |lines| lines.start..at + 1));
            }
        }
    }
    let score = (text + CONTEXT * context) / (all_text + CONTEXT * all_context);
    let found = Found { lines: lines?, text: text / all_text };
    (score >= LEAST).then_some((score, found))
}

/// A file whose lines can be looked up.
pub struct Indexed {
    places: HashMap<String, Vec<u32>>,
}

impl Indexed {
    pub fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut places: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, line) in lines.enumerate() {
            places.entry(bare(line)).or_default().push(at as u32);
        }
        Self { places }
    }
}

fn bare(line: &str) -> String {
    line.chars().filter(|char| !char.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "int a(void)\n{\n\treturn 1;\n}\n\nint take(queue *q)\n{\n\tif (queue_is_empty(q))\n\t\treturn NOTHING;\n\treturn pop(q);\n}\n";

    fn guard() -> Anchor {
        Anchor::new(&FILE.lines().collect::<Vec<_>>(), 7..9)
    }

    fn found(file: &str) -> Option<(Range<u32>, bool)> {
        let found = guard().find(&Indexed::new(file.lines()))?;
        Some((found.lines, found.text > 0.99))
    }

    #[test]
    fn at_its_place_and_moved() {
        assert_eq!(found(FILE), Some((7..9, true)));
        assert_eq!(found(&format!("// new\n\n{FILE}")), Some((9..11, true)));
        assert_eq!(found(&FILE.replace('\t', "    ")), Some((7..9, true)), "white space does not count");
    }

    #[test]
    fn edited_and_gone() {
        let edited = FILE.replace("return NOTHING;", "return NULL_ENTRY;");
        let (lines, whole) = found(&edited).expect("half of it is there");
        assert_eq!((lines, whole), (7..8, false));
        assert_eq!(found("int other(void)\n{\n\treturn 2;\n}\n"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn of_two_places_the_one_with_its_context() {
        let copy = FILE.replace("int take", "int copy").replace("return pop(q);", "return peek(q);");
        assert_eq!(found(&format!("{copy}{FILE}")), Some((18..20, true)));
    }

    #[test]
    fn a_brace_is_no_guard() {
        let lines: Vec<&str> = FILE.lines().collect();
        assert!(!Anchor::new(&lines, 3..4).identifies());
        assert!(guard().identifies());
    }

    #[test]
    fn a_file_of_one_line_a_million_times_is_no_wait() {
        let guard = Anchor::new(&["same();"; 150], 0..150);
        assert_eq!(guard.find(&Indexed::new(std::iter::repeat_n("same();", 1_000_000))), None);
    }
}
