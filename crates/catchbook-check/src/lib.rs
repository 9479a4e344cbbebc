//! Which past catches matter for a change, and why. Pure: changes come as `catchbook-changes` reads them, catches as [`past::Past`],
//! and nothing here reads a file, a clock or a repository.
pub mod anchor;
pub mod ask;
pub mod cause;
pub mod likeness;
pub mod marks;
pub mod modes;
pub mod origins;
pub mod past;
pub mod rank;
pub mod tiers;
pub mod touch;
pub mod words;
