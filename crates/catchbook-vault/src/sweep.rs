//! Clearing away temporary files that a killed process left behind.

use std::time::Duration;

use crate::atomic::is_temp_name;
use crate::error::{Error, Operation};
use crate::fs::{Entry, Kind, VaultFs};
use crate::path::VaultPath;
use crate::trash::Trash;
use crate::vault::Vault;
use crate::walk::{Found, WalkLimits, folders};

/// What a sweep did.
#[derive(Debug, Default)]
pub struct Swept {
    pub removed: Vec<VaultPath>,
    /// Leftovers that could not be removed. Every scan ignores them; they only take room.
    pub failed: Vec<Error>,
}

impl Vault {
    /// Catchbook's own temporary files, left by a process that was killed or used by one that is
    /// saving now. Every scan ignores them.
    pub fn leftovers(&self) -> Vec<Found> {
        let folders = folders(self.fs().as_ref(), WalkLimits::default());
        folders.iter().flat_map(|folder| in_folder(self.fs().as_ref(), folder)).collect()
    }

    /// Removes the leftovers that are older than `min_age` at `now_ns` (nanoseconds since 1970).
    /// Younger ones may belong to a save that is under way.
    pub fn sweep(&self, now_ns: i64, min_age: Duration) -> Swept {
        clear(self.fs().as_ref(), self.leftovers(), before(now_ns, min_age))
    }
}

impl Trash {
    /// See [`Vault::sweep`].
    pub fn sweep(&self, now_ns: i64, min_age: Duration) -> Swept {
        let fs = self.disk().fs.as_ref();
        clear(fs, in_folder(fs, &VaultPath::root()), before(now_ns, min_age))
    }
}

fn in_folder(fs: &dyn VaultFs, folder: &VaultPath) -> Vec<Found> {
    let ours = |name: &str, kind| kind == Kind::File && is_temp_name(name);
    let entries = fs.list(folder, &ours).map(|listing| listing.entries).unwrap_or_default();
    let found = |Entry { name, meta }| {
        let path = folder.join(&name).ok()?;
        Some(Found { path, mtime_ns: meta.mtime_ns, size: meta.size })
    };
    entries.into_iter().filter_map(found).collect()
}

fn clear(fs: &dyn VaultFs, leftovers: Vec<Found>, before_ns: i64) -> Swept {
    let mut swept = Swept::default();
    for Found { path, .. } in leftovers.into_iter().filter(|found| found.mtime_ns < before_ns) {
        match fs.remove_file(&path) {
            Ok(()) => swept.removed.push(path),
            Err(error) => swept.failed.push(Error::io(Operation::Remove, &path)(error)),
        }
    }
    swept
}

fn before(now_ns: i64, min_age: Duration) -> i64 {
    now_ns.saturating_sub(i64::try_from(min_age.as_nanos()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::fs::MemFs;

    fn path(text: &str) -> VaultPath {
        VaultPath::new(text).unwrap()
    }

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn only_our_own_old_leftovers_are_removed() {
        let fs = MemFs::new();
        fs.set_clock(0);
        for old in [
            "a/.catchbook-0000000000000001.tmp",
            "a/.catchbook-notes.tmp",
            "a/one.md",
            ".git/.catchbook-0000000000000002.tmp",
        ] {
            fs.put(&path(old), "x");
        }
        let now = 10_000_000_000_000;
        fs.set_clock(now);
        fs.put(&path(".catchbook-0000000000000003.tmp"), "being written");
        let vault = Vault::open(Arc::new(fs.clone())).unwrap();
        assert_eq!(vault.leftovers().len(), 2);
        let swept = vault.sweep(now, HOUR);
        assert_eq!(swept.removed, [path("a/.catchbook-0000000000000001.tmp")]);
        assert!(swept.failed.is_empty());
        assert_eq!(fs.files().len(), 4);
    }

    #[test]
    fn a_leftover_that_cannot_be_removed_is_said() {
        let fs = MemFs::new();
        fs.put(&path(".catchbook-0000000000000001.tmp"), "x");
        fs.set_read_only(true);
        let vault = Vault::open(Arc::new(fs)).unwrap();
        let swept = vault.sweep(i64::MAX, HOUR);
        assert_eq!((swept.removed.len(), swept.failed.len()), (0, 1));
        assert!(swept.failed[0].hint().contains("read-only"));
    }
}
