//! Markdown as a tree of plain values, which the template draws. Only what stands here can be drawn.
//!
//! Blocks: `p h ul ol code quote table rule img notes`. Spans: `s` text, `b i x` strong, emphasis, struck, `c` code,
//! `a` link, `br`, `up` a raised mark.

use crate::error::Error;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TextMergeStream,
};
use serde_json::{Value, json};

/// Lists and quotes inside one another; deeper ones are drawn flat. The layout's own limit lies a little above.
const DEPTH: usize = 8;
/// Spans inside one another.
const SPAN_DEPTH: usize = 6;
const COLUMNS: usize = 16;
/// Longest word that the layout is given whole; a longer one may break at every letter.
const WORD: usize = 40;

/// Reads Markdown and counts what it makes against one limit for the whole sheet.
pub(crate) struct Reader<'a> {
    pub(crate) left: &'a mut usize,
    pub(crate) limit: usize,
    /// Pictures that can be drawn, by their number.
    pub(crate) pictures: &'a [Option<String>],
}

/// An element that was started and not yet ended, with what it holds so far.
struct Frame {
    kind: Kind,
    inside: Vec<Value>,
}

enum Kind {
    Root,
    Block(&'static str, Value),
    Item(Value),
    Code(String),
    Table(Vec<&'static str>),
    Row { head: bool },
    Cell,
    Span(&'static str, Value),
    Note(String),
    Picture(String),
}

impl Reader<'_> {
    /// The blocks of a text.
    pub(crate) fn blocks(&mut self, markdown: &str) -> Result<Value, Error> {
        self.read(Parser::new_ext(markdown, dialect()), false)
    }

    /// The spans of a text of one line; signs that would begin a block are text.
    pub(crate) fn line(&mut self, markdown: &str) -> Result<Value, Error> {
        let line = format!("{GUARD}{}", markdown.split_whitespace().collect::<Vec<_>>().join(" "));
        let blocks = self.read(Parser::new_ext(&line, dialect()), true)?;
        let spans = blocks.as_array().and_then(|blocks| blocks.first()).map(|first| first["c"].clone());
        Ok(spans.unwrap_or_else(|| json!([])))
    }

    fn read<'e>(&mut self, events: Parser<'e>, mut guarded: bool) -> Result<Value, Error> {
        let mut stack = vec![Frame { kind: Kind::Root, inside: Vec::new() }];
        // For each element that is open, whether it has a frame: one that is too deep gives its text to the one around.
        let mut framed = Vec::new();
        let mut notes = Vec::new();
        for event in TextMergeStream::new(events) {
            match event {
                Event::Start(tag) => {
                    let kind = start(tag, &stack);
                    framed.push(kind.is_some());
                    stack.extend(kind.map(|kind| Frame { kind, inside: Vec::new() }));
                }
                Event::End(_) if framed.pop() == Some(true) => self.end(&mut stack, &mut notes)?,
                // Texts of two elements that are not drawn stay two words.
                Event::End(_) => self.text(&mut stack, " ")?,
                Event::Text(text) if guarded => {
                    guarded = false;
                    let rest = text.strip_prefix(GUARD).or_else(|| text.strip_prefix(GUARD.trim_end()));
                    self.text(&mut stack, rest.unwrap_or(&text))?;
                }
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&mut stack, &text)?,
                Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    self.push(&mut stack, json!({ "t": "c", "s": breakable(&text) }))?;
                }
                Event::SoftBreak => self.text(&mut stack, " ")?,
                Event::HardBreak => self.push(&mut stack, json!({ "t": "br" }))?,
                Event::Rule => self.push(&mut stack, json!({ "t": "rule" }))?,
                Event::FootnoteReference(label) => {
                    self.push(&mut stack, json!({ "t": "up", "s": label.as_ref() }))?;
                }
                Event::TaskListMarker(done) => mark_item(&mut stack, done),
            }
        }
        let mut blocks = stack.into_iter().next().map(|root| paragraphs(root.inside)).unwrap_or_default();
        if !notes.is_empty() {
            blocks.push(json!({ "t": "notes", "i": notes }));
        }
        Ok(Value::Array(blocks))
    }

    fn text(&mut self, stack: &mut [Frame], text: &str) -> Result<(), Error> {
        match stack.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Code(code)) => {
                code.push_str(text);
                Ok(())
            }
            _ => self.push(stack, json!({ "t": "s", "s": breakable(text) })),
        }
    }

    fn push(&mut self, stack: &mut [Frame], value: Value) -> Result<(), Error> {
        *self.left = self.left.checked_sub(1).ok_or(Error::TooManyPieces { limit: self.limit })?;
        if let Some(frame) = stack.last_mut() {
            frame.inside.push(value);
        }
        Ok(())
    }

    fn end(&mut self, stack: &mut Vec<Frame>, notes: &mut Vec<Value>) -> Result<(), Error> {
        let Some(frame) = stack.pop().filter(|_| !stack.is_empty()) else { return Ok(()) };
        let value = match frame.kind {
            Kind::Root => return Ok(()),
            Kind::Note(label) => {
                notes.push(json!({ "s": label, "c": paragraphs(frame.inside) }));
                return Ok(());
            }
            Kind::Block(name @ ("ul" | "ol"), more) => json!({ "t": name, "i": frame.inside, "m": more }),
            Kind::Block("p", _) => {
                for block in paragraphs(frame.inside) {
                    self.push(stack, block)?;
                }
                return Ok(());
            }
            Kind::Block("quote", more) => json!({ "t": "quote", "c": paragraphs(frame.inside), "m": more }),
            Kind::Block(name, more) => json!({ "t": name, "c": frame.inside, "m": more }),
            Kind::Item(task) => json!({ "k": task, "c": paragraphs(frame.inside) }),
            Kind::Code(text) => {
                json!({ "t": "code", "l": text.trim_end_matches('\n').split('\n').collect::<Vec<_>>() })
            }
            Kind::Table(columns) => table(&columns, frame.inside),
            Kind::Row { head } => json!({ "h": head, "c": frame.inside }),
            Kind::Cell => Value::Array(frame.inside),
            Kind::Span(name, more) => json!({ "t": name, "c": frame.inside, "m": more }),
            Kind::Picture(destination) => {
                let whole = matches!(stack.last(), Some(Frame { kind: Kind::Block("p", _) | Kind::Item(_), .. }));
                self.picture(&destination, &frame.inside, whole)
            }
        };
        self.push(stack, value)
    }

    /// A picture that can be drawn, or its name. In a link, a heading or a cell there is no room for one.
    fn picture(&self, destination: &str, words: &[Value], whole: bool) -> Value {
        let at = destination.strip_prefix("image-").and_then(|at| at.parse::<usize>().ok());
        let words: String = words.iter().filter_map(|word| word["s"].as_str()).collect();
        match at.and_then(|at| Some((at, self.pictures.get(at)?))) {
            Some((at, None)) if whole => json!({ "t": "img", "n": at, "s": words }),
            Some((_, Some(name))) if words.is_empty() => json!({ "t": "s", "s": format!("[Picture: {name}]") }),
            Some((_, Some(name))) => json!({ "t": "s", "s": format!("[Picture: {words}, {name}]") }),
            _ => json!({ "t": "s", "s": format!("[Picture: {words}]") }),
        }
    }
}

