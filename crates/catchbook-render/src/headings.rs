//! Headings, their ids, and the outline.

use std::collections::{HashMap, HashSet};

use crate::escape::attribute;
use crate::rendered::Heading;
use crate::writer::{Frame, Writer};

pub(crate) struct OpenHeading {
    level: u8,
    outer: String,
}

/// Ids of headings: `h-` and the words of the heading, made unique by a number.
pub(crate) struct Anchors {
    prefix: String,
    taken: HashSet<String>,
    next: HashMap<String, u32>,
    /// The text of the heading that is open.
    text: Option<String>,
}

/// Longer headings give shorter ids.
const MAX_SLUG_CHARS: usize = 80;

impl Anchors {
    pub(crate) fn new(scope: &str) -> Self {
        Self { prefix: scope_prefix(scope), taken: HashSet::new(), next: HashMap::new(), text: None }
    }

    pub(crate) fn collect(&mut self, text: &str) {
        if let Some(heading) = &mut self.text {
            heading.push_str(text);
        }
    }

    /// The id that a link to `#anchor` means, whether or not such a heading comes.
    pub(crate) fn link(&self, anchor: &str) -> String {
        format!("h-{}{}", self.prefix, slug(anchor))
    }

    pub(crate) fn footnote(&self, number: usize) -> String {
        format!("fn-{}{number}", self.prefix)
    }

    fn claim(&mut self, text: &str) -> String {
        let base = format!("h-{}{}", self.prefix, slug(text));
        let next = self.next.entry(base.clone()).or_insert(1);
        let mut id = base.clone();
        // `## a`, `## a`, `## a-2`: the third must not take the id of the second.
        while !self.taken.insert(id.clone()) {
            *next += 1;
            id = format!("{base}-{next}");
        }
        id
    }
}

fn scope_prefix(scope: &str) -> String {
    let scope: String = scope.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    if scope.is_empty() { scope } else { scope + "-" }
}

/// Lower-case words joined by `-`, as forges make them: letters and digits of any script stay.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(MAX_SLUG_CHARS * 2) {
        if c.is_alphanumeric() || c == '_' {
            slug.push(c);
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(MAX_SLUG_CHARS).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

impl Writer<'_> {
    pub(crate) fn start_heading(&mut self, level: u8) -> Frame {
        let level = level.saturating_add(self.options.heading_offset).clamp(1, 6);
        self.anchors.text = Some(String::new());
        Frame::Heading(OpenHeading { level, outer: self.set_aside() })
    }

    pub(crate) fn end_heading(&mut self, OpenHeading { level, outer }: OpenHeading) {
        let inner = self.give_back(outer);
        let text = self.anchors.text.take().unwrap_or_default().trim().to_owned();
        let id = self.anchors.claim(&text);
        self.out.push_str(&format!("<h{level}"));
        attribute(&mut self.out, "id", &id);
        self.out.push('>');
        self.out.push_str(&inner);
        self.out.push_str(&format!("</h{level}>\n"));
        self.rendered.headings.push(Heading { level, id, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_words_of_any_script() {
        assert_eq!(slug("Before you change this"), "before-you-change-this");
        assert_eq!(slug("  What  was `green`?  "), "what-was-green");
        assert_eq!(slug("原因 と 対策"), "原因-と-対策");
        assert_eq!(slug("!!!"), "section");
        assert_eq!(slug("--a--"), "a");
        assert!(slug(&"word ".repeat(1000)).chars().count() <= MAX_SLUG_CHARS);
    }

    #[test]
    fn ids_are_unique_even_when_headings_look_like_ids() {
        let mut anchors = Anchors::new("");
        let ids: Vec<_> = ["a", "a", "a-2", "a", "a-2"].map(|text| anchors.claim(text)).into();
        assert_eq!(ids, ["h-a", "h-a-2", "h-a-2-2", "h-a-3", "h-a-2-3"]);
    }

    #[test]
    fn a_scope_keeps_only_letters_and_digits() {
        assert_eq!(Anchors::new("C-7K3Q2\"><b").claim("x"), "h-C7K3Q2b-x");
    }
}
