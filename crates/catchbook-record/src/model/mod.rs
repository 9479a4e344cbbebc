//! The parts of a record, as plain data. Text is as the author wrote it; only closed sets of words become enums.

mod body;
mod change;
mod facts;
mod gate;
mod guard;
mod kind;
mod moment;
mod people;
mod words;

pub use body::*;
pub use change::*;
pub use facts::*;
pub use gate::*;
pub use guard::*;
pub use kind::*;
pub use moment::*;
pub use people::*;

/// Everything understood from one Markdown file.
///
/// Absent stays absent: an empty list or `None` means that the author did not say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Where the file lies, relative to the vault, with `/` between folders.
    pub path: String,
    /// The id as written; a record without one is known by its [`stem`](Record::stem).
    pub id: Option<String>,
    pub kind: Kind,
    /// From the front matter, else the first heading, else the file's stem.
    pub title: String,
    pub status: Option<Status>,
    /// From the front matter, else the file name.
    pub date: Option<Moment>,
    pub authors: Vec<String>,
    pub services: Vec<String>,
    pub tags: Vec<String>,
    /// Bug class, a name from the vault's settings.
    pub class: Option<String>,
    pub aliases: Vec<String>,
    /// Ids of records that look alike and are not.
    pub dissimilar: Vec<String>,
    /// 1 (worst) to 5.
    pub severity: Option<u8>,
    /// Failure modes: concurrency, time, encoding, state, retry, …
    pub modes: Vec<String>,
    /// Words that a stranger would search with.
    pub symptoms: Vec<String>,
    pub changes: Vec<Change>,
    pub gates: Vec<Gate>,
    pub guards: Vec<Guard>,
    pub detector: Option<Detector>,
    pub cost: Option<Cost>,
    /// Of the faulty change.
    pub origin: Option<Origin>,
    pub provenance: Option<Provenance>,
    /// `visibility: restricted`.
    pub restricted: bool,
    pub credits: Vec<Credit>,
    pub verified: Option<Verified>,
    pub review_every: Option<Period>,
    pub supersedes: Vec<String>,
    pub superseded_by: Vec<String>,
    pub sources: Vec<Source>,
    /// What only incidents have.
    pub incident: IncidentFacts,
    /// What catches and model errors share: who saw it and how.
    pub found: FoundFacts,
    /// What is known of a model's error.
    pub model: ModelFacts,
    pub property: PropertyFacts,
    /// Whom a reading list is for.
    pub audience: Option<String>,
    pub person: PersonFacts,
    /// Keys that the format does not know, kept and searchable: `(key, text)`.
    pub extra: Vec<(String, String)>,
    pub body: Body,
}

impl Record {
    /// The file name without folder and `.md`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// How links and commands name this record: its id, else its stem.
    pub fn handle(&self) -> &str {
        self.id.as_deref().unwrap_or_else(|| self.stem())
    }
}
