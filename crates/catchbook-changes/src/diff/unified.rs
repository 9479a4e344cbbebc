//! Unified diffs as text: what `git diff`, `git format-patch`, `diff -u` and forges write.

use std::borrow::Cow;

use gix::bstr::{BStr, ByteSlice};

use super::trees::MAX_CHANGED;
use super::{Body, Diff, FileDiff, Hunk, Line};
use crate::code::{Language, Stripper, name_in_heading, name_of};

/// Reads a diff, whatever stands around it: a mail's head, a commit message, a signature. What cannot be understood is
/// passed over; a text that is no diff gives no files. Takes time and memory in proportion to the text.
///
/// Lines of a hunk are counted by its head, so a removed line that looks like `--- a/file` is one. The combined form of
/// a merge is read as the change to its first parent, as far as it is written down.
pub fn parse_diff(text: &[u8]) -> Diff {
    let mut reader = Reader { lines: text.lines(), waiting: None, diff: Diff::default(), file: None };
    while let Some(line) = reader.next() {
        reader.head_line(line);
    }
    reader.finish_file();
    reader.diff.files.sort_by(|a, b| a.path().cmp(b.path()));
    reader.diff
}

struct Reader<'t> {
    lines: gix::bstr::Lines<'t>,
    /// A line that turned out not to belong to a hunk.
    waiting: Option<&'t [u8]>,
    diff: Diff,
    file: Option<Pending>,
}

/// A file whose head is being read.
#[derive(Default)]
struct Pending {
    old: Side,
    new: Side,
    copied: bool,
    binary: bool,
    pointer: bool,
    /// `---` was read: another one begins the next file, in a diff without git's own lines.
    named: bool,
    hunks: Vec<Hunk>,
}

#[derive(Default, PartialEq, Eq)]
enum Side {
    #[default]
    Unknown,
    Absent,
    At(String),
}

impl Side {
    fn path(self) -> Option<String> {
        match self {
            Self::At(path) => Some(path),
            Self::Unknown | Self::Absent => None,
        }
    }

    fn learn(&mut self, side: Self) {
        if *self != Self::Absent {
            *self = side;
        }
    }
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<&'t [u8]> {
        self.waiting.take().or_else(|| self.lines.next())
    }

    fn head_line(&mut self, line: &'t [u8]) {
        let after = |start: &str| line.strip_prefix(start.as_bytes());
        if let Some(rest) = after("diff --git ") {
            self.finish_file();
            let (old, new) =
                split_names(rest).map_or((Side::Unknown, Side::Unknown), |(old, new)| (Side::At(old), Side::At(new)));
            self.file = Some(Pending { old, new, ..Pending::default() });
        } else if let Some(rest) = after("diff --cc ").or_else(|| after("diff --combined ")) {
            self.finish_file();
            let path = unquote(rest);
            self.file = Some(Pending { old: Side::At(path.clone()), new: Side::At(path), ..Pending::default() });
        } else if let Some(rest) = after("--- ") {
            if self.file.as_ref().is_some_and(|file| file.named) {
                self.finish_file();
            }
            let file = self.file.get_or_insert_default();
            file.named = true;
            file.old.learn(named(rest, b"a/"));
        } else if let Some(rest) = after("@@@") {
            self.combined(rest);
        } else if let Some(rest) = after("@@ -") {
            self.hunk(rest);
        } else if let Some(file) = &mut self.file {
            file.learn(line);
        }
    }

    fn finish_file(&mut self) {
        let Some(file) = self.file.take() else { return };
        let pointer = file.pointer;
        let (old, new) = (file.old.path(), file.new.path());
        if old.is_none() && new.is_none() {
            return;
        }
        if self.diff.files.len() >= MAX_CHANGED {
            self.diff.truncated = true;
            return;
        }
        let body = match (file.binary, pointer) {
            (_, true) => Body::Pointer,
            (true, _) => Body::Binary,
            _ => Body::Text(file.hunks),
        };
        self.diff.files.push(FileDiff { old, new, copied: file.copied, body });
    }

    /// `12,3 +14,5 @@ void function()`.
    fn hunk(&mut self, head: &'t [u8]) {
        let Some((old, new, heading)) = ranges(head) else { return };
        let mut piece = Piece::new(old.0, new.0, heading);
        let (mut old_left, mut new_left) = (old.1, new.1);
        while old_left > 0 || new_left > 0 {
            let Some(line) = self.next() else { break };
            match line.first() {
                Some(b'-') if old_left > 0 => {
                    old_left -= 1;
                    piece.push(Sign::Removed, &line[1..]);
                }
                Some(b'+') if new_left > 0 => {
                    new_left -= 1;
                    piece.push(Sign::Added, &line[1..]);
                }
                Some(b'\\') => {}
                // Editors take the blank off an empty line.
                Some(b' ') | None => {
                    old_left = old_left.saturating_sub(1);
                    new_left = new_left.saturating_sub(1);
                    piece.push(Sign::Kept, line.get(1..).unwrap_or_default());
                }
                Some(_) => {
                    self.waiting = Some(line);
                    break;
                }
            }
        }
        self.take(piece);
    }

    /// `@@ -1,2 -1,2 +1,3 @@@ heading`, a merge against several parents: a column a parent.
    fn combined(&mut self, head: &'t [u8]) {
        let parents = 2 + head.iter().take_while(|byte| **byte == b'@').count();
        let Some(at) = head.find_byte(b'-') else { return };
        let Some(plus) = head.find_byte(b'+') else { return };
        let Some(old) = range(&head[at + 1..]) else { return };
        let Some(new) = range(&head[plus + 1..]) else { return };
        let heading = head.rfind("@@@").map_or(&b""[..], |at| &head[at + 3..]);
        let mut piece = Piece::new(old.0.0, new.0.0, heading);
        let (mut old_left, mut new_left) = (old.0.1, new.0.1);
        while old_left > 0 || new_left > 0 {
            let Some(line) = self.next() else { break };
            let signs = line.get(..parents).unwrap_or(line);
            if !signs.iter().all(|byte| matches!(byte, b' ' | b'+' | b'-')) {
                self.waiting = Some(line).filter(|line| !line.starts_with(b"\\"));
                break;
            }
            let text = line.get(parents..).unwrap_or_default();
            if signs.contains(&b'-') {
                if signs.first() == Some(&b'-') {
                    old_left = old_left.saturating_sub(1);
                    piece.push(Sign::Removed, text);
                }
                continue;
            }
            new_left = new_left.saturating_sub(1);
            if signs.first() == Some(&b'+') {
                piece.push(Sign::Added, text);
            } else {
                old_left = old_left.saturating_sub(1);
                piece.push(Sign::Kept, text);
            }
        }
        self.take(piece);
    }

    fn take(&mut self, piece: Piece<'_>) {
        let Some(file) = &mut self.file else { return };
        let language = |side: &Side| match side {
            Side::At(path) => Language::of(path),
            Side::Unknown | Side::Absent => None,
        };
        let language = language(&file.new).or_else(|| language(&file.old));
        file.hunks.extend(piece.into_hunks(language));
    }
}

