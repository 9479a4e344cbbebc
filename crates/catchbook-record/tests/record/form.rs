use catchbook_record::form::{Form, FormField, Shape, form};

const PATH: &str = "catches/2026-06-14-reply-blank.md";

fn catch(front: &str) -> Form {
    form(PATH, format!("---\n{front}\n---\n# Reply blank\n").as_bytes())
}

fn field<'f>(form: &'f Form, name: &str) -> &'f FormField {
    form.fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn values_are_shown_as_they_were_written() {
    let form = catch(
        "severity: major # really\nservices: chat\ntags: [a, \"b, c\"]\ncaught_by:\n  - dana\n  - '@ines'\n\
         caught_at: 2026-06-14T09:40+02:00\nfixed: #2331",
    );
    for (name, values) in [
        ("severity", &["major"][..]),
        ("services", &["chat"]),
        ("tags", &["a", "b, c"]),
        ("caught_by", &["dana", "@ines"]),
        ("caught_at", &["2026-06-14T09:40+02:00"]),
        ("fixed", &["#2331"]),
        ("status", &[]),
    ] {
        let field = field(&form, name);
        assert_eq!(
            (&field.values[..], field.in_text),
            (&values.iter().map(ToString::to_string).collect::<Vec<_>>()[..], false),
            "{name}"
        );
    }
    assert_eq!(field(&form, "tags").line, Some(4));
    assert_eq!(field(&form, "status").line, None);
}

#[test]
fn a_type_has_its_own_fields_and_those_that_the_file_has() {
    let names = |form: &Form| form.fields.iter().map(|field| field.name).collect::<Vec<_>>();
    let plain = catch("id: C-7K3Q2");
    assert!(names(&plain).contains(&"caught_by") && !names(&plain).contains(&"detected"));
    assert!(field(&plain, "severity").usual && !field(&plain, "cost.hours").usual);
    let strange = catch("detected: 2026-06-14");
    let detected = field(&strange, "detected");
    assert_eq!(detected.values, ["2026-06-14"]);
    assert!(detected.problem.as_ref().unwrap().message.contains("an incident"));
}

#[test]
fn what_is_invalid_stays_with_its_sentence() {
    let form = catch("caught_at: yesterday\nseverity: bad\nserverity: 2\nunreadable: [a\ntags: [x]");
    assert_eq!(field(&form, "caught_at").values, ["yesterday"]);
    assert!(field(&form, "caught_at").problem.as_ref().unwrap().message.contains("not a time"));
    assert_eq!(field(&form, "severity").problem.as_ref().unwrap().code, "bad-severity");
    assert_eq!(field(&form, "tags").problem, None);
    let codes: Vec<&str> = form.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["unknown-key", "yaml-quote"]);
}

#[test]
fn what_a_form_has_no_room_for_is_left_to_the_text() {
    let form = catch(
        "gates:\n  - {name: e2e, verdict: passed}\nseverity: [a, b]\ntags: [{a: b}]\nclosed_by: |\n  one\n  two\n\
         fixed: [[C-7K3Q2]]",
    );
    for name in ["gates", "severity", "tags", "closed_by", "fixed"] {
        assert!(field(&form, name).in_text, "{name}");
    }
    assert_eq!(field(&form, "gates").shape, Shape::Entries);
    assert!(!field(&catch("gates:"), "gates").in_text);
}

#[test]
fn parts_of_a_map_are_fields_of_their_own() {
    let form = catch("cost: {hours: 3, basis: tickets}\nverified: 2026-06-14");
    assert_eq!(field(&form, "cost.hours").values, ["3"]);
    assert_eq!(field(&form, "cost.amount").values, [""; 0]);
    assert_eq!(field(&form, "verified.on").values, ["2026-06-14"]);
    // The sentence stands once, at the part that is there.
    assert_eq!(field(&form, "verified.on").problem.as_ref().unwrap().code, "verified-note");
    assert_eq!(field(&form, "verified.note").problem, None);
}

#[test]
fn a_file_without_fields_has_an_empty_form() {
    for text in ["# T\n", "", "---\n---\n# T\n", "---\n- a\n---\n# T\n", "---\n# T\n"] {
        let form = form(PATH, text.as_bytes());
        assert!(form.fields.iter().all(|field| field.values.is_empty()), "{text:?}");
    }
    assert_eq!(form(PATH, b"---\na: 1\n# T\n").problems.len(), 0, "what is said of line 1 is of the whole file");
}

#[test]
fn a_short_form_is_not_offered_beside_the_long_one() {
    let names = |form: &Form| form.fields.iter().map(|field| field.name).collect::<Vec<_>>();
    let long = catch("gates: [{name: e2e, verdict: passed}]\nchanges: [{role: fixed, commit: a41f9c2}]");
    assert!(!names(&long).contains(&"green") && !names(&long).contains(&"introduced"));
    let both = catch("gates: [{name: e2e, verdict: passed}]\ngreen: unit");
    assert_eq!(field(&both, "green").values, ["unit"]);
}
