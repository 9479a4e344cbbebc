use super::{Moment, words::words};

words! {
    /// What somebody did for a record, in OSV's words.
    CreditType {
        Finder = "finder",
        Analyst = "analyst",
        Fixer = "fixer",
        Reviewer = "reviewer",
        Verifier = "verifier",
        Tool = "tool",
    }
}

/// Thanks to a finder or helper. Causes never name people.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    pub name: String,
    pub kind: Option<CreditType>,
}

/// What a person's file adds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonFacts {
    pub names: Vec<String>,
    pub emails: Vec<String>,
    pub active_until: Option<Moment>,
    pub explains: Vec<Explains>,
}

/// "I can explain this", signed and dated, in the signer's own words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explains {
    pub record: Option<String>,
    pub service: Option<String>,
    pub on: Option<Moment>,
    pub words: Option<String>,
}
