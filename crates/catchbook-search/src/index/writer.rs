use super::{
    document::document,
    folder::Folder,
    schema::Fields,
    store::Store,
};
use crate::Error;
use catchbook_record::Record;
use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
};
use tantivy::{
    IndexWriter, Term, TantivyError,
    directory::error::LockError,
    indexer::{IndexWriterOptions, LogMergePolicy},
};

/// What a writer is for, which decides how much memory and how many threads it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriterBudget {
    /// Single records as they are edited: one thread, 30 MB.
    Edit,
    /// The whole vault: two threads of 60 MB.
    Build,
}

impl WriterBudget {
    fn options(self) -> IndexWriterOptions {
        let (threads, bytes) = match self {
            WriterBudget::Edit => (1, 30_000_000),
            WriterBudget::Build => (2, 60_000_000),
        };
        IndexWriterOptions::builder().num_worker_threads(threads).memory_budget_per_thread(bytes).num_merge_threads(1).build()
    }
}

/// The only hand that writes to an index. Nothing is found before [`Writer::commit`].
///
/// After an error, drop it and open another: what was not committed is then forgotten.
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    dir: PathBuf,
    /// After [`Writer::clear`]: the paths put since, as hashes. Only those need an older version removed.
    put_since_clear: Option<HashSet<u64>>,
}

impl Writer {
    pub(super) fn open(store: &Store, budget: WriterBudget) -> Result<Option<Writer>, Error> {
        let opened = store.guard("write", || match store.index.writer_with_options(budget.options()) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Ok(None),
            opened => opened.map(Some),
        })?;
        let Some(writer) = opened else { return Ok(None) };
        let writer = Writer { writer, fields: store.fields, dir: store.dir.clone(), put_since_clear: None };
        writer.tidy(store)?;
        writer.set_merge_policy(store.len()?);
        Ok(Some(writer))
    }

    /// A process killed between writing a delete file and `meta.json` leaves that file behind; the operation numbers
    /// then repeat, and every commit with a delete would fail because the file exists. Collecting once cures it.
    fn tidy(&self, store: &Store) -> Result<(), Error> {
        store.guard("tidy", || self.writer.garbage_collect_files().wait())?;
        let folder = Folder::open(&self.dir).map_err(|source| Error::from_tantivy(&self.dir, "tidy", source.into()))?;
        folder.sweep().map_err(|source| Error::Io { dir: self.dir.clone(), doing: "tidy", source })
    }

    /// The default re-merges everything about every eighth save in a small vault.
    fn set_merge_policy(&self, records: usize) {
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(4);
        policy.set_min_layer_size((records / 100).clamp(100, 1_000) as u32);
        policy.set_del_docs_ratio_before_merge(0.3);
        self.writer.set_merge_policy(Box::new(policy));
    }

    /// Adds a record, in place of an older version at the same path.
    pub fn put(&mut self, record: &Record) -> Result<(), Error> {
        if self.may_be_there(&record.path) {
            self.remove(&record.path);
        }
        self.run("write to", |writer, fields| writer.add_document(document(fields, record)).map(drop))
    }

    /// Removes the record at `path`, if there is one.
    pub fn remove(&mut self, path: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.path, path));
    }

    /// Removes every record.
    pub fn clear(&mut self) -> Result<(), Error> {
        self.run("clear", |writer, _| writer.delete_all_documents().map(drop))?;
        self.put_since_clear = Some(HashSet::new());
        Ok(())
    }

    /// Makes everything since the last commit findable, all or nothing. Takes tens of milliseconds: not for the thread
    /// that a person waits for.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.run("commit to", |writer, _| writer.commit().map(drop))
    }

    /// Waits until merges have ended, and gives the writer back.
    pub fn close(self) -> Result<(), Error> {
        let dir = self.dir;
        self.writer.wait_merging_threads().map_err(|source| Error::from_tantivy(dir, "finish", source))
    }

    fn may_be_there(&mut self, path: &str) -> bool {
        let Some(put) = &mut self.put_since_clear else { return true };
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        !put.insert(hasher.finish())
    }

    fn run(&mut self, doing: &'static str, call: impl FnOnce(&mut IndexWriter, &Fields) -> tantivy::Result<()>) -> Result<(), Error> {
        call(&mut self.writer, &self.fields).map_err(|source| Error::from_tantivy(&self.dir, doing, source))
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.dir).finish_non_exhaustive()
    }
}
