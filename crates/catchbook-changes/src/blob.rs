//! A file as it was in a commit.

use gix::ObjectId;

use crate::{Error, MAX_BLOB, Operation, Repository, Result};

impl Repository {
    /// The bytes that `path`, with `/` between its parts, had in the commit `rev`. `None` when there was no file;
    /// a symbolic link or a submodule is none. No filter and no conversion of line ends is applied.
    ///
    /// # Errors
    ///
    /// As [`Repository::commit`], and [`Error::TooLarge`] beyond [`MAX_BLOB`].
    pub fn blob(&self, rev: &str, path: &str) -> Result<Option<Vec<u8>>> {
        let local = self.local();
        let failed = self.failed(Operation::ReadFile);
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return Ok(None);
        }
        let commit = self.find_commit_id(&local, rev)?;
        let tree = local.find_commit(commit).map_err(&failed)?.tree().map_err(&failed)?;
        let entry = tree.lookup_entry(path.split('/')).map_err(&failed)?;
        match entry.filter(|entry| entry.mode().is_blob()) {
            Some(entry) => self.read_blob(&local, entry.object_id(), path).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) fn read_blob(&self, local: &gix::Repository, id: ObjectId, path: &str) -> Result<Vec<u8>> {
        let failed = self.failed(Operation::ReadFile);
        let size = local.find_header(id).map_err(&failed)?.size();
        if size > MAX_BLOB {
            return Err(Error::TooLarge { what: path.to_owned(), size, limit: MAX_BLOB });
        }
        Ok(local.find_blob(id).map_err(&failed)?.take_data())
    }
}
