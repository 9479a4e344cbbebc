//! How alike two words are: the fewest letters to add, drop, change or swap with their neighbour (the optimal string
//! alignment distance), over a whole dictionary at once or for two words.
//!
//! A word's beginnings are the bits of a number, so that one letter is compared with all of them at once (Wu and Manber,
//! "Fast text searching allowing errors", 1992).

use std::{
    iter,
    ops::{Range, RangeInclusive},
};
use tantivy_fst::Automaton;

/// Longer words are data, and are not taken for misspelt.
pub(super) const MAX_LETTERS: usize = 31;
/// More edits are not told apart.
const MOST_EDITS: usize = 2;
/// So many letters at the end of a word may be an ending, which the index does not hold.
const ENDING: usize = 7;
/// Letters of a stem, beyond those that may be wrong, that are looked for under an ending.
const SHORTEST_STEM: usize = 2;

/// Bit n stands for the first n letters of a word.
type Beginnings = u32;

/// A word to compare others with.
pub(super) struct Written {
    /// For each letter, the beginnings that end with it.
    ending_with: [Beginnings; 256],
    length: usize,
    /// Three, where there are so many.
    first_letters: Vec<u8>,
}

/// How the letters seen so far compare with a word.
#[derive(Clone, Copy)]
struct Seen {
    /// The beginnings that are so many edits from those letters, or fewer.
    within: [Beginnings; MOST_EDITS + 1],
    /// The same without the last letter.
    before: [Beginnings; MOST_EDITS + 1],
    /// The beginnings that end with the last letter.
    last: Beginnings,
}

impl Seen {
    const NOTHING: Seen = Seen { within: [0b1, 0b11, 0b111], before: [0; MOST_EDITS + 1], last: 0 };
    /// Letters that are like no beginning, whatever follows.
    const HOPELESS: Seen = Seen { within: [0; MOST_EDITS + 1], before: [0; MOST_EDITS + 1], last: 0 };
}

impl Written {
    /// Of more than [`MAX_LETTERS`], the first ones.
    pub(super) fn new(word: &str) -> Written {
        let mut ending_with = [0; 256];
        let letters = &word.as_bytes()[..word.len().min(MAX_LETTERS)];
        for (at, letter) in letters.iter().enumerate() {
            ending_with[usize::from(*letter)] |= 1 << (at + 1);
        }
        let first_letters = letters[..letters.len().min(3)].to_vec();
        Written { ending_with, length: letters.len(), first_letters }
    }

    /// How the words begin that have another letter in place of the first one, or before it.
    fn behind(&self, other: u8) -> [Vec<u8>; 2] {
        let letters = &self.first_letters;
        let in_place = letters.get(1..).unwrap_or_default();
        let before = letters.get(..2).unwrap_or(letters);
        [in_place, before].map(|rest| iter::once(other).chain(rest.iter().copied()).collect())
    }

    /// The lengths of words that may be so many edits away.
    pub(super) fn lengths_within(&self, edits: u8) -> RangeInclusive<usize> {
        self.length.saturating_sub(edits.into())..=self.length + usize::from(edits)
    }

    /// The edits between the word and another; `None` for more than two.
    pub(super) fn edits_to(&self, other: &str) -> Option<u8> {
        let seen = other.bytes().fold(Seen::NOTHING, |seen, letter| self.after(&seen, letter));
        self.edits(&seen)
    }

    /// The edits between the word and the beginning of another that is most like it; `None` for more than two.
    pub(super) fn edits_to_beginning(&self, other: &str) -> Option<u8> {
        let mut seen = Seen::NOTHING;
        let mut least = self.edits(&seen);
        for letter in other.bytes() {
            seen = self.after(&seen, letter);
            least = [least, self.edits(&seen)].into_iter().flatten().min();
        }
        least
    }

    fn after(&self, seen: &Seen, letter: u8) -> Seen {
        let here = self.ending_with[usize::from(letter)];
        let all = Beginnings::MAX >> (MAX_LETTERS - self.length);
        let mut within = [seen.within[0] << 1 & here; MOST_EDITS + 1];
        for edits in 1..=MOST_EDITS {
            let right = seen.within[edits] << 1 & here;
            let added = seen.within[edits - 1];
            let changed = added << 1;
            let dropped = within[edits - 1] << 1;
            let swapped = seen.before[edits - 1] << 2 & seen.last & here << 1;
            within[edits] = (right | added | changed | dropped | swapped) & all;
        }
        Seen { within, before: seen.within, last: here }
    }

