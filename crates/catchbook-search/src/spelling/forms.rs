//! The words that people write for what the index holds: `connect` is there for connects, connected and connection.

use super::alike::{edits_between, edits_to_beginning};
use crate::words::stem;

/// Endings that stems lose, the plain ones first.
const ENDINGS: &[&str] = &[
    "", "e", "s", "es", "ed", "d", "ing", "er", "ers", "ion", "ions", "ation", "ations", "ly", "al", "ally", "y",
    "able", "ible", "ability", "ity", "ities", "ive", "ment", "ments", "ness", "ful", "ous", "ance", "ances", "ence",
    "ences", "ent", "ant", "ize", "izes", "ized", "izing", "ization", "ate", "ates", "ated", "ating", "ator", "ators",
    "ational", "ically",
];

/// The form of a stem that is most like what was written, and the edits between them, where there are at most `most`.
/// `goes_on`: only the beginning was written.
pub(super) fn nearest_form(written: &str, term: &str, most: u8, goes_on: bool) -> Option<(u8, String)> {
    let edits = if goes_on { edits_to_beginning } else { edits_between };
    let mut nearest: Option<(u8, String)> = None;
    let mut buffer = String::new();
    for form in forms(term) {
        let is_near_in_length = goes_on || form.len().abs_diff(written.len()) <= usize::from(most);
        if !is_near_in_length {
            continue;
        }
        let edits = edits(written, &form);
        if edits > most || nearest.as_ref().is_some_and(|(least, _)| *least <= edits) {
            continue;
        }
        buffer.clone_from(&form);
        stem(&mut buffer);
        if buffer == term || form == term {
            nearest = Some((edits, form));
        }
    }
    nearest
}

/// Spellings that may have been cut to this stem; not all of them are words.
fn forms(term: &str) -> impl Iterator<Item = String> + '_ {
    let plain = ENDINGS.iter().filter(move |ending| **ending != "e" || may_take_e(term));
    let plain = plain.map(move |ending| format!("{term}{ending}"));
    let without_e = term.strip_suffix('e').into_iter().flat_map(|before| {
        ["ing", "ings", "ed", "er", "ers", "ion", "ions", "able", "ation"]
            .into_iter()
            .map(move |ending| format!("{before}{ending}"))
    });
    // `retri` is more likely what is left of a retry than of retris.
    let with_y = term
        .strip_suffix('i')
        .into_iter()
        .flat_map(|before| ["y", "ies", "ied", "ying"].into_iter().map(move |ending| format!("{before}{ending}")));
    let last = term.chars().next_back().filter(|last| last.is_ascii_lowercase());
    let doubled = last.into_iter().flat_map(move |last| {
        ["ed", "ing", "er", "ers"].into_iter().map(move |ending| format!("{term}{last}{ending}"))
    });
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
            let found = nearest_form(written, term, 1, false);
            assert_eq!(found.map(|(_, form)| form).as_deref(), Some(form), "{written}");
        }
        assert_eq!(nearest_form("connectoin", "comment", 1, false), None);
        assert_eq!(nearest_form("stale", "stay", 1, false), None, "there is no such word as staye");
    }

    #[test]
    fn a_beginning_is_compared_with_beginnings() {
        assert_eq!(nearest_form("conecti", "connect", 1, true).map(|(edits, _)| edits), Some(1));
    }
}
