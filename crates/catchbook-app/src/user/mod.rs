//! What belongs to the person and this machine, never to a vault: theme, recent vaults, clones, permissions, text that is not saved
//! yet, earlier states, what was searched for.

mod buffers;
mod file;
mod renames;
mod searched;
mod settings;
mod silenced;
mod snapshots;

pub(crate) use buffers::{Buffers, Kept};
pub(crate) use file::SettingsFile;
pub(crate) use renames::{Rename, Renames};
pub(crate) use searched::SearchedQueries;
pub(crate) use settings::UserSettings;
pub(crate) use silenced::{Silenced, SilencedNotes};
pub(crate) use snapshots::{Owner, Snapshot, Snapshots};
