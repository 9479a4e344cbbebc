//! Clearing away temporary files that a killed process left behind.

use std::time::Duration;

use crate::atomic::is_temp_name;
use crate::error::{Error, Operation};
use crate::fs::{Kind, VaultFs};
use crate::path::VaultPath;
use crate::trash::Trash;
use crate::vault::Vault;
use crate::walk::{WalkLimits, folders};

/// What a sweep did.
#[derive(Debug, Default)]
pub struct Swept {
    pub removed: Vec<VaultPath>,
    /// Leftovers that could not be removed. Every scan ignores them; they only take room.
    pub failed: Vec<Error>,
}

impl Vault {
    /// Removes Catchbook's own temporary files that are older than `min_age` at `now_ns`
    /// (nanoseconds since 1970). Younger ones may belong to a save that is under way.
    pub fn sweep(&self, now_ns: i64, min_age: Duration) -> Swept {
        let fs = self.fs().as_ref();
        let mut swept = Swept::default();
        for folder in folders(fs, WalkLimits::default()) {
            swept.clear(fs, &folder, before(now_ns, min_age));
        }
        swept
    }
}

impl Trash {
    /// See [`Vault::sweep`].
    pub fn sweep(&self, now_ns: i64, min_age: Duration) -> Swept {
        let mut swept = Swept::default();
        let fs = self.disk().fs.as_ref();
        swept.clear(fs, &VaultPath::root(), before(now_ns, min_age));
        swept
    }
}

impl Swept {
    fn clear(&mut self, fs: &dyn VaultFs, folder: &VaultPath, before_ns: i64) {
        let ours = |name: &str, kind| kind == Kind::File && is_temp_name(name);
        let Ok(listing) = fs.list(folder, &ours) else {
            return;
        };
        let entries = listing.entries.into_iter();
        for entry in entries.filter(|entry| entry.meta.mtime_ns < before_ns) {
            let Ok(path) = folder.join(&entry.name) else {
                continue;
            };
            match fs.remove_file(&path) {
                Ok(()) => self.removed.push(path),
                Err(error) => self.failed.push(Error::io(Operation::Remove, &path)(error)),
            }
        }
    }
}

fn before(now_ns: i64, min_age: Duration) -> i64 {
    now_ns.saturating_sub(i64::try_from(min_age.as_nanos()).unwrap_or(i64::MAX))
}