    fn edits(&self, seen: &Seen) -> Option<u8> {
        (0_u8..).zip(seen.within).find(|(_, within)| within >> self.length & 1 == 1).map(|(edits, _)| edits)
    }
}

/// What may be wrong in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slips {
    pub edits: u8,
    begins: Begins,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// With its first letter, or its second.
    Right,
    /// With any other letter.
    Wrong,
}

impl Slips {
    /// The likelier ones first: fingers seldom miss the first letter. So two edits are looked for in words that begin
    /// right, and one that is spent on the first letter leaves none for those that follow: both spare the most of the
    /// dictionary.
    pub(super) fn up_to(edits: u8) -> impl Iterator<Item = Slips> {
        let all = [(1, Begins::Right), (1, Begins::Wrong), (2, Begins::Right)];
        all.into_iter().map(|(edits, begins)| Slips { edits, begins }).filter(move |slips| slips.edits <= edits)
    }

    /// Where in a dictionary the words are that begin so.
    pub(super) fn starts(self, word: &Written) -> Vec<Range<Vec<u8>>> {
        let mut own = word.first_letters.clone();
        own.truncate(2);
        own.dedup();
        let others = (b'a'..=b'z').filter(|letter| !own.contains(letter));
        match self.begins {
            Begins::Right => own.iter().map(|letter| beginning_with(vec![*letter])).collect(),
            Begins::Wrong => others.flat_map(|letter| word.behind(letter)).map(beginning_with).collect(),
        }
    }
}

/// All texts that begin with some bytes, of which the last is a letter.
fn beginning_with(start: Vec<u8>) -> Range<Vec<u8>> {
    let mut end = start.clone();
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    start..end
}

/// Accepts the words that a word begins like: with so many letters otherwise, and with or without an ending. What is
/// accepted is a guess, to be looked at with [`Written::edits_to`].
pub(super) struct BeginsLike<'w> {
    word: &'w Written,
    edits: usize,
    /// The word is still being typed: whatever it may become is accepted, too.
    goes_on: bool,
    /// The beginnings that are enough.
    enough: Beginnings,
}

/// After some letters of a dictionary's word.
#[derive(Clone)]
pub(super) struct State {
    seen: Seen,
    /// All of the word that was typed has been seen.
    is_whole: bool,
}

impl<'w> BeginsLike<'w> {
    /// With at most two edits.
    pub(super) fn new(word: &'w Written, edits: u8, goes_on: bool) -> BeginsLike<'w> {
        let edits = usize::from(edits).min(MOST_EDITS);
        let shortest = word.length.saturating_sub(ENDING).max(SHORTEST_STEM + edits).min(word.length);
        BeginsLike { word, edits, goes_on, enough: Beginnings::MAX << shortest }
    }
}

impl Automaton for BeginsLike<'_> {
    type State = State;

    fn start(&self) -> State {
        State { seen: Seen::NOTHING, is_whole: false }
    }

    fn is_match(&self, state: &State) -> bool {
        state.is_whole || state.seen.within[self.edits] & self.enough != 0
    }

    fn can_match(&self, state: &State) -> bool {
        state.is_whole || state.seen.within[self.edits] != 0
    }

    fn will_always_match(&self, state: &State) -> bool {
        state.is_whole
    }

