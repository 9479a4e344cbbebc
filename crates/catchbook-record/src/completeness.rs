//! What a record is expected to say before it is read by others, and the next step of its status. It asks, and blocks
//! nothing.

use crate::{Kind, Record, Role, Status};

/// One thing that readers look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub name: &'static str,
    pub label: &'static str,
    pub done: bool,
}

/// The parts of a record, in the order of a screen; none for types that are complete as they are. `wording` is how many
/// of its sentences ask for another look.
pub fn completeness(record: &Record, wording: usize) -> Vec<Part> {
    let mut parts = vec![part("wording", "Blameless wording", wording == 0)];
    parts.extend(match record.kind {
        Kind::Incident => incident(record),
        Kind::Catch => catch(record),
        Kind::ModelError => model_error(record),
        _ => return Vec::new(),
    });
    parts
}

/// What filing a record makes of its status; nothing when there is no further step. A catch that never was a draft is
/// filed as soon as it is logged.
pub fn next_status(record: &Record) -> Option<Status> {
    match record.status {
        Some(Status::Draft) => Some(Status::InReview),
        Some(Status::InReview) => Some(Status::Reviewed),
        Some(Status::Reviewed | Status::Superseded) => None,
        None => (record.kind == Kind::Incident).then_some(Status::InReview),
    }
}

fn part(name: &'static str, label: &'static str, done: bool) -> Part {
    Part { name, label, done }
}

fn incident(record: &Record) -> [Part; 6] {
    let facts = &record.incident;
    let cost = record.cost.as_ref();
    let has_cost = cost.is_some_and(|cost| cost.hours.is_some() || cost.customers.is_some() || cost.amount.is_some());
    [
        part("trigger", "Trigger", facts.trigger.is_some() || says(record, &["trigger"])),
        part(
            "factors",
            "Contributing factors",
            !facts.contributing_factors.is_empty() || says(record, &["contributing factor"]),
        ),
        part("caught", "How it was caught", !facts.catches.is_empty() || says(record, CAUGHT)),
        part("green", "What was green", has_gates(record)),
        part("cost", "Cost, in hours and customers", has_cost || says(record, &["cost"])),
        hand_check(record),
    ]
}

fn catch(record: &Record) -> [Part; 6] {
    let introduced = record.changes.iter().any(|change| change.role == Role::Introduced);
    [
        part("symptom", "What was seen", record.body.lede.is_some() || says(record, &["symptom"])),
        part("caught", "How it was caught", record.found.caught_how.is_some() || says(record, CAUGHT)),
        part("mechanism", "Mechanism", says(record, &["mechanism", "why it happened"])),
        part("green", "What was green", has_gates(record)),
        part("introduced", "The change that introduced it", introduced),
        hand_check(record),
    ]
}

fn model_error(record: &Record) -> [Part; 6] {
    [
        part("input", "Input", says(record, &["input", "prompt"])),
        part("produced", "What the model produced", says(record, &["what the model produced"])),
        part("correct", "What was correct", says(record, &["what was correct"])),
        part("known", "How we know", says(record, &["how we know"])),
        part("disposition", "What kind of error", record.model.disposition.is_some()),
        part(
            "validation",
            "What catches it now",
            record.model.validation.is_some() || record.found.closed_by.is_some(),
        ),
    ]
}

const CAUGHT: &[&str] = &["how it was caught", "detection"];

fn has_gates(record: &Record) -> bool {
    !record.gates.is_empty() || says(record, &["what was green"])
}

fn hand_check(record: &Record) -> Part {
    part("check", "Hand-check for the next change", !record.body.checks.is_empty())
}

/// Whether something stands below a heading that holds one of these words.
fn says(record: &Record, headings: &[&str]) -> bool {
    record.body.headings.iter().any(|heading| {
        let name = heading.text.to_lowercase();
        headings.iter().any(|wanted| name.contains(wanted))
            && record.body.text.get(heading.section.clone()).is_some_and(|section| {
                section.lines().skip(1).any(|line| !line.starts_with('#') && line.contains(char::is_alphanumeric))
            })
    })
}
