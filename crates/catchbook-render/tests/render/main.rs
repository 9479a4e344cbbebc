//! Rendering from the outside: every construct, hostile text, and the limits.

mod checker;
mod golden;
mod golden_code;
mod hostile;
mod limits;
