//! The sentence around a place in a text.

use std::ops::Range;

/// Characters that a sentence is cut to.
const MOST: usize = 240;

/// The sentence of `text` that holds the bytes of `place`, at most 240 characters, cut at a word with `…`.
pub fn sentence(text: &str, place: Range<usize>) -> String {
    let start = start_of(text, place.start);
    let end = end_of(text, place.end.max(place.start));
    cut(text, start..end, place.start)
}

/// Far enough to find a sentence that fits, near enough to keep many links in one long paragraph cheap.
const REACH: usize = MOST * 4;

fn start_of(text: &str, at: usize) -> usize {
    let from = floor(text, at.saturating_sub(REACH));
    let before = &text[from..at];
    let mut found = from;
    for (index, c) in before.char_indices() {
        if ends_sentence(c) && before[index + c.len_utf8()..].starts_with(char::is_whitespace) || c == '\n' {
            found = from + index + c.len_utf8();
        }
    }
    found
}

fn end_of(text: &str, at: usize) -> usize {
    let to = floor(text, (at + REACH).min(text.len()));
    let after = &text[at..to];
    for (index, c) in after.char_indices() {
        let next = index + c.len_utf8();
        if c == '\n' {
            return at + index;
        }
        if ends_sentence(c) && (next == after.len() || after[next..].starts_with(char::is_whitespace)) {
            return at + next;
        }
    }
    to
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn cut(text: &str, range: Range<usize>, place: usize) -> String {
    let whole = text[range.clone()].trim();
    if whole.len() <= MOST || whole.chars().count() <= MOST {
        return whole.into();
    }
    // Keep the place in sight: begin at most 80 characters before it.
    let lead = text[range.start..place].chars().count();
    let skip = lead.saturating_sub(80);
    let kept = if skip == 0 { MOST - 1 } else { MOST - 2 };
    let tail: String = text[range].chars().skip(skip).take(kept).collect();
    let ends = tail.chars().count() < kept;
    format!("{}{}{}", if skip == 0 { "" } else { "…" }, tail.trim(), if ends { "" } else { "…" })
}

#[cfg(test)]
mod tests {
    use super::sentence;

    fn around(text: &str, word: &str) -> String {
        let at = text.find(word).unwrap();
        sentence(text, at..at + word.len())
    }

    #[test]
    fn a_sentence_ends_at_its_mark() {
        let text = "First one. See X for v1.2 of it! Last?";
        assert_eq!(around(text, "X"), "See X for v1.2 of it!");
        assert_eq!(around(text, "First"), "First one.");
        assert_eq!(around(text, "Last"), "Last?");
        assert_eq!(around("no mark at all", "mark"), "no mark at all");
        assert_eq!(sentence("", 0..0), "");
    }

    #[test]
    fn a_long_sentence_is_cut_and_holds_the_place() {
        let text = format!("{} HERE {}", "é ".repeat(2_000), "ü ".repeat(2_000));
        let cut = around(&text, "HERE");
        assert!(cut.chars().count() <= 240, "{}", cut.chars().count());
        assert!(cut.contains("HERE") && cut.starts_with('…') && cut.ends_with('…'), "{cut}");
    }
}
