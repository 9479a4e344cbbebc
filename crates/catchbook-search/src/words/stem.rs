//! English stems, remembered.
//!
//! Stemming costs several times what cutting text into words costs, and text repeats itself: each thread keeps the
//! stems of recent words in a table of fixed size.

use frostem::{Algorithm, Stemmer};
use std::cell::RefCell;

/// A power of two. With short words, about a megabyte a thread when full.
const SLOTS: usize = 16_384;

#[derive(Default, Clone)]
struct Slot {
    word: Box<str>,
    stem: Box<str>,
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
        let place = place_of(word);
        if *stems.slots[place].word != **word {
            let stem = stems.stemmer.stem(word).into();
            stems.slots[place] = Slot { word: word.as_str().into(), stem };
        }
        word.clear();
        word.push_str(&stems.slots[place].stem);
    });
}

fn place_of(word: &str) -> usize {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)) as usize & (SLOTS - 1)
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
        for (one, other) in
            [("connection", "connected"), ("timeouts", "timeout"), ("retries", "retry"), ("races", "racing")]
        {
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
