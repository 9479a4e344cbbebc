//! The `field:value` terms under which a record is filed.

use crate::{language::Field, words::fold};
use catchbook_record::{Kind, Record, Role, Status, Verdict};

/// Longer values are cut: a term is a name, not a text.
const MAX_VALUE_CHARS: usize = 200;

/// How severities are called, by number; 0 is none.
pub(crate) const SEVERITIES: [&str; 6] = ["none", "1", "2", "3", "4", "5"];

/// One spelling of a value: `Data_Loss`, `data loss` and `data-loss` are the same; so are `@ines` and `ines`.
pub(crate) fn normal(value: &str) -> String {
    let folded = fold(value.trim().trim_start_matches(['@', '#']).trim_start_matches("[[").trim_end_matches("]]"));
    let mut out = String::with_capacity(folded.len());
    for c in folded.trim().chars().take(MAX_VALUE_CHARS) {
        let c = if c.is_whitespace() || c == '_' { '-' } else { c };
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    out
}

/// The term of a field and an already [`normal`] value.
pub(crate) fn term_text(field: Field, value: &str) -> String {
    format!("{}:{value}", field.as_str())
}

/// The term of a file's name, without its ending and already [`normal`]: what `id:` and `path:` look up too.
pub(crate) fn stem_text(stem: &str) -> String {
    format!("stem:{stem}")
}

/// Every fact of a record, as terms.
pub(crate) fn facts(record: &Record) -> Vec<String> {
    let mut facts = Facts::default();
    facts.counted(record);
    facts.people(record);
    facts.words(record);
    facts.code(record);
    facts.states(record);
    facts.terms.sort_unstable();
    facts.terms.dedup();
    facts.terms
}

#[derive(Default)]
struct Facts {
    terms: Vec<String>,
}

impl Facts {
    fn add(&mut self, field: Field, value: &str) {
        let value = normal(value);
        if !value.is_empty() {
            self.terms.push(term_text(field, &value));
        }
    }

    fn add_all<'a>(&mut self, field: Field, values: impl IntoIterator<Item = &'a String>) {
        values.into_iter().for_each(|value| self.add(field, value));
    }

    fn add_if(&mut self, is_so: bool, field: Field, value: &str) {
        if is_so {
            self.add(field, value);
        }
    }

    /// What stands in columns too: within `OR` a column is of no use.
    fn counted(&mut self, record: &Record) {
        self.add(Field::Type, record.kind.as_str());
        self.add_all(Field::Service, &record.services);
        let severity = usize::from(record.severity.unwrap_or(0));
        self.add(Field::Severity, SEVERITIES.get(severity).unwrap_or(&SEVERITIES[0]));
        green_gates(record).for_each(|gate| self.add(Field::Gate, gate));
        self.add_all(Field::Mode, record.modes.iter().chain(&record.model.topic));
    }

    fn people(&mut self, record: &Record) {
        self.add_all(Field::By, &record.found.caught_by);
        self.add_all(Field::By, &record.authors);
        self.add_all(Field::By, record.credits.iter().map(|credit| &credit.name));
        self.add_all(Field::By, record.verified.iter().flat_map(|verified| &verified.by));
    }

    fn words(&mut self, record: &Record) {
        self.add_all(Field::Tag, &record.tags);
        self.add_all(Field::Class, &record.class);
        if let Some(model) = &record.model.model {
            starts(model, |c| !c.is_alphanumeric()).for_each(|start| self.add(Field::Model, &model[start..]));
        }
        self.add_all(Field::Id, &record.id);
        self.add_all(Field::Id, &record.aliases);
        record.found.caught_how.iter().for_each(|how| self.add(Field::CaughtHow, how.as_str()));
        record.status.iter().for_each(|status| self.add(Field::Status, status.as_str()));
        record.origin.iter().for_each(|origin| self.add(Field::Origin, origin.as_str()));
        record.gates.iter().for_each(|gate| self.add(Field::Verdict, gate.verdict.as_str()));
    }

    fn code(&mut self, record: &Record) {
        self.add_all(Field::Commit, record.changes.iter().filter_map(|change| change.commit.as_ref()));
        self.add_all(Field::Pr, record.changes.iter().filter_map(|change| change.pr.as_ref()));
        self.own_path(record);
        for symbol in record.guards.iter().filter_map(|guard| guard.symbol.as_ref()) {
            for start in starts(symbol, |c| !c.is_alphanumeric() && c != '_') {
                self.add(Field::Symbol, &symbol[start..]);
            }
        }
        for guard in &record.guards {
            for start in starts(&guard.path, |c| !c.is_alphanumeric()) {
                self.add(Field::Path, &guard.path[start..]);
            }
        }
    }

    /// A path is looked up by the key of the document and by its file name: paths are the longest terms there are, and
    /// no two are the same.
    fn own_path(&mut self, record: &Record) {
        if normal(&record.path) != record.path {
            self.add(Field::Path, &record.path);
        }
        let stem = normal(record.stem());
        if !stem.is_empty() {
            self.terms.push(stem_text(&stem));
        }
    }

    fn states(&mut self, record: &Record) {
        self.add_if(record.status == Some(Status::Draft), Field::Is, "draft");
        self.add_if(is_open(record), Field::Is, "open");
        let is_event = matches!(record.kind, Kind::Incident | Kind::Catch);
        self.add_if(is_event && record.changes.is_empty(), Field::Is, "unlinked");

        self.add_if(!record.guards.is_empty(), Field::Has, "guard");
        self.add_if(record.changes.iter().any(|change| change.role == Role::Fixed), Field::Has, "fix");
        self.add_if(record.changes.iter().any(|change| change.role == Role::Introduced), Field::Has, "cause");
        self.add_if(record.cost.is_some(), Field::Has, "cost");
        self.add_if(record.detector.is_some(), Field::Has, "detector");
        self.add_if(!record.gates.is_empty(), Field::Has, "gate");
        self.add_if(!record.body.checks.is_empty(), Field::Has, "check");
        self.add_if(!record.body.actions.is_empty(), Field::Has, "action");
        self.add_if(!record.body.timeline.is_empty(), Field::Has, "timeline");
        self.add_if(!record.sources.is_empty(), Field::Has, "source");
    }
}

/// Where the suffixes of a path begin that a person would type: at its start and behind every `joint`.
fn starts(path: &str, joint: impl Fn(char) -> bool) -> impl Iterator<Item = usize> {
    let behind = path.char_indices().filter(move |(_, c)| joint(*c)).map(|(at, c)| at + c.len_utf8());
    std::iter::once(0).chain(behind).filter(|&at| at < path.len()).take(32)
}

/// An event whose end nobody recorded: no fix, no resolution, nothing that closed it.
fn is_open(record: &Record) -> bool {
    let is_fixed = record.changes.iter().any(|change| change.role == Role::Fixed);
    match record.kind {
        Kind::Incident => !is_fixed && record.incident.resolved.is_none(),
        Kind::Catch => !is_fixed,
        Kind::ModelError => !is_fixed && record.found.closed_by.is_none() && record.model.validation.is_none(),
        _ => false,
    }
}

/// The gates that were green while the defect was there.
pub(crate) fn green_gates(record: &Record) -> impl Iterator<Item = &str> {
    record.gates.iter().filter(|gate| gate.verdict == Verdict::Passed).map(|gate| gate.name.as_str())
}
