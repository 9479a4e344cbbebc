use super::actions::action_view;
use super::chain::chain_view;
use super::facts::{facts, model_view};
use super::form::completeness_view;
use super::guards::guard_view;
use super::incident::incident_view;
use super::verified::verified_view;
use super::{Rendering, Surroundings, labels};
use crate::api::{
    CheckView, ClassView, CreditView, GateView, ProblemView, RecordRef, RecordView, SourceView, TimelineView,
};
use crate::user::Silenced;
use crate::wording::{day, moment};
use catchbook_record::{Kind, Period, Record, TimelineEntry, TimelineRole};

/// Words a practised reader takes in per minute; Brysbaert 2019 gives 238 for English non-fiction.
const WORDS_A_MINUTE: u32 = 238;

/// What a page needs beside the record itself.
pub(crate) struct Page<'a> {
    pub(crate) record: &'a Record,
    /// The incident of a catch, or the catch of an incident.
    pub(crate) partner: Option<&'a Record>,
    pub(crate) rendering: Rendering,
    pub(crate) backlinks: Vec<RecordRef>,
    pub(crate) problems: Vec<ProblemView>,
    /// Grounds of staleness, a sentence each.
    pub(crate) stale: Vec<String>,
    /// The vault's `review_every`.
    pub(crate) review_every: Option<&'a Period>,
    /// The definition of the record's class in the vault's settings.
    pub(crate) class: Option<ClassView>,
    /// Notes on its wording that the person silenced.
    pub(crate) silenced: Silenced,
}

pub(crate) fn record_view(page: Page<'_>, around: &Surroundings<'_>) -> RecordView {
    let record = page.record;
    let refs = |handles: &[String]| handles.iter().map(|handle| (around.record)(handle)).collect::<Vec<_>>();
    RecordView {
        handle: record.handle().to_owned(),
        kind: record.kind.to_string(),
        kind_label: record.kind.label().to_owned(),
        title: record.title.clone(),
        lede: page.rendering.lede,
        path: record.path.clone(),
        date: record.date.as_ref().map(moment),
        status: record.status.map(|status| labels::status(status).to_owned()),
        completeness: completeness_view(record, &page.silenced),
        severity: record.severity,
        services: record.services.clone(),
        modes: record.modes.clone(),
        tags: record.tags.clone(),
        class: page.class,
        authors: record.authors.iter().map(|handle| (around.name_of)(handle)).collect(),
        provenance: record.provenance.map(|from| from.to_string()),
        restricted: record.restricted,
        verified: verified_view(record, page.review_every, around),
        stale: page.stale,
        chain: chain_view(record, page.partner, around),
        gates: gates(record, around),
        gates_when: gates_when(record, around),
        incident: (record.kind == Kind::Incident).then(|| incident_view(record, around)),
        model: model_view(record),
        sections: page.rendering.sections,
        guards: record.guards.iter().map(|guard| guard_view(guard, around)).collect(),
        timeline: timeline(record, around),
        checks: record.body.checks.iter().map(|check| CheckView { html: (around.inline)(&check.text) }).collect(),
        actions: record.body.actions.iter().map(|item| action_view(item, around)).collect(),
        facts: facts(record, around),
        credits: record
            .credits
            .iter()
            .map(|credit| CreditView {
                name: (around.name_of)(&credit.name),
                kind: credit.kind.map(|kind| kind.to_string()),
            })
            .collect(),
        sources: record
            .sources
            .iter()
            .map(|source| SourceView {
                url: source.url.clone(),
                archived: source.archived.clone(),
                accessed: source.accessed.as_ref().map(|on| day(on.date)),
            })
            .collect(),
        supersedes: refs(&record.supersedes),
        superseded_by: refs(&record.superseded_by),
        backlinks: page.backlinks,
        problems: page.problems,
        remote_images: page.rendering.remote_images,
        truncated: page.rendering.truncated,
        reading_minutes: record.body.words.div_ceil(WORDS_A_MINUTE).max(1),
    }
}

fn gates(record: &Record, around: &Surroundings<'_>) -> Vec<GateView> {
    record
        .gates
        .iter()
        .map(|gate| GateView {
            name: gate.name.clone(),
            verdict: gate.verdict.to_string(),
            evidence: gate.evidence.clone(),
            why_blind: gate.why_blind.clone(),
            required: around.required_gates.contains(&gate.name),
        })
        .collect()
}

fn gates_when(record: &Record, around: &Surroundings<'_>) -> Option<String> {
    let first = record.found.caught_by.first().filter(|_| !record.gates.is_empty())?;
    Some(format!("as it stood when {} saw it", (around.name_of)(first)))
}

fn timeline(record: &Record, around: &Surroundings<'_>) -> Vec<TimelineView> {
    let mut day_above = None;
    record
        .body
        .timeline
        .iter()
        .map(|entry| {
            let same_day = day_above.replace(entry.at.date) == Some(entry.at.date);
            timeline_view(entry, same_day, around)
        })
        .collect()
}

fn timeline_view(entry: &TimelineEntry, same_day: bool, around: &Surroundings<'_>) -> TimelineView {
    TimelineView {
        at: moment(&entry.at),
        same_day,
        role: entry.role.map(|role| role.to_string()),
        html: (around.inline)(&entry.text),
        human: matches!(entry.role, Some(TimelineRole::Detected | TimelineRole::KeyMoment)),
    }
}
