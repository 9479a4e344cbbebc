//! Compounds of many parts in the dictionary of the index: apart from words, and by what of their first part is held.
//!
//! `resolveOwnerOnce` is found by all beginnings of itself, `resol` among them. But so are its parts, which are words
//! of their own, and a dictionary may have thousands of such compounds for every word: whoever looks for words that
//! begin with `resol` would walk over all of them for nothing. Only a beginning that is longer than what the index holds
//! of the first part needs the compound.

use super::is_word_char;

/// No folded word begins with it.
const MARK: char = '\u{1}';
/// Added to a length, makes it a letter.
const BLANK: u8 = b' ';

/// What the index holds for a compound that is told by so many bytes of its first part.
pub(crate) fn whole_term(told: usize, term: &str) -> String {
    let length = char::from(BLANK + u8::try_from(told).unwrap_or(u8::MAX - BLANK).min(b'~' - BLANK));
    format!("{MARK}{length}{term}")
}

/// All that the index may hold for a compound that is written so, or begins so, in whatever case: `form` is folded, and
/// `term` is what is to be held of it.
pub(crate) fn whole_terms(form: &str, term: &str) -> impl Iterator<Item = String> {
    let joint = form.find(|c| !is_word_char(c)).map_or(form.len(), |joint| joint + 1);
    (0..joint).map(move |told| whole_term(told, term))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{stem, text_words};

    #[test]
    fn a_compound_is_among_all_that_may_be_held_for_it() {
        for (text, asked) in [
            ("reqTimeoutMs", "reqtimeoutms"),
            ("reqTimeoutMs", "reqti"),
            ("src/chat/redirectPage.ts", "src/chat/redirectpage.ts"),
            ("srcOld/chat/a", "srcold/cha"),
            ("a_b_c", "a_b"),
            ("ÉcoleNewOne", "ecolenewone"),
            ("notificationServiceClient", "notificat"),
            ("isReadyNow", "i"),
        ] {
            let held = text_words(text).find(|word| word.whole).expect("a compound").held().into_owned();
            let mut term = asked.to_string();
            stem(&mut term);
            assert!(whole_terms(asked, &term).any(|start| held.starts_with(&start)), "{text} {asked} {held:?}");
        }
    }

    #[test]
    fn what_finds_the_first_part_needs_no_compound() {
        let held = text_words("resolveOwnerOnce").next().expect("a compound").held().into_owned();
        for (start, needs_it) in [("resol", false), ("resolv", false), ("resolve", true), ("resolveo", true)] {
            assert_eq!(whole_terms(start, start).any(|start| held.starts_with(&start)), needs_it, "{start}");
        }
    }
}
