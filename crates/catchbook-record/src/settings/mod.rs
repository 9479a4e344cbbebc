//! `catchbook.toml`: what a vault says about itself. It is data: nothing in it relaxes a security rule or names a program.

mod read;

pub use read::parse_settings;

use crate::Period;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct VaultSettings {
    pub name: Option<String>,
    /// For records that set none.
    pub review_every: Option<Period>,
    /// Groups of words that a search takes for one another.
    pub synonyms: Vec<Vec<String>>,
    pub repositories: Vec<RepositorySettings>,
    pub services: Vec<ServiceSettings>,
    pub gates: Vec<GateSettings>,
    pub classes: Vec<ClassSettings>,
}

/// `[[repository]]`: the URL turns commits and pull requests into links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepositorySettings {
    pub name: String,
    pub url: Option<String>,
}

/// `[[service]]`: `paths` (`REPOSITORY:GLOB`) say which code belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceSettings {
    pub name: String,
    pub owners: Vec<String>,
    pub paths: Vec<String>,
}

/// `[[gate]]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GateSettings {
    pub name: String,
    pub required: bool,
}

/// `[[class]]`: a bug class, with a definition sharp enough to decide membership.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassSettings {
    pub name: String,
    pub definition: Option<String>,
    pub detector: Option<String>,
}
