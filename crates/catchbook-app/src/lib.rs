//! The use cases and the one API that every front door calls.

pub mod api;
mod app;
mod book;
mod cases;
mod clones;
mod commands;
mod error;
pub mod evaluation;
mod export;
mod host;
mod searches;
mod show;
mod user;
mod wording;

pub use app::App;
pub use cases::Attachment;
pub use host::{Host, Places};
