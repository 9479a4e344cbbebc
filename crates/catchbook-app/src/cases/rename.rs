use crate::api::{ApiError, Event, RenameRecord, Renamed};
use crate::app::App;
use crate::book::Book;
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
        let linking = linking_files(&book, &old)?;
        book.note_rename(Some((&old, &new)))?;
        if let Err(error) = book.vault.rename(&from, &to) {
            book.note_rename(None)?;
            return Err(error.into());
        }
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
        book.note_rename(None)?;
        self.host.emit(Event::RecordsChanged);
        let (_, read) = book.read(&new)?;
        Ok(Renamed { id: read.record.handle().to_owned(), path: new, mended })
    }

    /// Mends the links of a rename that was cut short between the file and its links.
    pub(crate) fn finish_rename(&self, book: &Book) -> Result<(), ApiError> {
        let Some((old, new)) = book.noted_rename()? else { return Ok(()) };
        let moved =
            book.vault.metadata(&VaultPath::new(&old)?).is_err() && book.vault.metadata(&VaultPath::new(&new)?).is_ok();
        if moved {
            let broken = book.catalogs.read(|catalog| catalog.broken_links())?;
            let mut linking: Vec<String> = broken.into_iter().map(|link| link.path).collect();
            linking.dedup();
            for path in linking {
                self.mend(book, &path, &old, &new)?;
            }
        }
        book.note_rename(None)
    }

    fn mend(&self, book: &Book, path: &str, old: &str, new: &str) -> Result<bool, ApiError> {
        let (loaded, _) = book.read(path)?;
        let mended = edit::rename_link_targets(&loaded.bytes, &targets(path, old, new));
        if mended.count == 0 {
            return Ok(false);
        }
        self.save(book, path, &loaded, &mended.bytes).map(|written| written.changed)
    }
}

fn linking_files(book: &Book, path: &str) -> Result<Vec<String>, ApiError> {
    let mut files: Vec<String> =
        book.catalogs.read(|catalog| catalog.backlinks(path))?.into_iter().map(|link| link.path).collect();
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
