//! What a front end can ask for, one use case a file.

mod commits;
mod doctor;
mod editor;
mod export;
mod export_files;
mod files;
mod find;
mod home;
mod link;
mod lint;
mod log;
mod new;
mod palette;
mod rename;
mod set;
mod show;
mod starter;
mod state;
mod tick;
mod trash;
mod vaults;

pub use files::Attachment;
pub(crate) use find::number;
