//! What a search looks at: the index on disk as last committed, and over it the records saved since.

use crate::{
    Error,
    counted::Kept,
    index::{Fields, Store, column, document, schema, settings, tokenizers},
    names::Names,
    spelling::Alike,
};
use catchbook_record::Record;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::SystemTime,
};
use tantivy::{
    DocId, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
    columnar::{Column, StrColumn},
    directory::RamDirectory,
    schema::IndexRecordOption,
};

/// Documents that are worth a second thread, which wakes in the time that it takes to look through some thousands. The
/// tests of this crate have it always.
const MANY: usize = if cfg!(test) { 2 } else { 20_000 };

/// How far the overlay had come; see [`Store::overlay_mark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Mark(u64);

/// The part of a store that changes while it is open.
#[derive(Default)]
pub(crate) struct Live {
    edits: BTreeMap<String, Edit>,
    mark: u64,
    stale: Arc<BTreeSet<String>>,
    /// Raised by every change that a view shows.
    version: u64,
    commit_seen: Option<CommitSeen>,
    view: Option<Arc<View>>,
}

struct Edit {
    mark: u64,
    /// `None` for a removed record.
    document: Option<TantivyDocument>,
}

/// Enough of `meta.json` to notice that somebody committed.
#[derive(PartialEq, Eq, Clone)]
struct CommitSeen {
    modified: Option<SystemTime>,
    bytes: u64,
    file: u64,
}

/// One state of the index, for as many searches as it lasts.
pub(crate) struct View {
    /// Differs between any two views of a store.
    pub serial: (u64, u64),
    pub parts: Vec<Part>,
    pub stale: Arc<BTreeSet<String>>,
    names: OnceLock<Names>,
    pub alike: Mutex<Alike>,
}

/// The index on disk or the overlay.
pub(crate) struct Part {
    pub searcher: Searcher,
    pub segments: Vec<Segment>,
}

pub(crate) struct Segment {
    pub reader: SegmentReader,
    pub columns: Columns,
    /// Outlives the view: a segment never changes.
    pub kept: Arc<Kept>,
    /// Documents that the overlay replaces, in order.
    masked: Vec<DocId>,
}

pub(crate) struct Columns {
    pub path: Option<StrColumn>,
    pub kind: Column<u64>,
    pub severity: Column<u64>,
    pub seconds: Column<i64>,
    pub tie: Column<u64>,
    pub service: Option<StrColumn>,
    pub gate: Option<StrColumn>,
    pub mode: Option<StrColumn>,
}

impl Store {
    /// Makes a record findable at once, in place of what the index has at its path, until a commit brings it there.
    pub fn overlay_put(&self, record: &Record) {
        let document = document(&self.fields, record);
        self.live().edit(&record.path, Some(document));
    }

    /// Makes the record at `path` unfindable at once.
    pub fn overlay_remove(&self, path: &str) {
        self.live().edit(path, None);
    }

    /// As [`overlay_put`](Store::overlay_put), or without a record as [`overlay_remove`](Store::overlay_remove), for a file
    /// that was read after `mark` was taken. What was put or removed at its path since then is newer, and stays.
    pub fn overlay_read(&self, path: &str, record: Option<&Record>, mark: Mark) {
        let document = record.map(|record| document(&self.fields, record));
        let mut live = self.live();
        if live.edits.get(path).is_none_or(|edit| edit.mark <= mark.0) {
            live.edit(path, document);
        }
    }

    /// How far the overlay has come. Take it before reading the files that are then written and committed, and give it
    /// to [`Store::settle`] afterwards.
    pub fn overlay_mark(&self) -> Mark {
        Mark(self.live().mark)
    }

    /// Shows what was committed, and takes from the overlay what had been put there up to `mark`. Later edits stay.
    pub fn settle(&self, mark: Mark) -> Result<(), Error> {
        self.guard("reload", || self.reader.reload())?;
        let mut live = self.live();
        live.commit_seen = self.commit_on_disk();
        live.edits.retain(|_, edit| edit.mark > mark.0);
        live.version += 1;
        Ok(())
    }

    /// As [`settle`](Store::settle), where the overlay holds anything.
    pub fn settle_if_any(&self, mark: Mark) -> Result<(), Error> {
        if self.live().edits.is_empty() { Ok(()) } else { self.settle(mark) }
    }

    /// The paths that `is:stale` means. Staleness needs the clock and git, of which the index knows nothing.
    /// Answers whether they are others than before.
    pub fn set_stale(&self, paths: impl IntoIterator<Item = String>) -> bool {
        let stale = paths.into_iter().collect();
        let mut live = self.live();
        if *live.stale == stale {
            return false;
        }
        live.stale = Arc::new(stale);
        live.version += 1;
        true
    }

    /// Number of records that can be found.
    pub fn len(&self) -> Result<usize, Error> {
        let view = self.view()?;
        Ok(view.segments().map(|segment| segment.reader.num_docs() as usize - segment.masked.len()).sum())
    }

    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// A panic while the lock was held cannot have left half an edit.
    fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit_on_disk(&self) -> Option<CommitSeen> {
        let meta = fs::metadata(self.dir.join("meta.json")).ok()?;
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let file = 0;
        Some(CommitSeen { modified: meta.modified().ok(), bytes: meta.len(), file })
    }

