//! What is not as the format has it, found in one record alone.

pub(crate) mod code;

pub use code::codes;
