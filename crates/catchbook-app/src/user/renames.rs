use crate::api::ApiError;
use catchbook_vault::{Hash, Kind, Vault, VaultPath};
use std::io::ErrorKind;

const FIRST_LINE: &str = "catchbook-rename-1";

/// Renames that were begun: each is noted before its first step and let go of after its last, in the person's data
/// folder. The derived stores may be thrown away at any time, so a note there would be no promise.
pub(crate) struct Renames {
    folder: Vault,
}

/// A record's file gets another name, and the links to it the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rename {
    /// Who does it: a process of one start of the machine.
    pub(crate) session: String,
    pub(crate) old: String,
    pub(crate) new: String,
    /// The files that linked to it before the first step. Later nobody can tell.
    pub(crate) linking: Vec<String>,
}

impl Renames {
    pub(crate) fn new(folder: Vault) -> Self {
        Self { folder }
    }

    pub(crate) fn begin(&self, rename: &Rename) -> Result<(), ApiError> {
        // Whatever was noted of the same rename before is older.
        self.end(rename)?;
        self.folder.create(&rename.file()?, rename.write().as_bytes())?;
        Ok(())
    }

    pub(crate) fn end(&self, rename: &Rename) -> Result<(), ApiError> {
        match self.folder.fs().remove_file(&rename.file()?) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(ApiError::failed(format!("The note of renaming {} could not be removed: {source}", rename.old))
                    .hint("See that you may write to your data folder; the links are mended."))
            }
            _ => Ok(()),
        }
    }

    /// Those that were begun and not ended. What cannot be understood is left where it is.
    pub(crate) fn open(&self) -> Result<Vec<Rename>, ApiError> {
        let listing = self.folder.list(&VaultPath::root())?;
        let notes =
            listing.entries.iter().filter(|entry| entry.meta.kind == Kind::File && entry.name.ends_with(".txt"));
        let read = notes.filter_map(|entry| {
            let loaded = self.folder.read(&VaultPath::new(&entry.name).ok()?).ok()?;
            Rename::read(std::str::from_utf8(&loaded.bytes).ok()?)
        });
        Ok(read.collect())
    }
}

impl Rename {
    fn file(&self) -> Result<VaultPath, ApiError> {
        Ok(VaultPath::new(format!("{}.txt", Hash::of(format!("{}\n{}", self.old, self.new).as_bytes())))?)
    }

    /// Paths hold no line ends: control characters are no part of a name.
    fn write(&self) -> String {
        let lines = [FIRST_LINE, &self.session, &self.old, &self.new];
        let lines = lines.into_iter().chain(self.linking.iter().map(String::as_str));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn read(note: &str) -> Option<Self> {
        let mut lines = note.split('\n').map(str::to_owned);
        (lines.next()? == FIRST_LINE).then_some(())?;
        let (session, old, new) = (lines.next()?, lines.next()?, lines.next()?);
        Some(Self { session, old, new, linking: lines.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_vault::MemFs;
    use std::sync::Arc;

    #[test]
    fn a_rename_is_noted_until_it_is_ended() {
        let fs = MemFs::new();
        let renames = Renames::new(Vault::open(Arc::new(fs.clone())).unwrap());
        let one = Rename {
            session: "boot:7".to_owned(),
            old: "a b.md".to_owned(),
            new: "c.md".to_owned(),
            linking: vec!["x/1.md".to_owned(), "x/é.md".to_owned()],
        };
        let two = Rename { new: "d.md".to_owned(), linking: Vec::new(), ..one.clone() };
        renames.begin(&one).unwrap();
        renames.begin(&two).unwrap();
        renames.begin(&one).unwrap();
        fs.put(&VaultPath::new("torn.txt").unwrap(), "catchbook-rename-1\nboot");
        let mut open = renames.open().unwrap();
        open.sort_by(|a, b| a.new.cmp(&b.new));
        assert_eq!(open, [one.clone(), two.clone()]);
        renames.end(&one).unwrap();
        renames.end(&one).unwrap();
        assert_eq!(renames.open().unwrap(), [two]);
    }
}
