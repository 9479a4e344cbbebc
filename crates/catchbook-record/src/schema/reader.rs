//! Reading single values: text, lists, words, times and numbers, each with the traps that YAML lays for it.

use super::traps;
use crate::problem::Problems;
use crate::yaml::{Node, NodeKind, Style};
use crate::{Moment, Record, Weight, lint::code};

/// Fills a record from the front matter. A note has no fields expected of it, so its values are no problems either.
pub(crate) struct Reader<'p, 's> {
    pub record: Record,
    pub source: &'s str,
    pub quiet: bool,
    problems: &'p mut Problems,
}

impl<'p, 's> Reader<'p, 's> {
    pub fn new(record: Record, source: &'s str, quiet: bool, problems: &'p mut Problems) -> Reader<'p, 's> {
        Reader { record, source, quiet, problems }
    }

    pub fn warn(&mut self, line: u32, code: &'static str, message: impl Into<String>, hint: impl Into<String>) {
        if !self.quiet {
            self.problems.add(line, code, Weight::Warning, message, hint);
        }
    }

    pub fn error(&mut self, line: u32, code: &'static str, message: impl Into<String>, hint: impl Into<String>) {
        if !self.quiet {
            self.problems.add(line, code, Weight::Error, message, hint);
        }
    }

    /// Keeps a value that has no place in the record, so that it stays searchable.
    pub fn keep(&mut self, key: &str, node: &Node<'_>) {
        let text = match node.text() {
            Some(text) => text.trim(),
            None => self.source.get(node.span.clone()).unwrap_or_default().trim(),
        };
        if !text.is_empty() {
            self.record.extra.push((key.into(), text.into()));
        }
    }

    /// One text. A list is joined, since losing words would be worse.
    pub fn text(&mut self, key: &str, node: &Node<'_>) -> Option<String> {
        match &node.kind {
            NodeKind::Scalar { style: Style::Empty, .. } => traps::commented_value(self, key, node),
            NodeKind::Scalar { text, style } => {
                if *style == Style::Plain {
                    traps::mistyped(self, key, node, text);
                    traps::cut_by_comment(self, key, node);
                }
                let text = text.trim();
                (!text.is_empty() && !traps::placeholder(self, key, node, text)).then(|| text.to_owned())
            }
            NodeKind::Seq { items, .. } if items.is_empty() => None,
            NodeKind::Seq { .. } if self.slice(node).starts_with("[[") => {
                self.unquoted_link(key, node);
                Some(self.slice(node).to_owned())
            }
            NodeKind::Seq { items, .. } => {
                if items.len() > 1 {
                    self.error(
                        node.line,
                        code::WRONG_SHAPE,
                        format!("`{key}` is a list"),
                        format!("Write one value for `{key}`"),
                    );
                }
                let texts: Vec<String> =
                    items.iter().filter_map(|item| item.text().map(|text| text.trim().to_owned())).collect();
                (!texts.is_empty()).then(|| texts.join(", "))
            }
            NodeKind::Map { entries, .. } if entries.is_empty() => None,
            NodeKind::Map { .. } => {
                self.error(
                    node.line,
                    code::WRONG_SHAPE,
                    format!("`{key}` holds fields of its own"),
                    format!("Write one text for `{key}`, in quotes if it has a colon"),
                );
                self.keep(key, node);
                None
            }
        }
    }

    /// A list of texts; a single value is a list of one.
    pub fn texts(&mut self, key: &str, node: &Node<'_>) -> Vec<String> {
        let mut list = Vec::new();
        match &node.kind {
            NodeKind::Seq { items, .. } if !self.slice(node).starts_with("[[") => {
                list.reserve(items.len());
                for item in items {
                    list.extend(self.text(key, item));
                }
            }
            _ => list.extend(self.text(key, node)),
        }
        list
    }

    /// A list of handles, without their `@`.
    pub fn handles(&mut self, key: &str, node: &Node<'_>) -> Vec<String> {
        self.texts(key, node).into_iter().map(handle).collect()
    }

    pub fn handle(&mut self, key: &str, node: &Node<'_>) -> Option<String> {
        self.text(key, node).map(handle)
    }

    /// A list of links, without brackets and labels.
    pub fn links(&mut self, key: &str, node: &Node<'_>) -> Vec<String> {
        match &node.kind {
            NodeKind::Seq { items, .. } => {
                if self.slice(node).starts_with("[[") {
                    self.unquoted_link(key, node);
                }
                let mut list = Vec::new();
                for item in items {
                    list.extend(self.links(key, item));
                }
                list
            }
            _ => self.text(key, node).iter().map(|text| link_target(text).to_owned()).collect(),
        }
    }

    pub fn link(&mut self, key: &str, node: &Node<'_>) -> Option<String> {
        let mut links = self.links(key, node);
        if links.len() > 1 {
            self.error(node.line, code::WRONG_SHAPE, format!("`{key}` is a list"), "Keep one link");
        }
        (!links.is_empty()).then(|| links.swap_remove(0))
    }

