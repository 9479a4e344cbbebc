use super::{Surroundings, labels};
use crate::api::{Fact, ModelView};
use crate::wording::{count, day};
use catchbook_record::{Cost, Detector, Kind, Record};

/// Short facts in the order a reader asks for them.
pub(crate) fn facts(record: &Record, around: &Surroundings<'_>) -> Vec<Fact> {
    let names =
        |handles: &[String]| handles.iter().map(|handle| (around.name_of)(handle)).collect::<Vec<_>>().join(", ");
    let found = &record.found;
    let mut facts = Vec::new();
    let mut tell = |label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push(Fact { label: label.to_owned(), text });
        }
    };
    tell("Caught by", Some(names(&found.caught_by)));
    tell("How", how(record));
    tell("Luck or not", found.luck.map(|luck| labels::luck(luck).to_owned()));
    tell("Failed fixes", failed_fixes(record));
    tell("Closed by", found.closed_by.clone());
    tell("Left on purpose", left(record, around));
    tell("Faulty change", record.origin.map(|origin| labels::origin(origin).to_owned()));
    tell("Caught now by", record.detector.as_ref().and_then(detector));
    tell("Cost", record.cost.as_ref().and_then(cost));
    tell("Owner", record.property.owner.as_deref().map(around.name_of));
    tell("Nearest gate", record.property.nearest_gate.clone());
    tell("For", record.audience.clone());
    if record.kind == Kind::Person {
        tell("Also known as", Some(record.person.names.join(", ")));
        tell("Active until", record.person.active_until.as_ref().map(|until| day(until.date)));
    }
    facts
}

/// What is known of a model's error, when there was one.
pub(crate) fn model_view(record: &Record) -> Option<ModelView> {
    let model = &record.model;
    (record.kind == Kind::ModelError || model.model.is_some()).then(|| ModelView {
        model: model.model.clone(),
        topic: model.topic.clone(),
        disposition: model.disposition.map(|what| labels::disposition(what).to_owned()),
        claimed_confidence: model.claimed_confidence.clone(),
        failed_attempts: model.failed_attempts,
        validation: model.validation.clone(),
    })
}

fn how(record: &Record) -> Option<String> {
    let how = record.found.caught_how.map(labels::caught_how);
    let place = record.found.caught_where.map(labels::caught_where);
    let parts: Vec<&str> = how.into_iter().chain(place).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn failed_fixes(record: &Record) -> Option<String> {
    let tried: Vec<String> = record
        .found
        .failed_fixes
        .iter()
        .map(|tried| match &tried.by {
            Some(by) => format!("{} by {by}", tried.count),
            None => tried.count.to_string(),
        })
        .collect();
    (!tried.is_empty()).then(|| tried.join(", "))
}

fn left(record: &Record, around: &Surroundings<'_>) -> Option<String> {
    let left = record.found.left.as_ref()?;
    let mut parts = Vec::new();
    parts.extend(left.by.as_deref().map(|by| format!("by {}", (around.name_of)(by))));
    parts.extend(left.until.as_ref().map(|until| format!("until {}", day(until.date))));
    parts.extend(left.why.clone());
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn detector(detector: &Detector) -> Option<String> {
    let mut parts: Vec<String> = detector.kind.iter().chain(&detector.reference).cloned().collect();
    parts.extend(detector.scope.map(|scope| format!("covers the {scope}")));
    parts.extend(match detector.mutation_verified {
        Some(true) => Some("shown to fail without the fix".to_owned()),
        Some(false) => Some("not shown to fail without the fix".to_owned()),
        None => None,
    });
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "3.5 h, 31 customers (from the support log)". A figure says what it rests on.
fn cost(cost: &Cost) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(cost.hours.map(|hours| format!("{hours} h")));
    parts.extend(cost.amount.map(|amount| match &cost.currency {
        Some(currency) => format!("{amount} {currency}"),
        None => amount.to_string(),
    }));
    parts.extend(cost.customers.map(|n| count(usize::try_from(n).unwrap_or(usize::MAX), "customer", "customers")));
    let figures = (!parts.is_empty()).then(|| parts.join(", "))?;
    Some(match &cost.basis {
        Some(basis) => format!("{figures} ({basis})"),
        None => format!("{figures} (no basis given)"),
    })
}
