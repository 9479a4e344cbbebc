//! `catchbook.toml`, the vault's own settings.
//!
//! They are data: nothing here can name a program, relax a rule or point outside the vault. What cannot be understood is
//! reported and left out, and the rest holds.

mod read;

pub use read::parse_settings;

use crate::Period;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct VaultSettings {
    pub name: Option<String>,
    /// For records that set none.
    pub review_every: Option<Period>,
    /// Groups of words that mean the same in a search.
    pub synonyms: Vec<Vec<String>>,
    pub repositories: Vec<RepositorySettings>,
    pub services: Vec<ServiceSettings>,
    pub gates: Vec<GateSettings>,
    pub classes: Vec<ClassSettings>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RepositorySettings {
    pub name: String,
    /// Turns commits and pull requests into links.
    pub url: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceSettings {
    pub name: String,
    /// Handles.
    pub owners: Vec<String>,
    /// Which code belongs to it: `repository:glob`.
    pub paths: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GateSettings {
    pub name: String,
    pub required: bool,
}

/// A bug class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassSettings {
    pub name: String,
    /// Sharp enough to decide membership.
    pub definition: Option<String>,
    pub detector: Option<String>,
}
