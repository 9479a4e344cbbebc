macro_rules! fields {
    ($($(#[$meta:meta])* $variant:ident = $name:literal $(| $alias:literal)*),+ $(,)?) => {
        /// What a query can ask for by name: `service:checkout`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$meta])* $variant),+ }

        impl Field {
            pub const ALL: &'static [Field] = &[$(Field::$variant),+];

            /// The name as queries are written with it.
            pub fn as_str(self) -> &'static str {
                match self { $(Field::$variant => $name),+ }
            }

            /// Reads a name or one of its other spellings, in any case.
            pub fn parse(name: &str) -> Option<Field> {
                let name = name.to_ascii_lowercase().replace('_', "-");
                match name.as_str() { $($name $(| $alias)* => Some(Field::$variant),)+ _ => None }
            }
        }
    };
}

fields! {
    Type = "type" | "kind",
    Service = "service" | "services",
    Tag = "tag" | "tags",
    /// `1` to `5`, `<=2`, `1..3`, `critical`, `none`.
    Severity = "severity" | "sev",
    /// The bug class.
    Class = "class",
    /// A gate that was green while the defect was there.
    Gate = "gate" | "green" | "gates",
    /// What any gate said.
    Verdict = "verdict",
    /// Who caught it, wrote it, helped or verified it.
    By = "by" | "author" | "caught-by",
    CaughtHow = "caught-how",
    Status = "status",
    /// Failure mode or topic.
    Mode = "mode" | "modes" | "topic" | "topics",
    Model = "model",
    Origin = "origin",
    /// The record's own file or code that it guards, from any part of the path on.
    Path = "path" | "file",
    /// A place in guarded code, by its name.
    Symbol = "symbol" | "symbols",
    Commit = "commit" | "sha",
    Pr = "pr",
    Id = "id",
    /// A record that others link to.
    LinkedTo = "linked-to" | "links-to",
    /// A record that others are like.
    Related = "related" | "similar-to",
    /// Hours of people's time: `>8h`, `<=30m`, `1h..8h`.
    Cost = "cost",
    Is = "is",
    Has = "has",
    Before = "before",
    After = "after",
    On = "on" | "date",
}

impl Field {
    /// Fields whose values are counted beside the results.
    pub const FACETS: [Field; 5] = [Field::Type, Field::Service, Field::Severity, Field::Gate, Field::Mode];

    /// The name most like `name`, for a misspelt one.
    pub(super) fn nearest(name: &str) -> Option<Field> {
        let name = name.to_ascii_lowercase();
        let nearest = Field::ALL
            .iter()
            .map(|field| (distance(&name, field.as_str()), *field))
            .min_by_key(|(distance, _)| *distance)?;
        (nearest.0 <= 2 && nearest.0 * 2 < name.len()).then_some(nearest.1)
    }

    /// The words that a closed field takes; empty where any value goes.
    pub fn words(self) -> Vec<&'static str> {
        use catchbook_record as record;
        match self {
            Field::Type => record::Kind::ALL.iter().map(|word| word.as_str()).collect(),
            Field::Verdict => record::Verdict::ALL.iter().map(|word| word.as_str()).collect(),
            Field::CaughtHow => record::CaughtHow::ALL.iter().map(|word| word.as_str()).collect(),
            Field::Status => record::Status::ALL.iter().map(|word| word.as_str()).collect(),
            Field::Origin => record::Origin::ALL.iter().map(|word| word.as_str()).collect(),
            Field::Is => vec!["draft", "stale", "open", "overdue", "unlinked"],
            Field::Has => {
                vec!["guard", "fix", "cause", "cost", "detector", "gate", "check", "action", "timeline", "source"]
            }
            _ => Vec::new(),
        }
    }

    /// A word of a closed field, from any of its spellings.
    pub(super) fn canonical(self, value: &str) -> Option<&'static str> {
        use catchbook_record as record;
        match self {
            Field::Type => record::Kind::parse(value).map(|word| word.as_str()),
            Field::Verdict => record::Verdict::parse(value).map(|word| word.as_str()),
            Field::CaughtHow => record::CaughtHow::parse(value).map(|word| word.as_str()),
            Field::Status => record::Status::parse(value).map(|word| word.as_str()),
            Field::Origin => record::Origin::parse(value).map(|word| word.as_str()),
            Field::Is | Field::Has => {
                let value = value.trim().to_ascii_lowercase();
                let singular = value.strip_suffix('s').unwrap_or(&value);
                self.words().into_iter().find(|word| *word == value || *word == singular)
            }
            _ => None,
        }
    }
}

/// Letters to add, drop or change to get from one word to the other; short words only.
fn distance(one: &str, other: &str) -> usize {
    if one.len() > 32 {
        return usize::MAX / 2;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let cost = (diagonal + usize::from(a != *b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[other.len()]
}
