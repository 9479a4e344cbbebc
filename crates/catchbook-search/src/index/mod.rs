//! The index on disk: what it keeps of a record, where it lies and how it is opened and written.

mod document;
mod facts;
mod folder;
mod schema;
mod stamp;
mod store;
mod writer;

pub(crate) use document::{date_of, day_number, document, kind_number};
pub(crate) use facts::{SEVERITIES, normal, stem_text, term_text};
pub(crate) use schema::{Fields, UNDATED, column, schema, settings, tokenizers};
pub use store::{Reset, ResetWhy, Store};
pub use writer::{Writer, WriterBudget};

#[cfg(test)]
mod tests;
