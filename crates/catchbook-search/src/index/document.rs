use super::{
    facts::{facts, green_gates},
    schema::{Fields, UNDATED},
};
use catchbook_record::{Kind, Record};
use jiff::{
    Span,
    civil::{Date, date},
};
use tantivy::{TantivyDocument, schema::Field};

/// A column holds names: longer ones are cut.
const MAX_NAME_CHARS: usize = 200;
/// Bytes at the start of a body in which its title is looked for.
const TITLE_WITHIN: usize = 1_000;
/// Names a record may have in one column.
const MAX_NAMES: usize = 64;

/// What the index keeps of a record.
pub(crate) fn document(fields: &Fields, record: &Record) -> TantivyDocument {
    let mut page = Page { document: TantivyDocument::default(), fields };
    page.document.add_text(fields.path, &record.path);
    page.write_lead(record);
    page.write_facts_of(record);
    page.write_explanations(record);
    page.write_people_and_code(record);
    page.write_text(&record.body.text);
    page.write_columns(record);
    for fact in facts(record) {
        page.document.add_text(fields.facts, fact);
    }
    page.document
}

struct Page<'a> {
    document: TantivyDocument,
    fields: &'a Fields,
}

impl Page<'_> {
    fn write_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.document.add_text(self.fields.text, text);
        }
    }

    fn write_texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        texts.into_iter().for_each(|text| self.write_text(text));
    }

    fn lead(&mut self, text: &str) {
        self.write_text(text);
        self.document.add_text(self.fields.lead, text);
    }

    fn write_lead(&mut self, record: &Record) {
        // Most bodies begin with the title; counting it twice there would drown the other words.
        let bytes = TITLE_WITHIN.min(record.body.text.len());
        let is_in_body = record.body.text.as_bytes()[..bytes]
            .windows(record.title.len().max(1))
            .any(|at| at == record.title.as_bytes());
        if is_in_body {
            self.document.add_text(self.fields.lead, &record.title);
        } else {
            self.lead(&record.title);
        }
        let says = record.symptoms.iter().chain(&record.class).chain(&record.person.names);
        says.for_each(|text| self.lead(text));
        for name in record.id.iter().chain(&record.aliases) {
            self.write_text(name);
            self.document.add_text(self.fields.lead, in_words(name));
        }
        self.lead(&in_words(record.stem()));
    }

    fn write_facts_of(&mut self, record: &Record) {
        self.write_texts(record.services.iter().chain(&record.tags).chain(&record.modes));
        self.write_texts(record.model.model.iter().chain(&record.model.topic).chain(&record.audience));
        self.write_text(record.kind.as_str());
        record.gates.iter().for_each(|gate| self.write_text(&gate.name));
        self.write_texts(record.detector.iter().flat_map(|detector| detector.kind.iter().chain(&detector.reference)));
    }

    fn write_explanations(&mut self, record: &Record) {
        let incident = &record.incident;
        self.write_texts(incident.trigger.iter().chain(&incident.contributing_factors).chain(&incident.impact));
        for gate in &record.gates {
            self.write_texts(gate.why_blind.iter().chain(&gate.evidence));
        }
        self.write_texts(record.changes.iter().filter_map(|change| change.evidence.as_ref()));
        self.write_texts(record.guards.iter().flat_map(|guard| guard.why.iter().chain(&guard.symbol)));
        self.write_texts(
            record.found.closed_by.iter().chain(record.found.left.iter().filter_map(|left| left.why.as_ref())),
        );
        self.write_texts(
            record.model.validation.iter().chain(&record.property.owner).chain(&record.property.nearest_gate),
        );
        self.write_texts(record.verified.iter().filter_map(|verified| verified.note.as_ref()));
        self.write_texts(record.cost.iter().filter_map(|cost| cost.basis.as_ref()));
        self.write_texts(record.person.explains.iter().filter_map(|explains| explains.words.as_ref()));
        record.extra.iter().for_each(|(_, text)| self.write_text(text));
    }

    fn write_people_and_code(&mut self, record: &Record) {
        self.write_texts(record.found.caught_by.iter().chain(&record.authors));
        self.write_texts(record.changes.iter().flat_map(|change| change.commit.iter().chain(&change.pr)));
        record.guards.iter().for_each(|guard| self.write_text(&guard.path));
    }

    fn write_columns(&mut self, record: &Record) {
        let Fields { kind, severity, service, gate, mode, seconds, day, due, cost, tie, .. } = *self.fields;
        self.document.add_u64(kind, kind_number(record.kind));
        self.document.add_u64(severity, u64::from(record.severity.filter(|s| (1..=5).contains(s)).unwrap_or(0)));
        self.write_names(service, record.services.iter().map(String::as_str));
        self.write_names(gate, green_gates(record));
        self.write_names(mode, record.modes.iter().chain(&record.model.topic).map(String::as_str));
        self.document.add_i64(seconds, record.date.as_ref().map_or(UNDATED, |at| at.instant.as_second()));
        if let Some(at) = &record.date {
            self.document.add_i64(day, day_number(at.date));
        }
        let open = record.body.actions.iter().filter(|action| !action.done);
        for at in open.filter_map(|action| action.due.as_ref()) {
            self.document.add_i64(due, day_number(at.date));
        }
        if let Some(hours) = record.cost.as_ref().and_then(|spent| spent.hours).filter(|hours| *hours >= 0.0) {
            self.document.add_u64(cost, (hours * 60.0).round() as u64);
        }
        self.document.add_u64(tie, tie_of(&record.path));
    }

    /// Distinct names only, so that a count of values is a count of records.
    fn write_names<'t>(&mut self, field: Field, names: impl Iterator<Item = &'t str>) {
        let mut seen = std::collections::BTreeSet::new();
        for name in names.take(MAX_NAMES) {
            let name: String = name.trim().chars().take(MAX_NAME_CHARS).collect();
            if !name.is_empty() && seen.insert(super::facts::normal(&name)) {
                self.document.add_text(field, name);
            }
        }
    }
}

/// A name's words without the name as a whole, which is among the facts: one more term of this record alone would rank
/// nothing.
fn in_words(name: &str) -> String {
    name.replace('-', " ")
}

/// The place of a type in [`Kind::ALL`].
pub(crate) fn kind_number(kind: Kind) -> u64 {
    Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default() as u64
}

/// Days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from((day - date(1970, 1, 1)).get_days())
}

/// The day with that number; nothing beyond the calendar.
pub(crate) fn date_of(number: i64) -> Option<Date> {
    let span = Span::new().try_days(number).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}

/// 32 bits that hardly any other path has.
fn tie_of(path: &str) -> u64 {
    let hash = path.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    u64::from(hash)
}
