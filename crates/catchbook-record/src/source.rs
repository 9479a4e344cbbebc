//! From bytes to text, and where the front matter ends and the body begins.

use crate::problem::Problems;
use crate::{Weight, lint::code};
use std::borrow::Cow;
use std::ops::Range;

/// A longer front matter is not read as YAML; the text stays searchable as body.
pub(crate) const MAX_FRONT_MATTER: usize = 1 << 20;

/// The parts of a file's text. Ranges are bytes into the text without its byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// What stands between the two `---` lines.
    pub front: Option<Range<usize>>,
    pub body: usize,
    pub closed: bool,
}

/// Decodes a file: drops the byte order mark and replaces what is not UTF-8.
pub(crate) fn decode<'a>(bytes: &'a [u8], problems: &mut Problems) -> Cow<'a, str> {
    if let Some(text) = utf16(bytes) {
        problems.add(
            1,
            code::NOT_UTF8,
            Weight::Warning,
            "The file is UTF-16, not UTF-8",
            "Save the file as UTF-8; it cannot be edited here before",
        );
        return Cow::Owned(text);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            problems.add(
                line,
                code::NOT_UTF8,
                Weight::Warning,
                "Bytes that are not UTF-8 are shown as \u{FFFD}",
                "Save the file as UTF-8; until then the bytes stay as they are",
            );
            Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect())
}

/// 1-based line of a byte offset.
pub(crate) fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let end = offset.min(bytes.len());
    1 + bytes[..end].iter().filter(|byte| **byte == b'\n').count() as u32
}

/// Finds the front matter in a file without its byte order mark. A file that opens with `---` and never closes it is
/// read up to the first line that does not look like a field.
pub(crate) fn split(bytes: &[u8]) -> Parts {
    let none = Parts { front: None, body: 0, closed: true };
    let Some(start) = opening(bytes) else { return none };
    let mut at = start;
    while at < bytes.len() && at - start <= MAX_FRONT_MATTER {
        let end = line_end(bytes, at);
        if is_fence(&bytes[at..end]) {
            return Parts { front: Some(start..at), body: end, closed: true };
        }
        at = end;
    }
    let end = fields_end(bytes, start);
    if end == start {
        return none;
    }
    Parts { front: Some(start..end), body: end, closed: false }
}

fn opening(bytes: &[u8]) -> Option<usize> {
    let end = line_end(bytes, 0);
    let line = &bytes[..end];
    (line.ends_with(b"\n") && line.trim_ascii_end() == b"---").then_some(end)
}

fn is_fence(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'-' | b'.')) && matches!(line.trim_ascii_end(), b"---" | b"...")
}

/// One past the line break of the line that holds `at`.
pub(crate) fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |found| at + found + 1)
}

/// The first byte of the line that holds `at`.
pub(crate) fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1)
}

fn fields_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() {
        let end = line_end(bytes, at);
        let Ok(line) = std::str::from_utf8(&bytes[at..end]) else { break };
        let inside = at > start && (line.starts_with([' ', '\t']) || line.starts_with("- ")) && !line.trim().is_empty();
        if !(inside || key_of(line).is_some()) {
            break;
        }
        at = end;
    }
    at
}

/// The key of a line such as `key: value` that starts in the first column.
pub(crate) fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    (plain && !key.starts_with('-') && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> Option<&str> {
        split(text.as_bytes()).front.map(|range| &text[range])
    }

    #[test]
    fn front_matter_lies_between_two_fences() {
        assert_eq!(front("---\na: 1\n---\nbody"), Some("a: 1\n"));
        assert_eq!(front("--- \r\na: 1\r\n---\t\r\nbody"), Some("a: 1\r\n"));
        assert_eq!(front("---\na: 1\n..."), Some("a: 1\n"));
        assert_eq!(front("---\n---\n"), Some(""));
    }

    #[test]
    fn what_is_not_front_matter_is_body() {
        for text in [
            "",
            "---",
            "text\n---\na: 1\n---\n",
            " ---\na: 1\n---\n",
            "---\n\nA rule, then prose.\n",
            "----\na: 1\n---\n",
        ] {
            assert_eq!(front(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_unclosed_front_matter_ends_where_fields_end() {
        let text = "---\ntags:\n  - a\nid: C-7K3Q2\n# Title\ntext: more\n";
        let parts = split(text.as_bytes());
        assert_eq!(front(text), Some("tags:\n  - a\nid: C-7K3Q2\n"));
        assert!(!parts.closed);
        assert!(text[parts.body..].starts_with("# Title"));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_problem_with_a_line() {
        let mut problems = Problems::default();
        let text = decode(b"\xEF\xBB\xBFa\nb\xFFc", &mut problems);
        assert_eq!(text, "a\nb\u{FFFD}c");
        let found = problems.into_vec();
        assert_eq!((found[0].line, found[0].code), (2, code::NOT_UTF8));
    }

    #[test]
    fn utf16_is_read() {
        let mut problems = Problems::default();
        assert_eq!(decode(&[0xFF, 0xFE, b'h', 0, b'i', 0], &mut problems), "hi");
        assert_eq!(problems.into_vec().len(), 1);
    }
}
