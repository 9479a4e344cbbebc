//! What belongs to the person and this machine, never to a vault: theme, recent vaults, clones, permissions.

mod settings;

pub(crate) use settings::UserSettings;
