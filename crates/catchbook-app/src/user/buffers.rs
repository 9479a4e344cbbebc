use crate::api::ApiError;
use catchbook_vault::{Base, Hash, RealFs, Vault, VaultPath};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

const FIRST_WORD: &str = "catchbook-buffer-1";

/// Texts that were typed and not saved yet: one file for each record of a vault, in the person's data folder.
///
/// A first line says how long the three parts are; the record's path, the text, and the text it was made from follow
/// as they are, so that a person can rescue them without Catchbook.
pub(crate) struct Buffers {
    folder: Vault,
}

/// A text that was kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) at_ms: i64,
    pub(crate) text: String,
    pub(crate) base: String,
}

impl Buffers {
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn open(folder: &Path, seed: u64) -> Result<Self, ApiError> {
        let fs = RealFs::create(folder).map_err(|source| {
            ApiError::failed(format!("{} cannot be made: {source}", folder.display()))
                .hint("Text that is not saved yet is kept there. Make room, or see that you may write to it.")
        })?;
        Ok(Self { folder: Vault::open(Arc::new(fs))?.with_seed(seed) })
    }

    /// Keeps a text in place of the one that was kept before. Durable on return.
    pub(crate) fn keep(&self, path: &str, kept: &Kept) -> Result<(), ApiError> {
        let file = file_of(path)?;
        let before = self.folder.read(&file).map(|before| before.stamp.hash);
        // By its hash alone: two of these files must never be merged.
        let base = Base::from(before.unwrap_or(Hash::of(b"")));
        self.folder.save(&file, base, write(path, kept).as_bytes())?;
        Ok(())
    }

    /// What is kept for a record; what cannot be understood is left where it is.
    pub(crate) fn find(&self, path: &str) -> Option<Kept> {
        let loaded = self.folder.read(&file_of(path).ok()?).ok()?;
        read(path, std::str::from_utf8(&loaded.bytes).ok()?)
    }

    pub(crate) fn forget(&self, path: &str) -> Result<(), ApiError> {
        match self.folder.fs().remove_file(&file_of(path)?) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(ApiError::failed(format!("The kept text of {path} could not be removed: {source}")))
            }
            _ => Ok(()),
        }
    }
}

fn file_of(path: &str) -> Result<VaultPath, ApiError> {
    Ok(VaultPath::new(format!("{}.txt", Hash::of(path.as_bytes())))?)
}

fn write(path: &str, Kept { at_ms, text, base }: &Kept) -> String {
    let (of_path, of_text, of_base) = (path.len(), text.len(), base.len());
    format!("{FIRST_WORD} {at_ms} {of_path} {of_text} {of_base}\n{path}{text}{base}")
}

fn read(path: &str, file: &str) -> Option<Kept> {
    let (first, rest) = file.split_once('\n')?;
    let mut words = first.strip_prefix(FIRST_WORD)?.split_whitespace();
    let at_ms = words.next()?.parse().ok()?;
    let mut rest = rest;
    let mut part = || {
        let length = words.next()?.parse().ok()?;
        let (part, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(part)
    };
    let (of, text, base) = (part()?, part()?, part()?);
    (of == path && rest.is_empty()).then(|| Kept { at_ms, text: text.to_owned(), base: base.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_reads_back_and_a_damaged_one_does_not() {
        let kept = Kept { at_ms: 7, text: "é\r\n".to_owned(), base: "e\r\n".to_owned() };
        let file = write("catches/a b.md", &kept);
        assert_eq!(read("catches/a b.md", &file), Some(kept));
        assert_eq!(read("catches/other.md", &file), None);
        for cut in 0..file.len() {
            if let Some(short) = file.get(..cut) {
                assert_eq!(read("catches/a b.md", short), None, "{cut}");
            }
        }
    }
}
