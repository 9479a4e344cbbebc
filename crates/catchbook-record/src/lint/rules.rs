//! Rules about values that were understood.

use super::code;
use crate::problem::Problems;
use crate::{Kind, Moment, Record, RecordId, Status, Weight};

/// Checks a record. `line` gives the file's line of a key of the front matter.
pub(crate) fn rules(record: &Record, line: &dyn Fn(&str) -> u32, problems: &mut Problems) {
    id(record, line, problems);
    if let Some(cost) = &record.cost {
        let figure = cost.hours.is_some() || cost.amount.is_some() || cost.customers.is_some();
        if figure && cost.basis.is_none() {
            let hint = "Add basis: where the figure comes from, in a few words";
            problems.add(line("cost"), code::COST_BASIS, Weight::Warning, "The cost has a figure and no basis", hint);
        }
    }
    if record.verified.as_ref().is_some_and(|verified| verified.note.is_none()) {
        let hint = "Add note: one sentence on what was walked";
        let message = "The verification does not say what was walked by hand";
        problems.add(line("verified"), code::VERIFIED_NOTE, Weight::Warning, message, hint);
    }
    superseded(record, line, problems);
    ends(record, line, problems);
    timeline(record, problems);
}

fn id(record: &Record, line: &dyn Fn(&str) -> u32, problems: &mut Problems) {
    let Some(id) = &record.id else { return };
    let example = record.kind.letter().unwrap_or('C');
    let found = match RecordId::parse(id) {
        None => format!("`{}` is not an id", crate::schema::reader::short(id)),
        Some(read) if read.as_str() != id => format!("`{id}` is written in another way than {read}"),
        Some(_) => return,
    };
    let hint = format!("Write {example}- and five characters such as {example}-7K3Q2, or leave the id out");
    problems.add(line("id"), code::BAD_ID, Weight::Warning, found, hint);
}

fn superseded(record: &Record, line: &dyn Fn(&str) -> u32, problems: &mut Problems) {
    let by = !record.superseded_by.is_empty();
    let (key, message, hint) = match record.status {
        Some(Status::Superseded) if !by => {
            ("status", "The record is superseded and does not say by what", "Add superseded_by")
        }
        Some(status) if by && status != Status::Superseded => (
            "superseded_by",
            "Something supersedes the record, but its status says otherwise",
            "Write status: superseded",
        ),
        _ => return,
    };
    problems.add(line(key), code::SUPERSEDED_BY, Weight::Warning, message, hint);
}

fn ends(record: &Record, line: &dyn Fn(&str) -> u32, problems: &mut Problems) {
    if record.kind != Kind::Incident {
        return;
    }
    let facts = &record.incident;
    let pairs = [
        ("started", &facts.started, "detected", &facts.detected),
        ("started", &facts.started, "mitigated", &facts.mitigated),
        ("started", &facts.started, "resolved", &facts.resolved),
        ("mitigated", &facts.mitigated, "resolved", &facts.resolved),
    ];
    let mut named = Vec::new();
    for (start_key, start, end_key, end) in pairs {
        let (Some(start), Some(end)) = (start, end) else { continue };
        if is_before(end, start) && !named.contains(&end_key) {
            named.push(end_key);
            problems.add(
                line(end_key),
                code::END_BEFORE_START,
                Weight::Warning,
                format!("`{end_key}` ({}) is earlier than `{start_key}` ({})", end.text, start.text),
                "Correct one of the two; mind the offsets",
            );
        }
    }
}

fn timeline(record: &Record, problems: &mut Problems) {
    for pair in record.body.timeline.windows(2) {
        if is_before(&pair[1].at, &pair[0].at) {
            problems.add(
                pair[1].line,
                code::TIMELINE_ORDER,
                Weight::Warning,
                format!("{} is earlier than the entry before it ({})", pair[1].at.text, pair[0].at.text),
                "Put the entries in order, or give this one its date",
            );
        }
    }
}

/// Days without a time are compared as days.
fn is_before(a: &Moment, b: &Moment) -> bool {
    if a.has_time() && b.has_time() { a.instant < b.instant } else { a.date < b.date }
}
