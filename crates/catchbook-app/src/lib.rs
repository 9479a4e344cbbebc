//! The use cases and the one API that every front door calls.

pub mod api;
mod host;
mod show;
mod user;
mod wording;

pub use host::{Host, Places};
