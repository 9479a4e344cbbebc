//! The use cases and the one API that every front door calls.

pub mod api;
