//! What can go wrong when a repository is read.

use std::fmt;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("{} is not a git repository", path.display())]
    NotARepository { path: PathBuf },

    #[error("cannot open the git repository at {}", path.display())]
    Open { path: PathBuf, source: gix::Error },

    /// A part of the repository is a device, a pipe or a link where git keeps a plain file.
    #[error("the git repository at {} is not a usual one: {} is not a plain file", path.display(), part.display())]
    Unusual { path: PathBuf, part: PathBuf },

    #[error("the git repository at {} names its objects by {format}; only sha1 can be read so far", path.display())]
    Format { path: PathBuf, format: String },

    #[error("`{rev}` is no commit id: 4 to 40 hexadecimal digits are")]
    NotAnId { rev: String },

    /// Nothing in this clone has the id.
    #[error("there is no commit {rev} in the clone at {}{}", path.display(), if *shallow { ", which is shallow" } else { "" })]
    Missing { rev: String, path: PathBuf, shallow: bool },

    /// `candidates` are full ids, at most ten.
    #[error("{rev} is the start of {} commit ids; add digits", candidates.len())]
    Ambiguous { rev: String, candidates: Vec<String> },

    #[error("{id} is a {kind}, not a commit")]
    NotACommit { id: String, kind: &'static str },

    #[error("{what} takes {size} bytes; at most {limit} are read")]
    TooLarge { what: String, size: u64, limit: u64 },

    #[error("the repository at {} has no work tree", path.display())]
    NoWorkTree { path: PathBuf },

    #[error("cannot {operation} in the git repository at {}", path.display())]
    Read { operation: Operation, path: PathBuf, source: gix::Error },
}

/// What was being done when reading failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    ReadHead,
    FindCommit,
    ReadCommit,
    CompareTrees,
    ReadFile,
    ReadStatus,
    WalkHistory,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ReadHead => "read the current branch",
            Self::FindCommit => "look up a commit",
            Self::ReadCommit => "read a commit",
            Self::CompareTrees => "compare two versions",
            Self::ReadFile => "read a file",
            Self::ReadStatus => "see what is not committed",
            Self::WalkHistory => "walk the history",
        })
    }
}
