use catchbook_record::completeness::{completeness, next_status};
use catchbook_record::{Kind, Record, Status, parse, template};

fn read(path: &str, text: &str) -> Record {
    parse(path, text.as_bytes()).record
}

fn missing(record: &Record) -> Vec<&'static str> {
    completeness(record, 0).into_iter().filter(|part| !part.done).map(|part| part.name).collect()
}

const INCIDENT: &str = "\
---
cost: {hours: 3, customers: 12, basis: tickets}
green: [unit]
---
# Two workers, one lock

## Trigger
A second worker started.

## Contributing factors
- A lock is taken inside the event loop

## How it was caught
Dana watched the count stand still.

## Before you change this
- [ ] Run two workers
";

#[test]
fn an_incident_has_seven_parts() {
    let record = read("incidents/a.md", INCIDENT);
    assert_eq!(completeness(&record, 0).len(), 7);
    assert_eq!(missing(&record), [""; 0]);
    assert!(!completeness(&record, 1)[0].done, "wording that asks for another look");
    for (cut, part) in [
        ("cost: {hours: 3, customers: 12, basis: tickets}\n", "cost"),
        ("green: [unit]\n", "green"),
        ("A second worker started.\n", "trigger"),
        ("- A lock is taken inside the event loop\n", "factors"),
        ("Dana watched the count stand still.\n", "caught"),
        ("- [ ] Run two workers\n", "check"),
    ] {
        assert!(INCIDENT.contains(cut));
        assert_eq!(missing(&read("incidents/a.md", &INCIDENT.replace(cut, ""))), [part], "{cut}");
    }
}

#[test]
fn fields_say_what_sections_may_say() {
    let record = read(
        "incidents/a.md",
        "---\ntrigger: a second worker\ncontributing_factors: [a lock]\ncatches: [\"[[C-7K3Q2]]\"]\n---\n# T\n\n## What was green\n\nUnit.\n",
    );
    assert_eq!(missing(&record), ["cost", "check"]);
}

#[test]
fn a_template_is_missing_all_but_its_wording() {
    for kind in [Kind::Incident, Kind::Catch, Kind::ModelError] {
        for long in [false, true] {
            let path = format!("{}/a.md", kind.folder().unwrap());
            let parts = completeness(&read(&path, template(kind, long)), 0);
            assert_eq!(
                (parts.len(), parts.iter().filter(|part| part.done).count()),
                (7, 1),
                "{kind} {long}: {parts:?}"
            );
        }
    }
    assert_eq!(completeness(&read("guides/a.md", "# T\n"), 0), []);
}

#[test]
fn a_status_goes_on_by_one_step() {
    for (path, front, next) in [
        ("incidents/a.md", "", Some(Status::InReview)),
        ("catches/a.md", "", None),
        ("catches/a.md", "status: draft", Some(Status::InReview)),
        ("catches/a.md", "status: in-review", Some(Status::Reviewed)),
        ("incidents/a.md", "status: reviewed", None),
        ("incidents/a.md", "status: superseded", None),
    ] {
        assert_eq!(next_status(&read(path, &format!("---\n{front}\n---\n# T\n"))), next, "{path} {front}");
    }
}
