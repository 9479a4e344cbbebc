//! Full text: schema, tokenizers, query language, ranking and snippets.
//!
//! A [`Store`] is one vault's index in the user's cache folder. A [`Writer`] fills it; [`Store::overlay_put`] makes a
//! saved record findable before that. [`Query::parse`] reads what a person typed, [`Store::find`] answers it, and
//! [`Snippets`] shows where in a text it matched. The index holds no text: whoever shows a hit reads the file again.

mod counted;
mod error;
mod facets;
mod find;
mod index;
mod language;
mod names;
mod near;
mod order;
mod plan;
mod snippets;
mod view;
mod visit;
mod words;

pub use error::{Damage, Error};
pub use find::{Facet, Find, Found, Hit, Sort};
pub use index::{Reset, ResetWhy, Store, Writer, WriterBudget};
pub use language::{Field, ParseOptions, Query, Token};
pub use snippets::{Snippets, Stretch, plain_text};
pub use view::Mark;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
