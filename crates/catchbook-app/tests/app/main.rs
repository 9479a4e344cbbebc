//! The use cases on a real vault, called as the front doors call them.

mod chain;
mod complete;
mod desk;
mod editor;
mod form;
mod guarded;
mod notes;
