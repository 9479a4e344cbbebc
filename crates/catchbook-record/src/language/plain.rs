use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Between blocks: no expression for blanks matches it.
pub(super) const BREAK: char = '\u{1}';
/// In place of what is not looked at, such as code or a quotation.
const STAND_IN: char = '\u{fffc}';

/// Markdown as it is read, and where each part of it stands in the source.
pub(super) struct Plain {
    pub text: String,
    /// Where a part begins here and there, in the order of both.
    parts: Vec<(usize, usize)>,
}

impl Plain {
    pub fn of(source: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(source.len()), parts: Vec::new() };
        // Code and quotations are not the author's own words.
        let mut silent = 0_u32;
        for (event, range) in
            Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS).into_offset_iter()
        {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock) => silent += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock) => {
                    silent = silent.saturating_sub(1);
                    plain.push(BREAK, range.end);
                }
                _ if silent > 0 => {}
                Event::Text(text) => {
                    plain.parts.push((plain.text.len(), range.start));
                    plain.text.push_str(&text);
                }
                Event::SoftBreak | Event::HardBreak => plain.push('\n', range.start),
                Event::Code(_) | Event::InlineHtml(_) => plain.push(STAND_IN, range.start),
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                    plain.push(BREAK, range.end);
                }
                _ => {}
            }
        }
        plain.hush_quotations();
        plain
    }

    fn push(&mut self, c: char, at: usize) {
        self.parts.push((self.text.len(), at));
        self.text.push(c);
    }

    /// Puts stand-ins in place of what stands between quotation marks in one block, byte for byte.
    fn hush_quotations(&mut self) {
        let mut hushed = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((at, open)) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '“')) {
            let inside = at + open.len_utf8();
            hushed.push_str(&rest[..inside]);
            rest = &rest[inside..];
            let closes = if open == '"' { '"' } else { '”' };
            let end = rest.find([closes, BREAK]).filter(|end| rest[*end..].starts_with(closes));
            if let Some(end) = end {
                hushed.extend(std::iter::repeat_n('\u{2}', end));
                rest = &rest[end..];
                // The closing mark opens nothing.
                hushed.push(closes);
                rest = &rest[closes.len_utf8()..];
            }
        }
        hushed.push_str(rest);
        self.text = hushed;
    }

    /// Bytes of the source for bytes of the plain text.
    pub fn in_source(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let part = self.parts.partition_point(|(here, _)| *here <= at).saturating_sub(1);
            self.parts.get(part).map_or(at, |(here, there)| there + (at - here))
        };
        // The last byte's place, so that markup behind the words stays outside.
        place(range.start)..place(range.end.saturating_sub(1)) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_in_the_source() {
        let source = "# One\n\nIt was **human error**, and `code`.\n\n> quoted\n";
        let plain = Plain::of(source);
        let at = plain.text.find("human error").unwrap();
        let found = plain.in_source(at..at + "human error".len());
        assert_eq!(&source[found], "human error");
        assert!(!plain.text.contains("quoted") && !plain.text.contains("code"));
    }

    #[test]
    fn quotations_are_silent_and_nothing_moves() {
        let plain = Plain::of("They said \"human error\", and “human error” too: an open \" is text.");
        assert!(!plain.text.contains("human"), "{}", plain.text);
        assert!(plain.text.ends_with("an open \" is text.\u{1}"));
    }
}
