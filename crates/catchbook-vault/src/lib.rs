//! A folder of Markdown files: scan, watch, atomic save, three-way merge and trash.
//!
//! It knows paths and bytes, not records. Everything it does to a disk goes through [`VaultFs`];
//! only [`atomic`](self) writing changes a file, so each is wholly old or wholly new at any moment.
//!
//! ```
//! use std::sync::Arc;
//! use catchbook_vault::{MemFs, Saved, Vault, VaultPath};
//!
//! # fn main() -> Result<(), catchbook_vault::Error> {
//! let vault = Vault::open(Arc::new(MemFs::new()))?;
//! let path = VaultPath::new("catches/2026-06-14-reply-blank.md")?;
//! vault.create(&path, b"# Reply blank\n")?;
//! let read = vault.read(&path)?;
//! let saved = vault.save(&path, &read, b"# Reply blank when a new chat gets its id\n")?;
//! assert!(matches!(saved, Saved::Written(_)));
//! # Ok(())
//! # }
//! ```

mod atomic;
mod crash;
mod ends;
mod error;
mod fs;
mod ignores;
#[cfg(test)]
mod life_tests;
mod merge;
mod path;
mod save;
mod scan;
mod stamp;
mod sweep;
mod trash;
mod vault;
mod walk;
mod watch;

pub use crash::{CrashPlan, crash_points};
pub use ends::{shown, with_ends_of};
pub use error::{Error, Operation};
pub use fs::{Calls, Entry, Fault, FileId, Kind, Listing, Lock, MemFs, Meta, NewFile, RealFs, VaultFs};
pub use merge::merge;
pub use path::{MAX_NAME_BYTES, MAX_PATH_BYTES, PathError, PathFault, VaultPath};
pub use save::{Conflict, Saved};
pub use scan::{Changes, Known, Losses, Outcome, ScanOptions, ScanReport, is_settled, scan};
pub use stamp::{Base, Hash, Loaded, NotAHash, Stamp};
pub use sweep::Swept;
pub use trash::{Restored, Trash, TrashEntry};
pub use vault::{MAX_FILE_BYTES, Vault};
pub use walk::{Cause, Failure, Found, Walk, WalkLimits, walk};
pub use watch::{Hint, Mode, WatchOptions, Watcher, Why};
