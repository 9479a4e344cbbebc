//! Keeps a text within what the parser may be given.

use crate::rendered::Truncated;

/// The start of `markdown` that fits in `max` bytes, cut at a line where one ends there.
pub(crate) fn cut(markdown: &str, max: usize) -> (&str, Option<Truncated>) {
    if markdown.len() <= max {
        return (markdown, None);
    }
    let mut end = max;
    while !markdown.is_char_boundary(end) {
        end -= 1;
    }
    let end = markdown[..end].rfind('\n').map_or(end, |newline| newline + 1);
    let why = Truncated::Input { shown: end, total: markdown.len() };
    (&markdown[..end], Some(why))
}
