//! The pass over Markdown's events.

use super::{Anchors, Context, actions, links, sentence, timeline};
use crate::problem::Problems;
use crate::{Body, Heading, Link, Moment, Weight, lint::code};
use pulldown_cmark::{Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Headings, links, action items and timeline entries of one record, of each.
pub(super) const MAX_PARTS: usize = 10_000;

/// Characters of the lede.
const MAX_LEDE: usize = 1_000;

/// What of Markdown is understood.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Where the headings begin, without anything else that [`walk`] reads.
pub(super) fn headings(text: &str) -> impl Iterator<Item = usize> + '_ {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let starts = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })));
    starts.map(|(_, span)| span.start).take(MAX_PARTS)
}

pub(super) fn walk(text: &str, context: &Context<'_>, problems: &mut Problems) -> Body {
    let mut walker = Walker {
        text,
        context,
        problems,
        body: Body::default(),
        anchors: Anchors::default(),
        lines: Lines { text: text.as_bytes(), at: 0, line: context.first_line },
        plain: String::new(),
        open_link: None,
        pending: Vec::new(),
        items: Vec::new(),
        depth: 0,
        checks: None,
        timeline: None,
        cut: false,
    };
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    while let Some((event, span)) = events.next() {
        walker.event(event, span, &events);
    }
    walker.finish()
}

pub(super) struct Walker<'t, 'p> {
    text: &'t str,
    context: &'p Context<'p>,
    pub problems: &'p mut Problems,
    pub body: Body,
    anchors: Anchors,
    lines: Lines<'t>,
    /// Plain text of the block that is being read.
    plain: String,
    open_link: Option<OpenLink>,
    /// Links of the block that is being read: index, and their bytes in `plain`.
    pending: Vec<(usize, Range<usize>)>,
    items: Vec<Item>,
    /// Quotes, lists, tables and footnotes around the current block.
    depth: usize,
    /// Level of the "Before you change this" heading that we are under.
    checks: Option<u8>,
    timeline: Option<u8>,
    /// There was more of something than is listed.
    cut: bool,
}

struct OpenLink {
    kind: LinkType,
    id: String,
    span: Range<usize>,
    plain_start: usize,
    /// Where the link's text ends in the source, so far.
    inner: usize,
}

/// The box in front of a list item.
#[derive(Clone, Copy)]
pub(super) struct Task {
    pub done: bool,
    /// Where the blank or the `x` between its brackets stands.
    pub mark: usize,
}

/// A list item whose first block is being read.
struct Item {
    task: Option<Task>,
    first: Option<Range<usize>>,
    closed: bool,
}

