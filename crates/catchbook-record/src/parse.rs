//! From a file's bytes to a record.

use crate::front::{Entry, entries};
use crate::lint::{self, code};
use crate::problem::Problems;
use crate::schema::reader::Reader;
use crate::source::{MAX_FRONT_MATTER, Parts, decode, key_of, line_of, split};
use crate::{Kind, Moment, Problem, Record, Weight, body, schema};
use std::borrow::Cow;

/// A record and what is not as the format has it, in the order of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub record: Record,
    pub problems: Vec<Problem>,
}

/// Reads a file. `path` is relative to the vault, with `/` between folders.
///
/// It never fails: what cannot be understood stays in the text and becomes a problem. Time and memory are bounded
/// by the length of the file, whatever is in it. Where a key is there twice, the first one counts.
pub fn parse(path: &str, bytes: &[u8]) -> Parsed {
    let mut problems = Problems::default();
    let text = decode(bytes, &mut problems);
    let parts = split(text.as_bytes());
    let mut record = Record { path: path.to_owned(), kind: kind_of_folder(path), ..Record::default() };
    let front = front(&text, &parts, &mut problems);
    if let Some((source, list)) = &front {
        record = fields(record, source, list, &mut problems);
    }
    let body_at = if front.is_some() { parts.body } else { 0 };
    if record.date.is_none() {
        record.date = date_of_name(record.stem());
    }
    let first_line = line_of(text.as_bytes(), body_at);
    let day = record.incident.started.as_ref().or(record.date.as_ref());
    let context = body::Context { first_line, day };
    record.body = body::read(&text[body_at..], &context, &mut problems);
    title(&mut record, &mut problems);
    if record.kind != Kind::Note {
        let entries = front.map_or_else(Vec::new, |(_, list)| list);
        let line = |key: &str| entries.iter().find(|entry| entry.key == key).map_or(1, |entry| entry.line);
        lint::rules(&record, &line, &mut problems);
    }
    Parsed { record, problems: problems.into_vec() }
}

/// The text below the front matter without its headings, for a passage to show. Says what [`parse`] would, in a fraction
/// of its time: no field is read where the first line already tells a front matter from a text.
pub fn prose(bytes: &[u8]) -> String {
    let mut unsaid = Problems::default();
    let text = decode(bytes, &mut unsaid);
    let parts = split(text.as_bytes());
    let has_front = match &parts.front {
        Some(range) => begins_with_field(&text[range.clone()]) || front(&text, &parts, &mut unsaid).is_some(),
        None => false,
    };
    body::prose(&text[if has_front { parts.body } else { 0 }..])
}

/// Whether a front matter has entries for certain: whatever follows a `key: value`, it is a list of fields or read as one.
fn begins_with_field(source: &str) -> bool {
    let is_read = source.len() <= MAX_FRONT_MATTER && !source.contains('\0');
    is_read && source.lines().next().is_some_and(|line| key_of(line).is_some())
}

/// The front matter's text and entries alone, without what is wrong with them.
pub(crate) fn front_entries(bytes: &[u8]) -> (String, Vec<Entry<'static>>) {
    let mut unsaid = Problems::default();
    let text = decode(bytes, &mut unsaid);
    let parts = split(text.as_bytes());
    front(&text, &parts, &mut unsaid).map_or_else(Default::default, |(source, list)| (source.into_owned(), owned(list)))
}

/// The front matter's text and entries; `None` when the file has none.
fn front<'t>(text: &'t str, parts: &Parts, problems: &mut Problems) -> Option<(Cow<'t, str>, Vec<Entry<'t>>)> {
    let range = parts.front.clone()?;
    let source = &text[range];
    if source.len() > MAX_FRONT_MATTER {
        problems.add(
            1,
            code::LONG_FRONT_MATTER,
            Weight::Error,
            format!("The front matter is over {} MiB; it was read as text", MAX_FRONT_MATTER >> 20),
            "Move long text below the closing `---`",
        );
        return None;
    }
    if !parts.closed {
        problems.add(
            1,
            code::OPEN_FRONT_MATTER,
            Weight::Error,
            "The front matter has no closing `---`; it was read up to the first line that is no field",
            "Add a line with `---` below the last field",
        );
    }
    let list = match source.find('\0') {
        None => entries(source, 2, problems),
        Some(at) => {
            problems.add(
                1 + line_of(source.as_bytes(), at),
                code::NUL_BYTE,
                Weight::Warning,
                "The front matter holds a NUL byte; it was read as a blank",
                "Delete the byte",
            );
            let blanked = source.replace('\0', " ");
            return entries(&blanked, 2, problems).map(|list| (Cow::Owned(blanked.clone()), owned(list)));
        }
    };
    if list.is_none() {
        problems.add(
            1,
            code::NOT_FIELDS,
            Weight::Warning,
            "The text between the first two `---` lines is not a list of `key: value`; it was read as body",
            "Write fields as `key: value`, or begin the file with an empty line",
        );
    }
    list.map(|list| (Cow::Borrowed(source), list))
}

fn owned(list: Vec<Entry<'_>>) -> Vec<Entry<'static>> {
    list.into_iter()
        .map(|entry| Entry {
            key: Cow::Owned(entry.key.into_owned()),
            key_span: entry.key_span,
            line: entry.line,
            value: entry.value.into_owned(),
        })
        .collect()
}

fn fields(mut record: Record, source: &str, list: &[Entry<'_>], problems: &mut Problems) -> Record {
    if let Some(entry) = list.iter().find(|entry| entry.key == "type") {
        match entry.value.text().map(|text| (text, Kind::parse(text))) {
            Some((_, Some(kind))) => record.kind = kind,
            Some((text, None)) => problems.add(
                entry.line,
                code::UNKNOWN_TYPE,
                Weight::Error,
                format!("`{}` is no type of record", schema::reader::short(text)),
                "Write incident, catch, model-error, guide, property, reading-list, person or note",
            ),
            None => {}
        }
    }
    let quiet = record.kind == Kind::Note;
    let mut reader = Reader::new(record, source, quiet, problems);
    schema::read(&mut reader, list);
    reader.record
}

fn kind_of_folder(path: &str) -> Kind {
    let Some((folder, _)) = path.split_once('/') else { return Kind::Note };
    let found = Kind::ALL.iter().find(|kind| kind.folder() == Some(folder));
    found.copied().unwrap_or(Kind::Note)
}

/// The day that a file name such as `2026-06-14-reply-blank` begins with.
fn date_of_name(stem: &str) -> Option<Moment> {
    let day = stem.get(..10)?;
    let ends = stem.len() == 10 || stem.as_bytes()[10] == b'-' || stem.as_bytes()[10] == b'_';
    ends.then(|| Moment::parse(day)).flatten()
}

fn title(record: &mut Record, problems: &mut Problems) {
    if !record.title.is_empty() {
        return;
    }
    let heading = record.body.headings.iter().find(|heading| heading.level == 1).or(record.body.headings.first());
    if let Some(heading) = heading.filter(|heading| !heading.text.is_empty()) {
        record.title = heading.text.clone();
        return;
    }
    record.title = record.stem().to_owned();
    if let Some(name) = record.person.names.first() {
        record.title = name.clone();
    } else if record.kind != Kind::Note && record.kind != Kind::Person {
        problems.add(
            1,
            code::NO_TITLE,
            Weight::Warning,
            "The record has no title; it is listed by its file name",
            "Add a first heading that names the wrong behaviour, not the fix",
        );
    }
}