    /// The newest state. Costs a `stat` when nothing changed.
    pub(crate) fn view(&self) -> Result<Arc<View>, Error> {
        let mut live = self.live();
        let on_disk = self.commit_on_disk();
        if live.commit_seen != on_disk {
            self.guard("reload", || self.reader.reload())?;
            live.commit_seen = on_disk;
        }
        let searcher = self.reader.searcher();
        let serial = (searcher.generation().generation_id(), live.version);
        if let Some(view) = live.view.as_ref().filter(|view| view.serial == serial) {
            return Ok(view.clone());
        }
        let view = Arc::new(self.guard("read", || View::new(serial, searcher, &self.fields, &live))?);
        live.view = Some(view.clone());
        Ok(view)
    }
}

impl Live {
    fn edit(&mut self, path: &str, document: Option<TantivyDocument>) {
        self.mark += 1;
        self.version += 1;
        self.edits.insert(path.to_string(), Edit { mark: self.mark, document });
    }
}

impl View {
    fn new(serial: (u64, u64), searcher: Searcher, fields: &Fields, live: &Live) -> tantivy::Result<View> {
        let masked_paths = live.edits.keys().map(String::as_str);
        let masked: Vec<Term> = masked_paths.map(|path| Term::from_field_text(fields.path, path)).collect();
        let known = live.view.as_deref();
        let mut parts = vec![Part::new(searcher, &masked, known)?];
        let documents: Vec<_> = live.edits.values().filter_map(|edit| edit.document.clone()).collect();
        if !documents.is_empty() {
            parts.push(Part::new(in_memory(documents)?, &[], None)?);
        }
        Ok(View { serial, parts, stale: live.stale.clone(), names: OnceLock::new(), alike: Mutex::default() })
    }

    pub(crate) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.parts.iter().flat_map(|part| &part.segments)
    }

    /// The numbers of all segments.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.segments().count()
    }

    /// The segments in two shares of about as many documents, for two threads; all in one where they are few.
    pub(crate) fn shares(&self) -> Vec<Range<usize>> {
        let docs: Vec<usize> = self.segments().map(|segment| segment.reader.max_doc() as usize).collect();
        let all: usize = docs.iter().sum();
        let uneven = |at: &usize| (2 * docs[..*at].iter().sum::<usize>()).abs_diff(all);
        let at = (1..docs.len()).min_by_key(uneven).filter(|_| all >= MANY).unwrap_or(docs.len());
        [0..at, at..docs.len()].into_iter().filter(|share| !share.is_empty()).collect()
    }

    /// The names in the counted columns, read when first asked for.
    pub(crate) fn names(&self) -> tantivy::Result<&Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = Names::read(self)?;
        Ok(self.names.get_or_init(|| names))
    }
}

impl Part {
    fn new(searcher: Searcher, masked: &[Term], known: Option<&View>) -> tantivy::Result<Part> {
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::new(reader.clone(), masked, known))
            .collect::<tantivy::Result<_>>()?;
        Ok(Part { searcher, segments })
    }
}

impl Segment {
    fn new(reader: SegmentReader, masked: &[Term], known: Option<&View>) -> tantivy::Result<Segment> {
        let fast = reader.fast_fields();
        let columns = Columns {
            path: fast.str(column::PATH)?,
            kind: fast.u64(column::KIND)?,
            severity: fast.u64(column::SEVERITY)?,
            seconds: fast.i64(column::SECONDS)?,
            tie: fast.u64(column::TIE)?,
            service: fast.str(column::SERVICE)?,
            gate: fast.str(column::GATE)?,
            mode: fast.str(column::MODE)?,
        };
        let masked = documents_with(&reader, masked)?;
        let is_known = |segment: &&Segment| segment.reader.segment_id() == reader.segment_id();
        let kept = known.and_then(|view| view.segments().find(is_known)).map(|segment| segment.kept.clone());
        Ok(Segment { columns, masked, kept: kept.unwrap_or_default(), reader })
    }

    /// Whether a document counts: neither deleted nor replaced.
    pub(crate) fn has(&self, doc: DocId) -> bool {
        !self.reader.is_deleted(doc) && (self.masked.is_empty() || self.masked.binary_search(&doc).is_err())
    }

    /// Whether there are documents that do not count.
    pub(crate) fn has_gaps(&self) -> bool {
        self.reader.has_deletes() || !self.masked.is_empty()
    }

    /// How many of the documents count.
    pub(crate) fn living(&self, mut documents: impl DocSet) -> usize {
        let mut living = 0;
        while documents.doc() != TERMINATED {
            living += usize::from(self.has(documents.doc()));
            documents.advance();
        }
        living
    }

    /// Where the record of a document lies.
    pub(crate) fn path(&self, doc: DocId) -> tantivy::Result<String> {
        let mut path = String::new();
        if let Some(column) = &self.columns.path
            && let Some(ord) = column.term_ords(doc).next()
        {
            column.ord_to_str(ord, &mut path)?;
        }
        Ok(path)
    }
}

/// The living documents that have any of the terms, in order.
fn documents_with(reader: &SegmentReader, terms: &[Term]) -> tantivy::Result<Vec<DocId>> {
    let mut documents = Vec::new();
    for term in terms {
        let Some(mut postings) = reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?
        else {
            continue;
        };
        while postings.doc() != TERMINATED {
            if !reader.is_deleted(postings.doc()) {
                documents.push(postings.doc());
            }
            postings.advance();
        }
    }
    documents.sort_unstable();
    Ok(documents)
}

/// An index of a few documents, without threads and without a file.
fn in_memory(documents: Vec<TantivyDocument>) -> tantivy::Result<Searcher> {
    const TABLE_BYTES: usize = 15_000_000;
    let builder = Index::builder().schema(schema().0).settings(settings()).tokenizers(tokenizers());
    let mut writer = builder.single_segment_index_writer(RamDirectory::create(), TABLE_BYTES)?;
    for document in documents {
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}