/// Stands before a line while it is parsed, so that `# 3`, `- x` or `1. y` at its start are text.
const GUARD: &str = "x ";

fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

fn start(tag: Tag<'_>, stack: &[Frame]) -> Option<Kind> {
    let is_level = |frame: &&Frame| matches!(frame.kind, Kind::Block("ul" | "ol" | "quote", _) | Kind::Note(_));
    let deep = stack.iter().filter(is_level).count() >= DEPTH;
    let spans = stack.iter().filter(|frame| matches!(frame.kind, Kind::Span(..))).count();
    let list = matches!(stack.last().map(|frame| &frame.kind), Some(Kind::Block("ul" | "ol", _)));
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => Kind::Block("p", Value::Null),
        Tag::Heading { level, .. } => Kind::Block("h", json!(rank(level))),
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => Kind::Code(String::new()),
        Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) if deep => return None,
        Tag::BlockQuote(kind) => Kind::Block("quote", json!(kind.map(callout))),
        Tag::List(None) => Kind::Block("ul", Value::Null),
        Tag::List(Some(first)) => Kind::Block("ol", json!(first.min(999_999))),
        Tag::Item if list => Kind::Item(Value::Null),
        Tag::FootnoteDefinition(label) => Kind::Note(label.to_string()),
        Tag::Table(columns) => Kind::Table(columns.iter().take(COLUMNS).map(alignment).collect()),
        Tag::TableHead => Kind::Row { head: true },
        Tag::TableRow => Kind::Row { head: false },
        Tag::TableCell => Kind::Cell,
        Tag::Image { dest_url, .. } => Kind::Picture(dest_url.to_string()),
        _ if spans >= SPAN_DEPTH => return None,
        Tag::Strong => Kind::Span("b", Value::Null),
        Tag::Emphasis => Kind::Span("i", Value::Null),
        Tag::Strikethrough => Kind::Span("x", Value::Null),
        Tag::Link { dest_url, .. } if is_address(&dest_url) => Kind::Span("a", json!(dest_url.as_ref())),
        _ => return None,
    })
}

