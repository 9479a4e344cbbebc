//! Footnotes: numbered as they are met, collected under the text, linked both ways.

use std::collections::HashMap;

use crate::escape::attribute;
use crate::rendered::Truncated;
use crate::writer::{Frame, Writer};

#[derive(Default)]
pub(crate) struct Footnotes {
    numbers: HashMap<String, usize>,
    /// How often each number is referred to.
    references: Vec<usize>,
    bodies: Vec<(usize, String)>,
}

/// More arrows back than this help nobody.
const MAX_BACK: usize = 16;

impl Footnotes {
    /// The number of a label, from 1, given at its first mention.
    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        self.references.resize(self.numbers.len(), 0);
        number
    }
}

impl Writer<'_> {
    pub(crate) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnotes.number(label);
        if self.muted > 0 {
            return;
        }
        self.visible += 1;
        self.out.push_str("<sup class=\"footnote-ref\">");
        if self.in_link {
            self.out.push_str(&format!("{number}</sup>"));
            return;
        }
        self.footnotes.references[number - 1] += 1;
        let count = self.footnotes.references[number - 1];
        let id = self.anchors.footnote(number);
        self.out.push_str("<a class=\"link-anchor\"");
        if count <= MAX_BACK {
            attribute(&mut self.out, "id", &back_id(&id, count));
        }
        self.anchor_attributes(&id);
        self.out.push_str(&format!(">{number}</a></sup>"));
    }

    pub(crate) fn start_footnote(&mut self, label: &str) -> Frame {
        Frame::Footnote { label: label.to_owned(), outer: self.set_aside() }
    }

    pub(crate) fn end_footnote(&mut self, label: &str, outer: String) {
        let body = self.give_back(outer);
        let number = self.footnotes.number(label);
        self.set_aside += body.len();
        self.footnotes.bodies.push((number, body));
    }

    pub(crate) fn write_footnotes(&mut self) {
        let mut bodies = std::mem::take(&mut self.footnotes.bodies);
        if bodies.is_empty() {
            return;
        }
        bodies.sort_by_key(|(number, _)| *number);
        self.out.push_str("<section class=\"footnotes\">\n<ol>\n");
        let mut last = 0;
        for (number, body) in bodies {
            if self.out.len() > self.options.limits.output {
                self.note(Truncated::Output);
                break;
            }
            let id = self.anchors.footnote(number);
            self.out.push_str("<li");
            // A label that is defined twice keeps both texts; only the first is the one linked to.
            if number != last {
                attribute(&mut self.out, "id", &id);
            }
            self.out.push('>');
            let paragraph = body.strip_suffix("</p>\n");
            self.out.push_str(paragraph.unwrap_or(&body));
            if number != last {
                self.write_back_links(number, &id);
            }
            self.out.push_str(if paragraph.is_some() { "</p>\n</li>\n" } else { "</li>\n" });
            last = number;
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn write_back_links(&mut self, number: usize, id: &str) {
        for count in 1..=self.footnotes.references[number - 1].min(MAX_BACK) {
            self.out.push_str(" <a class=\"footnote-back\" aria-label=\"Back to the text\"");
            self.anchor_attributes(&back_id(id, count));
            self.out.push_str(">↩</a>");
        }
    }

    /// ` href="#id" data-link="anchor:id"`
    pub(crate) fn anchor_attributes(&mut self, id: &str) {
        attribute(&mut self.out, "href", &format!("#{}", crate::target::percent_encode(id)));
        attribute(&mut self.out, "data-link", &format!("anchor:{id}"));
    }
}

fn back_id(id: &str, count: usize) -> String {
    format!("{id}-ref-{count}")
}
