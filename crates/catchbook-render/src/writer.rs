//! Turns the parser's events into HTML, with every open element on one stack.

use pulldown_cmark::{Alignment, Event, Tag};

use crate::cancel::{Cancel, Cancelled};
use crate::code::Highlighter;
use crate::escape::{attribute, escape_into};
use crate::footnotes::Footnotes;
use crate::headings::{Anchors, OpenHeading};
use crate::images::OpenImage;
use crate::links::OpenLink;
use crate::options::RenderOptions;
use crate::rendered::{Rendered, Truncated};

/// An element that was started and not yet ended. Every start pushes one, every end pops one, so the two
/// cannot get out of step, whatever is left out in between.
pub(crate) enum Frame {
    /// Nothing was written at the start.
    Flat,
    Close(&'static str),
    /// `at` is where the attributes of `<li` go.
    Item {
        at: usize,
    },
    Level(&'static str),
    Table {
        alignments: Vec<Alignment>,
        column: usize,
        cell: &'static str,
    },
    Heading(OpenHeading),
    Code {
        language: String,
        text: String,
    },
    Footnote {
        label: String,
        outer: String,
    },
    Link(OpenLink),
    Image(OpenImage),
}

/// Elements open at once beyond the lists and quotes that `Limits::depth` counts.
const OPEN_INSIDE: usize = 24;

pub(crate) struct Writer<'o> {
    pub(crate) options: &'o RenderOptions<'o>,
    pub(crate) cancel: &'o Cancel,
    pub(crate) out: String,
    /// Bytes that wait in outer buffers and footnotes.
    pub(crate) set_aside: usize,
    pub(crate) frames: Vec<Frame>,
    /// Frames that are an element.
    open: usize,
    levels: usize,
    /// Inside an image or a link whose own words are not shown: text goes to `alt`, tags nowhere.
    pub(crate) muted: usize,
    pub(crate) alt: String,
    /// Inside an element `a`; such elements do not nest.
    pub(crate) in_link: bool,
    /// Grows with everything that can be read or heard; tells an empty link from one that has a name.
    pub(crate) visible: usize,
    pub(crate) anchors: Anchors,
    pub(crate) footnotes: Footnotes,
    pub(crate) highlighter: Highlighter,
    pub(crate) rendered: Rendered,
}

impl<'o> Writer<'o> {
    pub(crate) fn new(options: &'o RenderOptions<'o>, cancel: &'o Cancel) -> Self {
        Self {
            options,
            cancel,
            out: String::new(),
            set_aside: 0,
            frames: Vec::new(),
            open: 0,
            levels: 0,
            muted: 0,
            alt: String::new(),
            in_link: false,
            visible: 0,
            anchors: Anchors::new(options.id_scope),
            footnotes: Footnotes::default(),
            highlighter: Highlighter::new(options.limits),
            rendered: Rendered::default(),
        }
    }

    /// Writes a whole document; `cut` is why the text itself is incomplete, if it is.
    pub(crate) fn document<'a>(
        mut self,
        events: impl Iterator<Item = Event<'a>>,
        cut: Option<Truncated>,
    ) -> Result<Rendered, Cancelled> {
        for event in events {
            self.cancel.check()?;
            if self.out.len() + self.set_aside > self.options.limits.output {
                self.note(Truncated::Output);
                break;
            }
            self.event(event)?;
        }
        while !self.frames.is_empty() {
            self.end()?;
        }
        self.write_footnotes();
        if let Some(cut) = cut {
            self.rendered.truncated = Some(cut);
        }
        self.write_notice();
        self.rendered.html = self.out;
        Ok(self.rendered)
    }

