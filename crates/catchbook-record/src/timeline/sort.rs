use crate::edit::Splice;
use crate::{TimelineEntry, parse};
use std::ops::Range;

/// Why a timeline cannot be put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsorted {
    /// An entry without a day takes it from the one before, and would mean another time elsewhere.
    #[error("an entry without a day would mean another time elsewhere; write the day where it changes")]
    Days,
}

/// Puts the entries of each list of timeline entries in the order of their times, and answers what to replace in the
/// text. Entries of one time keep their order; an entry moves whole, with its further lines; every other byte stays.
/// Nothing to replace when all are in order.
///
/// # Errors
/// When an entry would mean another time in its new place.
pub fn sort(text: &str) -> Result<Option<Splice>, Unsorted> {
    Ok(sorted(text)?.map(|new| smallest(text, &new)))
}

/// Puts lines that are timeline entries among those of the text, in the order of their times where that can be; behind
/// the last one, or under the heading `Timeline`, else at the end. Answers what to replace in the text.
pub fn add(text: &str, lines: &[String]) -> Splice {
    let mut new = text.to_owned();
    let (at, before, after) = place(text);
    new.insert_str(at, &format!("{before}{}{after}", lines.join("\n")));
    let new = sorted(&new).ok().flatten().unwrap_or(new);
    smallest(text, &new)
}

/// Where entries are added, and what stands between them and the text around.
fn place(text: &str) -> (usize, &'static str, &'static str) {
    let lines = lines(text);
    if let Some(last) = entries(text).last().map(|entry| entry.line as usize - 1).filter(|at| *at < lines.len()) {
        let last = last_line(text, &lines, last, indent(&text[lines[last].clone()]));
        return (lines[last].end, "\n", "");
    }
    let is_heading = |line: &&Range<usize>| {
        let line = text[(*line).clone()].trim();
        line.starts_with('#') && line.trim_matches(['#', ' ']).eq_ignore_ascii_case("timeline")
    };
    match lines.iter().find(is_heading) {
        Some(heading) => (heading.end, "\n\n", ""),
        None if text.is_empty() || text.ends_with("\n\n") => (text.len(), "", "\n"),
        None if text.ends_with('\n') => (text.len(), "\n", "\n"),
        None => (text.len(), "\n\n", "\n"),
    }
}

fn sorted(text: &str) -> Result<Option<String>, Unsorted> {
    let entries = entries(text);
    let mut new = text.to_owned();
    // From the end, so that what comes before keeps its place.
    for list in lists(text, &entries).into_iter().rev() {
        let mut order: Vec<&Item<'_>> = list.iter().collect();
        order.sort_by_key(|item| item.entry.at.millis());
        let range = list[0].place.start..list[list.len() - 1].place.end;
        let mut sorted = String::with_capacity(range.len());
        for (at, item) in order.iter().enumerate() {
            sorted.push_str(&text[item.place.clone()]);
            // What stands between two entries, a line's end or blank lines, stays where it is.
            if let Some(next) = list.get(at + 1) {
                sorted.push_str(&text[list[at].place.end..next.place.start]);
            }
        }
        new.replace_range(range, &sorted);
    }
    if new == text {
        return Ok(None);
    }
    let says = |entries: &[TimelineEntry]| {
        let mut said: Vec<_> = entries.iter().map(|entry| (entry.at.millis(), entry.text.clone())).collect();
        said.sort();
        said
    };
    match says(&entries) == says(&self::entries(&new)) {
        true => Ok(Some(new)),
        false => Err(Unsorted::Days),
    }
}

fn entries(text: &str) -> Vec<TimelineEntry> {
    parse("x.md", text.as_bytes()).record.body.timeline
}

/// An entry and where it stands, without the end of its last line.
struct Item<'e> {
    entry: &'e TimelineEntry,
    place: Range<usize>,
}

/// Runs of entries with nothing between them but their own further lines.
fn lists<'e>(text: &str, entries: &'e [TimelineEntry]) -> Vec<Vec<Item<'e>>> {
    let lines = lines(text);
    let mut lists: Vec<Vec<Item<'e>>> = Vec::new();
    let mut outer = 0;
    let mut end = 0;
    for entry in entries {
        let first = entry.line as usize - 1;
        let Some(place) = lines.get(first) else { continue };
        let indent = indent(&text[place.clone()]);
        let goes_on = first < end || (first > 0 && lines[end..first].iter().all(|line| is_blank(&text[line.clone()])));
        if first < end && indent > outer {
            // It stands inside another entry and moves with it.
            continue;
        }
        let last = last_line(text, &lines, first, indent);
        end = last + 1;
        let item = Item { entry, place: place.start..lines[last].end };
        match lists.last_mut().filter(|_| goes_on && indent == outer) {
            Some(list) => list.push(item),
            None => lists.push(vec![item]),
        }
        outer = indent;
    }
    lists
}

/// The last line of the entry that begins in line `first`: what follows it deeper, or without a blank line between.
fn last_line(text: &str, lines: &[Range<usize>], first: usize, outer: usize) -> usize {
    let mut last = first;
    for (at, line) in lines.iter().enumerate().skip(first + 1) {
        let line = &text[line.clone()];
        if is_blank(line) {
            continue;
        }
        let lazy = at == last + 1 && !begins_block(line);
        if indent(line) <= outer && !lazy {
            break;
        }
        last = at;
    }
    last
}

/// Where each line stands, without its end.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let place = |line: &str| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    };
    text.split_inclusive('\n').map(place).collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// A line that ends a paragraph: another item, a heading, a fence.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '*', '+', '#', '>', '|', '`', '~'])
        || (number.len() < line.len() && number.starts_with(['.', ')']))
}

/// The same replacement without what both texts begin and end with.
fn smallest(old: &str, new: &str) -> Splice {
    let start = old.char_indices().zip(new.chars()).find(|((_, a), b)| a != b).map_or(old.len(), |((at, _), _)| at);
    let same = old[start..].chars().rev().zip(new[start..].chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    Splice { bytes: start..old.len() - tail, text: new[start..new.len() - tail].to_owned() }
}
