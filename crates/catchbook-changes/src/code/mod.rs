//! What lines of source code are: the function they stand in, and which of their text a compiler would read.
//!
//! This is a reader's eye, not a parser: a table of patterns a language (`languages.toml`), good enough to name a place
//! and to tell a comment from code, and bounded by the length of the text whatever is in it.

mod comments;
mod functions;
mod languages;

pub(crate) use comments::Stripper;
pub(crate) use functions::{name_in_heading, name_of};
pub use languages::Language;
