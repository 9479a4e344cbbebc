use crate::api::ApiError;
use catchbook_vault::{Base, Hash, RealFs, Vault, VaultPath};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

const FIRST_WORD: &str = "catchbook-silenced-1";
/// Notes that are remembered for one record at most.
const MOST: usize = 500;

/// Notes on wording that a person does not want to hear again: one file for each record of a vault, in the person's data
/// folder. A first line says of which record; a line each says the rule and the words.
pub(crate) struct SilencedNotes {
    folder: Vault,
}

/// The notes that are silent in one record.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Silenced(Vec<(String, String)>);

impl Silenced {
    pub(crate) fn has(&self, rule: &str, words: &str) -> bool {
        let words = one_line(words);
        self.0.iter().any(|(known, silent)| known == rule && *silent == words)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl SilencedNotes {
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn open(folder: &Path, seed: u64) -> Result<Self, ApiError> {
        let fs = RealFs::create(folder).map_err(|source| {
            ApiError::failed(format!("{} cannot be made: {source}", folder.display()))
                .hint("Silenced notes are remembered there. Make room, or see that you may write to it.")
        })?;
        Ok(Self { folder: Vault::open(Arc::new(fs))?.with_seed(seed) })
    }

    /// What is silent in a record; a file that cannot be understood silences nothing.
    pub(crate) fn of(&self, handle: &str) -> Silenced {
        let loaded = file_of(handle).ok().and_then(|file| self.folder.read(&file).ok());
        let text = loaded.and_then(|loaded| String::from_utf8(loaded.bytes).ok());
        text.and_then(|text| read(handle, &text)).unwrap_or_default()
    }

    pub(crate) fn silence(&self, handle: &str, rule: &str, words: &str) -> Result<(), ApiError> {
        let Silenced(mut notes) = self.of(handle);
        notes.retain(|(known, silent)| known != rule || *silent != one_line(words));
        notes.push((one_line(rule), one_line(words)));
        let first = notes.len().saturating_sub(MOST);
        let file = file_of(handle)?;
        let before = self.folder.read(&file).map(|before| before.stamp.hash);
        let base = Base::from(before.unwrap_or(Hash::of(b"")));
        self.folder.save(&file, base, write(handle, &notes[first..]).as_bytes())?;
        Ok(())
    }

    /// Lets every note of a record be heard again.
    pub(crate) fn forget(&self, handle: &str) -> Result<(), ApiError> {
        match self.folder.fs().remove_file(&file_of(handle)?) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(ApiError::failed(format!("The silenced notes of {handle} could not be removed: {source}")))
            }
            _ => Ok(()),
        }
    }
}

fn file_of(handle: &str) -> Result<VaultPath, ApiError> {
    Ok(VaultPath::new(format!("{}.txt", Hash::of(handle.as_bytes())))?)
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(handle: &str, notes: &[(String, String)]) -> String {
    let lines: String = notes.iter().map(|(rule, words)| format!("{rule}\t{words}\n")).collect();
    format!("{FIRST_WORD} {}\n{lines}", one_line(handle))
}

fn read(handle: &str, file: &str) -> Option<Silenced> {
    let (first, lines) = file.split_once('\n')?;
    (first.strip_prefix(FIRST_WORD)?.trim() == one_line(handle)).then(|| {
        let note = |line: &str| line.split_once('\t').map(|(rule, words)| (rule.to_owned(), words.to_owned()));
        Silenced(lines.lines().filter_map(note).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_silent_by_its_rule_and_words_alone() {
        let folder = tempfile::tempdir().unwrap();
        let silenced = SilencedNotes::open(&folder.path().join("silenced"), 7).unwrap();
        silenced.silence("C-7K3Q2", "blame", "Kofi\n forgot").unwrap();
        silenced.silence("C-7K3Q2", "blame", "Kofi forgot").unwrap();
        silenced.silence("C-7K3Q2", "hindsight", "obviously").unwrap();
        let silent = silenced.of("C-7K3Q2");
        assert_eq!(silent.len(), 2);
        assert!(silent.has("blame", "Kofi forgot") && silent.has("hindsight", "obviously"));
        assert!(!silent.has("blame", "Dana forgot") && !silent.has("hindsight", "Kofi forgot"));
        assert_eq!(silenced.of("C-7K4AA"), Silenced::default());
        silenced.forget("C-7K3Q2").unwrap();
        silenced.forget("C-7K3Q2").unwrap();
        assert_eq!(silenced.of("C-7K3Q2"), Silenced::default());
    }

    #[test]
    fn what_is_not_understood_silences_nothing() {
        for file in ["", "other 1\nblame\tx\n", "catchbook-silenced-1 C-7K4AA\nblame\tx\n"] {
            assert_eq!(read("C-7K3Q2", file), None, "{file}");
        }
    }
}
