//! Markdown of one line: spans, no blocks.

use pulldown_cmark::{CowStr, Event, Parser, TextMergeStream};

use crate::cancel::Cancel;
use crate::options::RenderOptions;
use crate::sanitize;
use crate::writer::Writer;

/// Longer fields are cut; they are meant to be a line.
const MAX_BYTES: usize = 64 << 10;

/// Stands before the line while it is parsed, so that `# 3`, `- x`, `1. y` or `> z` at its start are text.
const GUARD: &str = "x ";

/// Renders a single-line field, such as a timeline entry or an action item. Line breaks count as blanks,
/// signs that would start a block are text, and images are named instead of shown.
pub fn inline(markdown: &str, options: &RenderOptions<'_>) -> String {
    let (markdown, cut) = crate::limit::cut(markdown, MAX_BYTES.min(options.limits.input));
    let line = one_line(markdown);
    let guarded = format!("{GUARD}{line}");
    let events = TextMergeStream::new(Parser::new_ext(&guarded, crate::dialect()));
    let options = RenderOptions { image_base: "", remote_images: crate::RemoteImages::Ask, ..*options };
    let cancel = Cancel::new();
    let html = Writer::new(&options, &cancel).spans(without_guard(events)).unwrap_or_default().html;
    let html = sanitize::clean(html.trim(), options.remote_images);
    if cut.is_some() { html + "…" } else { html }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn without_guard<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut guarded = true;
    events.map(move |event| match event {
        Event::Text(text) if guarded => {
            guarded = false;
            let rest = text.strip_prefix(GUARD).or_else(|| text.strip_prefix(GUARD.trim_end()));
            Event::Text(CowStr::from(rest.unwrap_or(&text).to_owned()))
        }
        event => event,
    })
}
