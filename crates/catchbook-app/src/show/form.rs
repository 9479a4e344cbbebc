//! A form's fields as a page shows them.

use super::labels;
use crate::api::{CompletenessView, FieldProblem, FieldShape, FieldView, FieldsView, PartView, StatusView};
use crate::user::Silenced;
use crate::wording::{Gap, count, gap, short_day};
use catchbook_record::completeness::{Part, completeness, next_status};
use catchbook_record::form::{Form, FormField, Shape};
use catchbook_record::{Moment, Problem, Record, Status, language, severity_of};
use jiff::civil::Date;

pub(crate) fn fields_view(form: Form, silenced: &Silenced, today: Date) -> FieldsView {
    let Form { record, fields, problems } = form;
    FieldsView {
        kind_label: record.kind.label().to_owned(),
        fields: fields.into_iter().map(|field| field_view(field, &record, today)).collect(),
        problems: problems.into_iter().map(problem_view).collect(),
        parts: part_views(&record, silenced),
        next_status: next_status(&record)
            .map(|status| StatusView { status: status.to_string(), label: labels::status(status).to_owned() }),
        words: record.body.words,
        silenced: u32::try_from(silenced.len()).unwrap_or(u32::MAX),
    }
}

fn field_view(field: FormField, record: &Record, today: Date) -> FieldView {
    let (shape, words) = match field.shape {
        Shape::Text => (FieldShape::Text, &[][..]),
        Shape::List => (FieldShape::List, &[][..]),
        Shape::People => (FieldShape::People, &[][..]),
        Shape::Moment => (FieldShape::Moment, &[][..]),
        Shape::Severity => (FieldShape::Severity, &[][..]),
        Shape::Word(words) => (FieldShape::Word, words),
        Shape::Entries => (FieldShape::Entries, &[][..]),
    };
    let first = field.values.first();
    FieldView {
        label: label(field.name),
        shape,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        reads: first.filter(|_| shape == FieldShape::Moment).and_then(|text| reads(text, today)),
        gap: since(field.name, record),
        severity: first.filter(|_| shape == FieldShape::Severity).and_then(|text| severity_of(text)),
        in_text: field.in_text,
        line: field.line,
        usual: field.usual,
        problem: field.problem.map(problem_view),
        name: field.name.to_owned(),
        values: field.values,
    }
}

/// "Caught by", "Cost, hours"
fn label(name: &str) -> String {
    match name {
        "green" => return "Was green".to_owned(),
        "introduced" | "fixed" | "reverted" => return label(&format!("{name}_by")),
        _ => {}
    }
    let words = name.replace('.', ", ").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn reads(text: &str, today: Date) -> Option<String> {
    let moment = Moment::parse(text)?;
    let day = short_day(moment.date, today);
    Some(match moment.time {
        Some(time) => format!("{day}, {}", time.strftime("%H:%M")),
        None => day,
    })
}

/// How long after the step before it a time of an incident is.
fn since(name: &str, record: &Record) -> Option<String> {
    let facts = &record.incident;
    let steps = [
        ("started", &facts.started),
        ("detected", &facts.detected),
        ("mitigated", &facts.mitigated),
        ("resolved", &facts.resolved),
    ];
    let at = steps.iter().position(|(step, _)| *step == name)?;
    let before = steps[..at].iter().rev().find_map(|(_, moment)| moment.as_ref())?;
    gap(before, steps[at].1.as_ref()?).map(Gap::short).map(|gap| format!("+ {gap}"))
}

fn problem_view(problem: Problem) -> FieldProblem {
    FieldProblem { message: problem.message, hint: problem.hint, line: problem.line }
}

/// Lines of the file with wording that asks for another look.
fn wording(record: &Record, silenced: &Silenced) -> Vec<u32> {
    let text = &record.body.text;
    let line = |at: usize| text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    let first = record.body.first_line;
    language::notes(text)
        .iter()
        .filter(|note| !silenced.has(note.rule, &text[note.span.clone()]))
        .map(|note| first + u32::try_from(line(note.span.start)).unwrap_or(u32::MAX - first))
        .collect()
}

fn part_views(record: &Record, silenced: &Silenced) -> Vec<PartView> {
    let lines = wording(record, silenced);
    let view = |part: Part| {
        let line = lines.first().copied().filter(|_| part.name == "wording");
        PartView {
            note: line.map(|line| format!("{} to look at, line {line}", count(lines.len(), "sentence", "sentences"))),
            line,
            name: part.name.to_owned(),
            label: part.label.to_owned(),
            done: part.done,
        }
    };
    completeness(record, lines.len()).into_iter().map(view).collect()
}

/// How complete a record is that is not reviewed yet; nothing for the others.
pub(crate) fn completeness_view(record: &Record, silenced: &Silenced) -> Option<CompletenessView> {
    if !matches!(record.status, Some(Status::Draft | Status::InReview)) {
        return None;
    }
    let parts = completeness(record, wording(record, silenced).len());
    let (done, missing): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.done);
    (!parts.is_empty()).then(|| CompletenessView {
        said: format!("{} of {}", done.len(), parts.len()),
        missing: missing.into_iter().map(|part| part.label.to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_record::form::form;

    fn view(front: &str) -> FieldsView {
        let text = format!("---\n{front}\n---\n# T\n\nIt was human error.\n");
        fields_view(form("incidents/a.md", text.as_bytes()), &Silenced::default(), jiff::civil::date(2026, 7, 16))
    }

    fn field<'v>(view: &'v FieldsView, name: &str) -> &'v FieldView {
        view.fields.iter().find(|field| field.name == name).unwrap()
    }

    #[test]
    fn times_read_as_on_a_page_and_say_how_long_it_took() {
        let view = view("started: 2026-07-14T02:10Z\nmitigated: 2026-07-14T02:58Z\nresolved: soon");
        let shown = |name| (field(&view, name).reads.as_deref(), field(&view, name).gap.as_deref());
        assert_eq!(shown("started"), (Some("14 Jul, 02:10"), None));
        assert_eq!(shown("mitigated"), (Some("14 Jul, 02:58"), Some("+ 48 min")));
        assert_eq!(shown("resolved"), (None, None));
        assert!(field(&view, "resolved").problem.is_some());
    }

    #[test]
    fn wording_says_how_many_and_where() {
        let view = view("status: draft");
        assert_eq!(view.parts[0].note.as_deref(), Some("1 sentence to look at, line 6"));
        assert_eq!(view.parts.len(), 7);
        assert_eq!(view.next_status.unwrap().label, "In review");
    }

    #[test]
    fn labels_are_words() {
        assert_eq!((label("caught_by"), label("cost.hours")), ("Caught by".to_owned(), "Cost, hours".to_owned()));
    }
}
