//! What YAML makes of text that people write: comments, numbers and booleans that nobody meant. Each is understood and
//! named with its mend.

use super::reader::{Reader, short};
use crate::lint::code;
use crate::yaml::Node;
use std::ops::Range;

/// Words that mean "not known"; whoever does not know leaves the field out.
pub(crate) fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &["n/a", "tbd", "todo", "unknown", "tba", "fixme", "not known"];
    !text.is_empty()
        && text.len() <= 9
        && (text.bytes().all(|b| matches!(b, b'?' | b'-')) || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

pub(crate) fn placeholder(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>, text: &str) -> bool {
    let found = is_placeholder(text);
    if found {
        reader.warn(
            node.line,
            code::PLACEHOLDER,
            format!("`{key}: {text}` says nothing"),
            format!("Leave `{key}` out until it is known"),
        );
    }
    found
}

/// `fixed: #2331`: the value is there, but YAML reads a comment.
pub(crate) fn commented_value(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) -> Option<String> {
    if !node.span.is_empty() || node.alias {
        return None;
    }
    let text = reader.source[hidden_value(reader.source, node.span.end)?].to_owned();
    reader.warn(
        node.line,
        code::YAML_COMMENT,
        format!("YAML takes the value of `{key}` for a comment; it was read as `{text}`"),
        format!("Write \"{text}\" in quotes"),
    );
    Some(text)
}

/// The bytes of the `#word` that stands alone on the rest of a line, or of `#12` whatever follows.
pub(crate) fn hidden_value(source: &str, from: usize) -> Option<Range<usize>> {
    let line = source.get(from..)?.lines().next().unwrap_or_default();
    let mut start = from + (line.len() - line.trim_start_matches([':', ' ', '\t']).len());
    let mut text = source[start..from + line.len()].trim_end();
    if text.is_empty() {
        start = empty_item(source, from)?;
        text = source[start..from].trim_end();
    }
    let word = text.strip_prefix('#')?.split_whitespace().next()?;
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = text.len() == word.len() + 1 && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let close = !text[1..].starts_with(char::is_whitespace);
    (close && (digits || whole)).then(|| start..start + 1 + word.len())
}

/// What stands after the dash of a list item whose (absent) value the parser places at the end of its line.
fn empty_item(source: &str, at: usize) -> Option<usize> {
    let start = source[..at].rfind('\n').map_or(0, |found| found + 1);
    let line = &source[start..at];
    let rest = line.trim_start().strip_prefix("- ")?.trim_start_matches([' ', '-']);
    Some(at - rest.len())
}

/// The `#12` that a comment after a plain value begins with, as in `PR #2331`.
pub(crate) fn number_after<'s>(source: &'s str, node: &Node<'_>) -> Option<&'s str> {
    if node.alias || !node.is_plain() {
        return None;
    }
    let rest = source.get(node.span.end..)?.lines().next()?;
    let text = rest.trim_start();
    let digits = text.strip_prefix('#')?.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && text.len() < rest.len()).then(|| &text[..digits + 1])
}

/// A plain value that goes on with ` #12`, which YAML drops.
pub(crate) fn cut_by_comment(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) {
    if let Some(number) = number_after(reader.source, node) {
        reader.warn(
            node.line,
            code::YAML_COMMENT,
            format!("YAML takes `{number}` after the value of `{key}` for a comment"),
            "Put the whole value in double quotes, or a blank after `#` if it is a comment",
        );
    }
}

/// A plain text that a YAML 1.1 tool turns into a number or a boolean.
pub(crate) fn mistyped(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>, text: &str) {
    if is_boolean(text) {
        reader.warn(
            node.line,
            code::YAML_BOOLEAN,
            format!("YAML tools read `{text}` in `{key}` as true or false"),
            format!("Write \"{text}\" in quotes"),
        );
    } else if is_changed_number(text) {
        reader.warn(
            node.line,
            code::YAML_NUMBER,
            format!("YAML tools read `{}` in `{key}` as a number and change it", short(text)),
            format!("Write \"{}\" in quotes", short(text)),
        );
    }
}

pub(crate) fn is_boolean(text: &str) -> bool {
    const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false"];
    text.len() <= 5 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `0012345` (octal, or zeros lost) and `12345e7` (an exponent): commit ids look like that.
pub(crate) fn is_changed_number(text: &str) -> bool {
    let Some(first) = text.as_bytes().first().filter(|byte| byte.is_ascii_digit()) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (*first == b'0' && text.len() > 1 && digits(text))
        || text.split_once(['e', 'E']).is_some_and(|(left, right)| digits(left) && digits(right))
        || text
            .strip_prefix("0x")
            .or(text.strip_prefix("0o"))
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_say_nothing() {
        for text in ["?", "??", "N/A", "tbd", "Unknown", "-", "--"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "none", "no", "unknown cause", "what?"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn commit_ids_that_yaml_takes_for_numbers() {
        for text in ["0012345", "012", "00", "12345e7", "0x1f", "0o17"] {
            assert!(is_changed_number(text), "{text}");
        }
        for text in ["0", "12345", "a41f9c2", "1e", "e7", "0012a45", "2026-06-14", "0.5"] {
            assert!(!is_changed_number(text), "{text}");
        }
    }

    #[test]
    fn the_value_inside_a_comment() {
        let hidden = |source: &'static str, at| hidden_value(source, at).map(|range| &source[range]);
        assert_eq!(hidden("fixed: #2331", 5), Some("#2331"));
        assert_eq!(hidden(": #2331 second try", 0), Some("#2331"));
        assert_eq!(hidden(" #checkout\nx", 0), Some("#checkout"));
        assert_eq!(hidden("a:\n  - #7\n", 9), Some("#7"));
        for text in [" # 12", " #to do later", " # note", "", " x"] {
            assert_eq!(hidden(text, 0), None, "{text}");
        }
    }
}
