//! How alike two words are: the fewest letters to add, drop, change or swap with their neighbour (the optimal string
//! alignment distance), over a whole dictionary at once or for two words.

use tantivy_fst::Automaton;

/// Longer words are data, and are not taken for misspelt.
pub(super) const MAX_LETTERS: usize = 31;
/// So many letters at the end of a word may be an ending, which the index does not hold.
const ENDING: usize = 7;
/// Letters of a stem, beyond those that may be wrong, that are looked for under an ending.
const SHORTEST_STEM: usize = 2;

type Row = [u8; MAX_LETTERS + 1];

/// Accepts the words that a word begins like: with `edits` letters otherwise, and with or without an ending. What is
/// accepted is a guess, to be looked at with [`edits_between`].
pub(super) struct BeginsLike<'w> {
    word: &'w [u8],
    edits: u8,
    /// The word is still being typed: whatever it may become is accepted, too.
    goes_on: bool,
}

/// After some letters of a dictionary's word.
#[derive(Clone)]
pub(super) struct State {
    table: Table,
    /// All of the word that was typed has been seen.
    is_whole: bool,
}

impl<'w> BeginsLike<'w> {
    /// Of more than [`MAX_LETTERS`], the first ones.
    pub(super) fn new(word: &'w str, edits: u8, goes_on: bool) -> BeginsLike<'w> {
        BeginsLike { word: within(word), edits, goes_on }
    }

    fn step(&self, state: &State, letter: u8) -> State {
        if state.table.is_new() && !self.may_begin(letter) {
            return State { table: Table::hopeless(), is_whole: false };
        }
        let table = state.table.after(self.word, letter);
        let is_whole = state.is_whole || self.goes_on && table.row[self.word.len()] <= self.edits;
        State { table, is_whole }
    }

    /// Two slips are looked for only where the word begins right, or with its second letter: fingers seldom miss the
    /// first one, and it spares nine tenths of the dictionary.
    fn may_begin(&self, letter: u8) -> bool {
        self.edits < 2 || self.word.iter().take(2).any(|own| *own == letter)
    }
}

impl Automaton for BeginsLike<'_> {
    type State = State;

    fn start(&self) -> State {
        State { table: Table::new(), is_whole: false }
    }

    fn is_match(&self, state: &State) -> bool {
        let least = SHORTEST_STEM + usize::from(self.edits);
        let from = self.word.len().saturating_sub(ENDING).max(least).min(self.word.len());
        state.is_whole || state.table.row[from..=self.word.len()].iter().any(|edits| *edits <= self.edits)
    }

    fn can_match(&self, state: &State) -> bool {
        state.is_whole || state.table.least(self.word.len()) <= self.edits
    }

    fn will_always_match(&self, state: &State) -> bool {
        state.is_whole
    }

    fn accept(&self, state: &State, letter: u8) -> State {
        self.step(state, letter)
    }
}

/// The edits between two words. Letters beyond [`MAX_LETTERS`] are not looked at.
pub(super) fn edits_between(one: &str, other: &str) -> u8 {
    let one = within(one);
    within(other).iter().fold(Table::new(), |table, letter| table.after(one, *letter)).row[one.len()]
}

/// The edits between a word and the beginning of another that is most like it.
pub(super) fn edits_to_beginning(one: &str, other: &str) -> u8 {
    let one = within(one);
    let mut table = Table::new();
    let mut least = table.row[one.len()];
    for letter in within(other) {
        table = table.after(one, *letter);
        least = least.min(table.row[one.len()]);
    }
    least
}

fn within(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(MAX_LETTERS)]
}

/// The last rows of the table of edits between every beginning of a word and the letters seen so far.
#[derive(Clone)]
struct Table {
    row: Row,
    before: Row,
    last: u8,
}

impl Table {
    fn new() -> Table {
        let row: Row = std::array::from_fn(|at| at as u8);
        Table { row, before: row, last: 0 }
    }

    /// Further from every word than anybody asks.
    fn hopeless() -> Table {
        Table { row: [MAX_LETTERS as u8; MAX_LETTERS + 1], before: [MAX_LETTERS as u8; MAX_LETTERS + 1], last: 0 }
    }

    fn is_new(&self) -> bool {
        self.last == 0
    }

    fn after(&self, word: &[u8], letter: u8) -> Table {
        let mut row = self.row;
        row[0] += 1;
        for (at, own) in word.iter().enumerate() {
            let changed = self.row[at] + u8::from(*own != letter);
            let mut edits = changed.min(row[at] + 1).min(self.row[at + 1] + 1);
            if at > 0 && *own == self.last && word[at - 1] == letter {
                edits = edits.min(self.before[at - 1] + 1);
            }
            row[at + 1] = edits;
        }
        Table { row, before: self.row, last: letter }
    }

    fn least(&self, letters: usize) -> u8 {
        self.row[..=letters].iter().copied().min().unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &BeginsLike<'_>, word: &str) -> bool {
        let mut state = automaton.start();
        for letter in word.bytes() {
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
            ("", "abc", 3),
            ("abc", "", 3),
            ("timeout", "deadline", 8),
        ] {
            assert_eq!(edits_between(one, other), edits, "{one} {other}");
            assert_eq!(edits_between(other, one), edits, "{other} {one}");
        }
    }

    #[test]
    fn a_beginning_is_like_the_beginning_of_a_word() {
        for (one, other, edits) in [("conec", "connection", 1), ("con", "connection", 0), ("xon", "connection", 1)] {
            assert_eq!(edits_to_beginning(one, other), edits, "{one} {other}");
        }
    }

    #[test]
    fn a_stem_is_found_below_a_misspelt_ending() {
        let whole = BeginsLike::new("connectoin", 1, false);
        for (word, is_accepted) in
            [("connect", true), ("conect", true), ("cinnect", true), ("comment", false), ("c", false)]
        {
            assert_eq!(accepts(&whole, word), is_accepted, "{word}");
        }
        let twice = BeginsLike::new("conectoin", 2, false);
        for (word, is_accepted) in [("connect", true), ("oconnect", true), ("ponnect", false)] {
            assert_eq!(accepts(&twice, word), is_accepted, "{word}");
        }
        let typed = BeginsLike::new("redirct", 1, true);
        assert!(accepts(&typed, "redirectpage") && accepts(&typed, "redirect") && !accepts(&typed, "remount"));
    }

    #[test]
    fn very_long_words_do_no_harm() {
        let long = "x".repeat(500);
        assert_eq!(edits_between(&long, &long), 0);
        assert_eq!(edits_to_beginning("", &long), 0);
        assert!(!accepts(&BeginsLike::new("xy", 1, false), &long));
    }
}
