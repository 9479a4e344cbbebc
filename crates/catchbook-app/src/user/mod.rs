//! What belongs to the person and this machine, never to a vault: theme, recent vaults, clones, permissions, text that is not saved yet.

mod buffers;
mod file;
mod settings;
mod silenced;

pub(crate) use buffers::{Buffers, Kept};
pub(crate) use file::SettingsFile;
pub(crate) use settings::UserSettings;
pub(crate) use silenced::{Silenced, SilencedNotes};
