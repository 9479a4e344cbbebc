//! What a store answers, seen from outside.

mod facets;
mod fields;
mod groups;
mod misspelt;
mod overlay;
mod paging;
mod ranking;
mod text;
mod values;
