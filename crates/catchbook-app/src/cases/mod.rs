//! What a front end can ask for, one use case a file.

mod around;
mod choose;
mod commits;
mod complete;
mod doctor;
mod editor;
mod export;
mod export_files;
mod files;
mod find;
mod form;
mod history;
mod home;
mod images;
mod kept;
mod link;
mod lint;
mod log;
mod loosely;
mod new;
mod notes;
mod palette;
mod rename;
mod set;
mod show;
mod snapshots;
mod starter;
mod state;
mod tick;
mod timeline;
mod trash;
mod units;
mod vaults;

pub use files::Attachment;
pub(crate) use find::number;
