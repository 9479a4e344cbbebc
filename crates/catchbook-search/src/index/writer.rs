use super::{
    document::document,
    folder::Folder,
    schema::Fields,
    store::{Store, guard},
};
use crate::Error;
use catchbook_record::Record;
use std::{
    cmp::Reverse,
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
};
use tantivy::{
    Index, IndexWriter, Term,
    index::SegmentId,
    indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy},
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
        IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(bytes)
            .num_merge_threads(1)
            .build()
    }
}

/// The only hand that writes to an index. Nothing is found before [`Writer::commit`].
///
/// After an error, what was not committed is forgotten and has to be put again; the writer itself goes on, so that a
/// disk that was full for a minute costs a minute.
pub struct Writer {
    /// Absent after an error, until the next use.
    open: Option<IndexWriter>,
    index: Index,
    budget: WriterBudget,
    /// For the merge policy.
    records: usize,
    fields: Fields,
    dir: PathBuf,
    /// After [`Writer::clear`]: the paths put since, as hashes. Only those need an older version removed.
    put_since_clear: Option<HashSet<u64>>,
    /// Why a removal was lost.
    lost: Option<Error>,
}

/// That look through an index.
const THREADS: usize = 2;
/// Up to so many segments, a search does not notice.
const FEW_SEGMENTS: usize = 8;

impl Writer {
    pub(super) fn open(store: &Store, budget: WriterBudget) -> Result<Option<Writer>, Error> {
        let mut writer = Writer {
            open: None,
            index: store.index.clone(),
            budget,
            records: store.len()?,
            fields: store.fields,
            dir: store.dir.clone(),
            put_since_clear: None,
            lost: None,
        };
        match writer.opened() {
            Err(Error::Busy { .. }) => Ok(None),
            Err(error) => Err(error),
            Ok(_) => Ok(Some(writer)),
        }
    }

    fn opened(&mut self) -> Result<&mut IndexWriter, Error> {
        let writer = match self.open.take() {
            Some(writer) => writer,
            None => self.reopened()?,
        };
        Ok(self.open.insert(writer))
    }

    /// A process killed between writing a delete file and `meta.json` leaves that file behind; the operation numbers
    /// then repeat, and every commit with a delete would fail because the file exists. Collecting once cures it.
    fn reopened(&mut self) -> Result<IndexWriter, Error> {
        self.put_since_clear = None;
        let writer = guard(&self.dir, "write", || {
            let writer: IndexWriter = self.index.writer_with_options(self.budget.options())?;
            writer.garbage_collect_files().wait()?;
            Ok(writer)
        })?;
        let folder = Folder::open(&self.dir).map_err(|source| Error::from_tantivy(&self.dir, "tidy", source.into()))?;
        folder.sweep().map_err(|source| Error::Io { dir: self.dir.clone(), doing: "tidy", source })?;
        writer.set_merge_policy(Box::new(merge_policy(self.records)));
        // A writer numbers its first operation as the last commit, and a merge takes a deletion of that number for done
        // where that commit deleted something. So the first deletion is of nothing.
        writer.delete_term(Term::from_field_text(self.fields.path, ""));
        Ok(writer)
    }

    /// Adds a record, in place of an older version at the same path.
    pub fn put(&mut self, record: &Record) -> Result<(), Error> {
        if self.may_be_there(&record.path) {
            self.delete(&record.path)?;
        }
        let document = document(&self.fields, record);
        self.run("write to", |writer| writer.add_document(document).map(drop))
    }

    /// Removes the record at `path`, if there is one. Should that fail, the next commit says so.
    pub fn remove(&mut self, path: &str) {
        if let Err(error) = self.delete(path) {
            self.lost = Some(error);
        }
    }

    fn delete(&mut self, path: &str) -> Result<(), Error> {
        let term = Term::from_field_text(self.fields.path, path);
        self.run("write to", |writer| {
            writer.delete_term(term);
            Ok(())
        })
    }

    /// Removes every record.
    pub fn clear(&mut self) -> Result<(), Error> {
        self.run("clear", |writer| writer.delete_all_documents().map(drop))?;
        self.put_since_clear = Some(HashSet::new());
        Ok(())
    }

    /// Makes everything since the last commit findable, all or nothing. Takes tens of milliseconds: not for the thread
    /// that a person waits for.
    pub fn commit(&mut self) -> Result<(), Error> {
        if let Some(error) = self.lost.take() {
            self.open = None;
            return Err(error);
        }
        self.run("commit to", |writer| writer.commit().map(drop))
    }

    /// Gives the writer back. Merges that are under way are given up, and the next writer begins them again; where the
    /// segments have become many they are waited for, or a row of processes that write a little and end would add one
    /// each.
    ///
    /// # Errors
    /// When the index cannot be read, or a merge failed; what was committed is there.
    pub fn release(self) -> Result<(), Error> {
        let segments = guard(&self.dir, "finish", || self.index.searchable_segment_ids())?.len();
        if segments > FEW_SEGMENTS { self.close() } else { Ok(()) }
    }

    /// Waits until merges have ended, and gives the writer back.
    pub fn close(self) -> Result<(), Error> {
        let Some(writer) = self.open else { return Ok(()) };
        guard(&self.dir, "finish", || writer.wait_merging_threads())
    }

    /// Commits, and brings everything into as many segments as threads look through it, of about as many records each:
    /// whatever is asked costs a little for every segment. After a rebuild, this takes up to a fifth of its time again.
    ///
    /// # Errors
    /// When the commit or a merge failed, or another process took the index meanwhile; what was committed is there, and
    /// the writer is to be given back.
    pub fn pack(&mut self) -> Result<(), Error> {
        self.commit()?;
        if let Some(writer) = self.open.take() {
            guard(&self.dir, "pack", || writer.wait_merging_threads())?;
        }
        // A merge by the policy would take segments away from these.
        self.opened()?.set_merge_policy(Box::new(NoMergePolicy));
        let mut segments = guard(&self.dir, "pack", || self.index.searchable_segment_metas())?;
        segments.sort_by_key(|segment| Reverse(segment.num_docs()));
        let mut shares: [(u32, Vec<SegmentId>); THREADS] = Default::default();
        for segment in segments {
            if let Some((records, share)) = shares.iter_mut().min_by_key(|(records, _)| *records) {
                *records += segment.num_docs();
                share.push(segment.id());
            }
        }
        for (_, share) in shares.iter().filter(|(_, share)| share.len() > 1) {
            self.run("pack", |writer| writer.merge(share).wait().map(drop))?;
        }
        let policy = merge_policy(self.records);
        self.opened()?.set_merge_policy(Box::new(policy));
        Ok(())
    }

    fn may_be_there(&mut self, path: &str) -> bool {
        let Some(put) = &mut self.put_since_clear else { return true };
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        !put.insert(hasher.finish())
    }

    /// tantivy's writer is of no use after an error: it is dropped, which gives up the lock, and opened again next time.
    fn run(
        &mut self,
        doing: &'static str,
        call: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>,
    ) -> Result<(), Error> {
        let writer = self.opened()?;
        let done = call(writer);
        if done.is_err() {
            self.open = None;
            self.put_since_clear = None;
        }
        done.map_err(|source| Error::from_tantivy(&self.dir, doing, source))
    }
}

/// The default re-merges everything about every eighth save in a small vault.
fn merge_policy(records: usize) -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_min_layer_size((records / 100).clamp(100, 1_000) as u32);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.dir).finish_non_exhaustive()
    }
}
