//! The system's own notifications.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::{Message, WatchOptions, Why};
use crate::fs::{Kind, RealFs, VaultFs};
use crate::path::VaultPath;
use crate::walk::{WalkLimits, folders};

/// Where the system watches one folder at a time, only those a scan lists are watched: the whole
/// of `node_modules` would use up the user's watches.
const BY_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

pub(super) struct System {
    debouncer: Debouncer<RecommendedWatcher, NoCache>,
    /// Canonical, as the system reports it.
    root: PathBuf,
    watched: BTreeSet<VaultPath>,
}

impl System {
    pub fn start(fs: &RealFs, options: &WatchOptions, tell: Sender<Message>) -> Result<Self, Why> {
        if options.poll_only {
            return Err(Why::AskedFor);
        }
        let root = std::fs::canonicalize(fs.root()).map_err(|_| Why::RootGone)?;
        let handler = move |result: DebounceEventResult| {
            let _ = tell.send(Message::Batch(result.into()));
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        let debouncer =
            new_debouncer_opt(options.quiet, None, handler, NoCache, config).map_err(|error| why(&error))?;
        let mut system = Self { debouncer, root, watched: BTreeSet::new() };
        if BY_FOLDER {
            system.refresh(fs, options)?;
        } else {
            let whole = system.debouncer.watch(&system.root, RecursiveMode::Recursive);
            whole.map_err(|error| why(&error))?;
        }
        Ok(system)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether `path` is, or was, a folder.
    pub fn concerns_folder(&self, path: &VaultPath) -> bool {
        if self.watched.contains(path) {
            return true;
        }
        let meta = RealFs::new(&self.root).metadata(path);
        meta.is_ok_and(|meta| meta.kind == Kind::Folder)
    }

    /// Watches the folders that came and forgets those that went.
    pub fn refresh(&mut self, fs: &RealFs, options: &WatchOptions) -> Result<(), Why> {
        if fs.metadata(&VaultPath::root()).is_err() {
            return Err(Why::RootGone);
        }
        if !BY_FOLDER {
            return Ok(());
        }
        let now: BTreeSet<_> = folders(fs, WalkLimits::default()).into_iter().collect();
        if now.len() > options.max_folders {
            return Err(Why::WatchLimit);
        }
        // A renamed folder keeps its watch, under its old name: drop it before it is watched anew.
        for gone in self.watched.difference(&now) {
            let _ = self.debouncer.unwatch(gone.to_native(&self.root));
        }
        self.watched.retain(|path| now.contains(path));
        for folder in now {
            // Watching again what is watched costs nothing, and catches a folder that was
            // replaced by another of its name.
            let native = folder.to_native(&self.root);
            match self.debouncer.watch(native, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder);
                }
                Err(error) => match why(&error) {
                    Why::RootGone if !folder.is_root() => {}
                    // Listed but not to be watched: the scan says what is wrong with it.
                    Why::Unavailable if !folder.is_root() => {}
                    why => return Err(why),
                },
            }
        }
        Ok(())
    }
}

fn why(error: &notify::Error) -> Why {
    use notify::ErrorKind as Kind;
    match &error.kind {
        Kind::MaxFilesWatch => Why::WatchLimit,
        Kind::PathNotFound => Why::RootGone,
        // No instance left for this user, or no descriptor.
        Kind::Io(io) if matches!(io.raw_os_error(), Some(23 | 24)) => Why::WatchLimit,
        Kind::Io(io) if io.kind() == std::io::ErrorKind::NotFound => Why::RootGone,
        _ => Why::Unavailable,
    }
}
