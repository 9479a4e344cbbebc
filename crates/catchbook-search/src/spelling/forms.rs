//! The words that people write for what the index holds: `connect` is there for connects, connected and connection.

use super::alike::Written;
use crate::words::stem;
use std::ops::RangeInclusive;

/// Endings that stems lose, the plain ones first, beside an `e`.
const ENDINGS: &[&str] = &[
    "s", "es", "ed", "d", "ing", "er", "ers", "ion", "ions", "ation", "ations", "ly", "al", "ally", "y", "able",
    "ible", "ability", "ity", "ities", "ive", "ment", "ments", "ness", "ful", "ous", "ance", "ances", "ence", "ences",
    "ent", "ant", "ize", "izes", "ized", "izing", "ization", "ate", "ates", "ated", "ating", "ator", "ators",
    "ational", "ically",
];

/// In place of the `e` of a stem, in place of its `i`, and behind its last letter written twice.
const FOR_E: &[&str] = &["ing", "ings", "ed", "er", "ers", "ion", "ions", "able", "ation"];
const FOR_Y: &[&str] = &["y", "ies", "ied", "ying"];
const WHEN_DOUBLED: &[&str] = &["ed", "ing", "er", "ers"];

/// The form of a stem that is most like what was written, and the edits between them, where there are at most `most`.
/// `goes_on`: only the beginning was written.
pub(super) fn nearest_form(written: &Written, term: &str, most: u8, goes_on: bool) -> Option<(u8, String)> {
    let lengths = if goes_on { 0..=usize::MAX } else { written.lengths_within(most) };
    let mut nearest: Option<(u8, String)> = None;
    let mut buffer = String::new();
    for form in forms(term, &lengths) {
        let edits = if goes_on { written.edits_to_beginning(&form) } else { written.edits_to(&form) };
        let less = nearest.as_ref().map_or(most + 1, |(least, _)| *least);
        let Some(edits) = edits.filter(|edits| *edits < less) else { continue };
        buffer.clone_from(&form);
        stem(&mut buffer);
        if buffer == term || form == term {
            nearest = Some((edits, form));
        }
    }
    nearest
}

/// Spellings of these lengths that may have been cut to this stem; not all of them are words.
fn forms<'t>(term: &'t str, lengths: &'t RangeInclusive<usize>) -> impl Iterator<Item = String> + 't {
    let joined = move |stem: &'t str, letter: Option<char>, endings: &'static [&'static str]| {
        let before = stem.len() + usize::from(letter.is_some());
        let fitting = endings.iter().filter(move |ending| lengths.contains(&(before + ending.len())));
        fitting.map(move |ending| match letter {
            Some(letter) => format!("{stem}{letter}{ending}"),
            None => format!("{stem}{ending}"),
        })
    };
    // `retri` is more likely what is left of a retry than of retris.
    let with_y = term.strip_suffix('i').into_iter().flat_map(move |stem| joined(stem, None, FOR_Y));
    let with_e = may_take_e(term).then(|| joined(term, None, &["e"])).into_iter().flatten();
    let plain = joined(term, None, &[""]).chain(with_e).chain(joined(term, None, ENDINGS));
    let without_e = term.strip_suffix('e').into_iter().flat_map(move |stem| joined(stem, None, FOR_E));
    let last = term.chars().next_back().filter(char::is_ascii_lowercase);
    let doubled = last.into_iter().flat_map(move |last| joined(term, Some(last), WHEN_DOUBLED));
    with_y.chain(plain).chain(without_e).chain(doubled)
}

/// Hardly any English word ends in `oke` or `ile` behind another vowel, or in `aye`: `look` and `stay` are whole.
fn may_take_e(term: &str) -> bool {
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    match term.as_bytes() {
        [.., one, other, b'k' | b'l' | b'm' | b'p'] => !(is_vowel(one) && is_vowel(other)),
        [.., one, b'y'] => !is_vowel(one),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_most_like_what_was_written_is_named() {
        for (written, term, form) in [
            ("connectoin", "connect", "connection"),
            ("conected", "connect", "connected"),
            ("rettry", "retri", "retry"),
            ("retreis", "retri", "retries"),
            ("cacheing", "cach", "caching"),
            ("runnign", "run", "running"),
            ("writnig", "write", "writing"),
            ("timeuot", "timeout", "timeout"),
        ] {
            let found = nearest_form(&Written::new(written), term, 1, false);
            assert_eq!(found.map(|(_, form)| form).as_deref(), Some(form), "{written}");
        }
        assert_eq!(nearest_form(&Written::new("connectoin"), "comment", 1, false), None);
        assert_eq!(nearest_form(&Written::new("stale"), "stay", 1, false), None, "there is no such word as staye");
    }

    #[test]
    fn a_beginning_is_compared_with_beginnings() {
        assert_eq!(nearest_form(&Written::new("conecti"), "connect", 1, true).map(|(edits, _)| edits), Some(1));
    }
}