impl Pending {
    fn learn(&mut self, line: &[u8]) {
        let after = |start: &str| line.strip_prefix(start.as_bytes());
        let points = |mode: &[u8]| mode.starts_with(b"120000") || mode.starts_with(b"160000");
        if let Some(rest) = after("+++ ") {
            self.new.learn(named(rest, b"b/"));
        } else if let Some(rest) = after("rename from ").or_else(|| after("copy from ")) {
            self.copied = line.starts_with(b"copy");
            self.old = Side::At(unquote(rest));
        } else if let Some(rest) = after("rename to ").or_else(|| after("copy to ")) {
            self.new = Side::At(unquote(rest));
        } else if let Some(rest) = after("new file mode ") {
            self.old = Side::Absent;
            self.pointer |= points(rest);
        } else if let Some(rest) = after("deleted file mode ") {
            self.new = Side::Absent;
            self.pointer |= points(rest);
        } else if let Some(rest) = after("index ").and_then(|rest| rest.rsplit_once_str(" ")) {
            self.pointer |= points(rest.1);
        } else if line.starts_with(b"GIT binary patch") {
            self.binary = true;
        } else if let Some(rest) = after("Binary files ").and_then(|rest| rest.strip_suffix(b" differ")) {
            self.binary = true;
            if let Some((old, new)) = rest.split_once_str(" and ") {
                self.old.learn(named(old, b"a/"));
                self.new.learn(named(new, b"b/"));
            }
        }
    }
}

/// The lines of one hunk as written.
struct Piece<'t> {
    /// Where the first line of each side stands, from 0.
    old: u32,
    new: u32,
    heading: &'t [u8],
    lines: Vec<(Sign, Cow<'t, str>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Kept,
    Removed,
    Added,
}

impl<'t> Piece<'t> {
    fn new(old: u32, new: u32, heading: &'t [u8]) -> Self {
        Self { old, new, heading, lines: Vec::new() }
    }

    fn push(&mut self, sign: Sign, line: &'t [u8]) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        self.lines.push((sign, String::from_utf8_lossy(line)));
    }

