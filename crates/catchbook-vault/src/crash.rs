//! The named moments at which a test may cut the power.

use std::fmt;
use std::sync::Arc;

/// Called with the name of each crash point as it is passed. The product passes none.
///
/// Built at the edge, so that this crate reads no environment and holds no switch of its own.
#[derive(Clone, Default)]
pub struct CrashPlan(Option<Arc<dyn Fn(&'static str) + Send + Sync>>);

impl CrashPlan {
    pub fn none() -> Self {
        Self(None)
    }

    /// `at` is told each point's name; to crash there, it does not return.
    pub fn new(at: impl Fn(&'static str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(at)))
    }

    pub(crate) fn pass(&self, point: &'static str) {
        if let Some(at) = &self.0 {
            at(point);
        }
    }
}

impl fmt::Debug for CrashPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "CrashPlan(armed)" } else { "CrashPlan(none)" })
    }
}

/// Every point, in the order in which one save, one rename and one delete pass them.
pub fn crash_points() -> &'static [&'static str] {
    &[
        SAVE.before_temp,
        SAVE.after_temp_create,
        SAVE.after_temp_write,
        SAVE.after_temp_sync,
        SAVE.before_rename,
        SAVE.after_rename,
        SAVE.after_folder_sync,
        BEFORE_RENAME,
        AFTER_RENAME,
        AFTER_RENAME_SYNC,
        BEFORE_DELETE,
        TRASH.before_temp,
        TRASH.after_temp_create,
        TRASH.after_temp_write,
        TRASH.after_temp_sync,
        TRASH.before_rename,
        TRASH.after_rename,
        TRASH.after_folder_sync,
        BEFORE_REMOVE,
        AFTER_REMOVE,
        AFTER_REMOVE_SYNC,
    ]
}

/// The points of one atomic write.
pub(crate) struct Steps {
    pub before_temp: &'static str,
    pub after_temp_create: &'static str,
    pub after_temp_write: &'static str,
    pub after_temp_sync: &'static str,
    pub before_rename: &'static str,
    pub after_rename: &'static str,
    pub after_folder_sync: &'static str,
}

pub(crate) const SAVE: Steps = Steps {
    before_temp: "save.before-temp",
    after_temp_create: "save.after-temp-create",
    after_temp_write: "save.after-temp-write",
    after_temp_sync: "save.after-temp-sync",
    before_rename: "save.before-rename",
    after_rename: "save.after-rename",
    after_folder_sync: "save.after-folder-sync",
};

/// Writing the copy in the trash, and the note beside it that says where it came from.
pub(crate) const TRASH: Steps = Steps {
    before_temp: "delete.copy.before-temp",
    after_temp_create: "delete.copy.after-temp-create",
    after_temp_write: "delete.copy.after-temp-write",
    after_temp_sync: "delete.copy.after-temp-sync",
    before_rename: "delete.copy.before-rename",
    after_rename: "delete.copy.after-rename",
    after_folder_sync: "delete.copy.after-folder-sync",
};

pub(crate) const BEFORE_RENAME: &str = "rename.before-rename";
pub(crate) const AFTER_RENAME: &str = "rename.after-rename";
pub(crate) const AFTER_RENAME_SYNC: &str = "rename.after-folder-sync";
pub(crate) const BEFORE_DELETE: &str = "delete.before-copy";
pub(crate) const BEFORE_REMOVE: &str = "delete.before-remove";
pub(crate) const AFTER_REMOVE: &str = "delete.after-remove";
pub(crate) const AFTER_REMOVE_SYNC: &str = "delete.after-folder-sync";

#[cfg(test)]
#[path = "crash_tests.rs"]
mod tests;
