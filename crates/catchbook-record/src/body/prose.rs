use super::{
    limits::structured,
    walk::{MAX_PARTS, headings},
};
use crate::problem::Problems;

/// A body without the lines of its headings: in the middle of a passage they read like broken sentences.
pub(crate) fn prose(text: &str) -> String {
    let readable = &text[..structured(text, 1, &mut Problems::default())];
    let starts = told_by_lines(readable).unwrap_or_else(|| headings(readable).collect());
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for line in starts {
        kept.push_str(text.get(at..line).unwrap_or_default());
        at = text.get(line..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| line + end + 1);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// As [`headings`], where the beginnings of lines tell; `None` leaves a text to the parser, which is slower: a
/// list of results asks this of its files for each letter that is typed.
///
/// A `#` in the first column ends every list and quote. So it begins a heading, unless it stands in a block that began
/// in the first column too: of code, which ends as it began, or of HTML, which the parser knows.
fn told_by_lines(text: &str) -> Option<Vec<usize>> {
    // To the end at all events, which takes the processor less time than stopping would.
    if text.bytes().fold(false, |any, byte| any | matches!(byte, b'\t' | b'\r' | 0x0b | 0x0c)) {
        return None;
    }
    let (mut starts, mut fence, mut after_blank, mut at) = (Vec::new(), None, true, 0);
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let line = text[at..end].trim_end_matches([' ', '\n']);
        match fence {
            Some(open) if is_end(line, open) => fence = None,
            Some(_) => {}
            None => match beginning(line, after_blank)? {
                Line::Heading => starts.push(at),
                Line::Fence(open) => fence = Some(open),
                Line::Other => {}
            },
        }
        after_blank = line.is_empty();
        at = end;
    }
    starts.truncate(MAX_PARTS);
    Some(starts)
}

enum Line {
    Heading,
    Fence(Fence),
    Other,
}

/// The sign that fences a block of code, and how often it stands there.
type Fence = (u8, usize);

/// What a line outside of code begins. `None`: other lines have a say in it.
fn beginning(line: &str, after_blank: bool) -> Option<Line> {
    match line.as_bytes().first() {
        None => Some(Line::Other),
        Some(b'#') => {
            let behind = line.trim_start_matches('#');
            let is_heading = line.len() - behind.len() <= 6 && (behind.is_empty() || behind.starts_with(' '));
            Some(if is_heading { Line::Heading } else { Line::Other })
        }
        Some(b'`' | b'~') => Some(fence(line).map_or(Line::Other, Line::Fence)),
        Some(_) => {
            let (inner, has_mark) = without_marks(line);
            let is_block = !has_mark && (inner.starts_with('<') || fence(inner).is_some());
            let is_underline = !after_blank && !inner.is_empty() && (only(inner, b'=') || only(inner, b'-'));
            let may_be_more = is_block || is_underline || inner.starts_with('#') || inner.starts_with("[^");
            (!may_be_more).then_some(Line::Other)
        }
    }
}

/// What stands behind the indent and the signs of quotes and list items, and whether there are any of these.
fn without_marks(line: &str) -> (&str, bool) {
    let (mut inner, mut has_mark) = (line.trim_start_matches(' '), false);
    loop {
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        let behind = match inner.as_bytes().get(digits) {
            Some(b'>') if digits == 0 => &inner[1..],
            Some(b'-' | b'+' | b'*') if digits == 0 => &inner[1..],
            Some(b'.' | b')') if digits > 0 => &inner[digits + 1..],
            _ => return (inner, has_mark),
        };
        // A lone `-` may be the underline of a heading.
        if !inner.starts_with('>') && !behind.starts_with(' ') {
            return (inner, has_mark);
        }
        (inner, has_mark) = (behind.trim_start_matches(' '), true);
    }
}

/// The fence that a line begins with.
fn fence(line: &str) -> Option<Fence> {
    let sign = *line.as_bytes().first().filter(|first| matches!(first, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    (length >= 3 && !(sign == b'`' && line[length..].contains('`'))).then_some((sign, length))
}

/// Whether a line, without the blanks at its end, ends a block of code.
fn is_end(line: &str, (sign, length): Fence) -> bool {
    let inner = line.trim_start_matches(' ');
    line.len() - inner.len() <= 3 && inner.len() >= length && only(inner, sign)
}

fn only(text: &str, sign: u8) -> bool {
    text.bytes().all(|byte| byte == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*, sample::select};

    #[test]
    fn headings_of_either_form_are_left_out() {
        for (text, kept) in [
            ("# Title\n\nFirst.\n\n## Input\nSecond.\n", "\nFirst.\n\nSecond.\n"),
            ("Title\n=====\nFirst.\n", "=====\nFirst.\n"),
            ("```\n# a comment\n```\n", "```\n# a comment\n```\n"),
            ("- one\n\n# Two\n~~~ sh\n# a comment\n~~~\n", "- one\n\n~~~ sh\n# a comment\n~~~\n"),
            ("# At the end", ""),
            ("", ""),
        ] {
            assert_eq!(prose(text), kept, "{text:?}");
        }
    }

    #[test]
    fn ordinary_records_need_no_parser() {
        let lists =
            "# A\n\n- [ ] one\n  more\n  1. two\n\n> said\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## B\n#tag\n";
        assert_eq!(told_by_lines(lists).map(|starts| starts.len()), Some(2));
        for unsure in
            ["a\n---\n", "<!--\n# b\n-->\n", "- a\n  # b\n", "> # b\n", "  ```\n", "[^1]: a\n", "a\r# b", "a\n\t# b"]
        {
            assert_eq!(told_by_lines(unsure), None, "{unsure:?}");
        }
    }

    /// A line of all that begins or ends something, in some order.
    fn line() -> impl Strategy<Value = String> {
        let sign = select(vec![
            "#", "##", "#######", "# ", "- ", "-", "* ", "+", "1. ", "2)", "> ", ">", " ", "    ", "\t", "```", "~~~",
            "````", "`", "<div>", "<!--", "-->", "</div>", "<", "===", "---", "=", "***", "|", "| a |", "|---|",
            "[^1]: ", "[a]: ", "[a]:", "[!NOTE]", "[ ] ", "\"", "'", "\\", "$$", "word", "é", "\u{a0}", "\u{b}", "\r",
        ]);
        vec(sign, 0..5).prop_map(|signs| signs.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

        #[test]
        fn what_lines_tell_is_what_the_parser_says(lines in vec(line(), 0..10)) {
            let text = lines.join("\n");
            if let Some(told) = told_by_lines(&text) {
                prop_assert_eq!(told, headings(&text).collect::<Vec<_>>());
            }
        }
    }
}
