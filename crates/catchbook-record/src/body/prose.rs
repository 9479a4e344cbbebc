use super::{limits::structured, walk::headings};
use crate::problem::Problems;

/// A body without the lines of its headings: in the middle of a passage they read like broken sentences.
pub(crate) fn prose(text: &str) -> String {
    let readable = structured(text, 1, &mut Problems::default());
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for line in headings(&text[..readable]) {
        kept.push_str(text.get(at..line).unwrap_or_default());
        at = text.get(line..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| line + end + 1);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_either_form_are_left_out() {
        for (text, kept) in [
            ("# Title\n\nFirst.\n\n## Input\nSecond.\n", "\nFirst.\n\nSecond.\n"),
            ("Title\n=====\nFirst.\n", "=====\nFirst.\n"),
            ("```\n# a comment\n```\n", "```\n# a comment\n```\n"),
            ("# At the end", ""),
            ("", ""),
        ] {
            assert_eq!(prose(text), kept, "{text:?}");
        }
    }
}
