use crate::api::{ApiError, Event, RenameRecord, Renamed};
use crate::app::App;
use crate::book::{Book, alive, lock};
use crate::user::{Rename, Renames};
use crate::wording::count;
use catchbook_record::edit;
use catchbook_vault::VaultPath;
use std::collections::HashMap;

impl App {
    pub(crate) fn rename(&self, request: &RenameRecord) -> Result<Renamed, ApiError> {
        let book = self.book()?;
        let old = book.find_one(&request.handle)?;
        let stem = request.stem.trim().trim_end_matches(".md");
        if stem.is_empty() || stem.starts_with('.') || stem.contains(['/', '\\']) {
            return Err(ApiError::bad("A file name is neither empty nor hidden, and holds no slash")
                .hint("Write a name such as 2026-06-14-reply-blank, without a folder."));
        }
        let from = VaultPath::new(&old)?;
        let to = from.with_name(&format!("{stem}.md"))?;
        let new = to.as_str().to_owned();
        let rename = Rename { session: book.session.clone(), linking: linking_files(&book, &old)?, old, new };
        let renames = self.renames(&book)?;
        renames.begin(&rename)?;
        if let Err(error) = book.vault.rename(&from, &to) {
            renames.end(&rename)?;
            return Err(error.into());
        }
        let (mended, left) = self.follow_rename(&book, &rename)?;
        if left.is_none() {
            renames.end(&rename)?;
        }
        self.host.emit(Event::RecordsChanged);
        let (_, read) = book.read(&rename.new)?;
        Ok(Renamed { id: read.record.handle().to_owned(), path: rename.new, mended, note: left })
    }

    /// Goes on with renames that a process which is gone did not end.
    pub(crate) fn finish_renames(&self, book: &Book) -> Result<(), ApiError> {
        let renames = self.renames(book)?;
        for rename in renames.open()? {
            if alive(&rename.session, &self.places.boot) {
                continue;
            }
            let there = |path: &str| Ok::<_, ApiError>(book.vault.metadata(&VaultPath::new(path)?).is_ok());
            let moved = !there(&rename.old)? && there(&rename.new)?;
            // A file that cannot be read now keeps nobody from opening the vault.
            let left = if moved {
                self.follow_rename(book, &rename).map_or_else(|e| Some(e.message), |(_, left)| left)
            } else {
                None
            };
            if let Some(left) = left {
                lock(&book.standing).notice(left, None);
                continue;
            }
            renames.end(&rename)?;
        }
        Ok(())
    }

    /// All that follows from a file's new name: what is kept of it goes along, and links by name are mended (those by
    /// id need none). Answers the mended files, and what to know when some could not be. Doing it twice does nothing.
    fn follow_rename(&self, book: &Book, rename: &Rename) -> Result<(Vec<String>, Option<String>), ApiError> {
        let Rename { old, new, linking, .. } = rename;
        if new != old {
            book.take_in(&[new], &[old])?;
            self.snapshots(book)?.rename(old, new)?;
            self.buffers(book)?.rename(old, new)?;
        }
        let (mut mended, mut left) = (Vec::new(), Vec::new());
        for path in linking {
            let path = if path == old { new } else { path };
            match mend(book, path, old, new) {
                Ok(true) => mended.push(path.clone()),
                Ok(false) => {}
                Err(error) => left.push(error),
            }
        }
        let paths: Vec<&str> = mended.iter().map(String::as_str).collect();
        book.take_in(&paths, &[])?;
        let note = left.first().map(|error| {
            let files = count(left.len(), "file", "files");
            format!("Links in {files} are not mended yet: {}. The next start tries again.", error.message)
        });
        Ok((mended, note))
    }

    fn renames(&self, book: &Book) -> Result<Renames, ApiError> {
        Ok(Renames::new(self.own_folder("renames", book)?))
    }
}

/// Whether there was a link to mend in this file. A file that is gone has none.
fn mend(book: &Book, path: &str, old: &str, new: &str) -> Result<bool, ApiError> {
    let place = VaultPath::new(path)?;
    let loaded = match book.vault.read(&place) {
        Err(error) if error.is_not_found() => return Ok(false),
        loaded => loaded?,
    };
    let mended = edit::rename_link_targets(&loaded.bytes, &targets(path, old, new));
    if mended.count == 0 {
        return Ok(false);
    }
    book.vault.save(&place, &loaded, &mended.bytes)?;
    Ok(true)
}

/// A file's links to itself are no backlinks, and get its new name as well.
fn linking_files(book: &Book, path: &str) -> Result<Vec<String>, ApiError> {
    let mut files: Vec<String> =
        book.catalogs.read(|catalog| catalog.backlinks(path))?.into_iter().map(|link| link.path).collect();
    files.push(path.to_owned());
    files.sort();
    files.dedup();
    Ok(files)
}

/// Every way in which the file at `from` may write a link to the renamed one, and what to write instead. In double
/// brackets a name stands as it is; in an ordinary link it is part of an address, where a blank is `%20`.
fn targets(from: &str, old: &str, new: &str) -> HashMap<String, String> {
    let address = |path: &str| path.replace('%', "%25").replace(' ', "%20");
    let bare = |path: &str| path.strip_suffix(".md").unwrap_or(path).to_owned();
    let mut targets = HashMap::from([(stem(old).to_owned(), stem(new).to_owned()), (bare(old), bare(new))]);
    for (old, new) in [
        (relative(from, old), relative(from, new)),
        (format!("/{old}"), format!("/{new}")),
        (old.to_owned(), new.to_owned()),
    ] {
        for (old, new) in [(old.clone(), new.clone()), (format!("./{old}"), format!("./{new}"))] {
            targets.insert(address(&old), address(&new));
            targets.insert(old, address(&new));
        }
    }
    targets
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The way from the folder of one file to another file, with `..` where it leads up.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len().saturating_sub(1)];
    let to: Vec<&str> = to.split('/').collect();
    let shared = folder.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_ways_lead_up_and_down() {
        assert_eq!(relative("incidents/one.md", "catches/a.md"), "../catches/a.md");
        assert_eq!(relative("catches/b.md", "catches/a.md"), "a.md");
        assert_eq!(relative("top.md", "catches/a.md"), "catches/a.md");
        assert_eq!(relative("a/b/c.md", "a/d.md"), "../d.md");
    }

    #[test]
    fn every_form_of_a_link_has_its_new_form() {
        let targets = targets("catches/a.md", "catches/c.md", "catches/d ü.md");
        for (old, new) in [
            ("c", "d ü"),
            ("catches/c", "catches/d ü"),
            ("c.md", "d%20ü.md"),
            ("./c.md", "./d%20ü.md"),
            ("/catches/c.md", "/catches/d%20ü.md"),
        ] {
            assert_eq!(targets.get(old).map(String::as_str), Some(new), "{old}");
        }
    }
}
