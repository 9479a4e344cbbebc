//! Markdown that is read where its vault is not: links into the vault become the words they stand for.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::options::{LinkKind, ResolvedLink};
use crate::target::{Target, classify};

/// Where a text stood, and what its links and pictures meant there.
pub struct Standalone<'a> {
    pub resolve: &'a dyn Fn(&str) -> Option<ResolvedLink>,
    /// The folder of the record inside its vault.
    pub folder: &'a str,
    /// The new address of a picture of the vault, by its path; `None` puts its words in its place.
    pub picture: &'a mut dyn FnMut(&str) -> Option<String>,
}

/// The text with its links into the vault, and pictures of other machines, turned into words and links that work
/// anywhere. What is not touched stays byte for byte. Longer than `Limits::default().input`, it is cut.
pub fn standalone(markdown: &str, place: &mut Standalone<'_>) -> String {
    let (markdown, _) = crate::limit::cut(markdown, crate::Limits::default().input);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut links: Vec<OpenLink> = Vec::new();
    let mut picture: Option<OpenPicture> = None;
    for (event, range) in Parser::new_ext(markdown, crate::dialect()).into_offset_iter() {
        if let Some(open) = &mut picture {
            match event {
                Event::Start(Tag::Image { .. }) => open.depth += 1,
                Event::End(TagEnd::Image) if open.depth > 0 => open.depth -= 1,
                Event::End(TagEnd::Image) => {
                    edits.extend(picture.take().and_then(|open| open.edit(place, !links.is_empty())));
                }
                Event::Text(text) | Event::Code(text) => open.words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => open.words.push(' '),
                _ => {}
            }
            continue;
        }
        if !matches!(event, Event::End(TagEnd::Link)) {
            for link in &mut links {
                link.see(&range);
            }
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                links.push(OpenLink { means: meaning(link_type, &dest_url, place), range, inside: None });
            }
            Event::End(TagEnd::Link) => edits.extend(links.pop().map(OpenLink::edits).unwrap_or_default()),
            Event::Start(Tag::Image { dest_url, .. }) => {
                picture =
                    Some(OpenPicture { destination: dest_url.to_string(), range, words: String::new(), depth: 0 });
            }
            _ => {}
        }
    }
    apply(markdown, edits)
}

enum Meaning {
    /// Works anywhere, or shows by itself that it is refused.
    Stays,
    /// Its own words are enough.
    Words,
    /// It has no words of its own.
    Named(String),
}

struct OpenLink {
    means: Meaning,
    range: Range<usize>,
    /// From its first word to its last.
    inside: Option<Range<usize>>,
}

impl OpenLink {
    fn see(&mut self, range: &Range<usize>) {
        let inside = self.inside.get_or_insert_with(|| range.clone());
        *inside = inside.start.min(range.start)..inside.end.max(range.end);
    }

    fn edits(self) -> Vec<(Range<usize>, String)> {
        match (self.means, self.inside) {
            (Meaning::Stays, _) => Vec::new(),
            (Meaning::Named(name), _) => vec![(self.range, name)],
            (Meaning::Words, None) => vec![(self.range, String::new())],
            (Meaning::Words, Some(inside)) => {
                vec![(self.range.start..inside.start, String::new()), (inside.end..self.range.end, String::new())]
            }
        }
    }
}

fn meaning(kind: LinkType, destination: &str, place: &Standalone<'_>) -> Meaning {
    match kind {
        LinkType::WikiLink { has_pothole: true } => Meaning::Words,
        LinkType::WikiLink { has_pothole: false } => {
            let target = destination.trim();
            let name = target.split('#').next().unwrap_or(target).trim();
            Meaning::Named((place.resolve)(name).map_or_else(|| escape(target), |link| words_of(&link, target)))
        }
        _ => match classify(destination, place.folder) {
            Target::Inside { .. } => Meaning::Words,
            Target::External { .. } | Target::Anchor(_) | Target::Refused => Meaning::Stays,
        },
    }
}

