//! What can go wrong with a file, said with its path and with what to do next.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::path::{PathError, VaultPath};

/// What was being done to a file or folder when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    List,
    Read,
    Inspect,
    Write,
    Sync,
    Rename,
    Remove,
    CreateFolder,
    Trash,
    Restore,
}

impl Operation {
    /// The verb, as it reads after "could not".
    pub fn verb(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::Inspect => "look at",
            Self::Write => "write",
            Self::Sync => "confirm the save of",
            Self::Rename => "rename",
            Self::Remove => "remove",
            Self::CreateFolder => "create the folder",
            Self::Trash => "delete",
            Self::Restore => "restore",
        }
    }
}

impl std::fmt::Display for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.verb())
    }
}

/// Why a vault could not do what it was asked. No variant leaves a file half written.
#[derive(Debug, Error)]
pub enum Error {
    #[error(transparent)]
    Path(#[from] PathError),

    #[error("could not {operation} {path}")]
    Io {
        operation: Operation,
        path: VaultPath,
        #[source]
        source: io::Error,
    },

    #[error("could not open the folder {}", path.display())]
    Root {
        path: PathBuf,
        #[source]
        source: io::Error,
    },

    /// The vault's folder is missing, or is empty although it was not before.
    #[error("the vault's folder is not there any more")]
    Vanished,

    #[error("{path} already exists")]
    Exists { path: VaultPath },

    /// A symlink on the way leads out of the vault.
    #[error("{path} leads outside the vault")]
    Outside { path: VaultPath },

    #[error("{path} is not an ordinary file")]
    NotAFile { path: VaultPath },

    /// Its permissions say that nobody may write it.
    #[error("{path} is marked read-only")]
    ReadOnlyFile { path: VaultPath },

    #[error("{path} is larger than {limit} bytes")]
    TooLarge { path: VaultPath, limit: u64 },

    #[error("{path} kept changing while it was being saved")]
    KeepsChanging { path: VaultPath },

    #[error("the trash has no entry `{id}`")]
    NotInTrash { id: String },
}

impl Error {
    pub(crate) fn io(operation: Operation, path: &VaultPath) -> impl Fn(io::Error) -> Self {
        let path = path.clone();
        move |source| Self::Io { operation, path: path.clone(), source }
    }

    /// The kind of the failed system call, if one failed.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } | Self::Root { source, .. } => Some(source.kind()),
            _ => None,
        }
    }

    /// Whether the file or folder was not there.
    pub fn is_not_found(&self) -> bool {
        self.io_kind() == Some(io::ErrorKind::NotFound)
    }

    /// One sentence that says what to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Path(_) => "Choose a plain name inside the vault.",
            Self::Io { source, .. } | Self::Root { source, .. } => io_hint(source),
            Self::Vanished => {
                "Connect the drive or put the folder back; nothing was changed and nothing was forgotten."
            }
            Self::Exists { .. } => "Choose another name; the existing file was left as it is.",
            Self::Outside { .. } => "Move the file into the vault, or open it in its own place.",
            Self::NotAFile { .. } => "Only ordinary files can be records; rename or remove this one.",
            Self::ReadOnlyFile { .. } => "Allow writing to the file, or save your text under another name.",
            Self::TooLarge { .. } => "Split the file, or keep it outside the vault.",
            Self::KeepsChanging { .. } => {
                "Another program keeps writing this file; wait until it is done and save again."
            }
            Self::NotInTrash { .. } => "List the trash to see what can be restored.",
        }
    }
}

/// What to do about a failed system call.
pub(crate) fn io_hint(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => {
            "The disk is full: free some space and save again; the file is as it was."
        }
        Kind::ReadOnlyFilesystem => {
            "The disk is read-only: the vault can be read, and saved only on a disk that allows writing."
        }
        Kind::PermissionDenied => "Ask for permission to this file or folder, or copy it to a place of your own.",
        Kind::NotFound => "It was moved or deleted meanwhile; look for it under another name.",
        Kind::FileTooLarge => "Split the file, or keep it outside the vault.",
        Kind::IsADirectory | Kind::NotADirectory => "A folder and a file have changed places; rename one of them.",
        Kind::InvalidFilename => "Shorten the name, or leave out unusual characters.",
        Kind::StaleNetworkFileHandle | Kind::TimedOut | Kind::HostUnreachable => {
            "The network drive does not answer: connect it again and retry."
        }
        _ => "Check the disk and try again; the file is as it was.",
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_failed_call_says_what_where_why_and_what_next() {
        let path = VaultPath::new("catches/a.md").unwrap();
        let full = Error::io(Operation::Write, &path)(io::ErrorKind::StorageFull.into());
        assert_eq!(full.to_string(), "could not write catches/a.md");
        assert!(full.source().is_some());
        assert!(full.hint().contains("full"));
        assert!(!full.is_not_found());
    }

    #[test]
    fn every_hint_is_a_sentence() {
        use io::ErrorKind as Kind;
        let path = VaultPath::new("a.md").unwrap();
        let kinds = [
            Kind::StorageFull,
            Kind::ReadOnlyFilesystem,
            Kind::PermissionDenied,
            Kind::NotFound,
            Kind::FileTooLarge,
            Kind::IsADirectory,
            Kind::InvalidFilename,
            Kind::TimedOut,
            Kind::Other,
        ];
        let io = kinds.map(|kind| Error::io(Operation::Read, &path)(kind.into()).hint());
        let own = [
            Error::Vanished.hint(),
            Error::Exists { path: path.clone() }.hint(),
            Error::Outside { path: path.clone() }.hint(),
            Error::ReadOnlyFile { path }.hint(),
        ];
        for hint in io.iter().chain(&own) {
            assert!(hint.ends_with('.') && hint.len() > 20, "{hint}");
        }
    }
}
