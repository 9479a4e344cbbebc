use super::Book;
use crate::api::ApiError;
use catchbook_catalog::{Entry, Stamp};
use catchbook_record::{Problem, Record, parse};
use catchbook_vault::{Loaded, VaultPath, is_settled};

/// A file that was read and understood.
pub(crate) struct Read {
    pub(crate) record: Record,
    pub(crate) problems: Vec<Problem>,
    pub(crate) stamp: Stamp,
}

impl Read {
    pub(crate) fn of(path: &VaultPath, loaded: &Loaded) -> Self {
        let parsed = parse(path.as_str(), &loaded.bytes);
        Self { record: parsed.record, problems: parsed.problems, stamp: stamp(&loaded.stamp) }
    }

    pub(super) fn entry(&self) -> Entry<'_> {
        Entry { record: &self.record, problems: &self.problems, stamp: self.stamp }
    }
}

/// Of a file that may have been written a moment ago.
fn stamp(stamp: &catchbook_vault::Stamp) -> Stamp {
    Stamp { mtime_ns: stamp.mtime_ns, size: stamp.size, hash: stamp.hash.to_bytes(), settled: false }
}

/// The same, where it is known when the look at the folder began.
pub(super) fn stamp_seen_at(read: &catchbook_vault::Stamp, now_ns: i64) -> Stamp {
    Stamp { settled: is_settled(read.mtime_ns, now_ns), ..stamp(read) }
}

impl Book {
    /// Reads one file and understands it.
    pub(crate) fn read(&self, path: &str) -> Result<(Loaded, Read), ApiError> {
        let path = VaultPath::new(path)?;
        let loaded = self.vault.read(&path)?;
        let read = Read::of(&path, &loaded);
        Ok((loaded, read))
    }

    /// A file as it is now, for whoever needs no more of it than its bytes.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        Ok(self.vault.read(&VaultPath::new(path)?)?.bytes)
    }

    /// Makes a file that was just written, or removed, findable at once.
    pub(crate) fn take_in(&self, changed: &[&str], removed: &[&str]) -> Result<(), ApiError> {
        let mut reads = Vec::with_capacity(changed.len());
        for path in changed {
            reads.push(self.read(path)?.1);
        }
        let entries: Vec<Entry<'_>> = reads.iter().map(Read::entry).collect();
        self.catalogs.write(|catalog| catalog.apply_and_enqueue(&entries, removed))?;
        for path in removed {
            self.search.overlay_remove(path);
        }
        for read in &reads {
            self.search.overlay_put(&read.record);
        }
        Ok(())
    }
}
