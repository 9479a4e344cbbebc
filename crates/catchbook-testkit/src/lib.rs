//! For tests and benchmarks only: a throw-away book, a real repository, a record builder and a seeded corpus.
//!
//! Nothing here is random twice: the same seed gives the same bytes on every machine.

mod book;
mod clone;
pub mod corpus;
mod record;

pub use book::{NOW, TestBook};
pub use clone::TestClone;
pub use record::RecordText;
