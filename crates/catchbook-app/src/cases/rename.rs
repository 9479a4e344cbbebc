use crate::api::{ApiError, Event, RenameRecord, Renamed};
use crate::app::App;
use crate::book::Book;
use crate::edit;
use catchbook_vault::VaultPath;

impl App {
    pub(crate) fn rename(&self, request: &RenameRecord) -> Result<Renamed, ApiError> {
        let book = self.book()?;
        let old = book.find_one(&request.handle)?;
        let stem = request.stem.trim().trim_end_matches(".md");
        if stem.is_empty() || stem.starts_with('.') {
            return Err(ApiError::bad("The new name is empty or hidden").hint("Write a name such as 2026-06-14-reply-blank."));
        }
        let from = VaultPath::new(&old)?;
        let to = from.with_name(&format!("{stem}.md"))?;
        let linking = linking_files(&book, &old)?;
        book.vault.rename(&from, &to)?;
        let new = to.as_str().to_owned();
        if new != old {
            book.take_in(&[&new], &[&old])?;
        }
        // Links by id need no mending; those by file name do. A file that cannot be mended now shows in lint.
        let mut mended = Vec::new();
        for path in linking {
            let path = if path == old { new.clone() } else { path };
            if self.mend(&book, &path, &old, &new)? {
                mended.push(path);
            }
        }
        self.host.emit(Event::RecordsChanged);
        let (_, read) = book.read(&new)?;
        Ok(Renamed { id: read.record.handle().to_owned(), path: new, mended })
    }

    fn mend(&self, book: &Book, path: &str, old: &str, new: &str) -> Result<bool, ApiError> {
        let (loaded, _) = book.read(path)?;
        let targets = edit::Renamed { from: old.to_owned(), to: new.to_owned() };
        let (bytes, mended) = edit::rename_links(path, &loaded.bytes, &targets);
        if mended == 0 {
            return Ok(false);
        }
        self.save(book, path, &loaded, &bytes).map(|written| written.changed)
    }
}

fn linking_files(book: &Book, path: &str) -> Result<Vec<String>, ApiError> {
    let mut files: Vec<String> =
        book.catalogs.read(|catalog| catalog.backlinks(path))?.into_iter().map(|link| link.path).collect();
    files.sort();
    files.dedup();
    Ok(files)
}
