//! What belongs to the person and this machine, never to a vault: theme, recent vaults, clones, permissions.

mod file;
mod settings;

pub(crate) use file::SettingsFile;
pub(crate) use settings::UserSettings;
