//! From what the system reports to what is worth a look.

use std::collections::BTreeSet;
use std::path::Path;

use notify::EventKind;
use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent};

use super::{Hint, Why};
use crate::ignores;
use crate::path::VaultPath;
use crate::walk::is_skipped_folder;

/// What arrived at once.
#[derive(Debug)]
pub(super) enum Batch {
    Events(Vec<DebouncedEvent>),
    /// Something was dropped on the way.
    Lost,
    Failed(Why),
}

impl From<DebounceEventResult> for Batch {
    fn from(result: DebounceEventResult) -> Self {
        let errors = match result {
            Ok(events) => return Self::Events(events),
            Err(errors) => errors,
        };
        let limit = |error: &notify::Error| matches!(error.kind, notify::ErrorKind::MaxFilesWatch);
        if errors.iter().any(limit) { Self::Failed(Why::WatchLimit) } else { Self::Lost }
    }
}

/// The hint a batch gives, and whether folders came or went. `None` if nothing in it matters.
pub(super) fn collapse(
    batch: Batch,
    root: &Path,
    burst: usize,
    concerns_folder: impl Fn(&VaultPath) -> bool,
) -> Option<(Hint, bool)> {
    let Batch::Events(events) = batch else {
        return Some((Hint::Rescan, true));
    };
    let mut paths = BTreeSet::new();
    let mut rescan = false;
    for event in &events {
        if matches!(event.kind, EventKind::Access(_)) {
            continue;
        }
        rescan |= event.need_rescan();
        for native in &event.paths {
            let Ok(path) = VaultPath::from_native(root, native) else {
                continue;
            };
            match worth(&path, &event.kind, &concerns_folder) {
                Worth::Nothing => {}
                Worth::Path => {
                    paths.insert(path);
                }
                Worth::Rescan => rescan = true,
            }
        }
    }
    if rescan || paths.len() > burst {
        return Some((Hint::Rescan, true));
    }
    (!paths.is_empty()).then(|| (Hint::Paths(paths.into_iter().collect()), false))
}

#[derive(Debug, PartialEq, Eq)]
enum Worth {
    Nothing,
    Path,
    Rescan,
}

fn worth(path: &VaultPath, kind: &EventKind, concerns_folder: impl Fn(&VaultPath) -> bool) -> Worth {
    if path.is_root() {
        // Its times change with every file in it; that it went matters.
        return match kind {
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => Worth::Rescan,
            _ => Worth::Nothing,
        };
    }
    if path.parent().is_hidden() || path.names().any(is_skipped_folder) {
        return Worth::Nothing;
    }
    if matches!(path.name(), ignores::GIT | ignores::OWN) {
        return Worth::Rescan;
    }
    if path.name().starts_with('.') {
        return Worth::Nothing;
    }
    let folder = match kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => concerns_folder(path),
        _ if concerns_folder(path) => return Worth::Nothing,
        _ => false,
    };
    if folder { Worth::Rescan } else { Worth::Path }
}

#[cfg(test)]
#[path = "hints_tests.rs"]
mod tests;
