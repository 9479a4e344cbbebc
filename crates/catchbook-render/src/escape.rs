//! Text into HTML.

/// Appends `text` so that it reads as itself, in an element as well as in a quoted attribute.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'', '\0']) {
        out.push_str(&rest[..at]);
        let (entity, width) = match rest.as_bytes()[at] {
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'&' => ("&amp;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            // A parser of HTML would drop it or replace it; say that something was there.
            _ => ("\u{fffd}", 1),
        };
        out.push_str(entity);
        rest = &rest[at + width..];
    }
    out.push_str(rest);
}

/// Appends ` name="value"`.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}

/// The start of `text`, cut at a character, with an ellipsis where something is missing.
pub(crate) fn shorten(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
