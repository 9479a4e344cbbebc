//! Earlier states of records, kept outside the vault: taken, listed, brought back.

use crate::api::*;
use crate::app::App;
use crate::book::{Book, lock};
use crate::user::{Owner, Snapshot, Snapshots};
use catchbook_vault::{Hash, Saved, VaultPath};
use jiff::Timestamp;

/// While a record is edited, a state of it is kept this often. Milliseconds.
const EVERY_MS: u64 = 5 * 60 * 1000;

impl App {
    pub(crate) fn snapshot_list(&self, handle: &str) -> Result<SnapshotList, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (loaded, read) = book.read(&path)?;
        let kept = self.snapshots(&book)?;
        let (mut snapshots, mut damaged) = (Vec::new(), Vec::new());
        for mark in kept.of(&owner(&book, &path)?)? {
            let Some(state) = kept.read(&mark)? else {
                damaged.push(mark.number);
                continue;
            };
            let at = Timestamp::from_millisecond(mark.at_ms).unwrap_or_default();
            snapshots.push(SnapshotRow {
                number: mark.number,
                at: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
                when: self.local(at).strftime("%-d %b %Y, %H:%M").to_string(),
                size: u32::try_from(state.bytes.len()).unwrap_or(u32::MAX),
                reason: state.reason,
                path: (state.path != path).then_some(state.path),
                current: mark.hash == loaded.stamp.hash,
            });
        }
        Ok(SnapshotList { id: read.record.handle().to_owned(), title: read.record.title, path, snapshots, damaged })
    }

    pub(crate) fn state_text(&self, pick: &PickState) -> Result<StateText, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&pick.handle)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(StateText {
            text: text(&self.picked(&book, &path, &pick.state)?),
            file: text(&book.read(&path)?.0.bytes),
            before: match &pick.state {
                EarlierState::Commit { before: Some(before), .. } => Some(text(&book.committed(before)?)),
                EarlierState::Commit { before: None, .. } | EarlierState::Kept { .. } => None,
            },
        })
    }

    /// Nothing is written before the state that it replaces is kept, and text that was never saved with it.
    pub(crate) fn restore_state(&self, pick: &PickState) -> Result<RestoredState, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&pick.handle)?;
        let state = self.picked(&book, &path, &pick.state)?;
        let (loaded, read) = book.read(&path)?;
        let before = self.take(&book, &path, SnapshotReason::Restore, &loaded.bytes)?;
        let buffers = self.buffers(&book)?;
        let unsaved = buffers.find(&path).filter(|kept| kept.text.as_bytes() != loaded.bytes);
        if let Some(kept) = &unsaved {
            self.take(&book, &path, SnapshotReason::Restore, kept.text.as_bytes())?;
        }
        let saved = book.vault.save(&VaultPath::new(&path)?, &loaded, &state)?;
        if let Saved::Conflict(conflict) = &saved {
            let message = format!("{path} changed while it was being restored, and stays as it is");
            return Err(ApiError::new(ErrorCode::Conflict, message)
                .hint(format!("The state that you asked for is in {}.", conflict.kept_at)));
        }
        buffers.forget(&path)?;
        let changed = !matches!(saved, Saved::Unchanged(_));
        if changed {
            book.take_in(&[&path], &[])?;
            self.host.emit(Event::RecordsChanged);
        }
        let note = unsaved.map(|_| "Text that was never saved is kept as an earlier state, too.".to_owned());
        Ok(RestoredState { id: read.record.handle().to_owned(), path, changed, before, note })
    }

    fn picked(&self, book: &Book, path: &str, state: &EarlierState) -> Result<Vec<u8>, ApiError> {
        match state {
            EarlierState::Kept { number } => self.kept_state(book, path, *number),
            EarlierState::Commit { after, .. } => book.committed(after),
        }
    }

    fn kept_state(&self, book: &Book, path: &str, number: u32) -> Result<Vec<u8>, ApiError> {
        let kept = self.snapshots(book)?;
        let mark = kept.of(&owner(book, path)?)?.into_iter().find(|mark| mark.number == number);
        let hint = "List them with catchbook snapshots, or choose another.";
        let mark = mark.ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, format!("{path} has no earlier state {number}")).hint(hint)
        })?;
        let damaged = || ApiError::failed(format!("The earlier state {number} of {path} is damaged")).hint(hint);
        Ok(kept.read(&mark)?.ok_or_else(damaged)?.bytes)
    }

    /// An edit of `base` that stands at `text`: every few minutes a state is kept, first that from before the edit.
    pub(crate) fn note_edit(&self, book: &Book, path: &str, base: &[u8], text: &[u8]) {
        let noted = (|| {
            let now = self.host.now().0.as_millisecond();
            let marks = self.snapshots(book)?.of(&owner(book, path)?)?;
            if marks.iter().any(|mark| mark.at_ms.abs_diff(now) < EVERY_MS) {
                return Ok(());
            }
            let held = base.is_empty() || marks.iter().any(|mark| mark.hash == Hash::of(base));
            self.take(book, path, SnapshotReason::Editing, if held { text } else { base }).map(drop)
        })();
        self.say_not_kept(book, noted);
    }

    /// Both sides of an edit that met another: what comes of them may please nobody.
    pub(crate) fn keep_sides(&self, book: &Book, path: &str, theirs: &[u8], ours: &[u8]) {
        let take = |side: &[u8]| self.take(book, path, SnapshotReason::Merge, side);
        let taken = take(theirs).and_then(|_| take(ours));
        self.say_not_kept(book, taken.map(drop));
    }

    /// Keeping an earlier state must not keep anybody from saving a new one: what failed is said beside it.
    fn say_not_kept(&self, book: &Book, taken: Result<(), ApiError>) {
        if let Err(error) = taken {
            lock(&book.standing).notice(error.message, error.hint.as_deref());
            self.host.emit(Event::StateChanged);
        }
    }

    fn take(&self, book: &Book, path: &str, reason: SnapshotReason, bytes: &[u8]) -> Result<u32, ApiError> {
        let state = Snapshot { reason, path: path.to_owned(), bytes: bytes.to_vec() };
        self.snapshots(book)?.take(&owner(book, path)?, self.host.now().0.as_millisecond(), &state)
    }

    pub(crate) fn snapshots(&self, book: &Book) -> Result<Snapshots, ApiError> {
        Ok(Snapshots::new(self.own_folder("snapshots", book)?))
    }
}

/// By its id, where the catalog knows one: a file that is gone is known by its path alone.
fn owner(book: &Book, path: &str) -> Result<Owner, ApiError> {
    let row = book.catalogs.read(|catalog| catalog.row(path))?;
    Ok(Owner::new(row.and_then(|row| row.id).as_deref(), path))
}
