//! The use cases on a real vault, called as the front doors call them.

mod desk;
mod editor;
mod export;
mod guarded;
