//! Ticking an action item: the mark in its box and the day it was done, both on its one line.

use super::EditError;
use super::document::Shown;
use crate::problem::Problems;
use crate::source::{MAX_FRONT_MATTER, line_of, split};
use crate::{ActionItem, Body, Moment, body};
use jiff::civil::Date;

/// Which action item, and whether it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick<'t> {
    /// Where the item stood when it was read. Of several with this text the one nearest to it is meant.
    pub line: u32,
    /// The item's text without its marks, or the beginning of a text that is too long for a list.
    pub text: &'t str,
    /// The day to write behind it; `None` takes the tick and the day back.
    pub done_on: Option<Date>,
}

/// A text this long may have been cut by whoever lists it. Bytes.
const MAY_BE_CUT: usize = 900;

/// Ticks an action item, or takes its tick back, and gives the new bytes. They are the same bytes when the item already
/// stands so.
///
/// # Errors
///
/// When no item has this text, or when the file would then say anything else differently.
pub fn tick(bytes: &[u8], tick: &Tick<'_>) -> Result<Vec<u8>, EditError> {
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Err(EditError::NotUtf8);
    }
    let (shown, body) = read(bytes);
    let index = find(&body.actions, tick)
        .ok_or_else(|| EditError::NoActionItem { text: tick.text.chars().take(80).collect() })?;
    let item = &body.actions[index];
    if item.done == tick.done_on.is_some() {
        return Ok(bytes.to_vec());
    }
    let new = match tick.done_on {
        Some(on) => ticked(bytes, shown.byte(item.mark), item.done_on.is_none().then_some(on)),
        None => unticked(bytes, shown.byte(item.mark)),
    };
    let mut wanted = body.clone();
    wanted.actions[index].done = tick.done_on.is_some();
    wanted.actions[index].done_on = tick.done_on.and_then(|on| item.done_on.clone().or(Moment::parse(&on.to_string())));
    if says(&read(&new).1) == says(&wanted) { Ok(new) } else { Err(EditError::ActionItem { line: item.line }) }
}

/// The body, with its lines counted as in the file.
fn read(bytes: &[u8]) -> (Shown, Body) {
    let bom = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let parts = split(&bytes[bom..]);
    let start = if parts.front.is_some_and(|front| front.len() <= MAX_FRONT_MATTER) { bom + parts.body } else { bom };
    let shown = Shown::read(bytes, start..bytes.len());
    let context = body::Context { first_line: line_of(bytes, start), day: None };
    let body = body::read(&shown.text, &context, &mut Problems::default());
    (shown, body)
}

fn find(actions: &[ActionItem], tick: &Tick<'_>) -> Option<usize> {
    let has_text =
        |item: &ActionItem| item.text == tick.text || tick.text.len() >= MAY_BE_CUT && item.text.starts_with(tick.text);
    let found = actions.iter().enumerate().filter(|(_, item)| has_text(item));
    found.min_by_key(|(_, item)| item.line.abs_diff(tick.line)).map(|(index, _)| index)
}

fn ticked(bytes: &[u8], mark: usize, done_on: Option<Date>) -> Vec<u8> {
    let end = mark + line(bytes, mark).trim_ascii_end().len();
    let day = done_on.map_or_else(String::new, |on| format!(" done:{on}"));
    [&bytes[..mark], b"x", &bytes[mark + 1..end], day.as_bytes(), &bytes[end..]].concat()
}

fn unticked(bytes: &[u8], mark: usize) -> Vec<u8> {
    let after = mark + 1;
    let day = done_mark(line(bytes, after)).map_or(after..after, |range| after + range.start..after + range.end);
    [&bytes[..mark], b" ", &bytes[after..day.start], &bytes[day.end..]].concat()
}

/// The last `done:2026-07-01` of a line, with the blank before it.
fn done_mark(line: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = line.windows(6).rposition(|part| part[0].is_ascii_whitespace() && &part[1..] == b"done:")?;
    let length = line[start + 1..].iter().position(u8::is_ascii_whitespace).unwrap_or(line.len() - start - 1);
    Some(start..start + 1 + length)
}

/// The rest of the line that holds `from`.
fn line(bytes: &[u8], from: usize) -> &[u8] {
    bytes[from..].split(|byte| *byte == b'\n').next().unwrap_or_default()
}

/// What a body says, wherever in the file its parts begin.
fn says(body: &Body) -> impl PartialEq + use<> {
    let actions: Vec<ActionItem> = body.actions.iter().cloned().map(|item| ActionItem { mark: 0, ..item }).collect();
    let links: Vec<_> = body.links.iter().map(|link| (link.target.clone(), link.line)).collect();
    let headings: Vec<_> = body.headings.iter().map(|heading| (heading.text.clone(), heading.line)).collect();
    (actions, links, headings, body.timeline.clone(), body.checks.clone(), body.text.lines().count())
}
