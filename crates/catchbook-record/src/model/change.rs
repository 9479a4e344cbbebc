use super::{Moment, words::words};

words! {
    /// What a change did to the defect.
    Role {
        Introduced = "introduced",
        Fixed = "fixed",
        Reverted = "reverted",
        Mitigated = "mitigated",
        Guarded = "guarded",
    }
}

words! {
    Confidence { Suspected = "suspected", Confirmed = "confirmed" }
}

/// A change that a record is tied to.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub role: Role,
    /// Name of a repository in the vault's settings; absent means the vault's only or own one.
    pub repo: Option<String>,
    /// Hexadecimal commit id, 4 to 64 digits, as written.
    pub commit: Option<String>,
    /// Pull or merge request number or name, without `#` or `PR`.
    pub pr: Option<String>,
    pub url: Option<String>,
    pub at: Option<Moment>,
    pub confidence: Confidence,
    pub evidence: Option<String>,
    /// 1-based line in the file.
    pub line: u32,
}

impl Change {
    /// A change of which nothing is known yet but its role and where it is written; confirmed unless said otherwise.
    pub fn new(role: Role, line: u32) -> Change {
        Change {
            role,
            repo: None,
            commit: None,
            pr: None,
            url: None,
            at: None,
            confidence: Confidence::Confirmed,
            evidence: None,
            line,
        }
    }

    /// Reads the short form as a record may hold it: `a41f9c2?`, `PR 2331`, `web@a41f9c2`, an address. `None` when it
    /// names no change.
    pub fn read(text: &str, role: Role) -> Option<Change> {
        crate::schema::refs::change(text, role, 1)
    }
}
