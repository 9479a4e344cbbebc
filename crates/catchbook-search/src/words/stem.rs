//! English stems, remembered.
//!
//! Stemming costs several times what cutting text into words costs, and text repeats itself: each thread keeps the
//! stems of recent words in a table of fixed size.

use frostem::{Algorithm, Stemmer};
use std::cell::RefCell;

/// A power of two. A quarter of a megabyte a thread.
const SLOTS: usize = 8_192;
/// Longer words are rare and are stemmed each time.
const MAX_BYTES: usize = 15;

/// Letters from the front, and in the last byte how many.
type Letters = [u8; MAX_BYTES + 1];

#[derive(Default, Clone, Copy)]
struct Slot {
    word: Letters,
    stem: Letters,
}

struct Stems {
    stemmer: Stemmer,
    /// Each word has one place; a newer word takes it from an older one.
    slots: Vec<Slot>,
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems {
        stemmer: Stemmer::new(Algorithm::English),
        slots: vec![Slot::default(); SLOTS],
    });
}

/// Replaces a folded word by its stem. Words with digits or letters beyond ASCII stay as they are.
pub(crate) fn stem(word: &mut String) {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    STEMS.with_borrow_mut(|stems| {
        let Some(key) = letters(word) else {
            *word = stems.stemmer.stem(word).into_owned();
            return;
        };
        let place = place_of(key);
        if stems.slots[place].word != key {
            let stem = stems.stemmer.stem(word);
            let Some(stem) = letters(&stem) else {
                *word = stem.into_owned();
                return;
            };
            stems.slots[place] = Slot { word: key, stem };
        }
        let stem = &stems.slots[place].stem;
        word.clear();
        word.extend(stem[..usize::from(stem[MAX_BYTES])].iter().map(|b| char::from(*b)));
    });
}

fn letters(word: &str) -> Option<Letters> {
    let mut letters = Letters::default();
    letters.get_mut(..word.len()).filter(|_| word.len() <= MAX_BYTES)?.copy_from_slice(word.as_bytes());
    letters[MAX_BYTES] = word.len() as u8;
    Some(letters)
}

fn place_of(letters: Letters) -> usize {
    let bits = u128::from_le_bytes(letters);
    let mixed = (bits as u64) ^ ((bits >> 64) as u64).rotate_left(29);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize & (SLOTS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut word = word.to_string();
        stem(&mut word);
        word
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("connection", "connected"),
            ("timeouts", "timeout"),
            ("retries", "retry"),
            ("races", "racing"),
            ("internationalizations", "internationalization"),
        ] {
            assert_eq!(stemmed(one), stemmed(other), "{one} and {other}");
        }
    }

    #[test]
    fn codes_and_foreign_words_are_left_alone() {
        for word in ["e1042s", "p99", "ls", "größes", "x_ing"] {
            assert_eq!(stemmed(word), word);
        }
    }

    #[test]
    fn a_crowded_table_still_answers_right() {
        let fresh = Stemmer::new(Algorithm::English);
        for n in 0..60_000_u32 {
            let word: String =
                n.to_string().bytes().map(|b| char::from(b - b'0' + b'a')).chain("ings".chars()).collect();
            assert_eq!(stemmed(&word), fresh.stem(&word));
        }
    }
}
