//! Derived facts in SQLite: rows for lists, links, gates, changes, dates and the queue of dirty records.
//!
//! The Markdown files are the only truth. A catalog can be deleted at any time and comes back the same, so
//! there are no migrations: a file of another version is moved aside and an empty one takes its place.
//!
//! Several processes may hold one catalog. Readers never wait; writers wait for one another for a few seconds
//! at most. Nothing here reads a record's file, the clock or the environment.

mod apply;
mod error;
mod key;
mod open;
mod reset;
mod resolve;
mod review;
mod row;
mod schema;
mod stale;
mod table;
mod when;

pub use apply::{Applied, Entry};
pub use error::{Error, Result};
pub use key::{fold_id, handle_key};
pub use open::Catalog;
pub use reset::{Reset, Why};
pub use resolve::{Resolved, Title};
pub use review::Again;
pub use row::Row;
pub use stale::Stale;
pub use table::actions::{ActionRow, ActionsDue};
pub use table::changes::{ChangeRow, CommitUse};
pub use table::dates::DateRow;
pub use table::files::{KnownFile, Stamp};
pub use table::gates::GateRow;
pub use table::guards::GuardRow;
pub use table::links::{Backlink, BrokenLink, Via};
pub use table::names::DuplicateId;
pub use table::people::{Part, PersonRow};
pub use table::problems::ProblemRow;
pub use table::records::{CatchDay, Counts, Drafts};
pub use when::When;
