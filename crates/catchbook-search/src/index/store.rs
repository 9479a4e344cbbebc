use super::{
    folder::Folder,
    schema::{Fields, schema, settings, tokenizers},
    stamp::{self, Stamp},
    writer::{Writer, WriterBudget},
};
use crate::{Error, answers::Answers, error::Damage, plan::Synonyms, view::Live};
use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Mutex,
};
use tantivy::{
    Directory, Index, IndexReader, ReloadPolicy, TantivyError,
    directory::{DirectoryLock, INDEX_WRITER_LOCK, Lock},
};

/// The full-text index of one vault, in a folder of the user's cache.
///
/// It can be shared between threads, and several processes may have the same folder open: all may search, one at a time
/// may write ([`Store::writer`]), and each sees what another committed at its next search.
pub struct Store {
    pub(crate) dir: PathBuf,
    pub(crate) index: Index,
    pub(crate) fields: Fields,
    pub(crate) reader: IndexReader,
    pub(crate) synonyms: Synonyms,
    pub(crate) live: Mutex<Live>,
    pub(crate) answers: Mutex<Answers>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dir", &self.dir).finish_non_exhaustive()
    }
}

/// The index was emptied on opening and has to be filled again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    pub why: ResetWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetWhy {
    /// Another version of the program or of tantivy made it.
    OtherVersion,
    /// Making it was cut short.
    Unfinished,
    /// Its files do not fit together.
    Damaged,
}

impl std::fmt::Display for ResetWhy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ResetWhy::OtherVersion => "it was made by another version",
            ResetWhy::Unfinished => "making it had been cut short",
            ResetWhy::Damaged => "its files were damaged",
        })
    }
}

impl Store {
    /// Opens the index in `dir`, making folder and index where there are none.
    ///
    /// `synonyms` are groups of words that mean the same; they widen queries and are not written to the index.
    ///
    /// # Errors
    /// A lock, a permission or a failing disk is an error and leaves the folder as it is. Only an index of another
    /// version or one proven damaged is emptied, which the answer says.
    pub fn open(dir: &Path, synonyms: &[Vec<String>]) -> Result<(Store, Option<Reset>), Error> {
        fs::create_dir_all(dir).map_err(|source| Error::Io {
            dir: dir.to_path_buf(),
            doing: "make a folder for",
            source,
        })?;
        let folder = open_folder(dir)?;
        let _opening = lock(&folder, dir, OPEN_LOCK, true)?;
        let opened = match stamp::read(dir).map_err(|source| io_error(dir, source))? {
            Stamp::Current => match open_index(dir, folder.clone()) {
                Err(Error::Damaged { .. }) => empty(dir, folder, Some(ResetWhy::Damaged)),
                opened => opened.map(|opened| (opened, None)),
            },
            Stamp::Other => empty(dir, folder, Some(ResetWhy::OtherVersion)),
            Stamp::Missing if dir.join("meta.json").exists() => empty(dir, folder, Some(ResetWhy::Unfinished)),
            Stamp::Missing => empty(dir, folder, None),
        };
        let ((index, reader), why) = opened?;
        let (_, fields) = schema();
        let store = Store {
            dir: dir.to_path_buf(),
            index,
            fields,
            reader,
            synonyms: Synonyms::new(synonyms),
            live: Mutex::default(),
            answers: Mutex::default(),
        };
        Ok((store, why.map(|why| Reset { why })))
    }

    /// Empties the index in `dir`, for an index that [`Error::Damaged`] was said of, or that was not closed before the
    /// power went. Open it again afterwards.
    ///
    /// # Errors
    /// [`Error::Busy`] while any process has the writer.
    pub fn discard(dir: &Path) -> Result<(), Error> {
        let folder = open_folder(dir)?;
        let _opening = lock(&folder, dir, OPEN_LOCK, true)?;
        let _writing = lock(&folder, dir, &INDEX_WRITER_LOCK.filepath.to_string_lossy(), false)?;
        stamp::clear(dir).map_err(|source| io_error(dir, source))
    }

    /// The one writer, or `None` while another process, or another part of this one, has it.
    ///
    /// Keep it for many edits: opening one is what costs.
    pub fn writer(&self, budget: WriterBudget) -> Result<Option<Writer>, Error> {
        Writer::open(self, budget)
    }

    /// Reads every file of the index and answers the names of those whose checksum is wrong. Slow; for `doctor`.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>, Error> {
        let damaged = self.guard("check", || self.index.validate_checksum())?;
        let mut damaged: Vec<PathBuf> = damaged.into_iter().collect();
        damaged.sort();
        Ok(damaged)
    }

    /// Runs a call into tantivy; a panic in it, which damaged files can cause, becomes [`Error::Damaged`].
    pub(crate) fn guard<T>(&self, doing: &'static str, call: impl FnOnce() -> tantivy::Result<T>) -> Result<T, Error> {
        guard(&self.dir, doing, call)
    }
}

const OPEN_LOCK: &str = ".catchbook-open.lock";

pub(super) fn guard<T>(dir: &Path, doing: &'static str, call: impl FnOnce() -> tantivy::Result<T>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => result.map_err(|source| Error::from_tantivy(dir, doing, source)),
        Err(_) => Err(Error::Damaged { dir: dir.to_path_buf(), source: Damage::Unreadable }),
    }
}

fn io_error(dir: &Path, source: io::Error) -> Error {
    Error::Io { dir: dir.to_path_buf(), doing: "open", source }
}

fn open_folder(dir: &Path) -> Result<Folder, Error> {
    Folder::open(dir).map_err(|source| Error::from_tantivy(dir, "open", source.into()))
}

fn lock(folder: &Folder, dir: &Path, name: &str, is_blocking: bool) -> Result<DirectoryLock, Error> {
    let lock = Lock { filepath: PathBuf::from(name), is_blocking };
    folder.acquire_lock(&lock).map_err(|source| Error::from_tantivy(dir, "lock", source.into()))
}

fn open_index(dir: &Path, folder: Folder) -> Result<(Index, IndexReader), Error> {
    guard(dir, "open", || {
        let mut index = Index::open(folder)?;
        if index.schema() != schema().0 {
            return Err(TantivyError::SchemaError("the stamp is right and the schema is not".into()));
        }
        index.set_tokenizers(tokenizers());
        with_reader(index)
    })
}

/// Starts an index from nothing, removing what was there; refuses while anybody writes to it.
fn empty(dir: &Path, folder: Folder, why: Option<ResetWhy>) -> Result<((Index, IndexReader), Option<ResetWhy>), Error> {
    let _writing = lock(&folder, dir, &INDEX_WRITER_LOCK.filepath.to_string_lossy(), false)?;
    stamp::clear(dir).map_err(|source| io_error(dir, source))?;
    let made = guard(dir, "make", || {
        let mut index = Index::create(folder, schema().0, settings())?;
        index.set_tokenizers(tokenizers());
        with_reader(index)
    })?;
    stamp::write(dir).map_err(|source| io_error(dir, source))?;
    Ok((made, why))
}

fn with_reader(index: Index) -> tantivy::Result<(Index, IndexReader)> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(1).try_into()?;
    Ok((index, reader))
}