    /// The pieces between the lines that stay.
    fn into_hunks(self, language: Option<&'static Language>) -> Vec<Hunk> {
        let stripper = |without: Sign| {
            let lines = self.lines.iter().filter(move |(sign, _)| *sign != without).map(|(_, text)| &**text);
            Stripper::for_piece(language, lines)
        };
        let (mut old_code, mut new_code) = (stripper(Sign::Added), stripper(Sign::Removed));
        let mut function = name_in_heading(&String::from_utf8_lossy(self.heading)).map(str::to_owned);
        let (mut old, mut new) = (self.old, self.new);
        let mut hunks: Vec<Hunk> = Vec::new();
        let mut open: Option<Hunk> = None;
        for (sign, text) in &self.lines {
            if let Some(opened) = name_of(text, language) {
                function = Some(opened.to_owned());
            }
            if *sign == Sign::Kept {
                hunks.extend(open.take());
                old_code.strip(text);
                new_code.strip(text);
                (old, new) = (old + 1, new + 1);
                continue;
            }
            let hunk = open.get_or_insert_with(|| Hunk { old: old..old, new: new..new, ..Hunk::default() });
            hunk.functions.extend(function.clone().filter(|name| !hunk.functions.contains(name)));
            if *sign == Sign::Removed {
                hunk.removed.push(Line::new(text, &old_code.strip(text)));
                old += 1;
                hunk.old.end = old;
            } else {
                hunk.added.push(Line::new(text, &new_code.strip(text)));
                new += 1;
                hunk.new.end = new;
            }
        }
        hunks.extend(open);
        hunks.iter_mut().for_each(Hunk::settle);
        hunks
    }
}

type Place = (u32, u32);

/// `12,3 +14,5 @@ heading`: where the lines of both sides begin, from 0, and how many there are.
fn ranges(head: &[u8]) -> Option<(Place, Place, &[u8])> {
    let (old, rest) = range(head)?;
    let (new, rest) = range(rest.strip_prefix(b" +")?)?;
    Some((old, new, rest.strip_prefix(b" @@")?))
}

/// `12,3` or `12`. An empty side names the line before its place.
fn range(text: &[u8]) -> Option<(Place, &[u8])> {
    let (start, rest) = number(text)?;
    let (count, rest) = match rest.strip_prefix(b",") {
        Some(rest) => number(rest)?,
        None => (1, rest),
    };
    let first = if count == 0 { start } else { start.checked_sub(1)? };
    Some(((first, count), rest))
}

fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = text[..length].to_str().ok()?.parse().ok().filter(|number| *number < u32::MAX / 4)?;
    Some((number, &text[length..]))
}

/// What stands behind `---` or `+++`: a path, perhaps quoted, perhaps with a time behind a tab.
fn named(text: &[u8], prefix: &[u8]) -> Side {
    let text = text.trim_end_with(|char| char == '\r');
    let text = if text.starts_with(b"\"") { text } else { text.split(|byte| *byte == b'\t').next().unwrap_or(text) };
    if text == b"/dev/null" {
        return Side::Absent;
    }
    let path = unquote(text);
    let prefix = prefix.to_str_lossy();
    Side::At(path.strip_prefix(&*prefix).map(str::to_owned).unwrap_or(path))
}

/// `a/one b/two` behind `diff --git`. Where names have blanks and no quotes, both are the same name or the lines that
/// follow say what they are.
fn split_names(text: &[u8]) -> Option<(String, String)> {
    let text = text.trim_end_with(|char| char == '\r');
    let strip = |path: String, prefix: &str| path.strip_prefix(prefix).map(str::to_owned).unwrap_or(path);
    if text.starts_with(b"\"") || text.ends_with(b"\"") {
        let at = if text.starts_with(b"\"") { closing_quote(text)? + 1 } else { text.find(b" \"")? };
        let (old, new) = (&text[..at], text.get(at + 1..)?);
        return Some((strip(unquote(old), "a/"), strip(unquote(new), "b/")));
    }
    // Both sides are as long as one another when nothing was renamed.
    let middle = text.len() / 2;
    if text.get(middle) == Some(&b' ') {
        let (old, new) = (strip(unquote(&text[..middle]), "a/"), strip(unquote(&text[middle + 1..]), "b/"));
        if old == new {
            return Some((old, new));
        }
    }
    let at = text.find(b" b/")?;
    Some((strip(unquote(&text[..at]), "a/"), strip(unquote(&text[at + 1..]), "b/")))
}

fn closing_quote(text: &[u8]) -> Option<usize> {
    let mut escaped = false;
    text.iter().enumerate().skip(1).find_map(|(at, byte)| {
        let closes = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        closes.then_some(at)
    })
}

/// A path as git writes it: in quotes with C's escapes where it holds what is not plain.
fn unquote(text: &[u8]) -> String {
    let text = text.trim_end_with(|char| char == '\r');
    let Some(inner) = text.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\"")) else {
        return text.to_str_lossy().into_owned();
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let octal = [digit, rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                let value = octal.iter().fold(0u32, |value, digit| value * 8 + u32::from(digit.wrapping_sub(b'0') & 7));
                bytes.push(u8::try_from(value & 0xff).unwrap_or(b'?'));
            }
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(b'a') => bytes.push(7),
            Some(b'b') => bytes.push(8),
            Some(b'f') => bytes.push(12),
            Some(b'v') => bytes.push(11),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    BStr::new(&bytes).to_str_lossy().into_owned()
}

#[cfg(test)]
mod tests;
