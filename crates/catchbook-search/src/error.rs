use std::{io, path::PathBuf};
use tantivy::{
    TantivyError,
    directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// Why the index could not do what was asked.
///
/// Only [`Error::Damaged`] is mended by starting over; the others say something about this machine or about another
/// process, and the index may be in perfect health.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("Could not {doing} the search index in {}", dir.display())]
    Io { dir: PathBuf, doing: &'static str, source: io::Error },
    #[error("The search index in {} is being written by another process", dir.display())]
    Busy { dir: PathBuf },
    #[error("The search index in {} is damaged", dir.display())]
    Damaged { dir: PathBuf, source: Damage },
    #[error("Could not {doing} the search index in {}", dir.display())]
    Index { dir: PathBuf, doing: &'static str, source: TantivyError },
}

/// Proof that the files of the index do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    #[error("its files do not fit together: {0}")]
    Files(TantivyError),
    #[error("reading it failed beyond repair")]
    Unreadable,
}

impl Error {
    /// Whether the disk has no room left.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Error::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull)
    }

    /// Sorts tantivy's errors into the machine's, another process's and the index's own.
    pub(crate) fn from_tantivy(dir: impl Into<PathBuf>, doing: &'static str, source: TantivyError) -> Error {
        let dir = dir.into();
        match Cause::of(&source) {
            Cause::Busy => Error::Busy { dir },
            Cause::Io(kind, text) => Error::Io { dir, doing, source: io::Error::new(kind, text) },
            Cause::Damage => Error::Damaged { dir, source: Damage::Files(source) },
            Cause::Other => Error::Index { dir, doing, source },
        }
    }
}

enum Cause {
    Busy,
    Io(io::ErrorKind, String),
    Damage,
    Other,
}

impl Cause {
    fn of(error: &TantivyError) -> Cause {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Cause::Busy,
            TantivyError::LockFailure(LockError::IoError(io), _)
            | TantivyError::IoError(io)
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: io, .. })
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: io, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: io, .. }) => Cause::of_io(io),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_))
            | TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::SchemaError(_)
            | TantivyError::FieldNotFound(_) => Cause::Damage,
            _ => Cause::Other,
        }
    }

    /// The system never says "invalid data" or "unexpected end" of a file that it could read: a decoder does.
    fn of_io(io: &io::Error) -> Cause {
        match io.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Cause::Damage,
            kind => Cause::Io(kind, io.to_string()),
        }
    }
}
