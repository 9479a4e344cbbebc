//! The chain: change that introduced → incident → human catch → change that fixed.

use super::Surroundings;
use crate::api::{ChainLink, ChainPart, ChainView, RecordRef};
use crate::wording::{Gap, first_sentence, gap, moment};
use catchbook_record::{Change, Kind, Moment, Origin, Record, Role, Verdict, chain};

/// The records that one chain is made of: an incident, the catch that ended it, or either alone.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) incident: Option<&'a Record>,
    pub(crate) catch: Option<&'a Record>,
}

impl<'a> Pair<'a> {
    /// Puts a record and the one it is tied to in their places.
    pub(crate) fn new(record: &'a Record, partner: Option<&'a Record>) -> Self {
        match record.kind {
            Kind::Incident => Pair { incident: Some(record), catch: partner },
            _ => Pair { incident: partner, catch: Some(record) },
        }
    }

    /// The change at one end, from whichever record knows it.
    fn end(self, pick: impl Fn(&'a Record) -> Option<&'a Change>) -> Option<&'a Change> {
        [self.catch, self.incident].into_iter().flatten().find_map(pick)
    }

    fn origin(self) -> Option<Origin> {
        [self.catch, self.incident].into_iter().flatten().find_map(|record| record.origin)
    }
}

/// The chain of `record`, or `None` when there is nothing to tie together.
pub(crate) fn chain_view(record: &Record, partner: Option<&Record>, around: &Surroundings<'_>) -> Option<ChainView> {
    let told = matches!(record.kind, Kind::Incident | Kind::Catch) || !record.changes.is_empty();
    if !told {
        return None;
    }
    let pair = Pair::new(record, partner);
    let introduced = pair.end(|record| chain(record).introduced);
    let fixed = pair.end(|record| chain(record).fixed);

    let mut links = Vec::with_capacity(4);
    links.extend(introduced.map(|change| introduced_link(change, pair.origin(), around)));
    links.extend(pair.incident.map(|incident| incident_link(incident, record, around)));
    links.extend(pair.catch.map(|catch| catch_link(catch, record, around)));
    links.push(fixed.map_or_else(open_fix, |change| fixed_link(change, around)));

    let moments: Vec<Option<&Moment>> = [
        introduced.map(|change| change.at.as_ref()),
        pair.incident.map(began),
        pair.catch.map(caught),
        Some(fixed.and_then(|change| change.at.as_ref())),
    ]
    .into_iter()
    .flatten()
    .collect();
    fill_gaps(&mut links, &moments);

    let seen = introduced.and_then(|change| change.at.as_ref());
    let until = pair.catch.and_then(caught);
    let green = Greenness::of(record, partner, around.required_gates);
    Some(ChainView {
        green: green.sentence(seen.zip(until).and_then(|(from, to)| gap(from, to))),
        dashed: green == Greenness::Broken,
        span: seen.zip(fixed.and_then(|change| change.at.as_ref())).and_then(|(from, to)| gap(from, to)).map(Gap::full),
        links,
    })
}

fn began(incident: &Record) -> Option<&Moment> {
    incident.incident.started.as_ref().or(incident.incident.detected.as_ref()).or(incident.date.as_ref())
}

fn caught(catch: &Record) -> Option<&Moment> {
    catch.found.caught_at.as_ref().or(catch.date.as_ref())
}

fn link(part: ChainPart, label: &str) -> ChainLink {
    ChainLink {
        part,
        label: label.to_owned(),
        what: None,
        change: None,
        record: None,
        meta: Vec::new(),
        at: None,
        suspected: false,
        open: false,
        gap: None,
        gap_label: None,
    }
}

/// Shown without its author: causes never name people. That a machine took part is told.
fn introduced_link(change: &Change, origin: Option<Origin>, around: &Surroundings<'_>) -> ChainLink {
    let mut shown = change_link(ChainPart::Introduced, "Change that introduced it", change, around);
    shown.meta.extend(match origin {
        Some(Origin::AiAssisted) => Some("With an agent".to_owned()),
        Some(Origin::AiGenerated) => Some("Written by an agent".to_owned()),
        Some(Origin::Human | Origin::Unknown) | None => None,
    });
    shown
}

fn fixed_link(change: &Change, around: &Surroundings<'_>) -> ChainLink {
    let label = match change.role {
        Role::Reverted => "Change that was reverted",
        Role::Mitigated => "Change that eased it",
        Role::Fixed | Role::Introduced | Role::Guarded => "Change that fixed it",
    };
    let mut shown = change_link(ChainPart::Fixed, label, change, around);
    shown.meta.extend((around.commit)(change).map(|commit| (around.name_of)(&commit.author)));
    shown
}

fn change_link(part: ChainPart, label: &str, change: &Change, around: &Surroundings<'_>) -> ChainLink {
    ChainLink {
        what: (around.commit)(change).map(|commit| commit.title).or_else(|| change.evidence.clone()),
        change: Some((around.change)(change)),
        at: change.at.as_ref().map(moment),
        suspected: change.confidence == catchbook_record::Confidence::Suspected,
        ..link(part, label)
    }
}

