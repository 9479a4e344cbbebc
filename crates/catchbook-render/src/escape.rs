//! Text into HTML.

/// Appends `text` so that it reads as itself between tags. Only what a parser would take for a tag or a
/// character reference is escaped, also with what may follow the text: references are what costs the cleaning its time.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '\0']) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'&' if after.is_empty() || after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#') => "&amp;",
            b'&' => "&",
            // A parser of HTML would drop it; say that something was there.
            _ => "\u{fffd}",
        });
        rest = after;
    }
    out.push_str(rest);
}

/// Longer values of attributes are cut: nobody reads them, and each costs time when cleaned.
const MAX_ATTRIBUTE: usize = 8 << 10;

/// Appends ` name="value"`.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars().take(MAX_ATTRIBUTE) {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The start of `text`, cut at a character, with an ellipsis where something is missing.
pub(crate) fn shorten(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
