//! What a new record begins with: short by default, long on request.
//!
//! The short ones are fit to be finished in any editor. The caller fills `{title}`, `{id}` and `{date}`.

use crate::Kind;

/// The built-in template of a type, as Markdown. Notes have none of their own and get the short guide's shape.
pub fn template(kind: Kind, long: bool) -> &'static str {
    match (kind, long) {
        (Kind::Incident, false) => include_str!("incident.md"),
        (Kind::Incident, true) => include_str!("incident-long.md"),
        (Kind::Catch, false) => include_str!("catch.md"),
        (Kind::Catch, true) => include_str!("catch-long.md"),
        (Kind::ModelError, _) => include_str!("model-error.md"),
        (Kind::Guide, _) => include_str!("guide.md"),
        (Kind::Property, _) => include_str!("property.md"),
        (Kind::ReadingList, _) => include_str!("reading-list.md"),
        (Kind::Person, _) => include_str!("person.md"),
        (Kind::Note, _) => "# {title}\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn every_template_reads_as_its_type_and_without_a_problem() {
        for kind in Kind::ALL.iter().filter(|kind| kind.folder().is_some()) {
            for long in [false, true] {
                let text = template(*kind, long)
                    .replace("{title}", "Reply blank: after \"redirect\"")
                    .replace("{id}", "C-7K3Q2");
                let path = format!("{}/2026-06-14-x.md", kind.folder().unwrap_or_default());
                let parsed = parse(&path, text.as_bytes());
                assert_eq!(parsed.problems, [], "{kind} {long}");
                assert_eq!(parsed.record.kind, *kind);
                assert_eq!(parsed.record.title, "Reply blank: after \"redirect\"", "{kind} {long}");
                assert!(text.ends_with('\n') && !text.contains('{'), "{kind} {long}: {text}");
            }
        }
    }
}