impl Walker<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>, events: &OffsetIter<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span, events),
            Event::Text(text) | Event::Code(text) => {
                self.inline(&span);
                self.plain.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.inline(&span);
                self.plain.push(' ');
            }
            Event::TaskListMarker(done) => {
                let mark = self.mark(&span);
                if let Some(item) = self.items.last_mut() {
                    item.task = Some(Task { done, mark });
                    item.first = None;
                }
            }
            _ => self.inline(&span),
        }
    }

    /// Where the mark of a box stands; its span may begin with blanks.
    fn mark(&self, span: &Range<usize>) -> usize {
        let inside = self.text.get(span.clone()).unwrap_or_default();
        span.start + inside.find('[').map_or(0, |open| open + 1)
    }

    /// Notes that an inline element belongs to the item and the link that are open.
    fn inline(&mut self, span: &Range<usize>) {
        if let Some(link) = &mut self.open_link {
            link.inner = link.inner.max(span.end);
        }
        let Some(item) = self.items.last_mut().filter(|item| !item.closed) else { return };
        match &mut item.first {
            Some(first) => first.end = first.end.max(span.end),
            None => item.first = Some(span.clone()),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Link { link_type, id, .. } => {
                self.inline(&(span.start..span.start));
                let inner = span.start + 1;
                self.open_link = Some(OpenLink {
                    kind: link_type,
                    id: id.into_string(),
                    span,
                    plain_start: self.plain.len(),
                    inner,
                });
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Image { .. } => {
                self.inline(&(span.start..span.start));
            }
            Tag::Item => {
                self.block();
                self.items.push(Item { task: None, first: None, closed: false });
            }
            Tag::Paragraph if self.items.last().is_some_and(|item| item.first.is_none()) => self.flush(),
            Tag::Paragraph | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.block(),
            Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::CodeBlock(_) => {
                self.block();
                self.items.last_mut().into_iter().for_each(|item| item.closed = true);
                self.depth += 1;
            }
            _ => self.block(),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>, events: &OffsetIter<'_>) {
        match tag {
            TagEnd::Link => {
                self.link(events);
                self.inline(&span);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => self.inline(&span),
            TagEnd::Heading(level) => self.heading(level, span),
            TagEnd::Paragraph => {
                if self.depth == 0 {
                    self.lede();
                }
                self.block();
            }
            TagEnd::Item => {
                self.block();
                self.items.pop();
            }
            TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::CodeBlock => {
                if tag == TagEnd::CodeBlock {
                    self.plain.clear();
                }
                self.block();
                self.depth = self.depth.saturating_sub(1);
            }
            _ => self.block(),
        }
    }

    /// A block begins or ends: what was read of the one before is complete.
    fn block(&mut self) {
        self.flush();
        let Some(item) = self.items.last_mut().filter(|item| !item.closed) else { return };
        if item.task.is_none() && item.first.is_none() {
            return;
        }
        item.closed = true;
        let (task, first) = (item.task, item.first.clone());
        self.item(task, first.unwrap_or(0..0));
    }

    fn item(&mut self, task: Option<Task>, first: Range<usize>) {
        let text = self.text.get(first.clone()).unwrap_or_default().trim();
        let listed = self.body.actions.len().max(self.body.timeline.len()).max(self.body.checks.len());
        if self.is_full(listed, first.start) {
            return;
        }
        let line = self.lines.at(first.start);
        match task {
            Some(task) if self.checks.is_some() => actions::check(self, text, task.done, line),
            Some(task) if !text.is_empty() => actions::read(self, text, task, line),
            Some(_) => {}
            None => {
                timeline::read(self, text, line);
            }
        }
    }

    /// Gives the links of the block their sentences.
    fn flush(&mut self) {
        for (index, place) in self.pending.drain(..) {
            self.body.links[index].sentence = sentence::sentence(&self.plain, place);
        }
        self.plain.clear();
    }

    fn lede(&mut self) {
        let text = self.plain.trim();
        if self.body.lede.is_none() && !text.is_empty() {
            self.body.lede = Some(match text.char_indices().nth(MAX_LEDE) {
                Some((at, _)) => format!("{}…", &text[..at]),
                None => text.into(),
            });
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Range<usize>) {
        let text = self.plain.trim().to_owned();
        let level = level as u8;
        self.section_state(level, &text);
        if self.is_full(self.body.headings.len(), span.start) {
            return self.block();
        }
        let anchor = self.anchors.unique(&text);
        let line = self.lines.at(span.start);
        self.body.headings.push(Heading { level, text, anchor, line, section: span.start..self.text.len() });
        self.block();
    }

    fn section_state(&mut self, level: u8, text: &str) {
        let name = text.trim_end_matches([':', '?', '.', '!', ' ']);
        let under = |current: Option<u8>, wanted: &str| match current {
            _ if name.eq_ignore_ascii_case(wanted) => Some(level),
            Some(outer) if level <= outer => None,
            current => current,
        };
        (self.checks, self.timeline) = (under(self.checks, "Before you change this"), under(self.timeline, "Timeline"));
    }

    /// The day that a bare time belongs to, where it may stand at all.
    pub fn day(&self) -> Option<&Moment> {
        self.timeline.and(self.context.day)
    }

    fn link(&mut self, events: &OffsetIter<'_>) {
        let Some(open) = self.open_link.take() else { return };
        let target = match open.kind {
            LinkType::WikiLink { .. } => links::wiki(self.text, open.span.clone()),
            LinkType::Inline | LinkType::Autolink | LinkType::Email => {
                links::inline(self.text, open.span.clone(), open.inner, open.kind)
            }
            _ => events
                .reference_definitions()
                .get(&open.id)
                .and_then(|found| links::defined(self.text, found.span.clone())),
        };
        let Some(target) = target else { return };
        if self.is_full(self.body.links.len(), open.span.start) {
            return;
        }
        let own_text =
            !matches!(open.kind, LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email);
        let place = open.plain_start..self.plain.len();
        let label = self.plain.get(place.clone()).filter(|label| own_text && !label.is_empty());
        let label = label.map(|label| label.chars().take(240).collect());
        self.pending.push((self.body.links.len(), place));
        self.body.links.push(Link {
            kind: target.kind,
            target: self.text[target.span.clone()].to_owned(),
            anchor: target.anchor,
            label,
            line: self.lines.at(open.span.start),
            span: target.span,
            sentence: String::new(),
        });
    }

    /// Whether a list holds all it may; says so once.
    fn is_full(&mut self, len: usize, at: usize) -> bool {
        if len >= MAX_PARTS && !std::mem::replace(&mut self.cut, true) {
            let line = self.lines.at(at);
            self.problems.add(
                line,
                code::MANY_PARTS,
                Weight::Warning,
                format!(
                    "The record has over {MAX_PARTS} headings, links or list items; those from here on are not listed"
                ),
                "Split the file",
            );
        }
        len >= MAX_PARTS
    }

    fn finish(mut self) -> Body {
        self.flush();
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.body.headings.len() {
            let (level, start) = (self.body.headings[index].level, self.body.headings[index].section.start);
            while let Some(outer) = open.pop_if(|outer| self.body.headings[*outer].level >= level) {
                self.body.headings[outer].section.end = start;
            }
            open.push(index);
        }
        self.body
    }
}

/// Counts lines on the way, since places come in order but for a few.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> u32 {
        let breaks = |part: &[u8]| part.iter().filter(|byte| **byte == b'\n').count() as u32;
        let offset = offset.min(self.text.len());
        if offset < self.at {
            // A few bytes back: a list item is complete only when the next block has begun.
            self.line -= breaks(&self.text[offset..self.at]);
        } else {
            self.line += breaks(&self.text[self.at..offset]);
        }
        self.at = offset;
        self.line
    }
}
