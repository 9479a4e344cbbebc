//! Lines of files, counted and compared within a budget.

use gix::bstr::ByteSlice;
use gix::diff::blob::{Algorithm, Diff, InternedInput};
use gix::objs::Kind;

use crate::MAX_BLOB;
use crate::files::{Change, Entry};

/// Reads files for comparison, until it has read enough for one commit.
pub(crate) struct Counter<'r> {
    local: &'r gix::Repository,
    left: u64,
}

/// Bytes of all the files of one commit that are compared, both sides together.
const MAX_COMPARED: u64 = 64 << 20;

impl<'r> Counter<'r> {
    pub(crate) fn new(local: &'r gix::Repository) -> Self {
        Self { local, left: MAX_COMPARED }
    }

    /// Lines added and removed, if both sides are text of a size that is compared.
    pub(crate) fn lines(&mut self, change: &Change) -> Option<(u32, u32)> {
        let before = self.side(change.before)?;
        let after = self.side(change.after)?;
        Some(count(&before, &after))
    }

    fn side(&mut self, entry: Option<Entry>) -> Option<Vec<u8>> {
        match entry {
            None => Some(Vec::new()),
            Some(entry) => self.text(entry),
        }
    }

    /// The bytes of a text file; `None` for a link, a submodule, a binary or a large file.
    pub(crate) fn text(&mut self, entry: Entry) -> Option<Vec<u8>> {
        if !entry.mode.is_blob() {
            return None;
        }
        let header = self.local.find_header(entry.id).ok()?;
        if header.kind() != Kind::Blob || header.size() > MAX_BLOB.min(self.left) {
            return None;
        }
        self.left -= header.size();
        let data = self.local.find_blob(entry.id).ok()?.take_data();
        let binary = data[..data.len().min(8_000)].contains(&0);
        (!binary).then_some(data)
    }
}

pub(crate) fn count(before: &[u8], after: &[u8]) -> (u32, u32) {
    if before.is_empty() || after.is_empty() {
        return (line_count(after), line_count(before));
    }
    let input = InternedInput::new(before, after);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    (diff.count_additions(), diff.count_removals())
}

pub(crate) fn line_count(text: &[u8]) -> u32 {
    u32::try_from(text.lines().count()).unwrap_or(u32::MAX)
}
