use crate::api::{ApiError, Deleted, Restored, TrashList, Trashed};
use crate::app::App;
use crate::book::Book;
use crate::searches::slug_of;
use catchbook_record::Record;
use catchbook_vault::{CrashPlan, RealFs, Trash, TrashEntry, VaultPath};
use std::sync::Arc;

impl App {
    pub(crate) fn delete(&self, handle: &str) -> Result<Deleted, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (_, read) = book.read(&path)?;
        let (now, _) = self.host.now();
        let entry = book.vault.trash(&VaultPath::new(&path)?, &self.trash(&book)?, now.as_millisecond())?;
        book.take_in(&[], &[&path])?;
        self.host.emit(crate::api::Event::RecordsChanged);
        Ok(Deleted { handle: read.record.handle().to_owned(), title: read.record.title, trash_id: entry.id })
    }

    pub(crate) fn restore(&self, trash_id: &str) -> Result<Restored, ApiError> {
        let book = self.book()?;
        let restored = book.vault.restore(&self.trash(&book)?, trash_id)?;
        let path = restored.path.as_str().to_owned();
        if let Some(slug) = slug_of(&path) {
            self.searches_changed(&book);
            return Ok(Restored { handle: slug.to_owned(), path, renamed: restored.renamed });
        }
        book.take_in(&[&path], &[])?;
        self.host.emit(crate::api::Event::RecordsChanged);
        let (_, read) = book.read(&path)?;
        Ok(Restored { handle: read.record.handle().to_owned(), path, renamed: restored.renamed })
    }

    pub(crate) fn trashed(&self) -> Result<TrashList, ApiError> {
        let book = self.book()?;
        let trash = self.trash(&book)?;
        Ok(TrashList { entries: trash.list()?.iter().map(|entry| trashed(&trash, entry)).collect() })
    }

    /// Each vault has its own trash, in the person's data folder on this machine.
    pub(crate) fn trash(&self, book: &Book) -> Result<Trash, ApiError> {
        let folder = self.places.data.join("trash").join(book.key());
        let fs = RealFs::create(&folder).map_err(|source| {
            ApiError::failed(format!("{} cannot be made: {source}", folder.display()))
                .hint("The trash lives there. Make room, or see that you may write to it.")
        })?;
        let host = Arc::clone(&self.host);
        Ok(Trash::open(Arc::new(fs)).with_crash_plan(CrashPlan::new(move |step| host.at_step(step))))
    }
}

fn trashed(trash: &Trash, entry: &TrashEntry) -> Trashed {
    // A copy that cannot be read is still listed, by its path.
    let record = trash.read(&entry.id).map_or_else(
        |_| Record { path: entry.path.as_str().to_owned(), ..Record::default() },
        |bytes| catchbook_record::parse(entry.path.as_str(), &bytes).record,
    );
    let deleted = jiff::Timestamp::from_millisecond(entry.trashed_at_ms).unwrap_or_default();
    Trashed {
        trash_id: entry.id.clone(),
        handle: slug_of(entry.path.as_str()).unwrap_or(record.handle()).to_owned(),
        title: record.title,
        path: entry.path.as_str().to_owned(),
        deleted: deleted.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    }
}
