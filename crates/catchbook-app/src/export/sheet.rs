//! A record as a sheet: everything that its page tells, in the page's order.

use super::chain::chain;
use super::words::{long, shared_zone, short, spoken};
use crate::api::{ActionView, GateView, GuardView, IncidentView, ModelView, RecordRef, RecordView};
use crate::wording::count;
use catchbook_print::{Code, Content, Entry, Gate, Image, Mark, Part, Sheet, Standing, Task};
use catchbook_record::{Kind, Record};

/// The part that lists what is still to be done.
pub(crate) const ACTIONS: &str = "Action items";

/// A record with what its page says of it, and its texts as they are read without the vault.
pub(crate) struct Told<'a> {
    pub(crate) record: &'a Record,
    pub(crate) view: &'a RecordView,
    /// What of the body is shown nowhere else.
    pub(crate) body: String,
    /// One line of Markdown without links into the vault.
    pub(crate) line: &'a dyn Fn(&str) -> String,
    pub(crate) images: Vec<Image>,
    /// "14 Jun 2026"
    pub(crate) today: String,
}

pub(crate) fn sheet(told: Told<'_>) -> Sheet {
    let view = told.view;
    let mut parts = Vec::new();
    parts.extend(view.incident.as_ref().and_then(incident));
    parts.extend(gates(view));
    parts.extend(text(&told));
    parts.extend(guards(&view.guards));
    parts.extend(timeline(&told));
    parts.extend(view.model.as_ref().and_then(model));
    parts.extend(checks(&told));
    parts.extend(actions(&told));
    parts.extend(refs("Superseded by", &view.superseded_by));
    parts.extend(refs("Takes the place of", &view.supersedes));
    parts.extend(facts(view));
    parts.extend(sources(view));
    Sheet {
        title: view.title.clone(),
        lede: view.lede.clone(),
        about: about(view),
        severity: view.severity,
        standing: standing(view),
        chain: view.chain.as_ref().map(|it| chain(it, &view.gates)),
        parts,
        foot: format!("{}, as of {}", view.handle, told.today),
        images: told.images,
    }
}

fn about(view: &RecordView) -> Vec<String> {
    let mut facts = vec![view.kind_label.clone(), view.handle.clone()];
    facts.extend(view.date.as_ref().map(|date| date.date.clone()));
    facts.extend(view.services.iter().chain(&view.modes).cloned());
    facts.extend(view.status.clone().filter(|status| status != "Reviewed"));
    facts.extend(view.restricted.then(|| "Restricted".to_owned()));
    facts
}

fn standing(view: &RecordView) -> Vec<Standing> {
    let stale = view.stale.iter().map(|ground| Standing { good: false, says: ground.clone(), details: None });
    let verified = view.verified.as_ref().map(|verified| Standing {
        good: !verified.overdue && view.stale.is_empty(),
        says: verified.headline.clone(),
        details: Some(
            [Some(verified.details.clone()), verified.note.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "),
        ),
    });
    stale.chain(verified).collect()
}

fn part(title: &str, aside: Option<String>, content: Content) -> Part {
    Part { title: Some(title.to_owned()), aside, content }
}

fn pairs(title: &str, rows: Vec<(&str, Option<String>)>) -> Option<Part> {
    let rows: Vec<_> = rows.into_iter().filter_map(|(label, text)| Some((label.to_owned(), text?))).collect();
    (!rows.is_empty()).then(|| part(title, None, Content::Pairs(rows)))
}

fn incident(incident: &IncidentView) -> Option<Part> {
    let moment = |at: &Option<crate::api::MomentView>| at.as_ref().map(long);
    let titles: Vec<String> = incident.catches.iter().map(named).collect();
    pairs(
        "The incident",
        vec![
            ("Started", moment(&incident.started)),
            ("Detected", moment(&incident.detected)),
            ("Mitigated", moment(&incident.mitigated)),
            ("Resolved", moment(&incident.resolved)),
            ("Time to detect", incident.to_detect.clone()),
            ("Time to mitigate", incident.to_mitigate.clone()),
            ("Time to resolve", incident.to_resolve.clone()),
            ("Detected by", incident.detected_by.clone()),
            ("Trigger", incident.trigger.clone()),
            ("Impact", incident.impact.clone()),
            ("Contributing factors", factors(&incident.factors)),
            ("Followed", incident.followed.as_ref().map(named)),
            ("Catches from it", (!titles.is_empty()).then(|| titles.join("; "))),
        ],
    )
}

/// Each may be a sentence of its own.
fn factors(factors: &[String]) -> Option<String> {
    let joined = factors.iter().map(|factor| factor.trim().trim_end_matches('.')).collect::<Vec<_>>().join("; ");
    (!joined.is_empty()).then_some(joined)
}

/// "Reply blank (C-7K3Q2)"
fn named(record: &RecordRef) -> String {
    if record.missing || record.title == record.handle {
        return record.handle.clone();
    }
    format!("{} ({})", record.title, record.handle)
}

fn gates(view: &RecordView) -> Option<Part> {
    let rows = view.gates.iter().map(gate).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| part("What was green", view.gates_when.clone(), Content::Gates(rows)))
}

fn gate(gate: &GateView) -> Gate {
    let verdict = spoken(&gate.verdict);
    Gate {
        name: gate.name.clone(),
        mark: match gate.verdict.as_str() {
            "passed" => Mark::Missed,
            "failed" => Mark::Caught,
            "not-applicable" => Mark::None,
            _ => Mark::Skipped,
        },
        verdict: match &gate.evidence {
            None => verdict,
            Some(evidence) if gate.verdict == "passed" => evidence.clone(),
            Some(evidence) => format!("{verdict}: {evidence}"),
        },
        why_blind: gate.why_blind.clone(),
    }
}

