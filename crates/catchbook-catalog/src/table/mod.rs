//! A table a file: its columns, how a record fills it, and what can be asked of it.

pub(crate) mod actions;
pub(crate) mod changes;
pub(crate) mod dates;
pub(crate) mod files;
pub(crate) mod gates;
pub(crate) mod guards;
pub(crate) mod links;
pub(crate) mod meta;
pub(crate) mod names;
pub(crate) mod people;
pub(crate) mod problems;
pub(crate) mod queue;
pub(crate) mod records;
pub(crate) mod services;
pub(crate) mod tags;

/// One record cannot fill the catalog: what it lists beyond this many is left out of the derived tables.
pub(crate) const MOST_PER_RECORD: usize = 2_000;
