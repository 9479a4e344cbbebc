//! Editing a record's whole text: open, keep what is typed, compare with the disk, save.

use crate::api::*;
use crate::app::App;
use crate::book::{Book, lock};
use crate::user::{Buffers, Kept};
use catchbook_vault::{Base, Hash, Loaded, Saved, VaultPath, merge, with_ends_of};
use jiff::Timestamp;

/// From this size on an editor does without preview and highlighting. Bytes.
const LARGE: usize = 2 << 20;

impl App {
    pub(crate) fn open_for_editing(&self, handle: &str) -> Result<OpenText, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (loaded, read) = book.read(&path)?;
        let text = String::from_utf8_lossy(&loaded.bytes).into_owned();
        let lossy = text.as_bytes() != loaded.bytes;
        Ok(OpenText {
            id: read.record.handle().to_owned(),
            title: read.record.title,
            read_only: if lossy { Some(not_utf8(&path)) } else { read_only(&book, &path)? },
            plain: (loaded.bytes.len() > LARGE).then(|| {
                let size = loaded.bytes.len() >> 20;
                format!("The file has {size} MiB: preview, colours and spell checking are off.")
            }),
            kept: if lossy { None } else { self.kept(&book, &path, &text) },
            hash: loaded.stamp.hash.to_string(),
            text,
            path,
        })
    }

    /// What was kept for a file and differs from what it holds.
    fn kept(&self, book: &Book, path: &str, text: &str) -> Option<KeptText> {
        // A folder that cannot be read keeps nobody from opening the file.
        let kept = self.adopted(book).ok()?.find(path).filter(|kept| kept.text != text)?;
        let at = Timestamp::from_millisecond(kept.at_ms).unwrap_or_default();
        Some(KeptText { base: kept.base, text: kept.text, at: self.local(at).strftime("%-d %b, %H:%M").to_string() })
    }

    pub(crate) fn save_edited(&self, edited: &EditedText) -> Result<SavedText, ApiError> {
        let book = self.book()?;
        let compared = compare(&book, edited)?;
        let ours = with_ends_of(&edited.base, &edited.text);
        let path = compared.path;
        if matches!(compared.outcome, DiskOutcome::Merged | DiskOutcome::Conflict) && ours != edited.base {
            self.keep_sides(&book, &path, compared.theirs.as_bytes(), ours.as_bytes());
        }
        if compared.outcome == DiskOutcome::Conflict {
            // The vault would keep a second file with the same id. Here the person is asked, and the text waits outside.
            self.keep(&book, &path, &edited.base, ours)?;
            return Ok(self.saved(SaveOutcome::Conflict, path, compared.theirs));
        }
        if ours != edited.base {
            self.note_edit(&book, &path, edited.base.as_bytes(), ours.as_bytes());
        }
        let saved = book.vault.save(&VaultPath::new(&path)?, Base::of(edited.base.as_bytes()), ours.as_bytes())?;
        let (outcome, text, kept_at) = match saved {
            Saved::Unchanged(_) => (SaveOutcome::Unchanged, ours, None),
            Saved::Written(_) => (SaveOutcome::Written, ours, None),
            Saved::Recreated(_) => (SaveOutcome::Recreated, ours, None),
            Saved::Merged(loaded) => {
                // Another program may have written between the look and the save.
                self.keep_sides(&book, &path, &loaded.bytes, ours.as_bytes());
                (SaveOutcome::Merged, utf8(&path, &loaded)?, None)
            }
            Saved::Conflict(conflict) => {
                let theirs = utf8(&path, &conflict.theirs)?;
                (SaveOutcome::Conflict, theirs, Some(conflict.kept_at.as_str().to_owned()))
            }
        };
        if outcome != SaveOutcome::Unchanged {
            let touched: Vec<&str> = std::iter::once(path.as_str()).chain(kept_at.as_deref()).collect();
            // The file is saved. Should a store be busy, the next look at the folder finds it.
            let _ = book.take_in(&touched, &[]);
            self.host.emit(Event::RecordsChanged);
        }
        if outcome != SaveOutcome::Conflict {
            // What stays behind is the file's own text, or is merged with it when it is offered.
            let _ = self.buffers(&book).and_then(|buffers| buffers.forget(&edited.path));
        }
        Ok(SavedText { kept_at, ..self.saved(outcome, path, text) })
    }

    fn saved(&self, outcome: SaveOutcome, path: String, text: String) -> SavedText {
        let (now, _) = self.host.now();
        let at = self.local(now).strftime("%H:%M:%S").to_string();
        SavedText { outcome, path, hash: Hash::of(text.as_bytes()).to_string(), text, at, kept_at: None }
    }

    pub(crate) fn compare_edited(&self, edited: &EditedText) -> Result<ComparedText, ApiError> {
        let book = self.book()?;
        let compared = compare(&book, edited)?;
        let ours = with_ends_of(&edited.base, &edited.text);
        if matches!(compared.outcome, DiskOutcome::Merged | DiskOutcome::Conflict) && ours != edited.base {
            self.keep_sides(&book, &compared.path, compared.theirs.as_bytes(), ours.as_bytes());
        }
        Ok(compared)
    }

    pub(crate) fn keep_text(&self, request: &KeepBuffer) -> Result<(), ApiError> {
        let book = self.book()?;
        let text = with_ends_of(&request.base, &request.text);
        self.keep(&book, &request.path, &request.base, text.clone())?;
        self.note_edit(&book, &request.path, request.base.as_bytes(), text.as_bytes());
        Ok(())
    }

    fn keep(&self, book: &Book, path: &str, base: &str, text: String) -> Result<(), ApiError> {
        let at_ms = self.host.now().0.as_millisecond();
        self.buffers(book)?.keep(path, &Kept { at_ms, text, base: base.to_owned() })
    }

    pub(crate) fn drop_kept(&self, path: &str) -> Result<(), ApiError> {
        self.buffers(&*self.book()?)?.forget(path)
    }

    pub(crate) fn buffers(&self, book: &Book) -> Result<Buffers, ApiError> {
        Ok(Buffers::new(self.own_folder("buffers", book)?))
    }
}

