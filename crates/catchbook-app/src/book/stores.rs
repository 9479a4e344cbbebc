use crate::api::{ApiError, Notice};
use crate::host::Places;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// As much as must fit before a folder is taken for one with room: a first save writes about that.
const ROOM: usize = 64 << 10;

/// The folder of one vault's derived stores.
pub(super) struct Stores {
    folder: PathBuf,
    key: String,
    /// The folder goes with this value.
    passing: Option<TempDir>,
}

impl Stores {
    /// The vault's own folder in the person's cache; where that cannot be written, a passing one and why. Reading is
    /// what Catchbook is for, and a full disk is no reason to stop.
    ///
    /// # Errors
    /// When neither can be written.
    pub(super) fn of(places: &Places, root: &Path) -> Result<(Self, Option<Notice>), ApiError> {
        // Named by the vault's place.
        let key = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex()[..16].to_owned();
        let folder = places.cache.join("vaults").join(&key);
        let Err(refused) = std::fs::create_dir_all(&folder).and_then(|()| has_room(&folder)) else {
            return Ok((Self { folder, key, passing: None }, None));
        };
        let passing = tempfile::Builder::new()
            .prefix("catchbook-")
            .tempdir_in(&places.temp)
            .and_then(|passing| has_room(passing.path()).map(|()| passing))
            .map_err(|source| nowhere(&folder, &refused, &places.temp, &source))?;
        let notice = Notice {
            message: format!("{} cannot be written ({refused}), so every file was read anew", folder.display()),
            hint: Some("Make room, or see that you may write there; until then each start takes longer.".to_owned()),
        };
        Ok((Self { folder: passing.path().to_owned(), key, passing: Some(passing) }, Some(notice)))
    }

    pub(super) fn catalog(&self) -> PathBuf {
        self.folder.join("catalog.sqlite")
    }

    pub(super) fn index(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// A short name for the vault that is the same wherever its stores lie.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Nothing in a passing folder is ever opened again.
    pub(super) fn is_passing(&self) -> bool {
        self.passing.is_some()
    }
}

/// A file without a name: whatever happens, nothing is left behind.
fn has_room(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder)?.write_all(&[0; ROOM])
}

fn nowhere(folder: &Path, refused: &io::Error, temp: &Path, source: &io::Error) -> ApiError {
    ApiError::failed(format!(
        "The search index can be kept neither in {} ({refused}) nor in {} ({source})",
        folder.display(),
        temp.display()
    ))
    .hint("Make room on one of them, or see that you may write there.")
}
