use crate::api::ApiError;
use crate::error::cause;
use catchbook_vault::{Base, Hash, Kind, Vault, VaultPath};
use std::io::ErrorKind;

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
    pub(crate) fn new(folder: Vault) -> Self {
        Self { folder }
    }

    /// Keeps a text in place of the one that was kept before. Durable on return.
    pub(crate) fn keep(&self, path: &str, kept: &Kept) -> Result<(), ApiError> {
        let file = file_of(path)?;
        let before = self.folder.read(&file).map(|before| before.stamp.hash);
        // By its hash alone: two of these files must never be merged.
        let base = Base::from(before.unwrap_or(Hash::of(b"")));
        self.folder.save(&file, base, write(path, kept).as_bytes()).map_err(|error| ApiError {
            message: format!("A copy of {path} could not be kept: {}", cause(&error)),
            ..error.into()
        })?;
        Ok(())
    }

    /// What is kept for a record; what cannot be understood is left where it is.
    pub(crate) fn find(&self, path: &str) -> Option<Kept> {
        self.read(&file_of(path).ok()?).filter(|(of, _)| of == path).map(|(_, kept)| kept)
    }

    /// Every text that is kept, with its file's path.
    pub(crate) fn all(&self) -> Result<Vec<(String, Kept)>, ApiError> {
        let listing = self.folder.list(&VaultPath::root())?;
        let files =
            listing.entries.iter().filter(|entry| entry.meta.kind == Kind::File && entry.name.ends_with(".txt"));
        Ok(files.filter_map(|entry| self.read(&VaultPath::new(&entry.name).ok()?)).collect())
    }

    /// What is kept goes along with its file's new name. Nothing takes the place of another text.
    pub(crate) fn rename(&self, old: &str, new: &str) -> Result<(), ApiError> {
        match (self.find(old), self.find(new)) {
            (Some(kept), None) => {
                self.keep(new, &kept)?;
                self.forget(old)
            }
            _ => Ok(()),
        }
    }

    fn read(&self, file: &VaultPath) -> Option<(String, Kept)> {
        let loaded = self.folder.read(file).ok()?;
        read(std::str::from_utf8(&loaded.bytes).ok()?)
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

fn read(file: &str) -> Option<(String, Kept)> {
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
    let kept = Kept { at_ms, text: text.to_owned(), base: base.to_owned() };
    rest.is_empty().then(|| (of.to_owned(), kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_reads_back_and_a_damaged_one_does_not() {
        let kept = Kept { at_ms: 7, text: "é\r\n".to_owned(), base: "e\r\n".to_owned() };
        let file = write("catches/a b.md", &kept);
        assert_eq!(read(&file), Some(("catches/a b.md".to_owned(), kept)));
        for cut in 0..file.len() {
            if let Some(short) = file.get(..cut) {
                assert_eq!(read(short), None, "{cut}");
            }
        }
    }
}
