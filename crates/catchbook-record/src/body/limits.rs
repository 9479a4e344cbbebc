//! How much of a body is read for structure. The rest is text: searchable and shown, with no links and headings.

use crate::problem::Problems;
use crate::{Weight, lint::code};

/// Bytes of one body that are parsed as Markdown.
const MAX_STRUCTURED: usize = 2 << 20;

/// Levels of quotes and lists. Every line costs a parser as many steps as levels are open, so deep nesting is quadratic.
const MAX_DEPTH: usize = 60;

/// The length of the beginning that is safe to parse, ending at a line break.
pub(crate) fn structured(text: &str, first_line: u32, problems: &mut Problems) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, first_line);
    while at < bytes.len() {
        let end = text[at..].find('\n').map_or(bytes.len(), |found| at + found + 1);
        if end > MAX_STRUCTURED {
            problems.add(
                line,
                code::LONG_FILE,
                Weight::Warning,
                format!("The text is over {} MiB; links and headings from here on are not read", MAX_STRUCTURED >> 20),
                "Split the file, or attach what is not prose",
            );
            return at;
        }
        if depth(&bytes[at..end]) > MAX_DEPTH {
            problems.add(
                line,
                code::DEEP_NESTING,
                Weight::Warning,
                format!("Quotes and lists are over {MAX_DEPTH} deep; links and headings from here on are not read"),
                "Write it flatter, or put it into a code block in a file of its own",
            );
            return at;
        }
        at = end;
        line += 1;
    }
    bytes.len()
}

/// An upper bound of the quotes and list items that a line can be in: its markers, and two columns of indent a level.
fn depth(line: &[u8]) -> usize {
    let (mut markers, mut columns, mut at) = (0, 0, 0);
    while let Some(byte) = line.get(at) {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            b'>' => markers += 1,
            b'-' | b'+' | b'*' if matches!(line.get(at + 1), Some(b' ' | b'\t' | b'\r' | b'\n')) => markers += 1,
            b'0'..=b'9' => {
                let digits = line[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                if !matches!(line.get(at + digits), Some(b'.' | b')')) {
                    break;
                }
                at += digits;
                markers += 1;
            }
            _ => break,
        }
        at += 1;
    }
    // Indented prose and code nest nothing by themselves; only a marker behind the indent opens a level.
    if markers == 0 { 0 } else { markers + columns / 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> (usize, Vec<(u32, &'static str)>) {
        let mut problems = Problems::default();
        let kept = structured(text, 1, &mut problems);
        (kept, problems.into_vec().into_iter().map(|problem| (problem.line, problem.code)).collect())
    }

    #[test]
    fn ordinary_text_is_kept_whole() {
        let text = "# A\n\n> > quote\n\n1. one\n   - two\n\n* * * * *\n\n                    deep code\n";
        assert_eq!(kept(text), (text.len(), vec![]));
    }

    #[test]
    fn deep_nesting_ends_the_structure_at_its_line() {
        for deep in [">".repeat(50_000), "- ".repeat(200), "1. ".repeat(100), format!("{}- x", " ".repeat(200))] {
            let text = format!("# A\n\n{deep}\nmore\n");
            assert_eq!(kept(&text), (5, vec![(3, code::DEEP_NESTING)]));
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_line() {
        let text = "0123456\n".repeat(MAX_STRUCTURED / 8 + 5);
        assert_eq!(kept(&text), (MAX_STRUCTURED, vec![(MAX_STRUCTURED as u32 / 8 + 1, code::LONG_FILE)]));
        assert_eq!(kept(&"x".repeat(MAX_STRUCTURED + 1)).0, 0);
    }
}
