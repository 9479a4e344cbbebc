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

/// Every way in which the file at `from` may write a link to the renamed one, and what to write instead: by file name,
/// by path from the vault's root, and relative to its own folder.
fn targets(from: &str, old: &str, new: &str) -> HashMap<String, String> {
    let mut targets = HashMap::from([
        (stem(old).to_owned(), stem(new).to_owned()),
        (old.to_owned(), new.to_owned()),
        (relative(from, old), relative(from, new)),
    ]);
    for (old, new) in targets.clone() {
        targets.insert(format!("./{old}"), format!("./{new}"));
        targets.insert(old.replace(' ', "%20"), new.replace(' ', "%20"));
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
}
