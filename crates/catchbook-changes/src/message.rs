//! A commit's message: title, body and trailers.

use std::borrow::Cow;

use crate::trailers::trailers;

pub(crate) struct Message {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) trailers: Vec<(String, String)>,
}

const MAX_TITLE_CHARS: usize = 500;
const MAX_BODY: usize = 64 << 10;

impl Message {
    /// Splits as git does: the title ends at the first blank line.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim_start_matches(['\n', '\r']);
        let (title, body) = split_title(text);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = body.trim_matches(['\n', '\r']).trim_end();
        Self { title: shorten(&title, MAX_TITLE_CHARS), trailers: trailers(body), body: cut(body, MAX_BODY) }
    }
}

fn split_title(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    text.split_at(at)
}

/// Bytes of a commit as text. Latin-1, the one other encoding still met in old histories, is read as such. What
/// is no UTF-8 otherwise becomes `\u{fffd}`, and so does a control character: it could drive a terminal.
pub(crate) fn decode_text(bytes: &[u8], encoding: Option<&str>) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if encoding.is_some_and(is_latin) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    text.replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}")
}

fn is_latin(name: &str) -> bool {
    const NAMES: &[&str] = &["iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso-8859-15", "windows-1252", "cp1252"];
    let name = name.to_ascii_lowercase().replace(['_', ' '], "-");
    NAMES.contains(&name.as_str())
}

/// At most `max` characters, with an ellipsis where something is missing.
pub(crate) fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn cut(text: &str, max: usize) -> String {
    if text.len() <= max {
        return text.to_owned();
    }
    let end = (0..=max).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    format!("{}…", &text[..end])
}
