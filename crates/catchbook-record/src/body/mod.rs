//! The Markdown below the front matter: headings, timeline, action items, hand-checks and links, in one pass.

mod actions;
mod anchors;
mod limits;
mod links;
mod prose;
mod sentence;
mod timeline;
mod walk;

pub use anchors::Anchors;
pub(crate) use limits::structured;
pub(crate) use prose::prose;
pub use sentence::sentence;

use crate::problem::Problems;
use crate::{Body, Moment};

/// What the front matter tells the reader of a body.
pub(crate) struct Context<'c> {
    /// 1-based line of the file on which the body begins.
    pub first_line: u32,
    /// The day that a bare `09:40` under a "Timeline" heading belongs to.
    pub day: Option<&'c Moment>,
}

pub(crate) fn read(text: &str, context: &Context<'_>, problems: &mut Problems) -> Body {
    let readable = structured(text, context.first_line, problems);
    let mut body = walk::walk(&text[..readable], context, problems);
    body.words = count_words(text);
    body.text = text.to_owned();
    body.first_line = context.first_line;
    body
}

/// Counts runs between blanks that hold a letter or a digit.
fn count_words(text: &str) -> u32 {
    let (mut words, mut counted) = (0u32, false);
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() {
            counted = false;
        } else if !counted && (byte.is_ascii_alphanumeric() || byte >= 0x80) {
            counted = true;
            words = words.saturating_add(1);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_counted_without_markup() {
        assert_eq!(super::count_words("# A title\n\n- [ ] check *this*, naïve | -- `x`\n"), 6);
        assert_eq!(super::count_words(""), 0);
    }
}
