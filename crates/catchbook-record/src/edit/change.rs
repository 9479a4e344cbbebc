//! What to splice so that a value says something else, as little as possible.

use super::FieldValue;
use super::layout::{after_colon, tail};
use super::write::{Spot, Written, dashed, inline, keyed, name, write};
use crate::source::{line_end, line_start};
use crate::yaml::{Node, NodeKind, Style};
use std::ops::Range;

/// A place in the text where nothing sensible can be done; the reason is a clause for a sentence.
pub(super) type Step = Result<(), &'static str>;

/// Replacements that have been decided on, in bytes of the text.
pub(super) struct Draft<'t> {
    pub text: &'t str,
    pub eol: &'t str,
    pub splices: Vec<(Range<usize>, String)>,
}

/// Where a value stands: behind a colon or a dash, or between brackets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'k> {
    /// One past the colon or dash.
    pub at: usize,
    pub spot: Spot<'k>,
}

impl Draft<'_> {
    fn splice(&mut self, range: Range<usize>, text: impl Into<String>) {
        let text = text.into();
        if self.text.get(range.clone()) != Some(text.as_str()) {
            self.splices.push((range, text));
        }
    }

    fn lines(&self, lines: &[String]) -> String {
        lines.iter().map(|line| format!("{line}{}", self.eol)).collect()
    }

    fn line_end(&self, at: usize) -> usize {
        line_end(self.text.as_bytes(), at)
    }

    fn line_start(&self, at: usize) -> usize {
        line_start(self.text.as_bytes(), at)
    }

    fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Makes the value say `new`.
    pub fn set(&mut self, place: Place<'_>, old: &Node<'_>, new: &FieldValue) -> Step {
        if new.is(old) {
            return Ok(());
        }
        if old.alias {
            self.splice(old.span.clone(), inline(new, place.spot.key));
            return Ok(());
        }
        match (&old.kind, new) {
            (NodeKind::Seq { items, flow }, FieldValue::List(_) | FieldValue::Maps(_))
                if !items.is_empty() && !self.is_bare_link(old) =>
            {
                match new.items() {
                    Some(new) if !new.is_empty() => self.set_items(place, old, items, *flow, &new),
                    _ => self.replace(place, old, new),
                }
            }
            (NodeKind::Map { entries, flow }, FieldValue::Map(new_entries))
                if !entries.is_empty() && !new_entries.is_empty() =>
            {
                self.set_entries(place, old, entries, *flow, new_entries)
            }
            _ => self.replace(place, old, new),
        }
    }

    /// `[[C-7K3Q2]]` without quotes: a link, not a list.
    pub fn is_bare_link(&self, node: &Node<'_>) -> bool {
        self.text.get(node.span.clone()).is_some_and(|text| text.starts_with("[["))
    }

    /// Items that stay keep their place and their comments; those between two of them are rewritten in place.
    fn set_items(
        &mut self,
        place: Place<'_>,
        seq: &Node<'_>,
        old: &[Node<'_>],
        flow: bool,
        new: &[FieldValue],
    ) -> Step {
        let dashes = if flow { Vec::new() } else { self.dashes(seq, old)? };
        let mut done = (0, 0);
        for kept in staying(old, new).into_iter().chain([(old.len(), new.len())]) {
            let (old_gap, new_gap) = (done.0..kept.0, done.1..kept.1);
            let both = old_gap.len().min(new_gap.len());
            for step in 0..both {
                let index = old_gap.start + step;
                let spot = Spot {
                    indent: dashes.get(index).map_or(place.spot.indent, |dash| self.column(*dash)),
                    flow,
                    item: true,
                    ..place.spot
                };
                let at = dashes.get(index).map_or(old[index].span.start, |dash| dash + 1);
                self.set(Place { at, spot }, &old[index], &new[new_gap.start + step])?;
            }
            let next = old_gap.start + both;
            if old_gap.len() > both {
                self.remove_items(old, &dashes, next..old_gap.end, flow)?;
            } else if new_gap.len() > both {
                self.insert_items(place, old, &dashes, next, &new[new_gap.start + both..new_gap.end], flow)?;
            }
            done = (kept.0 + 1, kept.1 + 1);
        }
        Ok(())
    }

    fn remove_items(&mut self, old: &[Node<'_>], dashes: &[usize], range: Range<usize>, flow: bool) -> Step {
        let (first, last) = (range.start, range.end - 1);
        if flow {
            let removed = match old.get(range.end) {
                Some(next) => old[first].span.start..next.span.start,
                None => old[first - 1].span.end..old[last].span.end,
            };
            self.splice(removed, "");
            return Ok(());
        }
        let start = self.line_start(dashes[first]);
        if !self.text[start..dashes[first]].trim().is_empty() {
            return Err("the list begins behind something else on its line");
        }
        let end = self.line_end(tail(self.text, &old[last]));
        self.splice(start..end, "");
        Ok(())
    }

    /// Inserts items before the one at `index`, which may be one past the last.
    fn insert_items(
        &mut self,
        place: Place<'_>,
        old: &[Node<'_>],
        dashes: &[usize],
        index: usize,
        new: &[FieldValue],
        flow: bool,
    ) -> Step {
        if flow {
            let parts: Vec<String> = new.iter().map(|item| inline(item, place.spot.key)).collect();
            match index.checked_sub(1) {
                Some(before) => {
                    let at = flow_end(self.text, &old[before]);
                    self.splice(at..at, format!(", {}", parts.join(", ")));
                }
                None => {
                    let at = old[0].span.start;
                    self.splice(at..at, format!("{}, ", parts.join(", ")));
                }
            }
            return Ok(());
        }
        let spot = Spot { indent: self.column(dashes[0]), flow: false, item: true, ..place.spot };
        let lines: Vec<String> = new.iter().flat_map(|item| dashed(item, spot)).collect();
        let at = match index.checked_sub(1) {
            Some(before) => self.line_end(tail(self.text, &old[before])),
            None => self.line_start(dashes[0]),
        };
        if index == 0 && !self.text[at..dashes[0]].trim().is_empty() {
            return Err("the list begins behind something else on its line");
        }
        let lines = self.lines(&lines);
        self.splice(at..at, lines);
        Ok(())
    }

    /// Adds one item to the end of a list.
    pub fn append(
        &mut self,
        place: Place<'_>,
        seq: &Node<'_>,
        items: &[Node<'_>],
        flow: bool,
        item: &FieldValue,
    ) -> Step {
        let dashes = if flow { Vec::new() } else { self.dashes(seq, items)? };
        self.insert_items(place, items, &dashes, items.len(), std::slice::from_ref(item), flow)
    }

    /// The dash of each item of a block list.
    fn dashes(&self, seq: &Node<'_>, items: &[Node<'_>]) -> Result<Vec<usize>, &'static str> {
        let first = self.first_dash(seq.span.start).ok_or("the list has an anchor or a tag on its first line")?;
        let column = self.column(first);
        let mut dashes = vec![first];
        for item in &items[..items.len().saturating_sub(1)] {
            let mut at = self.line_end(tail(self.text, item));
            let dash = loop {
                let end = self.line_end(at);
                let line = &self.text[at..end];
                if at >= self.text.len() {
                    return Err("the dashes of the list are not in one column");
                }
                if line.len() - line.trim_start_matches(' ').len() == column && line[column..].starts_with('-') {
                    break at + column;
                }
                at = end;
            };
            dashes.push(dash);
        }
        Ok(dashes)
    }

    /// The parser places a list at its first dash or, when the list is not indented, at its first item.
    fn first_dash(&self, start: usize) -> Option<usize> {
        let dash = |at: usize| {
            let rest = self.text[at..].strip_prefix('-')?;
            rest.starts_with([' ', '\t', '\r', '\n']).then_some(at)
        };
        if let Some(at) = dash(start) {
            return Some(at);
        }
        let line = self.line_start(start);
        let blank = self.text[line..start].len() - self.text[line..start].trim_start().len();
        dash(line + blank).filter(|at| *at < start)
    }

    fn set_entries(
        &mut self,
        place: Place<'_>,
        map: &Node<'_>,
        old: &[(Node<'_>, Node<'_>)],
        flow: bool,
        new: &[(String, FieldValue)],
    ) -> Step {
        let kept = |(key, _): &&(Node<'_>, Node<'_>)| new.iter().any(|(name, _)| key.text() == Some(name));
        if old.iter().filter(kept).count() == 0 {
            return self.replace(place, map, &FieldValue::Map(new.to_vec()));
        }
        for (index, (key, _)) in old.iter().enumerate() {
            if !new.iter().any(|(name, _)| key.text() == Some(name)) {
                self.remove_entry(old, index, flow)?;
            }
        }
        let mut added = Vec::new();
        for (name, value) in new {
            match old.iter().find(|(key, _)| key.text() == Some(name)) {
                Some((key, node)) => self.set_in_map(key, node, value, flow, name)?,
                None => added.push((name.as_str(), value)),
            }
        }
        self.insert_entries(old, flow, &added)
    }

    /// Sets the value of one key of a map.
    pub fn set_in_map(&mut self, key: &Node<'_>, old: &Node<'_>, new: &FieldValue, flow: bool, name: &str) -> Step {
        let at = match after_colon(self.text, key.span.end) {
            Some(at) => at,
            None if flow && old.is_empty() => {
                self.splice(key.span.end..key.span.end, format!(": {}", inline(new, name)));
                return Ok(());
            }
            None => return Err("its key is written in an unusual way"),
        };
        let spot = Spot { indent: self.column(key.span.start), flow, item: false, key: name };
        self.set(Place { at, spot }, old, new)
    }

    /// Adds keys to the end of a map.
    pub fn insert_entries(&mut self, old: &[(Node<'_>, Node<'_>)], flow: bool, new: &[(&str, &FieldValue)]) -> Step {
        let (Some((first, _)), Some((last_key, last))) = (old.first(), old.last()) else {
            return Err("the map is empty");
        };
        if new.is_empty() {
            return Ok(());
        }
        if flow {
            let colon = after_colon(self.text, last_key.span.end).unwrap_or(last_key.span.end);
            let at = flow_end(self.text, last).max(colon);
            let parts = new.iter().map(|(key, value)| format!(", {}: {}", name(key), inline(value, key)));
            let parts: String = parts.collect();
            self.splice(at..at, parts);
            return Ok(());
        }
        let indent = self.column(first.span.start);
        let lines: Vec<String> = new.iter().flat_map(|(key, value)| keyed(key, value, indent)).collect();
        let colon = after_colon(self.text, last_key.span.end).unwrap_or(last_key.span.end);
        let at = self.line_end(tail(self.text, last).max(colon));
        let lines = self.lines(&lines);
        self.splice(at..at, lines);
        Ok(())
    }

    /// Removes one key of a map that has others.
    pub fn remove_entry(&mut self, old: &[(Node<'_>, Node<'_>)], index: usize, flow: bool) -> Step {
        let (key, value) = &old[index];
        let end = tail(self.text, value).max(after_colon(self.text, key.span.end).unwrap_or(key.span.end));
        if flow {
            let removed = match old.get(index + 1) {
                Some((next, _)) => key.span.start..next.span.start,
                None if index == 0 => key.span.start..end,
                None => {
                    let (before_key, before) = &old[index - 1];
                    let colon = after_colon(self.text, before_key.span.end).unwrap_or(before_key.span.end);
                    flow_end(self.text, before).max(colon)..end
                }
            };
            self.splice(removed, "");
            return Ok(());
        }
        let start = self.line_start(key.span.start);
        if self.text[start..key.span.start].trim().is_empty() {
            let end = self.line_end(end);
            self.splice(start..end, "");
            return Ok(());
        }
        // The first key stands behind a dash: the next one takes its place.
        let Some((next, _)) = old.get(index + 1) else { return Err("it is the only key behind its dash") };
        self.splice(key.span.start..next.span.start, "");
        Ok(())
    }

    /// Writes a value anew where the old one stood; a comment behind it stays.
    fn replace(&mut self, place: Place<'_>, old: &Node<'_>, new: &FieldValue) -> Step {
        if place.spot.flow {
            let head = inline(new, place.spot.key);
            if old.span.is_empty() {
                self.splice(place.at..place.at, format!(" {head}"));
            } else {
                self.splice(old.span.clone(), head);
            }
            return Ok(());
        }
        let written = write(new, place.spot);
        match (&old.kind, old.is_empty() && old.span.is_empty()) {
            (_, true) => self.put(place.at..place.at, None, &written),
            (NodeKind::Scalar { style: Style::Block, .. }, _) => {
                let header = self.block_header(place.at, old).ok_or("its block has an unusual beginning")?;
                let lines = self.line_end(header.end)..self.line_end(tail(self.text, old).max(header.end));
                self.put(header, Some(lines), &written)
            }
            (NodeKind::Seq { flow: false, .. } | NodeKind::Map { flow: false, .. }, _) => {
                self.replace_block(place, old, &written)
            }
            _ => self.put(old.span.clone(), None, &written),
        }
    }

    fn replace_block(&mut self, place: Place<'_>, old: &Node<'_>, written: &Written) -> Step {
        let end = tail(self.text, old);
        let line = self.line_start(old.span.start);
        if line <= place.at {
            // A compact value behind a dash: its first line is the dash's.
            let first_end = self.text[..self.line_end(old.span.start)].trim_end().len().min(end);
            let lines = self.line_end(old.span.start)..self.line_end(end);
            return self.put(old.span.start..first_end, Some(lines), written);
        }
        let lines = line..self.line_end(end);
        self.put(place.at..place.at, Some(lines), written)
    }

    /// Puts the head at `head` and the lines in place of `lines`, or below the head's line.
    fn put(&mut self, head: Range<usize>, lines: Option<Range<usize>>, written: &Written) -> Step {
        let below = self.line_end(head.end);
        if written.head.is_empty() {
            // `key: x` becomes `key:` with no blank left behind.
            let start = self.text[..head.start].trim_end_matches([' ', '\t']).len();
            self.splice(if head.is_empty() { head } else { start..head.end }, "");
        } else if head.is_empty() {
            self.splice(head, format!(" {}", written.head));
        } else {
            self.splice(head, written.head.as_str());
        }
        let text = self.lines(&written.lines);
        self.splice(lines.unwrap_or(below..below), text);
        Ok(())
    }

    /// The `|-` or `>` that a block begins with.
    fn block_header(&self, at: usize, old: &Node<'_>) -> Option<Range<usize>> {
        let line = self.text.get(at..self.line_end(at))?;
        let mut from = 0;
        for word in line.split_whitespace() {
            let start = from + line[from..].find(word)?;
            if word.starts_with(['|', '>']) {
                return Some(at + start..at + start + word.len());
            }
            if word.starts_with('#') || at + start >= old.span.start {
                return None;
            }
            from = start + word.len();
        }
        None
    }
}

/// Lists whose product is larger are compared at their ends alone.
const MAX_COMPARED: usize = 1 << 20;

/// The items that both lists have in the same order, as many as there are (longest common subsequence).
fn staying(old: &[Node<'_>], new: &[FieldValue]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(old, new)| new.is(old)).count();
    let rest = old.len().min(new.len()) - head;
    let foot = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| new.is(old)).count();
    let (old_mid, new_mid) = (&old[head..old.len() - foot], &new[head..new.len() - foot]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if old_mid.len() * new_mid.len() <= MAX_COMPARED {
        pairs.extend(common(old_mid, new_mid).into_iter().map(|(old, new)| (head + old, head + new)));
    }
    pairs.extend((1..=foot).rev().map(|back| (old.len() - back, new.len() - back)));
    pairs
}

fn common(old: &[Node<'_>], new: &[FieldValue]) -> Vec<(usize, usize)> {
    // most[i][j]: how many items old[i..] and new[j..] share.
    let mut most = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            most[i][j] = if new[j].is(&old[i]) { most[i + 1][j + 1] + 1 } else { most[i + 1][j].max(most[i][j + 1]) };
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < old.len() && j < new.len() {
        if new[j].is(&old[i]) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if most[i + 1][j] >= most[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Where a value between brackets ends; an absent one has no place of its own.
fn flow_end(text: &str, node: &Node<'_>) -> usize {
    if node.alias { node.span.end } else { tail(text, node) }
}
