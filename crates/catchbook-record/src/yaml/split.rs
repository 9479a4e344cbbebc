//! A front matter that is not YAML as a whole, cut into its top-level entries so that each can be read alone.

use crate::source::{key_of, line_end};
use std::ops::Range;

/// More entries than any person writes; what follows is not read.
const MOST: usize = 2_000;

/// One top-level entry: from the line with its key to the line before the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk<'a> {
    /// Absent for lines that begin no entry.
    pub key: Option<&'a str>,
    pub span: Range<usize>,
    /// 1-based line in the front matter.
    pub line: u32,
    pub lines: u32,
}

pub(crate) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut list: Vec<Chunk<'_>> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let end = line_end(text.as_bytes(), at);
        let content = &text[at..end];
        match list.last_mut() {
            Some(last) if !begins(content) => {
                last.span.end = end;
                last.lines += 1;
            }
            _ => list.push(Chunk { key: key_of(content), span: at..end, line, lines: 1 }),
        }
        if list.len() >= MOST {
            break;
        }
        at = end;
        line += 1;
    }
    list
}

/// Whether a line in the first column starts an entry: not a comment, a list item, a bracket or a blank line.
fn begins(line: &str) -> bool {
    match line.as_bytes().first() {
        None | Some(b' ' | b'\t' | b'#' | b'\r' | b'\n' | b']' | b'}') => false,
        Some(b'-') => key_of(line).is_some(),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::chunks;

    #[test]
    fn each_entry_is_cut_with_the_lines_that_belong_to_it() {
        let text = "# top\nby: @ines\ntags:\n- a\n- b\n# note\ncost:\n  hours: 3\nlist: [\n  a\n]\n";
        let cut: Vec<_> = chunks(text).into_iter().map(|c| (c.key, c.line, c.lines, &text[c.span])).collect();
        assert_eq!(
            cut,
            [
                (None, 1, 1, "# top\n"),
                (Some("by"), 2, 1, "by: @ines\n"),
                (Some("tags"), 3, 4, "tags:\n- a\n- b\n# note\n"),
                (Some("cost"), 7, 2, "cost:\n  hours: 3\n"),
                (Some("list"), 9, 3, "list: [\n  a\n]\n"),
            ]
        );
    }
}
