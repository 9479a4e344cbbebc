//! Git, read only: commits, files, branches and forge links, at reduced trust.
//!
//! A repository is data from somewhere else. Whatever its configuration says, nothing here starts a program,
//! opens a connection or writes a file: see [`Repository::open`] for how that is held. The user's own git
//! configuration is not read either, so that an answer does not depend on who asks.
//!
//! [`Forge`] and [`ChangeRef`] are pure: they turn addresses into links and pasted links into references.

mod blob;
mod code;
mod commit;
mod diff;
mod error;
mod files;
mod forge;
mod head;
mod history;
mod lines;
mod log;
mod message;
mod pulls;
mod repository;
mod status;
mod trailers;
mod trunk;

pub use commit::{Commit, Moment};
pub use diff::{Body, Diff, Edit, FileDiff, Hunk, Line, parse_diff};
pub use error::{Error, Operation};
pub use files::{FileChange, FileKind, Files, MAX_FILES};
pub use forge::{ChangeRef, Forge, ForgeKind, LineRange, parse_change_ref};
pub use head::Head;
pub use history::{History, Revision, text_id};
pub use log::{Log, LogEntry};
pub use pulls::PullTitle;
pub use repository::Repository;
pub use status::{MAX_LISTED, Status};
pub use trunk::{Step, Stepped};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Contents of a file larger than this are not read, in bytes.
pub const MAX_BLOB: u64 = 5 << 20;
