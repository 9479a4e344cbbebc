//! The sheet as the JSON file that the template reads.

use crate::blocks::{Reader, breakable, is_address};
use crate::error::Error;
use crate::images;
use crate::sheet::{Chain, Code, Content, Line, Link, LinkPart, Mark, Name, Part, Sheet};
use serde_json::{Value, json};

/// Bytes of all texts of one sheet.
const TEXT: usize = 384 << 10;
/// Blocks, spans and cells of one sheet.
const PIECES: usize = 40_000;
/// Bytes of a field that is meant to be a line.
const FIELD: usize = 4 << 10;
/// Bytes of a line that must not grow over what stands beside it.
const SHORT: usize = 240;

pub(crate) fn of(sheet: &Sheet) -> Result<String, Error> {
    let length = sheet.parts.iter().map(length).sum();
    if length > TEXT {
        return Err(Error::TooLong { length, limit: TEXT });
    }
    // `None` is drawn; a name stands for one that cannot be.
    let pictures = sheet.images.iter().zip(images::drawn(sheet)?);
    let pictures: Vec<_> = pictures.map(|(image, drawn)| (!drawn).then(|| image.name.clone())).collect();
    let mut left = PIECES;
    let mut reader = Reader { left: &mut left, limit: PIECES, pictures: &pictures };
    let parts = sheet.parts.iter().map(|part| self::part(part, &mut reader)).collect::<Result<Vec<_>, Error>>()?;
    let standing = sheet.standing.iter().map(
        |line| json!({ "good": line.good, "says": field(&line.says), "details": line.details.as_deref().map(field) }),
    );
    let value = json!({
        "title": field(&sheet.title),
        "lede": sheet.lede.as_deref().map(field),
        "about": sheet.about.iter().map(|fact| field(fact)).collect::<Vec<_>>(),
        "severity": sheet.severity,
        "standing": standing.collect::<Vec<_>>(),
        "chain": sheet.chain.as_ref().map(chain),
        "parts": parts,
        "foot": short(&sheet.foot),
    });
    Ok(value.to_string())
}

fn length(part: &Part) -> usize {
    match &part.content {
        Content::Text(text) => text.len(),
        Content::Pairs(pairs) => pairs.iter().map(|(label, text)| label.len() + text.len()).sum(),
        Content::Gates(gates) => gates
            .iter()
            .map(|gate| gate.name.len() + gate.verdict.len() + gate.why_blind.as_ref().map_or(0, String::len))
            .sum(),
        Content::Timeline(entries) => entries.iter().map(|entry| entry.text.len()).sum(),
        Content::Tasks(tasks) => tasks.iter().map(|task| task.text.len()).sum(),
        Content::Code(code) => code.iter().flat_map(|code| &code.lines).map(String::len).sum(),
    }
}

/// A line of plain text, cut where nobody meant it to be that long.
fn field(text: &str) -> String {
    cut(text, FIELD)
}

/// A line for where there is room for few: under the chain, at the foot.
fn short(text: &str) -> String {
    cut(text, SHORT)
}

fn cut(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let more = if end < text.len() { " …" } else { "" };
    breakable(&text[..end]) + more
}

fn part(part: &Part, reader: &mut Reader<'_>) -> Result<Value, Error> {
    let (is, content) = content(&part.content, reader)?;
    Ok(json!({
        "title": part.title.as_deref().map(field),
        "aside": part.aside.as_deref().map(field),
        "is": is,
        "content": content,
    }))
}

fn content(content: &Content, reader: &mut Reader<'_>) -> Result<(&'static str, Value), Error> {
    Ok(match content {
        Content::Text(text) => ("text", reader.blocks(text)?),
        Content::Pairs(pairs) => {
            ("pairs", pairs.iter().map(|(label, text)| json!([field(label), field(text)])).collect())
        }
        Content::Gates(gates) => {
            let row = |gate: &crate::sheet::Gate| {
                json!({
                    "name": field(&gate.name),
                    "mark": mark(gate.mark),
                    "verdict": field(&gate.verdict),
                    "why": gate.why_blind.as_deref().map(field),
                })
            };
            ("gates", gates.iter().map(row).collect())
        }
        Content::Timeline(entries) => {
            let mut rows = Vec::with_capacity(entries.len());
            for entry in entries {
                rows.push(json!({
                    "when": field(&entry.when),
                    "text": reader.line(&entry.text)?,
                    "role": entry.role.as_deref().map(field),
                    "human": entry.human,
                }));
            }
            ("timeline", Value::Array(rows))
        }
        Content::Tasks(tasks) => {
            let mut rows = Vec::with_capacity(tasks.len());
            for task in tasks {
                let note = task.note.as_deref().map(field);
                rows.push(json!({ "done": task.done, "text": reader.line(&task.text)?, "note": note }));
            }
            ("tasks", Value::Array(rows))
        }
        Content::Code(code) => ("code", code.iter().map(guarded).collect()),
    })
}

fn guarded(code: &Code) -> Value {
    json!({
        "path": field(&code.path),
        "caption": field(&code.caption),
        "why": code.why.as_deref().map(field),
        "first": code.first_line,
        "lines": code.lines.iter().map(|line| breakable(line)).collect::<Vec<_>>(),
    })
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Missed => "missed",
        Mark::Caught => "caught",
        Mark::Skipped => "skip",
        Mark::None => "none",
    }
}

fn chain(chain: &Chain) -> Value {
    json!({
        "green": chain.green,
        "span": chain.span,
        "plain": chain.plain,
        "dashed": chain.dashed,
        "links": chain.links.iter().map(link).collect::<Vec<_>>(),
    })
}

fn name(name: &Name) -> Value {
    let url = name.url.as_deref().filter(|url| is_address(url));
    json!({ "s": short(&name.text), "m": url, "t": if url.is_some() { "a" } else { "s" }, "c": [{ "t": "s", "s": short(&name.text) }] })
}

fn link(link: &Link) -> Value {
    let fields = |texts: &[String]| texts.iter().map(|text| short(text)).collect::<Vec<_>>();
    json!({
        "part": match link.part {
            LinkPart::Introduced => "introduced",
            LinkPart::Incident => "incident",
            LinkPart::Catch => "catch",
            LinkPart::Fixed => "fixed",
        },
        "line": match link.line {
            Line::Track => "track",
            Line::Ink => "ink",
            Line::Plain => "plain",
            Line::Open => "open",
            Line::None => "none",
        },
        "label": short(&link.label),
        "suspected": link.suspected,
        "open": link.open,
        "what": link.what.as_deref().map(short),
        "names": link.names.iter().map(name).collect::<Vec<_>>(),
        "meta": fields(&link.meta),
        "when": link.when.as_deref().map(short),
        "gap": link.gap.as_ref().map(|(time, label)| json!([time, label])),
    })
}
