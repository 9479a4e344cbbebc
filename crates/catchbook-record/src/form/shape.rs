//! How each field of the format is written down in a form.

use crate::{
    CaughtHow, CaughtWhere, DetectedBy, Disposition, Kind, Luck, Origin, Provenance, Status, schema::fields::group,
};

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    /// Several texts.
    List,
    /// Several handles.
    People,
    /// A date or a time.
    Moment,
    Severity,
    /// One of a closed set of words.
    Word(&'static [&'static str]),
    /// Entries with fields of their own: edited in the text.
    Entries,
}

/// Fields in the order of a form. `id` is made once, and `title` stands in the heading unless a file has the field.
pub(super) const SHAPES: &[(&str, Shape)] = &[
    ("started", Shape::Moment),
    ("detected", Shape::Moment),
    ("mitigated", Shape::Moment),
    ("resolved", Shape::Moment),
    ("caught_at", Shape::Moment),
    ("severity", Shape::Severity),
    ("services", Shape::List),
    ("audience", Shape::Text),
    ("names", Shape::List),
    ("emails", Shape::List),
    ("caught_by", Shape::People),
    ("caught_how", Shape::Word(words::CAUGHT_HOW)),
    ("caught_where", Shape::Word(words::CAUGHT_WHERE)),
    ("detected_by", Shape::Word(words::DETECTED_BY)),
    ("model", Shape::Text),
    ("disposition", Shape::Word(words::DISPOSITION)),
    ("owner", Shape::Text),
    ("nearest_gate", Shape::Text),
    ("green", Shape::List),
    ("introduced", Shape::List),
    ("fixed", Shape::List),
    ("catches", Shape::List),
    ("status", Shape::Word(words::STATUS)),
    ("tags", Shape::List),
    ("authors", Shape::People),
    ("title", Shape::Text),
    ("type", Shape::Word(words::KIND)),
    ("date", Shape::Moment),
    ("class", Shape::Text),
    ("modes", Shape::List),
    ("symptoms", Shape::List),
    ("trigger", Shape::Text),
    ("contributing_factors", Shape::List),
    ("impact", Shape::Text),
    ("cost.hours", Shape::Text),
    ("cost.customers", Shape::Text),
    ("cost.amount", Shape::Text),
    ("cost.currency", Shape::Text),
    ("cost.basis", Shape::Text),
    ("verified.on", Shape::Moment),
    ("verified.by", Shape::People),
    ("verified.commit", Shape::Text),
    ("verified.note", Shape::Text),
    ("review_every", Shape::Text),
    ("luck", Shape::Word(words::LUCK)),
    ("closed_by", Shape::Text),
    ("failed_fixes", Shape::Entries),
    ("left.by", Shape::Text),
    ("left.until", Shape::Moment),
    ("left.why", Shape::Text),
    ("topic", Shape::Text),
    ("claimed_confidence", Shape::Text),
    ("failed_attempts", Shape::Text),
    ("validation", Shape::Text),
    ("followed", Shape::Text),
    ("reverted", Shape::List),
    ("changes", Shape::Entries),
    ("gates", Shape::Entries),
    ("guards", Shape::Entries),
    ("detector", Shape::Entries),
    ("origin", Shape::Word(words::ORIGIN)),
    ("provenance", Shape::Word(words::PROVENANCE)),
    ("visibility", Shape::Word(&["restricted"])),
    ("credits", Shape::Entries),
    ("supersedes", Shape::List),
    ("superseded_by", Shape::List),
    ("aliases", Shape::List),
    ("dissimilar", Shape::List),
    ("sources", Shape::Entries),
    ("active_until", Shape::Moment),
    ("explains", Shape::Entries),
];

/// How a field of a form is written, `cost.hours` for one inside another.
pub fn shape_of(field: &str) -> Option<Shape> {
    SHAPES.iter().find(|(name, _)| *name == field).map(|(_, shape)| *shape)
}

/// Whether records of this type are expected to have the field. The others are few people's need.
pub(super) fn is_usual(field: &str, kind: Kind) -> bool {
    match field {
        "started" | "detected" | "mitigated" | "resolved" | "catches" => kind == Kind::Incident,
        "caught_at" | "caught_where" => kind == Kind::Catch,
        "caught_by" | "caught_how" => matches!(kind, Kind::Catch | Kind::ModelError),
        "model" | "disposition" => kind == Kind::ModelError,
        "severity" | "introduced" | "fixed" | "green" => matches!(kind, Kind::Incident | Kind::Catch),
        "owner" | "nearest_gate" => kind == Kind::Property,
        "audience" => kind == Kind::ReadingList,
        "names" | "emails" => kind == Kind::Person,
        "verified.on" | "verified.by" | "verified.note" | "review_every" => kind == Kind::Guide,
        "services" | "tags" => kind != Kind::Person,
        "status" => !matches!(kind, Kind::Person | Kind::Note),
        _ => false,
    }
}

/// Whether a record of this type may have the field at all.
pub(super) fn belongs(field: &str, kind: Kind) -> bool {
    let top = field.split_once('.').map_or(field, |(top, _)| top);
    group(top).is_some_and(|group| group.holds(kind))
}

/// The format's words, as text.
mod words {
    use super::{CaughtHow, CaughtWhere, DetectedBy, Disposition, Kind, Luck, Origin, Provenance, Status};

    macro_rules! texts {
        ($($name:ident: $words:ident),+ $(,)?) => { $(
            pub(super) const $name: &[&str] = &{
                let mut texts = [""; $words::ALL.len()];
                let mut at = 0;
                while at < texts.len() {
                    texts[at] = $words::ALL[at].as_str();
                    at += 1;
                }
                texts
            };
        )+ };
    }

    texts! {
        CAUGHT_HOW: CaughtHow, CAUGHT_WHERE: CaughtWhere, DETECTED_BY: DetectedBy, DISPOSITION: Disposition,
        KIND: Kind, LUCK: Luck, ORIGIN: Origin, PROVENANCE: Provenance, STATUS: Status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::fields::FIELDS;

    #[test]
    fn every_field_of_the_format_has_a_shape() {
        for (field, _) in FIELDS.iter().filter(|(field, _)| *field != "id") {
            let part = format!("{field}.");
            let shaped = SHAPES.iter().any(|(name, _)| name == field || name.starts_with(&part));
            assert!(shaped, "{field}");
        }
        for (name, _) in SHAPES {
            assert!(group(name.split('.').next().unwrap()).is_some(), "{name} is no field");
        }
    }

    #[test]
    fn words_are_those_of_the_format() {
        assert_eq!(shape_of("luck"), Some(Shape::Word(&["luck", "habit", "design"])));
    }
}
