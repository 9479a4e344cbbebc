//! The use cases on a real vault, called as the front doors call them.

mod ailing;
mod desk;
mod disk;
mod editor;
mod guarded;
mod kept;
mod killed;
mod snapshots;
mod typist;
