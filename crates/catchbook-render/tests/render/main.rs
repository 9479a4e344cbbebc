//! Rendering from the outside: every construct, hostile text, and the limits.

mod checker;
mod golden;
mod hostile;
mod limits;
