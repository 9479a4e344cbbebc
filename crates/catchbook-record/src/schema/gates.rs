//! `gates`, the short `green`, and `detector`.

use super::reader::{Reader, short};
use crate::yaml::{Node, NodeKind};
use crate::{Detector, Gate, Scope, Verdict, lint::code};

const PARTS: &[&str] = &["name", "verdict", "evidence", "why_blind"];

pub(super) fn green(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for name in reader.texts("green", node) {
        reader.record.gates.push(Gate { name, verdict: Verdict::Passed, evidence: None, why_blind: None });
    }
}

pub(super) fn long_form(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        match &item.kind {
            NodeKind::Map { entries, .. } if is_long(entries) => long(reader, item, entries),
            // `e2e: passed`, alone in a list or several in a map.
            NodeKind::Map { entries, .. } => entries.iter().for_each(|(name, value)| pair(reader, name, value)),
            _ if item.is_empty() => {}
            _ => refused(reader, item, "A gate has no verdict"),
        }
    }
}

fn is_long(entries: &[(Node<'_>, Node<'_>)]) -> bool {
    entries.iter().any(|(key, _)| matches!(key.text(), Some("name" | "verdict")))
}

fn pair(reader: &mut Reader<'_, '_>, name: &Node<'_>, value: &Node<'_>) {
    let Some(name) = name.text() else { return };
    if let Some(verdict) = reader.word(&format!("gates.{}", short(name)), value, Verdict::parse, Verdict::ALL) {
        reader.record.gates.push(Gate { name: name.trim().into(), verdict, evidence: None, why_blind: None });
    }
}

fn long(reader: &mut Reader<'_, '_>, node: &Node<'_>, entries: &[(Node<'_>, Node<'_>)]) {
    let (mut name, mut verdict, mut evidence, mut why_blind) = (None, None, None, None);
    let mut said = false;
    for (key, value) in entries {
        match key.text().unwrap_or_default() {
            "name" => name = reader.text("name", value),
            "verdict" => {
                said = !value.is_empty();
                verdict = reader.word("verdict", value, Verdict::parse, Verdict::ALL);
            }
            "evidence" => evidence = reader.text("evidence", value),
            "why_blind" => why_blind = reader.text("why_blind", value),
            _ => reader.unknown_part("gates", key, value, PARTS),
        }
    }
    match (name, verdict) {
        (Some(name), Some(verdict)) => reader.record.gates.push(Gate { name, verdict, evidence, why_blind }),
        (None, _) => refused(reader, node, "A gate has no name"),
        // An unknown word has been reported where it stands.
        (Some(name), None) if said => reader.record.extra.push(("gates".into(), name)),
        (Some(_), None) => refused(reader, node, "A gate has no verdict"),
    }
}

fn refused(reader: &mut Reader<'_, '_>, node: &Node<'_>, message: &str) {
    let hint = "Write {name: e2e, verdict: passed}; a gate that passed can also stand in `green`";
    reader.error(node.line, code::BAD_GATE, message, hint);
    reader.keep("gates", node);
}

pub(super) fn detector(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    let mut detector = Detector::default();
    match &node.kind {
        NodeKind::Map { entries, .. } => {
            for (key, value) in entries {
                match key.text().unwrap_or_default() {
                    "kind" => detector.kind = reader.text("kind", value),
                    "ref" => detector.reference = reader.text("ref", value),
                    "scope" => detector.scope = reader.word("scope", value, Scope::parse, Scope::ALL),
                    "mutation_verified" => detector.mutation_verified = reader.boolean("mutation_verified", value),
                    _ => reader.unknown_part("detector", key, value, &["kind", "ref", "scope", "mutation_verified"]),
                }
            }
        }
        _ => detector.reference = reader.text("detector", node),
    }
    if detector != Detector::default() {
        reader.record.detector = Some(detector);
    }
}
