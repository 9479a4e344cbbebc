use super::{
    Stretch, beginning,
    matcher::{Mark, Matcher, distinct},
    stretches,
};
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Text beyond this is not looked at: a passage is a help to recognise a record, and the record is a click away.
const MAX_BYTES: usize = 128 * 1024;
/// Characters of context before the first mark.
const CONTEXT: usize = 30;

/// Blanks, line ends and control characters as single blanks.
pub(super) fn one_line(text: &str) -> String {
    let text = beginning(text, MAX_BYTES);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let end = line_from(text, at);
        if end == at {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&text[at..end]);
        at = end;
    }
    out
}

/// Where the run ends that begins at `at` and has no blanks but single ones between words.
fn line_from(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut end, mut glance_at) = (at, at);
    while end < bytes.len() {
        if end >= glance_at {
            let plain = plain_bytes(&bytes[end..]);
            glance_at = end + plain + GLANCE;
            end += plain;
        }
        if bytes[end].is_ascii_graphic() {
            end += 1;
        } else if bytes[end] == b' ' && end > at && bytes.get(end + 1).is_some_and(u8::is_ascii_graphic) {
            end += 2;
        } else if bytes[end].is_ascii() {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if !c.is_whitespace() && !c.is_control() => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

/// Bytes that the processor looks at together.
const GLANCE: usize = 16;

/// Bytes at the front, in whole glances and never all, that are ASCII with single blanks between words.
fn plain_bytes(bytes: &[u8]) -> usize {
    let is_plain = |glance: &[u8]| {
        let pairs = glance[..GLANCE].iter().zip(&glance[1..]);
        pairs
            .fold(true, |all, (byte, next)| all & (byte.is_ascii_graphic() | (*byte == b' ') & next.is_ascii_graphic()))
    };
    let glances = bytes.windows(GLANCE + 1).step_by(GLANCE);
    if bytes.starts_with(b" ") { 0 } else { glances.take_while(|glance| is_plain(glance)).count() * GLANCE }
}

pub(super) fn best(matcher: &Matcher, text: &str, max_chars: usize) -> Vec<Stretch> {
    let text = one_line(text);
    shown(&text, &matcher.marks(&text), max_chars)
}

/// As much as fits of a text in one line, with its marks.
pub(super) fn shown(text: &str, marks: &[Mark], max_chars: usize) -> Vec<Stretch> {
    let range = window(text, marks, max_chars);
    let mut out = stretches(text, range.clone(), marks);
    if range.start > 0 {
        out.insert(0, Stretch { text: "… ".to_string(), mark: false });
    }
    if range.end < text.len() && !out.is_empty() {
        out.push(Stretch { text: " …".to_string(), mark: false });
    }
    joined(out)
}

/// Neighbours of the same kind as one.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match out.last_mut().filter(|last| last.mark == stretch.mark && !stretch.mark) {
            Some(last) => last.text.push_str(&stretch.text),
            None => out.push(stretch),
        }
    }
    out
}

/// The bytes to show: the window of `max_chars` with most different words of the query, then with most marks, then the
/// first.
fn window(text: &str, marks: &[Mark], max_chars: usize) -> Range<usize> {
    if step(text, 0, max_chars as isize) == text.len() {
        return 0..text.len();
    }
    let mut best = (0, 0, 0);
    for (first, mark) in marks.iter().enumerate() {
        let end = step(text, mark.range.start, max_chars.saturating_sub(CONTEXT) as isize);
        let inside = marks[first..].iter().take_while(|mark| mark.range.end <= end).count().max(1);
        let rank = (distinct(&marks[first..first + inside]), inside);
        if rank > (best.0, best.1) {
            best = (rank.0, rank.1, mark.range.start);
        }
    }
    let anchor = if best.0 == 0 { 0 } else { best.2 };
    let start = if text[..anchor].chars().count() <= CONTEXT {
        0
    } else {
        word_start(text, step(text, anchor, -(CONTEXT as isize)), anchor)
    };
    let end = step(text, start, max_chars as isize);
    start..if end == text.len() { end } else { word_end(text, start, end) }
}

/// Goes `chars` characters on or back, as far as the text reaches.
fn step(text: &str, at: usize, chars: isize) -> usize {
    if chars < 0 {
        return text[..at].char_indices().rev().nth(chars.unsigned_abs() - 1).map_or(0, |(at, _)| at);
    }
    text[at..].char_indices().nth(chars as usize).map_or(text.len(), |(n, _)| at + n)
}

/// The first word that begins at or behind `at`, but not behind `limit`.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    if text[..at].ends_with(' ') {
        return at;
    }
    match text[at..limit].find(' ') {
        Some(blank) => at + blank + 1,
        None => grapheme_at(text, at),
    }
}

/// The end of the last word that ends at or before `at`; within a word only when it is as long as the window.
fn word_end(text: &str, start: usize, at: usize) -> usize {
    if text[at..].starts_with(' ') {
        return at;
    }
    match text[start..at].rfind(' ') {
        Some(blank) if blank > 0 => start + blank,
        _ => grapheme_at(text, at).max(start),
    }
}

/// The last boundary between characters as people see them, at or before `at`.
fn grapheme_at(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start),
    }
}