    fn accept(&self, state: &State, letter: u8) -> State {
        // What has digits or signs is a code, and the index is full of codes.
        if !letter.is_ascii_lowercase() {
            return State { seen: Seen::HOPELESS, is_whole: false };
        }
        let seen = self.word.after(&state.seen, letter);
        let is_whole = self.goes_on && seen.within[self.edits] >> self.word.length & 1 == 1;
        State { seen, is_whole: state.is_whole || is_whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(word: &str, edits: u8, goes_on: bool, other: &str) -> bool {
        let word = Written::new(word);
        let automaton = BeginsLike::new(&word, edits, goes_on);
        let mut state = automaton.start();
        for letter in other.bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, letter);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn edits_are_letters_added_dropped_changed_or_swapped() {
        for (one, other, edits) in [
            ("connection", "connection", 0),
            ("conection", "connection", 1),
            ("connnection", "connection", 1),
            ("conmection", "connection", 1),
            ("connectoin", "connection", 1),
            ("conectoin", "connection", 2),
            ("", "ab", 2),
            ("", "", 0),
        ] {
            assert_eq!(Written::new(one).edits_to(other), Some(edits), "{one} {other}");
            assert_eq!(Written::new(other).edits_to(one), Some(edits), "{other} {one}");
        }
        for (one, other) in [("", "abc"), ("timeout", "deadline"), ("abcdef", "fedcba")] {
            assert_eq!(Written::new(one).edits_to(other), None, "{one} {other}");
            assert_eq!(Written::new(other).edits_to(one), None, "{other} {one}");
        }
    }

    #[test]
    fn a_beginning_is_like_the_beginning_of_a_word() {
        for (one, other, edits) in [("conec", "connection", 1), ("con", "connection", 0), ("xon", "connection", 1)] {
            assert_eq!(Written::new(one).edits_to_beginning(other), Some(edits), "{one} {other}");
        }
    }

    #[test]
    fn a_stem_is_found_below_a_misspelt_ending() {
        for (word, is_accepted) in
            [("connect", true), ("conect", true), ("cinnect", true), ("comment", false), ("c", false)]
        {
            assert_eq!(accepts("connectoin", 1, false, word), is_accepted, "{word}");
        }
        for (word, is_accepted) in [("connect", true), ("oconnect", true), ("comment", false)] {
            assert_eq!(accepts("conectoin", 2, false, word), is_accepted, "{word}");
        }
        for (word, is_accepted) in [("redirectpage", true), ("redirect", true), ("remount", false)] {
            assert_eq!(accepts("redirct", 1, true, word), is_accepted, "{word}");
        }
    }

    #[test]
    fn the_likelier_slips_are_looked_for_first() {
        let at = |edits, word: &str| -> Vec<String> {
            let within = |slips: Slips, word: &[u8]| {
                slips.starts(&Written::new("lean")).iter().any(|range| (&*range.start..&*range.end).contains(&word))
            };
            let slips = Slips::up_to(edits).filter(|slips| within(*slips, word.as_bytes()));
            slips.map(|slips| format!("{} {:?}", slips.edits, slips.begins)).collect()
        };
        assert_eq!(at(2, "learn"), ["1 Right", "2 Right"]);
        assert_eq!(at(1, "elan"), ["1 Right"]);
        assert_eq!(at(2, "clean"), ["1 Wrong"]);
        assert_eq!(at(2, "mean"), ["1 Wrong"]);
        assert_eq!(at(2, "train"), Vec::<String>::new());
        assert_eq!(at(0, "lean"), Vec::<String>::new());
    }

    #[test]
    fn very_long_words_do_no_harm() {
        let long = "x".repeat(500);
        assert_eq!(Written::new(&long[..MAX_LETTERS]).edits_to(&long[..MAX_LETTERS]), Some(0));
        assert_eq!(Written::new(&long).edits_to(&long), None);
        assert_eq!(Written::new("").edits_to_beginning(&long), Some(0));
        assert!(!accepts("xy", 1, false, &long));
    }

    proptest! {
        #[test]
        fn the_edits_are_those_of_the_table_that_everybody_knows(one in "[abc]{0,8}", other in "[abc]{0,8}") {
            let edits = Some(in_a_table(one.as_bytes(), other.as_bytes())).filter(|edits| *edits <= MOST_EDITS);
            prop_assert_eq!(Written::new(&one).edits_to(&other).map(usize::from), edits);
        }
    }

    /// The optimal string alignment distance, cell by cell.
    fn in_a_table(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for (at, beside) in (0..=one.len()).flat_map(|at| (0..=other.len()).map(move |beside| (at, beside))) {
            if at == 0 || beside == 0 {
                table[at][beside] = at + beside;
                continue;
            }
            let changed = table[at - 1][beside - 1] + usize::from(one[at - 1] != other[beside - 1]);
            let mut edits = changed.min(table[at - 1][beside] + 1).min(table[at][beside - 1] + 1);
            if at > 1 && beside > 1 && one[at - 1] == other[beside - 2] && one[at - 2] == other[beside - 1] {
                edits = edits.min(table[at - 2][beside - 2] + 1);
            }
            table[at][beside] = edits;
        }
        table[one.len()][other.len()]
    }
}