fn open_fix() -> ChainLink {
    ChainLink { what: Some("Not linked yet".to_owned()), open: true, ..link(ChainPart::Fixed, "Change that fixed it") }
}

fn incident_link(incident: &Record, page: &Record, around: &Surroundings<'_>) -> ChainLink {
    ChainLink {
        what: Some(incident.title.clone()),
        record: other_page(incident, page, around),
        meta: incident.incident.impact.iter().map(|impact| first_sentence(impact).to_owned()).collect(),
        at: began(incident).map(moment),
        ..link(ChainPart::Incident, "Incident")
    }
}

fn catch_link(catch: &Record, page: &Record, around: &Surroundings<'_>) -> ChainLink {
    let mut meta = Vec::new();
    if !catch.found.caught_by.is_empty() {
        meta.push(catch.found.caught_by.iter().map(|handle| (around.name_of)(handle)).collect::<Vec<_>>().join(", "));
    }
    meta.extend(failed_fixes(catch));
    ChainLink {
        what: Some(how_caught(catch)),
        record: other_page(catch, page, around),
        meta,
        at: caught(catch).map(moment),
        ..link(ChainPart::Catch, "Human catch")
    }
}

/// "After 5 model fixes failed".
fn failed_fixes(catch: &Record) -> Option<String> {
    let total: u32 = catch.found.failed_fixes.iter().map(|tried| tried.count).fold(0, u32::saturating_add);
    let by_model = catch.found.failed_fixes.iter().all(|tried| tried.by.as_deref().is_some_and(|by| by == "model"));
    let who = if by_model { "model " } else { "" };
    match total {
        0 => None,
        1 => Some(format!("After 1 {who}fix failed")),
        _ => Some(format!("After {total} {who}fixes failed")),
    }
}

/// The first sentence under "How it was caught", else the way it was caught, else the title.
fn how_caught(catch: &Record) -> String {
    let told = catch.body.headings.iter().find(|heading| heading.text.to_lowercase().starts_with("how it was caught"));
    let sentence = told.and_then(|heading| {
        let section = catch.body.text.get(heading.section.clone())?;
        let after = section.split_once('\n')?.1;
        let plain = catchbook_render::plain(after.split("\n\n").map(str::trim).find(|part| !part.is_empty())?);
        let sentence = first_sentence(&plain).trim_end_matches('.').to_owned();
        (!sentence.is_empty() && sentence.chars().count() <= 120).then_some(sentence)
    });
    sentence
        .or_else(|| catch.found.caught_how.map(|how| crate::show::labels::caught_how(how).to_owned()))
        .unwrap_or_else(|| catch.title.clone())
}

/// A link to the other record of the pair; the page itself is not linked to.
fn other_page(record: &Record, page: &Record, around: &Surroundings<'_>) -> Option<RecordRef> {
    (record.path != page.path).then(|| (around.record)(record.handle()))
}

fn fill_gaps(links: &mut [ChainLink], moments: &[Option<&Moment>]) {
    for at in 1..links.len() {
        let between = moments[at - 1].zip(moments[at]).and_then(|(from, to)| gap(from, to));
        let label = match links[at].part {
            ChainPart::Introduced | ChainPart::Incident => "unseen",
            ChainPart::Catch => "to the catch",
            ChainPart::Fixed => "to the fix",
        };
        links[at - 1].gap = between.map(Gap::short);
        links[at - 1].gap_label = between.map(|_| label.to_owned());
    }
}

/// What the gates said from the change to the catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Greenness {
    /// Every gate that the vault requires passed.
    Required,
    /// None of the recorded gates is required by the vault, and all that ran passed.
    Recorded,
    /// A gate that counts was red or did not run.
    Broken,
    /// Nobody recorded a gate.
    Unknown,
}

impl Greenness {
    fn of(record: &Record, partner: Option<&Record>, required: &[String]) -> Self {
        let gates = if record.gates.is_empty() { partner.map_or(&[][..], |other| &other.gates) } else { &record.gates };
        let mut counted = gates.iter().filter(|gate| required.contains(&gate.name)).peekable();
        if counted.peek().is_some() {
            return if counted.all(|gate| gate.verdict == Verdict::Passed) { Self::Required } else { Self::Broken };
        }
        let mut ran = gates.iter().filter(|gate| gate.verdict != Verdict::NotApplicable).peekable();
        if ran.peek().is_none() {
            return Self::Unknown;
        }
        if ran.all(|gate| gate.verdict == Verdict::Passed) { Self::Recorded } else { Self::Broken }
    }

    fn sentence(self, time: Option<Gap>) -> Option<String> {
        let (which, time) = match (self, time) {
            (Self::Required, Some(time)) => ("required", time),
            (Self::Recorded, Some(time)) => ("recorded", time),
            _ => return None,
        };
        Some(format!("Every {which} gate was green for {}", time.full()))
    }
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