/// "Reply blank (C-7K3Q2)", or a commit's first digits.
fn words_of(link: &ResolvedLink, target: &str) -> String {
    match link.kind {
        LinkKind::Commit => format!("`{}`", link.id.get(..12).unwrap_or(&link.id)),
        LinkKind::Record if link.title.is_empty() || link.title == link.id => escape(&link.id),
        LinkKind::Record => format!("{} ({})", escape(&link.title), escape(&link.id)),
        LinkKind::Missing => escape(target),
    }
}

struct OpenPicture {
    destination: String,
    range: Range<usize>,
    words: String,
    /// Pictures inside its words.
    depth: usize,
}

impl OpenPicture {
    fn edit(self, place: &mut Standalone<'_>, in_link: bool) -> Option<(Range<usize>, String)> {
        let words = self.words.trim();
        let named = |name: &str| match words {
            "" => format!("\\[Picture: {}\\]", escape(name)),
            words => format!("\\[Picture: {}, {}\\]", escape(words), escape(name)),
        };
        let text = match classify(&self.destination, place.folder) {
            Target::Inside { path, .. } => match (place.picture)(&path) {
                Some(address) => format!("![{}]({address})", escape(words)),
                None => named(path.rsplit('/').next().unwrap_or(&path)),
            },
            Target::External { host, .. } if in_link || host.is_empty() => named(&host),
            Target::External { url, host } => {
                // The address is in its normal form: no blanks, and brackets would end the link.
                let url = url.replace('(', "%28").replace(')', "%29");
                format!("[{}]({url})", escape(if words.is_empty() { &host } else { words }))
            }
            Target::Anchor(_) | Target::Refused => named("not shown"),
        };
        Some((self.range, text))
    }
}

/// Plain words as Markdown that shows them and nothing else.
pub fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(&new);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(markdown: &str) -> String {
        let resolve = |target: &str| match target {
            "C-7K3Q2" => {
                Some(ResolvedLink { kind: LinkKind::Record, id: "C-7K3Q2".into(), title: "Reply *blank*".into() })
            }
            "a41f9c2" => Some(ResolvedLink { kind: LinkKind::Commit, id: "a41f9c2".into(), title: String::new() }),
            _ => None,
        };
        let mut picture = |path: &str| (path == "attachments/a b.png").then(|| "image-0".to_owned());
        standalone(markdown, &mut Standalone { resolve: &resolve, folder: "catches", picture: &mut picture })
    }

    #[test]
    fn links_into_the_vault_become_words() {
        for (written, read) in [
            ("See [[C-7K3Q2]].", r"See Reply \*blank\* (C-7K3Q2)."),
            ("See [[C-7K3Q2|the *blank* reply]].", "See the *blank* reply."),
            ("At [[a41f9c2]], [[gone]].", "At `a41f9c2`, gone."),
            ("[the **old** one](../incidents/x.md#y) too", "the **old** one too"),
            ("[r][1]\n\n[1]: x.md", "r\n\n[1]: x.md"),
            ("| [[C-7K3Q2\\|it]] |\n|-|\n", "| it |\n|-|\n"),
        ] {
            assert_eq!(alone(written), read, "{written}");
        }
    }

    #[test]
    fn what_works_anywhere_stays_as_it_is() {
        for text in [
            "[a](https://example.org/x) <https://example.org> [b](#here) `[[C-7K3Q2]]`\n",
            "```\n[[C-7K3Q2]] ![a](b.png)\n```\n",
            "* odd   spacing\n\n\n+ kept\r\n",
        ] {
            assert_eq!(alone(text), text);
        }
    }

    #[test]
    fn pictures_of_the_vault_get_their_new_address_and_others_become_links() {
        for (written, read) in [
            ("![the *page*](<../attachments/a b.png>)", "![the page](image-0)"),
            ("![](attachments/other.png)", r"\[Picture: other.png\]"),
            ("![x](https://example.org/(a).png)", "[x](https://example.org/%28a%29.png)"),
            ("![](https://example.org/a.png)", "[example.org](https://example.org/a.png)"),
            ("[![x](https://example.org/a.png)](y.md)", r"\[Picture: x, example.org\]"),
            ("![x](javascript:a)", r"\[Picture: x, not shown\]"),
        ] {
            assert_eq!(alone(written), read, "{written}");
        }
    }
}
