//! The use cases on a real vault, called as the front doors call them.

mod ailing;
mod around;
mod chain;
mod complete;
mod desk;
mod disk;
mod editor;
mod export;
mod expression;
mod find;
mod form;
mod guarded;
mod histories;
mod history;
mod kept;
mod killed;
mod many;
mod notes;
mod relevance;
mod searches;
mod snapshots;
mod typist;
mod typos;
