//! Timeline entries: list items that begin with a time.

use super::walk::Walker;
use crate::lint::code;
use crate::schema::moment::time_prefix;
use crate::{Moment, TimelineEntry, TimelineRole, Weight};
use jiff::ToSpan;

/// Reads an item such as `2026-06-04T09:40Z [detected] first ticket`. False when it does not begin with a time.
pub(super) fn read(walker: &mut Walker<'_, '_>, text: &str, line: u32) -> bool {
    let start = text.trim_start_matches(['*', '_', '`', ' ']);
    if !start.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((at, rest)) = moment(walker, start).filter(|(_, rest)| ends(rest)) else { return false };
    let rest = rest.trim_start_matches(['*', '_', '`', ' ', '\t', ':', '-', '–', '—', ',', '\n', '\r']);
    let (role, rest) = role(walker, rest, line);
    walker.body.timeline.push(TimelineEntry { at, role, text: one_line(rest), line });
    true
}

fn moment<'t>(walker: &Walker<'_, '_>, text: &'t str) -> Option<(Moment, &'t str)> {
    let last = walker.body.timeline.last().map(|entry| &entry.at);
    if let Some((mut at, rest)) = Moment::parse_prefix(text) {
        if let (Some(time), None, Some(offset)) =
            (at.time, at.offset_minutes, last.and_then(|last| last.offset_minutes))
        {
            at = Moment::at(&at.text, at.date, time, Some(offset))?;
        }
        return Some((at, rest));
    }
    let day = last.or(walker.day())?;
    let (time, offset, rest) = time_prefix(text)?;
    let offset = offset.or(day.offset_minutes);
    let written = &text[..text.len() - rest.len()];
    let at = Moment::at(written, day.date, time, offset)?;
    // 23:50, then 00:10: the night was crossed.
    let crossed = day.has_time() && day.millis() - at.millis() > 12 * 3_600_000;
    match crossed {
        true => Some((Moment::at(written, day.date.checked_add(1.day()).ok()?, time, offset)?, rest)),
        false => Some((at, rest)),
    }
}

fn ends(rest: &str) -> bool {
    match rest.chars().next() {
        None => true,
        Some('-') => rest[1..].starts_with([' ', '-']),
        Some(c) => c.is_whitespace() || matches!(c, ':' | ',' | '*' | '_' | '`' | '[' | '(' | '–' | '—' | '.' | ';'),
    }
}

fn role<'t>(walker: &mut Walker<'_, '_>, text: &'t str, line: u32) -> (Option<TimelineRole>, &'t str) {
    let Some((word, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) else { return (None, text) };
    let link = rest.starts_with(['(', '[']);
    if let Some(role) = TimelineRole::parse(word).filter(|_| !link) {
        return (Some(role), rest.trim_start_matches([' ', '\t', ':']));
    }
    let word_like = !word.is_empty() && word.len() <= 20 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if word_like && !link {
        walker.problems.add(
            line,
            code::TIMELINE_ROLE,
            Weight::Warning,
            format!("`[{word}]` is not a role of a timeline entry"),
            "Write impact-start, detected, diagnosis, mitigated, resolved or key-moment, or leave it out",
        );
    }
    (None, text)
}

/// Markdown of several lines on one.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains('\n') {
        return text.trim().into();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
