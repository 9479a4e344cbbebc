//! Text that was typed and never saved, found again: beside its file, under its file's new name, or without a file.

use crate::api::*;
use crate::app::App;
use crate::book::Book;
use crate::cases::set::outcome;
use crate::user::{Buffers, Kept};
use catchbook_record::{Record, parse};
use catchbook_vault::{Base, VaultPath};
use jiff::Timestamp;

impl App {
    /// What differs from its file, or has none any more; the latest first.
    pub(crate) fn kept_rows(&self, book: &Book) -> Result<Vec<KeptRow>, ApiError> {
        let mut kept = self.adopted(book)?.all()?;
        kept.sort_by_key(|(_, kept)| std::cmp::Reverse(kept.at_ms));
        let row = |(path, kept): (String, Kept)| {
            let file = VaultPath::new(&path).ok().and_then(|place| book.vault.read(&place).ok());
            let gone = file.is_none();
            let differs = file.is_none_or(|file| file.bytes != kept.text.as_bytes());
            let record = record(&path, &kept.text);
            let at = Timestamp::from_millisecond(kept.at_ms).unwrap_or_default();
            differs.then(|| KeptRow {
                handle: record.handle().to_owned(),
                title: record.title,
                path,
                at: self.local(at).strftime("%-d %b, %H:%M").to_string(),
                gone,
            })
        };
        Ok(kept.into_iter().filter_map(row).collect())
    }

    /// The kept texts, each under the name that its file has now: one that was renamed outside is known by its id.
    pub(crate) fn adopted(&self, book: &Book) -> Result<Buffers, ApiError> {
        let buffers = self.buffers(book)?;
        for (path, kept) in buffers.all()? {
            let there = |path: &str| VaultPath::new(path).is_ok_and(|path| book.vault.metadata(&path).is_ok());
            if !there(&path)
                && let Some(id) = record(&path, &kept.base).id
                && let Ok(now) = book.find_one(&id)
                && there(&now)
            {
                buffers.rename(&path, &now)?;
            }
        }
        Ok(buffers)
    }

    /// Makes the file of a kept text again.
    pub(crate) fn bring_back(&self, path: &str) -> Result<Written, ApiError> {
        let book = self.book()?;
        let (buffers, kept) = self.kept_text(&book, path)?;
        let base = Base::of(kept.base.as_bytes());
        let (changed, note, beside) = outcome(&book.vault.save(&VaultPath::new(path)?, base, kept.text.as_bytes())?);
        let touched: Vec<&str> = std::iter::once(path).chain(beside.as_deref()).collect();
        book.take_in(&touched, &[])?;
        buffers.forget(path)?;
        self.host.emit(Event::RecordsChanged);
        let (_, read) = book.read(path)?;
        Ok(Written { id: read.record.handle().to_owned(), path: path.to_owned(), changed, note })
    }

    /// Lets go of a kept text; the trash has it.
    pub(crate) fn trash_kept(&self, path: &str) -> Result<Deleted, ApiError> {
        let book = self.book()?;
        let (buffers, kept) = self.kept_text(&book, path)?;
        let now = self.host.now().0.as_millisecond();
        let entry = self.trash(&book)?.keep(&VaultPath::new(path)?, kept.text.as_bytes(), now)?;
        buffers.forget(path)?;
        self.host.emit(Event::RecordsChanged);
        let record = record(path, &kept.text);
        Ok(Deleted { handle: record.handle().to_owned(), title: record.title, trash_id: entry.id })
    }

    fn kept_text(&self, book: &Book, path: &str) -> Result<(Buffers, Kept), ApiError> {
        let buffers = self.buffers(book)?;
        let kept = buffers.find(path).ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, format!("No text is kept for {path}"))
                .hint("It may have been saved meanwhile: look for the record.")
        })?;
        Ok((buffers, kept))
    }
}

fn record(path: &str, text: &str) -> Record {
    parse(path, text.as_bytes()).record
}
