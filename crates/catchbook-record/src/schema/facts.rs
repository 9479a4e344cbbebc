//! Fields that hold a few values of their own: cost, credits, verified, sources, failed fixes, left, explains.

use super::reader::{Reader, handle, short};
use crate::yaml::{Node, NodeKind};
use crate::{Cost, Credit, CreditType, Explains, FailedFixes, Left, Source, Verified, lint::code};

pub(super) fn cost(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let mut cost = Cost::default();
    match &node.kind {
        NodeKind::Map { entries, .. } => {
            for (key, value) in entries {
                match key.text().unwrap_or_default() {
                    "hours" => cost.hours = reader.number("hours", value).filter(|n: &f64| n.is_finite()),
                    "amount" => cost.amount = reader.number("amount", value).filter(|n: &f64| n.is_finite()),
                    "currency" => cost.currency = reader.text("currency", value),
                    "customers" => cost.customers = reader.number("customers", value),
                    "basis" => cost.basis = reader.text("basis", value),
                    _ => {
                        reader.unknown_part("cost", key, value, &["hours", "amount", "currency", "customers", "basis"])
                    }
                }
            }
        }
        _ => {
            let Some(text) = reader.text("cost", node) else { return };
            match hours(&text) {
                Some(hours) => cost.hours = Some(hours),
                None => {
                    reader.error(
                        node.line,
                        code::WRONG_SHAPE,
                        format!("`cost` could not be read: `{}`", short(&text)),
                        "Write {hours, amount, currency, customers, basis}, each where it is known",
                    );
                    reader.keep("cost", node);
                }
            }
        }
    }
    if cost != Cost::default() {
        reader.record.cost = Some(cost);
    }
}

/// `3 hours`, `1.5 h`.
fn hours(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = ["hours", "hour", "h"].iter().find_map(|unit| text.strip_suffix(unit))?;
    number.trim().parse().ok().filter(|hours: &f64| hours.is_finite())
}

pub(super) fn credits(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        let credit = match &item.kind {
            NodeKind::Map { entries, .. } if entries.iter().any(|(key, _)| key.text() == Some("name")) => {
                let (mut name, mut kind) = (None, None);
                for (key, value) in entries {
                    match key.text().unwrap_or_default() {
                        "name" => name = reader.handle("name", value),
                        "type" => kind = reader.word("type", value, CreditType::parse, CreditType::ALL),
                        _ => reader.unknown_part("credits", key, value, &["name", "type"]),
                    }
                }
                name.map(|name| Credit { name, kind })
            }
            // `dana: finder`.
            NodeKind::Map { entries, .. } => {
                for (name, value) in entries {
                    let kind = reader.word("credits", value, CreditType::parse, CreditType::ALL);
                    if let Some(name) = name.text() {
                        reader.record.credits.push(Credit { name: handle(name.trim().into()), kind });
                    }
                }
                None
            }
            _ => reader.handle("credits", item).map(|name| Credit { name, kind: None }),
        };
        reader.record.credits.extend(credit);
    }
}

pub(super) fn verified(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let mut verified = Verified::default();
    match &node.kind {
        NodeKind::Map { entries, .. } => {
            for (key, value) in entries {
                match key.text().unwrap_or_default() {
                    "on" => verified.on = reader.moment("on", value),
                    "by" => verified.by = reader.handles("by", value),
                    "commit" => verified.commit = reader.text("commit", value),
                    "note" => verified.note = reader.text("note", value),
                    _ => reader.unknown_part("verified", key, value, &["on", "by", "commit", "note"]),
                }
            }
        }
        _ => verified.on = reader.moment("verified", node),
    }
    if verified != Verified::default() {
        reader.record.verified = Some(verified);
    }
}

pub(super) fn sources(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        let mut source = Source::default();
        match &item.kind {
            NodeKind::Map { entries, .. } => {
                for (key, value) in entries {
                    match key.text().unwrap_or_default() {
                        "url" => source.url = reader.text("url", value).unwrap_or_default(),
                        "archived" => source.archived = reader.text("archived", value),
                        "accessed" => source.accessed = reader.moment("accessed", value),
                        _ => reader.unknown_part("sources", key, value, &["url", "archived", "accessed"]),
                    }
                }
            }
            _ => source.url = reader.text("sources", item).unwrap_or_default(),
        }
        if !source.url.is_empty() {
            reader.record.sources.push(source);
        } else if !item.is_empty() {
            reader.error(
                item.line,
                code::WRONG_SHAPE,
                "A source has no `url`",
                "Write {url, archived, accessed}, or the URL alone",
            );
            reader.keep("sources", item);
        }
    }
}

/// `5`, `{by: dana, count: 2}`, a list of these, or `{dana: 2, model-x: 3}`.
pub(super) fn failed_fixes(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        match &item.kind {
            NodeKind::Map { entries, .. }
                if entries.iter().any(|(key, _)| matches!(key.text(), Some("by" | "count"))) =>
            {
                let (mut by, mut count) = (None, None);
                for (key, value) in entries {
                    match key.text().unwrap_or_default() {
                        "by" => by = reader.handle("by", value),
                        "count" => count = reader.number("count", value),
                        _ => reader.unknown_part("failed_fixes", key, value, &["by", "count"]),
                    }
                }
                reader.record.found.failed_fixes.push(FailedFixes { by, count: count.unwrap_or(1) });
            }
            NodeKind::Map { entries, .. } => {
                for (name, value) in entries {
                    if let (Some(name), Some(count)) = (name.text(), reader.number("failed_fixes", value)) {
                        let by = Some(handle(name.trim().into()));
                        reader.record.found.failed_fixes.push(FailedFixes { by, count });
                    }
                }
            }
            _ => {
                let count = reader.number("failed_fixes", item);
                reader.record.found.failed_fixes.extend(count.map(|count| FailedFixes { by: None, count }));
            }
        }
    }
}

pub(super) fn left(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let mut left = Left::default();
    match &node.kind {
        NodeKind::Map { entries, .. } => {
            for (key, value) in entries {
                match key.text().unwrap_or_default() {
                    "by" => left.by = reader.handle("by", value),
                    "until" => left.until = reader.moment("until", value),
                    "why" => left.why = reader.text("why", value),
                    _ => reader.unknown_part("left", key, value, &["by", "until", "why"]),
                }
            }
        }
        _ => left.why = reader.text("left", node),
    }
    if left != Left::default() {
        reader.record.found.left = Some(left);
    }
}

pub(super) fn explains(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        let mut signed = Explains::default();
        match &item.kind {
            NodeKind::Map { entries, .. } => {
                for (key, value) in entries {
                    match key.text().unwrap_or_default() {
                        "record" => signed.record = reader.link("record", value),
                        "service" => signed.service = reader.text("service", value),
                        "on" => signed.on = reader.moment("on", value),
                        "words" => signed.words = reader.text("words", value),
                        _ => reader.unknown_part("explains", key, value, &["record", "service", "on", "words"]),
                    }
                }
            }
            _ => signed.record = reader.link("explains", item),
        }
        if signed.record.is_some() || signed.service.is_some() {
            reader.record.person.explains.push(signed);
        } else if !item.is_empty() {
            reader.error(
                item.line,
                code::WRONG_SHAPE,
                "An entry of `explains` names no record and no service",
                "Write {record, on, words} or {service, on, words}",
            );
            reader.keep("explains", item);
        }
    }
}
