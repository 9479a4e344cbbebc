//! Which past catches matter for a change, and why. Pure: changes come as `catchbook-changes` reads them, catches as [`past::Past`],
//! and nothing here reads a file, a clock or a repository.
pub mod ask;
pub mod likeness;
pub mod marks;
pub mod origins;
pub mod past;
pub mod rank;
pub mod words;
