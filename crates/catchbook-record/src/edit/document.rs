//! A file as the editor sees it: its bytes, and the front matter as text whose every place leads back to a byte.

use super::EditError;
use crate::source::{MAX_FRONT_MATTER, Parts, split};
use std::ops::Range;

pub(super) struct Document<'b> {
    pub bytes: &'b [u8],
    /// Length of the byte order mark.
    pub bom: usize,
    pub front: Option<Shown>,
    pub eol: &'static str,
}

/// A part of the file as text. Bytes that are not UTF-8 are shown as U+FFFD and NUL as a blank, so that the rest can
/// be read.
pub(super) struct Shown {
    /// Where the text begins in the file.
    pub start: usize,
    pub text: String,
    /// For each stand-in: where it ends in the text, and how many bytes longer than its original the text is by then.
    shifts: Vec<(usize, usize)>,
}

impl<'b> Document<'b> {
    pub fn read(bytes: &'b [u8]) -> Result<Document<'b>, EditError> {
        if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            return Err(EditError::NotUtf8);
        }
        let bom = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let Parts { front, closed, .. } = split(&bytes[bom..]);
        if !closed {
            return Err(EditError::OpenFrontMatter);
        }
        let front = front.map(|range| range.start + bom..range.end + bom);
        if front.as_ref().is_some_and(|range| range.len() > MAX_FRONT_MATTER) {
            return Err(EditError::LongFrontMatter);
        }
        let first_line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
        let eol = if first_line > 0 && bytes[first_line - 1] == b'\r' { "\r\n" } else { "\n" };
        Ok(Document { bytes, bom, front: front.map(|range| Shown::read(bytes, range)), eol })
    }
}

impl Shown {
    pub fn read(bytes: &[u8], range: Range<usize>) -> Shown {
        let mut shown = Shown { start: range.start, text: String::with_capacity(range.len()), shifts: Vec::new() };
        let mut longer = 0;
        for chunk in bytes[range].utf8_chunks() {
            shown.text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                shown.text.push('\u{FFFD}');
                longer += '\u{FFFD}'.len_utf8() - chunk.invalid().len();
                shown.shifts.push((shown.text.len(), longer));
            }
        }
        if shown.text.contains('\0') {
            shown.text = shown.text.replace('\0', " ");
        }
        shown
    }

    /// The byte of the file that a place in the text stands for.
    pub fn byte(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(end, _)| *end <= at);
        let longer = before.checked_sub(1).map_or(0, |index| self.shifts[index].1);
        self.start + at - longer
    }

    /// The bytes of the file that a range of the text stands for.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        self.byte(range.start)..self.byte(range.end)
    }

    /// Whether some bytes are shown as U+FFFD rather than as what is in the file.
    pub fn has_stand_ins(&self) -> bool {
        !self.shifts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_in_the_text_leads_to_its_byte() {
        let bytes = b"\xEF\xBB\xBF---\r\na: \xFFx\r\nb: \xE2\x82y\0\r\n---\r\n";
        let document = Document::read(bytes).unwrap();
        assert_eq!((document.bom, document.eol), (3, "\r\n"));
        let front = document.front.unwrap();
        assert_eq!(front.text, "a: \u{FFFD}x\r\nb: \u{FFFD}y \r\n");
        for c in ["a", "x", "b", "y"] {
            let at = front.text.find(c).unwrap();
            assert_eq!(bytes[front.byte(at)], c.as_bytes()[0], "{c}");
        }
        assert_eq!(&bytes[front.range(&(0..front.text.len()))], &bytes[8..bytes.len() - 5]);
        assert!(front.has_stand_ins());
    }

    #[test]
    fn files_that_cannot_be_edited_say_so() {
        assert!(matches!(Document::read(&[0xFF, 0xFE, b'a', 0]), Err(EditError::NotUtf8)));
        assert!(matches!(Document::read(b"---\na: 1\n# T\n"), Err(EditError::OpenFrontMatter)));
        assert!(Document::read(b"").unwrap().front.is_none());
    }
}
