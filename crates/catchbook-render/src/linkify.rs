//! Addresses written as plain text become links.

use crate::target::{Target, classify};
use crate::writer::{Frame, Writer};

impl Writer<'_> {
    pub(crate) fn linkify(&mut self, text: &str) {
        let mut rest = text;
        while let Some((start, end)) = next_address(rest) {
            let address = &rest[start..end];
            self.words(&rest[..start]);
            match classify(address, "") {
                Target::External { url, .. } => self.bare_link(&url, address),
                _ => self.words(address),
            }
            rest = &rest[end..];
        }
        self.words(rest);
    }

    fn bare_link(&mut self, url: &str, address: &str) {
        let frame = self.open_external(url, "");
        self.words(address);
        if let Frame::Link(link) = frame {
            self.end_link(link);
        }
    }
}

/// Start and end of the first `http://…` or `https://…` in `text`.
fn next_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text[start..].starts_with(scheme));
        let before = text[..start].chars().next_back();
        let end = start + scheme.map_or(4, |scheme| scheme.len() + address_length(&text[start + scheme.len()..]));
        match scheme {
            Some(scheme) if end > start + scheme.len() && !before.is_some_and(char::is_alphanumeric) => {
                return Some((start, end));
            }
            _ => from = end,
        }
    }
}

/// How much of `text` belongs to the address: up to a blank or a bracket that was not opened in it, without
/// the punctuation of the sentence around it.
fn address_length(text: &str) -> usize {
    let mut open = 0_usize;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => {
                end = at;
                break;
            }
            ')' => open -= 1,
            c if c.is_whitespace() || c.is_control() || "<>\"`[]{}|\\^".contains(c) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut rest = text;
        let mut all = Vec::new();
        while let Some((start, end)) = next_address(rest) {
            all.push(&rest[start..end]);
            rest = &rest[end..];
        }
        all
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        assert_eq!(
            found("see https://a.example/x, then (http://b.example/y)."),
            ["https://a.example/x", "http://b.example/y"]
        );
        assert_eq!(found("https://en.example/wiki/A_(b) ok"), ["https://en.example/wiki/A_(b)"]);
        assert_eq!(found("http:// xhttps://a http https://"), Vec::<&str>::new());
        assert_eq!(found("https://é.example/ü"), ["https://é.example/ü"]);
    }
}
