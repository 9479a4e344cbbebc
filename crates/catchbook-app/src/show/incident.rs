use super::{Surroundings, labels};
use crate::api::IncidentView;
use crate::wording::{Gap, gap, moment};
use catchbook_record::{Moment, Record};

/// What only an incident has. A time whose ends are missing stays absent: it reads "not recorded", never a guess.
pub(crate) fn incident_view(record: &Record, around: &Surroundings<'_>) -> IncidentView {
    let facts = &record.incident;
    let from_start = |end: &Option<Moment>| between(facts.started.as_ref(), end.as_ref());
    IncidentView {
        started: facts.started.as_ref().map(moment),
        detected: facts.detected.as_ref().map(moment),
        mitigated: facts.mitigated.as_ref().map(moment),
        resolved: facts.resolved.as_ref().map(moment),
        to_detect: from_start(&facts.detected),
        to_mitigate: from_start(&facts.mitigated),
        to_resolve: from_start(&facts.resolved),
        detected_by: facts.detected_by.map(|what| labels::detected_by(what).to_owned()),
        trigger: facts.trigger.clone(),
        factors: facts.contributing_factors.clone(),
        impact: facts.impact.clone(),
        catches: facts.catches.iter().map(|handle| (around.record)(handle)).collect(),
        followed: facts.followed.as_deref().map(around.record),
    }
}

fn between(from: Option<&Moment>, to: Option<&Moment>) -> Option<String> {
    gap(from?, to?).map(Gap::full)
}