    pub fn unquoted_link(&mut self, key: &str, node: &Node<'_>) {
        let written = self.slice(node).to_owned();
        self.warn(
            node.line,
            code::YAML_LINK,
            format!("The link in `{key}` is not quoted, and YAML reads `{written}` as a nested list"),
            format!("Write \"{written}\""),
        );
    }

    pub fn moment(&mut self, key: &str, node: &Node<'_>) -> Option<Moment> {
        let text = self.text(key, node)?;
        let moment = Moment::parse(&text);
        match &moment {
            None => {
                self.error(
                    node.line,
                    code::BAD_DATE,
                    format!("`{key}` is not a time: `{}`", short(&text)),
                    "Write a date such as 2026-06-14, or a time such as 2026-06-14T09:40+02:00",
                );
                self.keep(key, node);
            }
            Some(moment) if moment.has_time() && moment.offset_minutes.is_none() => self.warn(
                node.line,
                code::NO_OFFSET,
                format!("`{key}` has no offset; it was read as UTC"),
                format!("Write {}Z, or with an offset such as +02:00", moment.text.replace(' ', "T")),
            ),
            Some(_) => {}
        }
        moment
    }

    /// One of a closed set of words.
    pub fn word<T: Copy + std::fmt::Display>(
        &mut self,
        key: &str,
        node: &Node<'_>,
        parse: fn(&str) -> Option<T>,
        all: &[T],
    ) -> Option<T> {
        if let Some(word) = node.text().and_then(parse) {
            return Some(word);
        }
        let text = self.text(key, node)?;
        let word = parse(&text);
        if word.is_none() {
            self.unknown_word(key, node, &text, all);
        }
        word
    }

    fn unknown_word<T: std::fmt::Display>(&mut self, key: &str, node: &Node<'_>, text: &str, all: &[T]) {
        let words: Vec<String> = all.iter().map(T::to_string).collect();
        let hint = match super::fields::near(text, words.iter().map(String::as_str)) {
            Some(word) => format!("Did you mean `{word}`? The words are {}", words.join(", ")),
            None => format!("Write one of {}", words.join(", ")),
        };
        self.error(node.line, code::UNKNOWN_WORD, format!("`{key}` does not know `{}`", short(text)), hint);
        self.keep(key, node);
    }

    pub fn number<T: std::str::FromStr>(&mut self, key: &str, node: &Node<'_>) -> Option<T> {
        let text = match node.text() {
            Some(text) if !traps::is_placeholder(text.trim()) => text.to_owned(),
            _ => self.text(key, node)?,
        };
        let number = text.trim().replace(['_', ' ', ',', '\''], "").parse().ok();
        if number.is_none() {
            self.error(
                node.line,
                code::BAD_NUMBER,
                format!("`{key}` is not a number: `{}`", short(&text)),
                "Write digits alone, such as 12",
            );
            self.keep(key, node);
        }
        number
    }

    pub fn boolean(&mut self, key: &str, node: &Node<'_>) -> Option<bool> {
        let text = node.text()?.trim().to_ascii_lowercase();
        match text.as_str() {
            "true" | "yes" | "y" | "on" => Some(true),
            "false" | "no" | "n" | "off" => Some(false),
            _ => {
                if !traps::placeholder(self, key, node, &text) {
                    self.error(
                        node.line,
                        code::UNKNOWN_WORD,
                        format!("`{key}` is neither true nor false"),
                        "Write true or false",
                    );
                    self.keep(key, node);
                }
                None
            }
        }
    }

    /// The items of a list; a single value is a list of one, an empty one none.
    pub fn items<'n, 'a>(&self, node: &'n Node<'a>) -> &'n [Node<'a>] {
        match &node.kind {
            NodeKind::Seq { items, .. } if !self.slice(node).starts_with("[[") => items,
            _ => std::slice::from_ref(node),
        }
    }

    /// The value as it stands in the file.
    pub fn slice(&self, node: &Node<'_>) -> &'s str {
        self.source.get(node.span.clone()).unwrap_or_default()
    }

    /// Reports a key that a map inside a field does not have.
    pub fn unknown_part(&mut self, field: &str, key: &Node<'_>, value: &Node<'_>, parts: &[&str]) {
        let name = key.text().unwrap_or_default();
        self.warn(
            key.line,
            code::UNKNOWN_KEY,
            format!("`{field}` has no `{}`", short(name)),
            format!("It has {}", parts.join(", ")),
        );
        self.keep(&format!("{field}.{name}"), value);
    }
}

/// A handle without its `@`.
pub(crate) fn handle(text: String) -> String {
    match text.strip_prefix('@') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// The target of `[[target#anchor|label]]`, or the text itself.
pub(crate) fn link_target(text: &str) -> &str {
    let text = text.trim();
    let Some(inner) = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")) else {
        return text.split_once('|').map_or(text, |(target, _)| target.trim());
    };
    let inner = inner.split_once('|').map_or(inner, |(target, _)| target);
    inner.split_once('#').map_or(inner, |(target, _)| target).trim()
}

/// A value short enough for a message.
pub(crate) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.into(),
    }
}
