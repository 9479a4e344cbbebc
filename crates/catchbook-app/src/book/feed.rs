use super::take_in::Read;
use super::{Book, lock};
use crate::api::ApiError;
use catchbook_catalog::Stamp;
use catchbook_search::{Mark, Writer, WriterBudget};
use catchbook_vault::VaultPath;

/// Files put into one commit.
const BATCH: usize = 500;
/// Queued files that a search looks at itself when it may not write the index.
const OVERLAY: usize = 2_000;

impl Book {
    /// Puts what waits in the queue into the index. Answers false when another process writes it now: then the
    /// queue stays, and that process finds it.
    ///
    /// # Errors
    /// When a derived store fails.
    pub(crate) fn feed(&self) -> Result<bool, ApiError> {
        let mark = self.search.overlay_mark();
        if self.catalogs.read(|catalog| catalog.waiting())? == 0 {
            // Another process may have committed what was saved here.
            self.search.settle_if_any(mark)?;
            return Ok(true);
        }
        if !self.open_writer(WriterBudget::Edit)? {
            return Ok(false);
        }
        loop {
            let mark = self.search.overlay_mark();
            let waiting = self.catalogs.write(|catalog| catalog.take(BATCH))?;
            if waiting.is_empty() {
                return Ok(true);
            }
            let mut unread: Vec<&str> = Vec::new();
            for (_, path) in &waiting {
                if !self.feed_one(path)? {
                    unread.push(path);
                }
            }
            self.read_again(&unread)?;
            self.commit_writer(mark)?;
            let seqs: Vec<i64> = waiting.iter().map(|(seq, _)| *seq).collect();
            self.catalogs.write(|catalog| catalog.done(&seqs))?;
        }
    }

    /// Answers false for a file that cannot be read: what search knows of it holds until it can.
    fn feed_one(&self, path: &str) -> Result<bool, ApiError> {
        match self.read_queued(path)? {
            Queued::Is(read) => self.with_writer(|writer| writer.put(&read.record))?,
            Queued::Gone => self.with_writer(|writer| {
                writer.remove(path);
                Ok(())
            })?,
            Queued::Unreadable => return Ok(false),
        }
        Ok(true)
    }

    /// The next look at the folder takes these files for changed, whatever their time and size say.
    fn read_again(&self, paths: &[&str]) -> Result<(), ApiError> {
        let never = Stamp { mtime_ns: i64::MIN, size: 0, hash: [0; 16], settled: false };
        let files: Vec<_> = paths.iter().map(|path| (*path, never)).collect();
        if !files.is_empty() {
            self.catalogs.write(|catalog| catalog.touch_all(&files))?;
        }
        Ok(())
    }

    /// As [`feed`](Book::feed); while another process writes the index, this one looks at what waits by itself.
    pub(crate) fn feed_or_overlay(&self) -> Result<(), ApiError> {
        if !self.feed()? {
            self.overlay_queue()?;
        }
        Ok(())
    }

    /// Lets this process find what waits in the queue, without writing the index.
    fn overlay_queue(&self) -> Result<(), ApiError> {
        if self.catalogs.read(|catalog| catalog.waiting())? == 0 {
            return Ok(());
        }
        // A person may save meanwhile.
        let mark = self.search.overlay_mark();
        for (_, path) in self.catalogs.write(|catalog| catalog.take(OVERLAY))? {
            match self.read_queued(&path)? {
                Queued::Is(read) => self.search.overlay_read(&path, Some(&read.record), mark),
                Queued::Gone => self.search.overlay_read(&path, None, mark),
                Queued::Unreadable => {}
            }
        }
        Ok(())
    }

    fn read_queued(&self, path: &str) -> Result<Queued, ApiError> {
        let Ok(path) = VaultPath::new(path) else { return Ok(Queued::Gone) };
        match self.vault.read(&path) {
            Ok(loaded) => Ok(Queued::Is(Box::new(Read::of(&path, &loaded)))),
            Err(error) if error.is_not_found() => Ok(Queued::Gone),
            // What the catalog does not know either, no later look would take from search.
            Err(_) => match self.catalogs.read(|catalog| catalog.row(path.as_str()))? {
                Some(_) => Ok(Queued::Unreadable),
                None => Ok(Queued::Gone),
            },
        }
    }

    /// Takes the index's lock, unless another process has it.
    pub(super) fn open_writer(&self, budget: WriterBudget) -> Result<bool, ApiError> {
        let mut writer = lock(&self.writer);
        if writer.is_none() {
            *writer = self.search.writer(budget)?;
            if writer.is_some() {
                self.begin_session()?;
            }
        }
        Ok(writer.is_some())
    }

    pub(super) fn with_writer(
        &self,
        act: impl FnOnce(&mut Writer) -> Result<(), catchbook_search::Error>,
    ) -> Result<(), ApiError> {
        match lock(&self.writer).as_mut() {
            Some(writer) => Ok(act(writer)?),
            None => Ok(()),
        }
    }

    /// Makes what was written findable; the overlay gives up what it held before `mark` was taken.
    pub(super) fn commit_writer(&self, mark: Mark) -> Result<(), ApiError> {
        self.with_writer(Writer::commit)?;
        Ok(self.search.settle(mark)?)
    }

    /// Gives the index's lock back, so that other processes may write.
    pub(crate) fn release_writer(&self) {
        if let Some(writer) = lock(&self.writer).take() {
            // What was committed is there; a merge that failed is begun again by the next writer.
            let _ = writer.release();
        }
    }

    /// From here on derived files may be unsynced; a power cut before [`end_session`](Book::end_session) makes the
    /// next start build them again.
    fn begin_session(&self) -> Result<(), ApiError> {
        let mut open = lock(&self.session_open);
        if !*open {
            self.catalogs.write(|catalog| catalog.mark_unclean(&self.session))?;
            *open = true;
        }
        Ok(())
    }

    /// Ends in order: the index synced, the mark taken back.
    pub(crate) fn end_session(&self) -> Result<(), ApiError> {
        self.release_writer();
        let mut open = lock(&self.session_open);
        if *open && !self.stores.is_passing() {
            super::sync::sync_folder(&self.stores.index())
                .map_err(|source| ApiError::failed(format!("The search index could not be synced: {source}")))?;
            self.catalogs.write(|catalog| catalog.mark_clean(&self.session))?;
            *open = false;
        }
        Ok(())
    }
}

/// What a queued path is now.
enum Queued {
    Is(Box<Read>),
    Gone,
    Unreadable,
}
