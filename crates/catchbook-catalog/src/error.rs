use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why the catalog could not answer.
///
/// Only [`Error::Damaged`] is a reason to throw the file away; see [`Error::is_damage`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("{} is in use by another program and did not become free: could not {act}", file.display())]
    Busy { file: PathBuf, act: &'static str, source: rusqlite::Error },

    #[error("{} is damaged: could not {act}", file.display())]
    Damaged { file: PathBuf, act: &'static str, source: rusqlite::Error },

    #[error("{} cannot be opened or written: could not {act}", file.display())]
    Denied { file: PathBuf, act: &'static str, source: rusqlite::Error },

    #[error("{} could not be used: could not {act}", file.display())]
    Failed { file: PathBuf, act: &'static str, source: rusqlite::Error },

    #[error("{} is damaged: {found}", file.display())]
    CheckFailed { file: PathBuf, found: String },

    #[error("{} was written by another version of the program", file.display())]
    OtherVersion { file: PathBuf },

    #[error("{} could not be moved aside to {}", file.display(), to.display())]
    MoveAside { file: PathBuf, to: PathBuf, source: std::io::Error },
}

impl Error {
    /// Sorts what SQLite said into what a caller can do about it.
    pub(crate) fn of(file: &Path, act: &'static str, source: rusqlite::Error) -> Error {
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { file, act, source },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged { file, act, source },
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Error::Denied { file, act, source }
            }
            _ => Error::Failed { file, act, source },
        }
    }

    /// Whether the file itself is proven bad, so that [`Catalog::open_checked`](crate::Catalog::open_checked)
    /// would move it aside. Never true for a lock, a permission or a failing disk.
    pub fn is_damage(&self) -> bool {
        matches!(self, Error::Damaged { .. } | Error::CheckFailed { .. })
    }

    /// Whether the disk has no room left.
    pub fn is_disk_full(&self) -> bool {
        let Error::Failed { source, .. } = self else { return false };
        source.sqlite_error_code() == Some(ErrorCode::DiskFull)
    }

    /// Whether waiting and asking again may help.
    pub fn is_busy(&self) -> bool {
        matches!(self, Error::Busy { .. })
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
