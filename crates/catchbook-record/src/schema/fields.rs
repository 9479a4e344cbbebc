//! The fields of the format, and which types they belong to.

use crate::Kind;

/// A set of types that share fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Shared,
    Incident,
    /// Catches and model errors.
    Found,
    Catch,
    /// Model errors, and catches with a `model`.
    Model,
    Property,
    ReadingList,
    Person,
}

impl Group {
    pub fn holds(self, kind: Kind) -> bool {
        match self {
            Group::Shared => true,
            Group::Incident => kind == Kind::Incident,
            Group::Found | Group::Model => matches!(kind, Kind::Catch | Kind::ModelError),
            Group::Catch => kind == Kind::Catch,
            Group::Property => kind == Kind::Property,
            Group::ReadingList => kind == Kind::ReadingList,
            Group::Person => kind == Kind::Person,
        }
    }

    /// Whose fields these are, in a sentence.
    pub fn owner(self) -> &'static str {
        match self {
            Group::Shared => "every record",
            Group::Incident => "an incident",
            Group::Found | Group::Model => "a catch or a model error",
            Group::Catch => "a catch",
            Group::Property => "a property",
            Group::ReadingList => "a reading list",
            Group::Person => "a person",
        }
    }
}

/// Every field by name.
pub(crate) const FIELDS: &[(&str, Group)] = &[
    ("id", Group::Shared),
    ("type", Group::Shared),
    ("title", Group::Shared),
    ("status", Group::Shared),
    ("date", Group::Shared),
    ("authors", Group::Shared),
    ("services", Group::Shared),
    ("tags", Group::Shared),
    ("class", Group::Shared),
    ("aliases", Group::Shared),
    ("dissimilar", Group::Shared),
    ("severity", Group::Shared),
    ("modes", Group::Shared),
    ("symptoms", Group::Shared),
    ("changes", Group::Shared),
    ("introduced", Group::Shared),
    ("fixed", Group::Shared),
    ("reverted", Group::Shared),
    ("gates", Group::Shared),
    ("green", Group::Shared),
    ("guards", Group::Shared),
    ("detector", Group::Shared),
    ("cost", Group::Shared),
    ("origin", Group::Shared),
    ("provenance", Group::Shared),
    ("visibility", Group::Shared),
    ("credits", Group::Shared),
    ("verified", Group::Shared),
    ("review_every", Group::Shared),
    ("supersedes", Group::Shared),
    ("superseded_by", Group::Shared),
    ("sources", Group::Shared),
    ("started", Group::Incident),
    ("detected", Group::Incident),
    ("mitigated", Group::Incident),
    ("resolved", Group::Incident),
    ("detected_by", Group::Incident),
    ("trigger", Group::Incident),
    ("contributing_factors", Group::Incident),
    ("impact", Group::Incident),
    ("catches", Group::Incident),
    ("followed", Group::Incident),
    ("caught_by", Group::Found),
    ("caught_at", Group::Found),
    ("caught_how", Group::Found),
    ("caught_where", Group::Found),
    ("luck", Group::Found),
    ("closed_by", Group::Found),
    ("failed_fixes", Group::Catch),
    ("left", Group::Catch),
    ("model", Group::Model),
    ("topic", Group::Model),
    ("disposition", Group::Model),
    ("claimed_confidence", Group::Model),
    ("failed_attempts", Group::Model),
    ("validation", Group::Model),
    ("owner", Group::Property),
    ("nearest_gate", Group::Property),
    ("audience", Group::ReadingList),
    ("names", Group::Person),
    ("emails", Group::Person),
    ("active_until", Group::Person),
    ("explains", Group::Person),
];

pub(crate) fn group(field: &str) -> Option<Group> {
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, group)| *group)
}

/// Which of the words a misspelt one was probably meant to be: at most two letters off, fewer for short words.
pub(crate) fn near<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if !(3..=40).contains(&text.len()) {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let most = if text.len() < 5 { 1 } else { 2 };
    let distances = words.into_iter().map(|word| (distance(&text, word), word));
    distances.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// Damerau-Levenshtein distance (optimal string alignment), in bytes.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_field() {
        let names = || FIELDS.iter().map(|(name, _)| *name);
        for (text, field) in [
            ("serverity", "severity"),
            ("caught-by", "caught_by"),
            ("tag", "tags"),
            ("symtoms", "symptoms"),
            ("Title", "title"),
            ("tpye", "type"),
        ] {
            assert_eq!(near(text, names()), Some(field), "{text}");
        }
        for text in ["description", "x", "layout", "weight", "permalink", ""] {
            assert_eq!(near(text, names()), None, "{text}");
        }
    }
}
