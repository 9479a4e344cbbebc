//! What each key of the front matter means.

mod changes;
mod facts;
pub(crate) mod fields;
mod gates;
mod guards;
pub(crate) mod moment;
pub(crate) mod reader;
pub(crate) mod refs;
mod traps;

pub(crate) use traps::{hidden_value, is_boolean, is_changed_number, is_placeholder};

use crate::front::Entry;
use crate::lint::code;
use crate::yaml::Node;
use crate::*;
use fields::{FIELDS, group, near};
use reader::{Reader, short};

/// Reads all entries into the reader's record.
pub(crate) fn read(reader: &mut Reader<'_, '_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let (key, node) = (entry.key.as_ref(), &entry.value);
        let known = shared(reader, key, node) || special(reader, key, node);
        if !known {
            unknown(reader, entry);
        } else if let Some(group) = group(key).filter(|group| !group.holds(reader.record.kind)) {
            foreign(reader, entry, group.owner());
        }
    }
}

/// Unknown keys that are compared with the known ones.
const MOST_TYPOS: usize = 100;

fn unknown(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) {
    let key = entry.key.as_ref();
    // A front matter with more strange keys than this is no record with a typo, and the search for one takes its time.
    let may_be_typo = reader.record.extra.len() < MOST_TYPOS;
    let meant = may_be_typo.then(|| near(key, FIELDS.iter().map(|(name, _)| *name))).flatten();
    if let Some(field) = meant {
        reader.warn(
            entry.line,
            code::UNKNOWN_KEY,
            format!("`{}` is not a field", short(key)),
            format!("Did you mean `{field}`?"),
        );
    }
    reader.keep(key, &entry.value);
}

fn foreign(reader: &mut Reader<'_, '_>, entry: &Entry<'_>, owner: &str) {
    let label = reader.record.kind.label();
    reader.warn(
        entry.line,
        code::FOREIGN_FIELD,
        format!("`{}` is a field of {owner}; this record is of type {}", entry.key, label.to_lowercase()),
        "Leave it out, or change the type",
    );
}

/// Fields that every type has.
fn shared(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) -> bool {
    match key {
        "type" => {}
        "id" => reader.record.id = reader.link(key, node),
        "title" => title(reader, node),
        "status" => reader.record.status = reader.word(key, node, Status::parse, Status::ALL),
        "date" => reader.record.date = reader.moment(key, node),
        "authors" => reader.record.authors = reader.handles(key, node),
        "services" => reader.record.services = reader.texts(key, node),
        "tags" => reader.record.tags = tags(reader.texts(key, node)),
        "class" => reader.record.class = reader.text(key, node),
        "aliases" => reader.record.aliases = reader.links(key, node),
        "dissimilar" => reader.record.dissimilar = reader.links(key, node),
        "severity" => severity(reader, node),
        "modes" => reader.record.modes = reader.texts(key, node),
        "symptoms" => reader.record.symptoms = reader.texts(key, node),
        "changes" => changes::long_form(reader, node),
        "introduced" => changes::short_form(reader, key, Role::Introduced, node),
        "fixed" => changes::short_form(reader, key, Role::Fixed, node),
        "reverted" => changes::short_form(reader, key, Role::Reverted, node),
        "gates" => gates::long_form(reader, node),
        "green" => gates::green(reader, node),
        "guards" => guards::read(reader, node),
        "detector" => gates::detector(reader, node),
        "cost" => facts::cost(reader, node),
        "origin" => reader.record.origin = reader.word(key, node, Origin::parse, Origin::ALL),
        "provenance" => reader.record.provenance = reader.word(key, node, Provenance::parse, Provenance::ALL),
        "visibility" => visibility(reader, node),
        "credits" => facts::credits(reader, node),
        "verified" => facts::verified(reader, node),
        "review_every" => period(reader, node),
        "supersedes" => reader.record.supersedes = reader.links(key, node),
        "superseded_by" => reader.record.superseded_by = reader.links(key, node),
        "sources" => facts::sources(reader, node),
        _ => return false,
    }
    true
}