fn text(told: &Told<'_>) -> Option<Part> {
    let body = told.body.trim();
    let tells = matches!(told.record.kind, Kind::Incident | Kind::Catch | Kind::ModelError);
    let title = (tells && !body.starts_with('#')).then(|| "What happened".to_owned());
    (!body.is_empty()).then(|| Part { title, aside: None, content: Content::Text(body.to_owned()) })
}

fn guards(guards: &[GuardView]) -> Option<Part> {
    let rows = guards.iter().map(|guard| Code {
        path: guard.repo.iter().chain([&guard.path]).cloned().collect::<Vec<_>>().join(": "),
        caption: guard.caption.clone(),
        why: guard.why.clone(),
        first_line: guard.first_line,
        lines: guard.lines.clone(),
    });
    let aside = (guards.len() > 1).then(|| format!("{} places", guards.len()));
    (!guards.is_empty()).then(|| part("Guarded code", aside, Content::Code(rows.collect())))
}

fn timeline(told: &Told<'_>) -> Option<Part> {
    let shown = &told.view.timeline;
    let zone = shared_zone(shown.iter().map(|entry| &entry.at));
    let rows = shown.iter().zip(&told.record.body.timeline).map(|(entry, written)| {
        let when = short(&entry.at, entry.same_day);
        Entry {
            when: match (&zone, &entry.at.zone) {
                (None, Some(own)) => format!("{when} {own}"),
                _ => when,
            },
            text: (told.line)(&written.text),
            role: entry.role.as_ref().map(|role| role.replace('-', " ")),
            human: entry.human,
        }
    });
    let rows: Vec<Entry> = rows.collect();
    (!rows.is_empty()).then(|| part("Timeline", zone.map(|zone| format!("times in {zone}")), Content::Timeline(rows)))
}

fn model(model: &ModelView) -> Option<Part> {
    pairs(
        "What the model got wrong",
        vec![
            ("Model", model.model.clone()),
            ("Asked about", model.topic.clone()),
            ("What it was", model.disposition.clone()),
            ("Its confidence", model.claimed_confidence.clone()),
            ("Failed attempts", model.failed_attempts.map(|n| count(n as usize, "attempt", "attempts"))),
            ("What catches it now", model.validation.clone()),
        ],
    )
}

fn checks(told: &Told<'_>) -> Option<Part> {
    let rows = told.record.body.checks.iter();
    let rows: Vec<Task> = rows.map(|check| Task { done: false, text: (told.line)(&check.text), note: None }).collect();
    let aside = count(rows.len(), "check", "checks");
    (!rows.is_empty()).then(|| part("Before you change this", Some(aside), Content::Tasks(rows)))
}

fn actions(told: &Told<'_>) -> Option<Part> {
    let shown = &told.view.actions;
    let rows = shown.iter().zip(&told.record.body.actions);
    let rows: Vec<Task> = rows
        .map(|(action, written)| Task { done: action.done, text: (told.line)(&written.text), note: note(action) })
        .collect();
    let done = rows.iter().filter(|task| task.done).count();
    let aside = format!("{done} of {} done", rows.len());
    (!rows.is_empty()).then(|| part(ACTIONS, Some(aside), Content::Tasks(rows)))
}

fn note(action: &ActionView) -> Option<String> {
    let parts: Vec<String> = action.note.iter().chain(&action.kind).chain(&action.ticket).cloned().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn refs(title: &str, refs: &[RecordRef]) -> Option<Part> {
    let names: Vec<String> = refs.iter().map(|it| format!("- {}\n", catchbook_render::escape(&named(it)))).collect();
    (!names.is_empty()).then(|| part(title, None, Content::Text(names.concat())))
}

fn facts(view: &RecordView) -> Option<Part> {
    let mut rows: Vec<(&str, Option<String>)> = Vec::new();
    let class = view.class.as_ref().map(|class| match &class.definition {
        Some(definition) => format!("{}: {definition}", class.name),
        None => class.name.clone(),
    });
    rows.push(("Class", class));
    rows.extend(view.facts.iter().map(|fact| (fact.label.as_str(), Some(fact.text.clone()))));
    rows.push(("Tags", (!view.tags.is_empty()).then(|| view.tags.join(", "))));
    rows.push(("Written by", (!view.authors.is_empty()).then(|| view.authors.join(", "))));
    rows.push(("Provenance", view.provenance.as_deref().map(spoken)));
    let credits: Vec<_> = view
        .credits
        .iter()
        .map(|credit| match &credit.kind {
            Some(kind) => format!("{} ({kind})", credit.name),
            None => credit.name.clone(),
        })
        .collect();
    rows.push(("Credits", (!credits.is_empty()).then(|| credits.join(", "))));
    pairs("Facts", rows)
}

fn sources(view: &RecordView) -> Option<Part> {
    let lines = view.sources.iter().map(|source| {
        let mut line = format!("- {}", address(&source.url));
        if let Some(archived) = &source.archived {
            line.push_str(&format!(", archived as {}", address(archived)));
        }
        if let Some(on) = &source.accessed {
            line.push_str(&format!(", read {on}"));
        }
        line + "\n"
    });
    (!view.sources.is_empty()).then(|| part("Sources", None, Content::Text(lines.collect())))
}

/// An address as a link, where it is one; anything else as the words it is.
fn address(url: &str) -> String {
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>".contains(c));
    let known = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    if plain && known { format!("<{url}>") } else { catchbook_render::escape(url) }
}
