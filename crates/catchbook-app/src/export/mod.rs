//! One record as a file that is read without its vault: the same sheet for every format, and a writer for each.

mod chain;
mod html;
mod markdown;
mod public;
mod pull_request;
mod redact;
mod sheet;
mod table;
mod words;

pub(crate) use html::page;
pub(crate) use markdown::document;
pub(crate) use public::public_sheet;
pub(crate) use pull_request::pull_request;
pub(crate) use redact::Redact;
pub(crate) use sheet::{Told, sheet};
pub(crate) use table::{csv, json};
