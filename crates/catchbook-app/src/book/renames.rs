use super::Book;
use crate::api::ApiError;

/// Under this name the catalog notes a rename whose links are not mended yet.
const RENAMING: &str = "renaming";

impl Book {
    /// Notes a rename before its first step, and takes the note back after its last.
    pub(crate) fn note_rename(&self, paths: Option<(&str, &str)>) -> Result<(), ApiError> {
        // Paths hold no line ends: control characters are no part of a name.
        let note = paths.map_or_else(String::new, |(old, new)| format!("{old}\n{new}"));
        Ok(self.catalogs.write(|catalog| catalog.set_meta(RENAMING, &note))?)
    }

    /// A rename that was begun and not ended.
    pub(crate) fn noted_rename(&self) -> Result<Option<(String, String)>, ApiError> {
        let note = self.catalogs.read(|catalog| catalog.meta(RENAMING))?;
        Ok(note.and_then(|note| note.split_once('\n').map(|(old, new)| (old.to_owned(), new.to_owned()))))
    }
}
