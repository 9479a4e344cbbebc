//! How times and names read on a screen: one way for every front door.

mod moment;
mod span;

pub(crate) use moment::{day, moment, short_day};
pub(crate) use span::{Gap, ago, days_between, gap};

/// "1 record", "7 records".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The first sentence of a text, for places that have room for one.
pub(crate) fn first_sentence(text: &str) -> &str {
    let end = text
        .char_indices()
        .filter(|&(_, c)| matches!(c, '.' | '!' | '?'))
        .map(|(at, c)| at + c.len_utf8())
        .find(|&end| text[end..].starts_with(char::is_whitespace))
        .unwrap_or(text.len());
    text[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_a_mark_before_a_blank() {
        assert_eq!(first_sentence("It took 0.5 s. Then it stopped."), "It took 0.5 s.");
        assert_eq!(first_sentence("No end"), "No end");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(count(1, "record", "records"), "1 record");
        assert_eq!(count(0, "record", "records"), "0 records");
    }
}
