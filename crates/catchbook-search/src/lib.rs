//! Full text: schema, tokenizers, query language, ranking and snippets.
//!
//! A [`Store`] is one vault's index in the user's cache folder. A [`Writer`] fills it; [`Store::overlay_put`] makes a
//! saved record findable before that. [`Query::parse`] reads what a person typed, [`Store::find`] answers it, and
//! [`Snippets`] shows where in a text it matched. The index holds no text: whoever shows a hit reads the file again, and
//! looks through files for the [`Expressions`] of a query.

mod answers;
mod counted;
mod error;
mod expression;
mod facets;
mod find;
mod index;
mod language;
mod mentions;
mod names;
mod near;
mod order;
mod plan;
mod similar;
mod snippets;
mod spelling;
mod threads;
mod values;
mod view;
mod visit;
mod words;

pub use error::{Damage, Error};
pub use expression::{Expressions, Look, Looker, Reached};
pub use find::{Answered, Facet, Find, Found, Hit, Sort};
pub use index::{Reset, ResetWhy, Store, Writer, WriterBudget};
pub use language::{Field, ParseOptions, Query, Toggles, Token};
pub use similar::{Shared, Similar};
pub use snippets::{Snippets, Stretch, plain_text};
pub use threads::Helper;
pub use values::State;
pub use view::Mark;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
