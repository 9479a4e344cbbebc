//! One record, made ready to be shown.

mod actions;
mod body;
mod chain;
mod facts;
mod form;
mod guards;
mod home;
mod incident;
pub(crate) mod labels;
mod problems;
mod reasons;
mod record;
mod surroundings;
mod verified;

pub(crate) use body::{Rendering, own_text, starts_with_level_one};
pub(crate) use form::{completeness_view, fields_view};
pub(crate) use home::{Needs, catch_weeks};
pub(crate) use problems::problem_views;
pub(crate) use reasons::reasons;
pub(crate) use record::{Page, record_view};
pub(crate) use surroundings::{CommitBrief, Surroundings};
pub(crate) use verified::{stale_row, verified_short};