/// Addresses that a reader may be led to; anything else stays text.
pub(crate) fn is_address(url: &str) -> bool {
    let plain = url.len() <= 2000 && !url.chars().any(|c| c.is_control() || c.is_whitespace());
    plain && ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

fn rank(level: HeadingLevel) -> u8 {
    level as u8
}

fn callout(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

fn alignment(column: &Alignment) -> &'static str {
    match column {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "left",
    }
}

/// Every row gets as many cells as the table has columns; the layout wants it so.
fn table(columns: &[&'static str], rows: Vec<Value>) -> Value {
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|row| {
            let mut cells = row["c"].as_array().cloned().unwrap_or_default();
            cells.resize(columns.len(), json!([]));
            json!({ "h": row["h"], "c": cells })
        })
        .collect();
    json!({ "t": "table", "a": columns, "r": rows })
}

fn mark_item(stack: &mut [Frame], done: bool) {
    let item = stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
        Kind::Item(task) => Some(task),
        _ => None,
    });
    if let Some(task) = item {
        *task = json!(done);
    }
}

/// Spans that stand between blocks, as in a tight list, become paragraphs of their own. A picture is a block.
fn paragraphs(inside: Vec<Value>) -> Vec<Value> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut spans = Vec::new();
    for value in inside {
        let is_span = matches!(value["t"].as_str(), Some("s" | "b" | "i" | "x" | "c" | "a" | "br" | "up"));
        if is_span {
            spans.push(value);
        } else {
            blocks.extend(paragraph(&mut spans));
            blocks.push(value);
        }
    }
    blocks.extend(paragraph(&mut spans));
    blocks
}

fn paragraph(spans: &mut Vec<Value>) -> Option<Value> {
    let blank = spans.iter().all(|span| span["t"] == "s" && span["s"].as_str().is_some_and(|s| s.trim().is_empty()));
    let spans = std::mem::take(spans);
    (!blank).then(|| json!({ "t": "p", "c": spans, "m": null }))
}

/// The text, with places to break in words that no line could hold, and without signs that turn what stands beside it.
pub(crate) fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        if is_steering(c) {
            continue;
        }
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > WORD {
            broken.push('\u{200b}');
            run = 1;
        }
        broken.push(c);
    }
    broken
}

/// Overrides of direction make a line read as what it is not; letters of right-to-left scripts need none.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || c.is_control() && c != '\n' && c != '\t'
}
