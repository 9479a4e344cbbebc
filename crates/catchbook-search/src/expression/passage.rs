use super::{Expressions, LONGEST_LINE};
use crate::snippets::{Stretch, line_with_marks};
use std::ops::Range;

/// Of a long line, what is looked at on either side of its first match.
const AROUND: usize = 2 * 1024;

impl Expressions {
    /// The line of a file that begins at `line`, every match marked, in at most `max_chars` characters and the marks of
    /// omission. `None` when nothing matches there any more.
    pub fn passage(&self, file: &[u8], line: usize, max_chars: usize) -> Option<Vec<Stretch>> {
        let line = line_at(file.get(line..)?);
        let first = self.wanted().filter_map(|wanted| wanted.first(line)).min_by_key(|found| found.start)?;
        let text = String::from_utf8_lossy(&line[around(first, line.len())]);
        let found: Vec<Range<usize>> = self.wanted().flat_map(|wanted| wanted.ranges(&text)).collect();
        Some(line_with_marks(&text, found, max_chars)).filter(|shown| !shown.is_empty())
    }
}

fn line_at(rest: &[u8]) -> &[u8] {
    let most = &rest[..rest.len().min(LONGEST_LINE)];
    let line = &most[..most.iter().position(|byte| *byte == b'\n').unwrap_or(most.len())];
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn around(first: Range<usize>, length: usize) -> Range<usize> {
    let start = first.start.saturating_sub(AROUND);
    start..first.start.saturating_add(AROUND).min(length)
}
