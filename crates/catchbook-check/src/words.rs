//! The words of code and of what people write about it.

use twox_hash::XxHash3_64;

/// What a word, a path or a line is known by: the XXH3 of its text, the same in every release and on every machine, since it is
/// stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u64);

impl Term {
    /// Two texts share a term by chance once in 10^19, so nobody looks a second time. Whoever makes two do so on purpose
    /// moves a record of their own a little up a list.
    pub fn of(text: &str) -> Self {
        Self(XxHash3_64::oneshot(text.as_bytes()))
    }
}

/// A longer run of letters is no name that anybody types.
const MAX_WORD: usize = 80;

/// The names in a text, lower case: each as a whole, and its parts where it has several (`resolve_owner`, `resolveOwner`).
/// Numbers and single letters are none.
pub fn names(text: &str, mut found: impl FnMut(&str)) {
    let mut lower = String::new();
    for word in text.split(|char: char| !char.is_alphanumeric() && char != '_') {
        let word = word.trim_matches('_');
        if word.len() < 2 || word.len() > MAX_WORD || !word.contains(char::is_alphabetic) {
            continue;
        }
        lower_case(word, &mut lower);
        found(&lower);
        parts(word, |part| {
            if part.len() < word.len() && part.len() >= 2 && part.contains(char::is_alphabetic) {
                lower_case(part, &mut lower);
                found(&lower);
            }
        });
    }
}

/// Each two neighbours among the words of a line of code, as they are written: `conn->owner = NULL` is `conn owner` and
/// `owner NULL`. What is done with a name tells more than the name.
pub fn pairs(line: &str, mut found: impl FnMut(&str)) {
    let mut pair = String::new();
    let mut last: Option<&str> = None;
    for word in line.split(|char: char| !char.is_alphanumeric() && char != '_').filter(|word| !word.is_empty()) {
        if let Some(last) = last.filter(|last| last.len() + word.len() <= 2 * MAX_WORD) {
            pair.clear();
            pair.push_str(last);
            pair.push(' ');
            pair.push_str(word);
            found(&pair);
        }
        last = Some(word);
    }
}

/// A line of code without its white space, where enough is left to know it by.
pub fn telling(line: &str) -> Option<Term> {
    /// `}` and `return 0;` stand everywhere.
    const LEAST: usize = 12;
    let bare: String = line.chars().filter(|char| !char.is_whitespace()).collect();
    (bare.len() >= LEAST && bare.contains(char::is_alphabetic)).then(|| Term::of(&bare))
}

fn lower_case(word: &str, into: &mut String) {
    into.clear();
    into.extend(word.chars().flat_map(char::to_lowercase));
}

/// `resolveHTTPOwner_once` is `resolve`, `HTTP`, `Owner` and `once`.
fn parts(word: &str, mut found: impl FnMut(&str)) {
    for piece in word.split('_').filter(|piece| !piece.is_empty()) {
        let mut start = 0;
        let chars: Vec<(usize, char)> = piece.char_indices().collect();
        for at in 1..chars.len() {
            let (before, here) = (chars[at - 1].1, chars[at].1);
            let ends_capitals = before.is_uppercase()
                && here.is_uppercase()
                && chars.get(at + 1).is_some_and(|(_, next)| next.is_lowercase());
            if (before.is_lowercase() && here.is_uppercase()) || ends_capitals {
                found(&piece[start..chars[at].0]);
                start = chars[at].0;
            }
        }
        found(&piece[start..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_parts() {
        let mut all = Vec::new();
        names("if (resolveHTTPOwner_once(x, 0x1f) < 42) _free(p);", |name| all.push(name.to_owned()));
        assert_eq!(all, ["if", "resolvehttpowner_once", "resolve", "http", "owner", "once", "0x1f", "free"]);
    }

    #[test]
    fn neighbours_as_they_are_written() {
        let mut all = Vec::new();
        pairs("\tconn->owner = NULL;", |pair| all.push(pair.to_owned()));
        assert_eq!(all, ["conn owner", "owner NULL"]);
    }

    #[test]
    fn a_line_that_stands_everywhere_tells_nothing() {
        assert_eq!(telling("\t\treturn 0;"), None);
        assert_eq!(telling("/***************************/"), None);
        assert_eq!(telling("conn->owner = NULL;"), telling("  conn->owner   =   NULL;"));
    }

    /// Terms are stored: another hash would need another version of the store.
    #[test]
    fn a_term_stays_what_it_is() {
        assert_eq!(Term::of("resolve_owner").0, XxHash3_64::oneshot(b"resolve_owner"));
        assert_eq!(Term::of("").0, 0x2d06_8005_38d3_94c2);
    }
}