fn compare(book: &Book, edited: &EditedText) -> Result<ComparedText, ApiError> {
    let path = whereabouts(book, edited)?;
    let ours = with_ends_of(&edited.base, &edited.text);
    let loaded = match book.vault.read(&VaultPath::new(&path)?) {
        Err(error) if error.is_not_found() => {
            return Ok(ComparedText { outcome: DiskOutcome::Gone, path, theirs: String::new(), text: ours });
        }
        loaded => loaded?,
    };
    let theirs = utf8(&path, &loaded)?;
    if theirs == edited.base || theirs == ours {
        return Ok(ComparedText { outcome: DiskOutcome::Same, path, theirs, text: ours });
    }
    let merged = merge(edited.base.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    Ok(match merged.and_then(|merged| String::from_utf8(merged).ok()) {
        Some(text) => ComparedText { outcome: DiskOutcome::Merged, path, theirs, text },
        None => ComparedText { outcome: DiskOutcome::Conflict, path, theirs, text: ours },
    })
}

/// Where the file is now: a record that was renamed meanwhile is known by its id.
fn whereabouts(book: &Book, edited: &EditedText) -> Result<String, ApiError> {
    let there = |path: &str| Ok::<_, ApiError>(book.vault.metadata(&VaultPath::new(path)?).is_ok());
    if !there(&edited.path)?
        && let Ok(path) = book.find_one(&edited.handle)
        && there(&path)?
    {
        return Ok(path);
    }
    Ok(edited.path.clone())
}

fn utf8(path: &str, loaded: &Loaded) -> Result<String, ApiError> {
    let text = std::str::from_utf8(&loaded.bytes).map_err(|_| {
        ApiError::new(ErrorCode::Conflict, not_utf8(path))
            .hint("Another program wrote it meanwhile. Copy your text, then look at the file.")
    })?;
    Ok(text.to_owned())
}

fn not_utf8(path: &str) -> String {
    format!("{path} is not UTF-8 text, so saving it here would change other bytes too.")
}

fn read_only(book: &Book, path: &str) -> Result<Option<String>, ApiError> {
    if lock(&book.standing).read_only {
        return Ok(Some("The vault's folder cannot be written: the text can be read and copied.".to_owned()));
    }
    let writable = book.vault.metadata(&VaultPath::new(path)?)?.mode & 0o222 != 0;
    Ok((!writable).then(|| format!("{path} is marked read-only: allow writing to it, and open it again.")))
}