/// Fields that only some types have. They are read wherever they stand.
fn special(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) -> bool {
    match key {
        "started" => reader.record.incident.started = reader.moment(key, node),
        "detected" => detected(reader, node),
        "mitigated" => reader.record.incident.mitigated = reader.moment(key, node),
        "resolved" => reader.record.incident.resolved = reader.moment(key, node),
        "detected_by" => {
            reader.record.incident.detected_by = reader.word(key, node, DetectedBy::parse, DetectedBy::ALL);
        }
        "trigger" => reader.record.incident.trigger = reader.text(key, node),
        "contributing_factors" => reader.record.incident.contributing_factors = reader.texts(key, node),
        "impact" => reader.record.incident.impact = reader.text(key, node),
        "catches" => reader.record.incident.catches = reader.links(key, node),
        "followed" => reader.record.incident.followed = reader.link(key, node),
        "caught_by" => reader.record.found.caught_by = reader.handles(key, node),
        "caught_at" => reader.record.found.caught_at = reader.moment(key, node),
        "caught_how" => reader.record.found.caught_how = reader.word(key, node, CaughtHow::parse, CaughtHow::ALL),
        "caught_where" => {
            reader.record.found.caught_where = reader.word(key, node, CaughtWhere::parse, CaughtWhere::ALL);
        }
        "luck" => reader.record.found.luck = reader.word(key, node, Luck::parse, Luck::ALL),
        "failed_fixes" => facts::failed_fixes(reader, node),
        "closed_by" => reader.record.found.closed_by = reader.text(key, node),
        "left" => facts::left(reader, node),
        "model" => reader.record.model.model = reader.text(key, node),
        "topic" => reader.record.model.topic = reader.text(key, node),
        "disposition" => {
            reader.record.model.disposition = reader.word(key, node, Disposition::parse, Disposition::ALL);
        }
        "claimed_confidence" => reader.record.model.claimed_confidence = reader.text(key, node),
        "failed_attempts" => reader.record.model.failed_attempts = reader.number(key, node),
        "validation" => reader.record.model.validation = reader.text(key, node),
        "owner" => reader.record.property.owner = reader.handle(key, node),
        "nearest_gate" => reader.record.property.nearest_gate = reader.text(key, node),
        "audience" => reader.record.audience = reader.text(key, node),
        "names" => reader.record.person.names = reader.texts(key, node),
        "emails" => reader.record.person.emails = reader.texts(key, node),
        "active_until" => reader.record.person.active_until = reader.moment(key, node),
        "explains" => facts::explains(reader, node),
        _ => return false,
    }
    true
}

/// A title may be any word at all, so only what cuts it off is a trap.
fn title(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    if let Some(text) = node.text() {
        traps::cut_by_comment(reader, "title", node);
        reader.record.title = text.trim().to_owned();
    } else if let Some(text) = reader.text("title", node) {
        reader.record.title = text;
    }
}

fn tags(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|tag| tag.strip_prefix('#').map(str::to_owned).unwrap_or(tag)).collect()
}

fn severity(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let Some(text) = reader.text("severity", node) else { return };
    reader.record.severity = severity_of(&text);
    if reader.record.severity.is_none() {
        reader.error(
            node.line,
            code::BAD_SEVERITY,
            format!("`{}` is not a severity", short(&text)),
            "Write sev1 (worst) to sev5, or critical, major, medium, minor",
        );
        reader.keep("severity", node);
    }
}

/// Reads `sev1` to `sev5`, the numbers alone, and the words critical, major, medium and minor.
pub fn severity_of(text: &str) -> Option<u8> {
    let word = text.trim().to_ascii_lowercase();
    match word.as_str() {
        "critical" => return Some(1),
        "major" => return Some(2),
        "medium" => return Some(3),
        "minor" => return Some(4),
        _ => {}
    }
    let number = word.strip_prefix("severity").or(word.strip_prefix("sev")).or(word.strip_prefix('s')).unwrap_or(&word);
    let number = number.trim_start_matches([' ', '-', '_']);
    number.parse().ok().filter(|level| number.len() == 1 && (1..=5).contains(level))
}

fn visibility(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let Some(text) = reader.text("visibility", node) else { return };
    reader.record.restricted = !matches!(text.to_ascii_lowercase().as_str(), "public" | "open" | "team" | "normal");
    if !text.eq_ignore_ascii_case("restricted") && reader.record.restricted {
        // A word that nobody knows hides rather than shows.
        reader.error(
            node.line,
            code::UNKNOWN_WORD,
            format!("`visibility` does not know `{}`; the record is treated as restricted", short(&text)),
            "Write restricted, or leave the field out",
        );
        reader.keep("visibility", node);
    }
}

fn period(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let Some(text) = reader.text("review_every", node) else { return };
    reader.record.review_every = Period::parse(&text);
    if reader.record.review_every.is_none() {
        reader.error(
            node.line,
            code::BAD_PERIOD,
            format!("`{}` is not a length of time", short(&text)),
            "Write 6 months, 90 days, 2 weeks or 1 year",
        );
        reader.keep("review_every", node);
    }
}

/// `detected` is a time, but logs also say there who or what noticed.
fn detected(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let word = node.text().and_then(DetectedBy::parse);
    let Some(word) = word else {
        reader.record.incident.detected = reader.moment("detected", node);
        return;
    };
    reader.warn(
        node.line,
        code::BAD_DATE,
        format!("`detected` is a time; `{word}` was read as what noticed it"),
        format!("Write detected_by: {word}"),
    );
    reader.record.incident.detected_by.get_or_insert(word);
}
