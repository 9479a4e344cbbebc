//! The use cases on a real vault, called as the front doors call them.

mod chain;
mod desk;
mod editor;
mod guarded;
