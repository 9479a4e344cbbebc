use super::UserSettings;
use crate::api::ApiError;
use catchbook_vault::{RealFs, Vault, VaultPath};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const NAME: &str = "settings.toml";

/// The settings as they stand in their file.
pub(crate) struct SettingsFile {
    folder: PathBuf,
    settings: UserSettings,
    /// The file could not be read or understood: it is left alone, and changes last until the program ends.
    broken: Option<String>,
}

impl SettingsFile {
    pub(crate) fn load(folder: &Path) -> Self {
        let read = match std::fs::read_to_string(folder.join(NAME)) {
            Ok(text) => UserSettings::parse(&text).map_err(|error| error.message().to_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(UserSettings::default()),
            Err(error) => Err(error.to_string()),
        };
        let (settings, broken) = match read {
            Ok(settings) => (settings, None),
            Err(why) => (UserSettings::default(), Some(why)),
        };
        Self { folder: folder.to_owned(), settings, broken }
    }

    pub(crate) fn settings(&self) -> &UserSettings {
        &self.settings
    }

    /// Why the file is not used.
    pub(crate) fn broken(&self) -> Option<String> {
        let why = self.broken.as_ref()?;
        Some(format!("{} cannot be used: {why}", self.folder.join(NAME).display()))
    }

    /// Changes the settings and writes the file, unless it could not be read or understood.
    ///
    /// # Errors
    /// When the folder or the file cannot be written; the change holds until the program ends.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut UserSettings)) -> Result<(), ApiError> {
        // Another window or a hand may have written it since; the change is made to what stands there now.
        let now = Self::load(&self.folder);
        if now.broken.is_none() {
            self.settings = now.settings;
        }
        self.broken = now.broken;
        let before = self.settings.text();
        change(&mut self.settings);
        if self.broken.is_some() || self.settings.text() == before {
            return Ok(());
        }
        self.write(before.as_bytes())
    }

    fn write(&self, before: &[u8]) -> Result<(), ApiError> {
        std::fs::create_dir_all(&self.folder)
            .map_err(|source| ApiError::failed(format!("{} cannot be made: {source}", self.folder.display())))?;
        let folder = Vault::open(Arc::new(RealFs::new(&self.folder)))?;
        folder.save(&VaultPath::new(NAME)?, catchbook_vault::Base::of(before), self.settings.text().as_bytes())?;
        Ok(())
    }
}
