//! Links: what they point to decides what is written.

use pulldown_cmark::LinkType;

use crate::escape::{attribute, escape_into, shorten};
use crate::headings::slug;
use crate::options::{LinkKind, ResolvedLink};
use crate::rendered::{Link, MAX_LINKS};
use crate::target::{Target, classify, percent_encode};
use crate::writer::{Frame, Writer};

pub(crate) struct OpenLink {
    close: Close,
    /// Shown when the link has no words of its own.
    fallback: String,
    /// `Writer::visible` at the start.
    visible: usize,
    /// The label was written at the start; the words inside are not shown.
    muted: bool,
}

enum Close {
    Anchor,
    Span,
    Refused { target: String },
}

/// A refused address is shown, so that nothing is hidden, but not at any length.
const MAX_SHOWN: usize = 200;

impl Writer<'_> {
    pub(crate) fn start_link(&mut self, kind: LinkType, destination: &str, title: &str) -> Frame {
        match kind {
            LinkType::WikiLink { has_pothole } => {
                // In a table the bar is written `\|`, and the stroke belongs to the bar.
                let target = if has_pothole { destination.trim_end_matches('\\') } else { destination };
                self.start_wikilink(target.trim(), has_pothole)
            }
            LinkType::Email if !destination.starts_with("mailto:") => {
                self.start_destination(&format!("mailto:{destination}"), title)
            }
            _ => self.start_destination(destination, title),
        }
    }

    fn start_wikilink(&mut self, target: &str, labelled: bool) -> Frame {
        let (name, anchor) = target.split_once('#').unwrap_or((target, ""));
        let (name, anchor) = (name.trim(), anchor.trim());
        if name.is_empty() {
            return self.open_anchor(anchor);
        }
        let found = (self.options.resolve)(name);
        let label = match &found {
            _ if labelled => None,
            // An id is shorter than a title and stays; a file's stem is nothing to read.
            Some(link) if link.id == name || link.title.is_empty() => Some(target),
            Some(link) if link.kind == LinkKind::Record => Some(link.title.as_str()),
            _ => Some(target),
        };
        let label = label.map(str::to_owned);
        self.open_known(found.as_ref(), name, anchor, label)
    }

    fn start_destination(&mut self, destination: &str, title: &str) -> Frame {
        match classify(destination, self.options.folder) {
            Target::External { url, .. } => self.open_external(&url, title),
            Target::Anchor(anchor) => self.open_anchor(&anchor),
            Target::Inside { path, anchor } => match (self.options.resolve)(&path) {
                None if path.starts_with("attachments/") => self.open_attachment(&path, title),
                found => self.open_known(found.as_ref(), &path, &anchor, None),
            },
            Target::Refused => self.open_refused(destination),
        }
    }

    fn open_known(&mut self, found: Option<&ResolvedLink>, name: &str, anchor: &str, label: Option<String>) -> Frame {
        let Some(link) = found.filter(|link| link.kind != LinkKind::Missing) else {
            let title = found.map(|link| link.title.as_str()).unwrap_or_default();
            return self.open_missing(name, title, label);
        };
        let (word, meaning) = match link.kind {
            LinkKind::Commit => ("commit", Link::Commit { id: link.id.clone() }),
            LinkKind::Record | LinkKind::Missing => ("record", Link::Record { id: link.id.clone() }),
        };
        let mut href = format!("#/{word}/{}", percent_encode(&link.id));
        if !anchor.is_empty() {
            href.push_str("?at=");
            href.push_str(&percent_encode(&slug(anchor)));
        }
        self.out.push_str(&format!("<a class=\"link-{word}\""));
        attribute(&mut self.out, "href", &href);
        attribute(&mut self.out, "data-link", &format!("{word}:{}", link.id));
        self.title(&link.title);
        self.remember(meaning);
        self.finish_open(Close::Anchor, name, label)
    }

    fn open_missing(&mut self, name: &str, title: &str, label: Option<String>) -> Frame {
        self.out.push_str("<span class=\"link-missing\"");
        attribute(&mut self.out, "data-link", &format!("missing:{name}"));
        self.title(if title.is_empty() { "Nothing is known by this name" } else { title });
        self.remember(Link::Missing { target: name.to_owned() });
        self.finish_open(Close::Span, name, label)
    }

    pub(crate) fn open_external(&mut self, url: &str, title: &str) -> Frame {
        self.out.push_str("<a class=\"link-external\"");
        attribute(&mut self.out, "href", url);
        attribute(&mut self.out, "data-link", "external");
        attribute(&mut self.out, "rel", "noreferrer noopener");
        self.title(title);
        self.remember(Link::External { url: url.to_owned() });
        self.finish_open(Close::Anchor, url, None)
    }

    fn open_attachment(&mut self, path: &str, title: &str) -> Frame {
        self.out.push_str("<a class=\"link-attachment\"");
        attribute(&mut self.out, "href", &format!("#/attachment/{}", percent_encode(path)));
        attribute(&mut self.out, "data-link", &format!("attachment:{path}"));
        self.title(title);
        self.remember(Link::Attachment { path: path.to_owned() });
        self.finish_open(Close::Anchor, path, None)
    }

    fn open_anchor(&mut self, anchor: &str) -> Frame {
        let id = self.anchors.link(anchor);
        self.out.push_str("<a class=\"link-anchor\"");
        self.anchor_attributes(&id);
        self.remember(Link::Anchor { id });
        self.finish_open(Close::Anchor, anchor, None)
    }

    fn open_refused(&mut self, destination: &str) -> Frame {
        self.out.push_str("<span class=\"link-refused\"");
        self.title("Not a link: only https, http, mailto and files of this vault are");
        self.remember(Link::Refused { target: shorten(destination, MAX_SHOWN) });
        self.finish_open(Close::Refused { target: shorten(destination, MAX_SHOWN) }, "", None)
    }

    fn finish_open(&mut self, close: Close, fallback: &str, label: Option<String>) -> Frame {
        self.out.push('>');
        self.in_link = matches!(close, Close::Anchor);
        let visible = self.visible;
        let muted = label.is_some();
        if let Some(label) = label {
            self.words(&label);
            self.muted += 1;
            self.alt.clear();
        }
        let fallback = if fallback.is_empty() { "link" } else { fallback };
        Frame::Link(OpenLink { close, fallback: shorten(fallback, MAX_SHOWN), visible, muted })
    }

    pub(crate) fn end_link(&mut self, link: OpenLink) {
        if link.muted {
            self.muted -= 1;
        }
        // A link without a name cannot be heard, and an empty one cannot be seen.
        if self.visible == link.visible && !matches!(link.close, Close::Refused { .. }) {
            self.words(&link.fallback);
        }
        self.in_link = false;
        match link.close {
            Close::Anchor => self.out.push_str("</a>"),
            Close::Span => self.out.push_str("</span>"),
            Close::Refused { target } => {
                self.out.push_str("</span> <code class=\"link-target\">");
                escape_into(&mut self.out, &target);
                self.out.push_str("</code>");
            }
        }
    }

    pub(crate) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            attribute(&mut self.out, "title", title);
        }
    }

    fn remember(&mut self, link: Link) {
        if self.rendered.links.len() < MAX_LINKS {
            self.rendered.links.push(link);
        }
    }
}