    /// Writes spans only: the elements of blocks are left out, their text stays.
    pub(crate) fn spans<'a>(mut self, events: impl Iterator<Item = Event<'a>>) -> Result<Rendered, Cancelled> {
        for event in events {
            match event {
                Event::Start(Tag::Paragraph) => self.frames.push(Frame::Flat),
                event => self.event(event)?,
            }
        }
        while !self.frames.is_empty() {
            self.end()?;
        }
        self.rendered.html = self.out;
        Ok(self.rendered)
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), Cancelled> {
        match event {
            Event::Start(tag) => {
                let frame = self.start(tag);
                self.open += usize::from(!matches!(frame, Frame::Flat));
                self.frames.push(frame);
            }
            Event::End(_) => self.end()?,
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.code_span(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.words(&text),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak if self.muted > 0 => self.words("\n"),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(done),
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Frame {
        if self.muted > 0 {
            return Frame::Flat;
        }
        if self.open >= 2 * self.options.limits.depth + OPEN_INSIDE {
            return self.too_deep();
        }
        match tag {
            Tag::Paragraph => self.open("<p>", "</p>\n"),
            Tag::Heading { level, .. } => self.start_heading(level as u8),
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(),
            Tag::CodeBlock(kind) => crate::blocks::start_code(&kind),
            Tag::HtmlBlock => self.open("<p class=\"raw\">", "</p>\n"),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Table(alignments) => {
                self.out.push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
                Frame::Table { alignments, column: 0, cell: "th" }
            }
            Tag::TableHead => self.open("<thead><tr>", "</tr></thead>\n<tbody>\n"),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Strikethrough => self.open("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title),
            // Not in the dialect.
            Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => Frame::Flat,
        }
    }

    fn end(&mut self) -> Result<(), Cancelled> {
        let frame = self.frames.pop();
        self.open -= usize::from(frame.as_ref().is_some_and(|frame| !matches!(frame, Frame::Flat)));
        match frame {
            None | Some(Frame::Flat) => {}
            Some(Frame::Close(tag)) => self.out.push_str(tag),
            Some(Frame::Item { .. }) => self.out.push_str("</li>\n"),
            Some(Frame::Level(tag)) => {
                self.levels -= 1;
                self.out.push_str(tag);
            }
            Some(Frame::Table { .. }) => self.out.push_str("</tbody></table></div>\n"),
            Some(Frame::Heading(heading)) => self.end_heading(heading),
            Some(Frame::Code { language, text }) => {
                self.visible += text.len();
                self.highlighter.write(&mut self.out, &language, &text, self.cancel)?;
            }
            Some(Frame::Footnote { label, outer }) => self.end_footnote(&label, outer),
            Some(Frame::Link(link)) => self.end_link(link),
            Some(Frame::Image(image)) => self.end_image(&image),
        }
        Ok(())
    }

    pub(crate) fn open(&mut self, tag: &str, close: &'static str) -> Frame {
        self.out.push_str(tag);
        Frame::Close(close)
    }

    /// The limit on levels: the element is left out, its text stays.
    pub(crate) fn too_deep(&mut self) -> Frame {
        self.note(Truncated::Depth);
        self.out.push('\n');
        Frame::Flat
    }

    pub(crate) fn level(&mut self, tag: &str, close: &'static str) -> Frame {
        if self.levels >= self.options.limits.depth {
            return self.too_deep();
        }
        self.levels += 1;
        self.out.push_str(tag);
        Frame::Level(close)
    }

    /// Text as written; addresses in it become links.
    fn text(&mut self, text: &str) {
        if let Some(Frame::Code { text: code, .. }) = self.frames.last_mut() {
            code.push_str(text);
        } else if self.muted > 0 || self.in_link {
            self.words(text);
        } else {
            self.linkify(text);
        }
    }

    /// Text that is only text.
    pub(crate) fn words(&mut self, text: &str) {
        self.visible += text.trim().len();
        if self.muted > 0 {
            self.alt.push_str(text);
            return;
        }
        self.anchors.collect(text);
        escape_into(&mut self.out, text);
    }

    fn code_span(&mut self, text: &str) {
        if self.muted > 0 {
            return self.words(text);
        }
        self.out.push_str("<code>");
        self.words(text);
        self.out.push_str("</code>");
    }

    /// Swaps the buffer for an empty one; [`Writer::give_back`] brings the old one back.
    pub(crate) fn set_aside(&mut self) -> String {
        let outer = std::mem::take(&mut self.out);
        self.set_aside += outer.len();
        outer
    }

    /// Returns what was written since [`Writer::set_aside`].
    pub(crate) fn give_back(&mut self, outer: String) -> String {
        self.set_aside -= outer.len();
        std::mem::replace(&mut self.out, outer)
    }

    pub(crate) fn note(&mut self, why: Truncated) {
        self.rendered.truncated.get_or_insert(why);
    }

    fn write_notice(&mut self) {
        let text = match self.rendered.truncated {
            None => return,
            Some(Truncated::Input { shown, total }) => {
                format!("The first {shown} of {total} bytes are shown. Open the file to read the rest.")
            }
            Some(Truncated::Output) => "Only the first part is shown. Open the file to read the rest.".into(),
            Some(Truncated::Depth) => {
                format!("Lists and quotes deeper than {} levels are shown flat.", self.options.limits.depth)
            }
        };
        self.out.push_str("<p class=\"notice\"");
        attribute(&mut self.out, "role", "note");
        self.out.push('>');
        escape_into(&mut self.out, &text);
        self.out.push_str("</p>\n");
    }
}
