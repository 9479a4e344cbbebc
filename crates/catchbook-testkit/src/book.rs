use jiff::Timestamp;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The moment at which every test takes place: 14 June 2026, 09:41:07 UTC, a Sunday.
pub const NOW: Timestamp = Timestamp::constant(1_781_430_067, 0);

/// A vault in a throw-away folder, with the user's folders beside it. Everything is gone when it is dropped.
///
/// Panics when the disk refuses: a test cannot go on without its files.
#[derive(Debug)]
pub struct TestBook {
    root: TempDir,
}

impl TestBook {
    /// An empty vault without settings.
    pub fn new() -> TestBook {
        let root = tempfile::Builder::new().prefix("catchbook-test-").tempdir().expect("a temporary folder");
        let book = TestBook { root };
        for folder in [book.vault(), book.cache(), book.data(), book.config()] {
            fs::create_dir(&folder).expect("a folder for the test");
        }
        book
    }

    /// A vault with these files, as `(path, text)`.
    pub fn with(files: &[(&str, &str)]) -> TestBook {
        let book = TestBook::new();
        for (path, text) in files {
            book.write(path, text);
        }
        book
    }

    pub fn vault(&self) -> PathBuf {
        self.root.path().join("vault")
    }

    pub fn cache(&self) -> PathBuf {
        self.root.path().join("cache")
    }

    pub fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub fn config(&self) -> PathBuf {
        self.root.path().join("config")
    }

    /// Another folder beside the vault, made on the first call: a clone, say.
    pub fn beside(&self, name: &str) -> PathBuf {
        let folder = self.root.path().join(name);
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    }

    /// Where a file of the vault lies on the disk.
    pub fn file(&self, path: &str) -> PathBuf {
        self.vault().join(path)
    }

    /// Writes a file of the vault as another program would, making its folders.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.file(path);
        make_parents(&file);
        fs::write(&file, text).expect("a file for the test");
        file
    }

    /// Writes as many editors do: a new file beside the old one, then a rename over it.
    pub fn write_by_rename(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.file(path);
        make_parents(&file);
        let beside = file.with_extension("md.swp~");
        fs::write(&beside, text).and_then(|()| fs::rename(&beside, &file)).expect("a file for the test");
        file
    }

    /// The bytes of a file of the vault.
    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The text of a file of the vault.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.file(path).exists()
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    pub fn rename(&self, from: &str, to: &str) {
        make_parents(&self.file(to));
        fs::rename(self.file(from), self.file(to)).unwrap_or_else(|error| panic!("{from}: {error}"));
    }

    /// Every file of the vault, sorted, as `(path, bytes)`: for "nothing else changed".
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        gather(&self.vault(), "", &mut all).expect("the vault can be read");
        all.sort();
        all
    }
}

impl Default for TestBook {
    fn default() -> TestBook {
        TestBook::new()
    }
}

fn make_parents(file: &Path) {
    let folder = file.parent().expect("inside the vault");
    fs::create_dir_all(folder).expect("a folder for the test");
}

fn gather(folder: &Path, under: &str, all: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{path}/"), all)?;
        } else {
            all.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}
