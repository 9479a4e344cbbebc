//! What a record is: front matter, body, timeline, links and problems, with no I/O.
//!
//! [`parse`] never fails: whatever cannot be understood stays in the text and becomes a [`Problem`].
//! [`edit`] changes one field of a file's bytes and leaves every other byte as it was.

mod body;
pub mod completeness;
pub mod derived;
pub mod edit;
pub mod form;
mod front;
pub mod id;
pub mod language;
mod lint;
pub mod model;
mod parse;
mod problem;
mod schema;
pub mod secrets;
mod settings;
mod source;
mod template;
pub mod timeline;
mod yaml;

pub use body::{Anchors, sentence};
pub use derived::{Chain, chain, due};
pub use id::RecordId;
pub use lint::{codes, lint};
pub use model::*;
pub use parse::{Parsed, parse, prose};
pub use problem::{Problem, Weight};
pub use schema::severity_of;
pub use settings::{ClassSettings, GateSettings, RepositorySettings, ServiceSettings, VaultSettings, parse_settings};
pub use template::template;
