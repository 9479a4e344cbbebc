use catchbook_testkit::corpus;
use std::{
    fs,
    path::{Path, PathBuf},
};

const SEED: u64 = 1;

/// Where a run of this size takes place: the vault and the derived stores, in a temporary folder that the next run
/// finds again. Not below `target/`: a vault inside a repository is another measurement.
#[derive(Debug)]
pub struct Ground {
    pub records: u64,
    pub rounds: u32,
    folder: PathBuf,
}

impl Ground {
    pub fn at(records: u64, rounds: u32) -> Ground {
        Ground { records, rounds, folder: std::env::temp_dir().join(format!("catchbook-bench-{records}")) }
    }

    pub fn vault(&self) -> PathBuf {
        self.folder.join("vault")
    }

    /// The user's folders, as the product is told them.
    pub fn user(&self) -> PathBuf {
        self.folder.join("user")
    }

    /// The folder of the full-text index.
    pub fn index(&self) -> PathBuf {
        let vaults = fs::read_dir(self.user().join("cache").join("vaults")).expect("the stores");
        vaults.flatten().map(|vault| vault.path().join("index")).next().expect("the vault's index")
    }

    /// Of how many segments the index consists, as its own list says.
    pub fn segments(&self) -> usize {
        let list = fs::read_to_string(self.index().join("meta.json")).expect("the index's list");
        let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
        list["segments"].as_array().map_or(0, Vec::len)
    }

    pub fn fts5(&self) -> PathBuf {
        self.folder.join("fts5.db")
    }

    /// Rounds of what takes seconds.
    pub fn long_rounds(&self) -> u32 {
        if self.records >= 50_000 { 1 } else { self.rounds }
    }

    /// Writes the corpus, unless an earlier run left it whole.
    pub fn lay_out(&self) {
        let whole = self.folder.join("vault-is-whole");
        if whole.exists() {
            return;
        }
        eprintln!("Writing {} records …", self.records);
        let vault = self.vault();
        let _ = fs::remove_dir_all(&vault);
        corpus::generate(SEED, self.records, &mut |path, bytes| {
            let file = vault.join(path);
            fs::create_dir_all(file.parent().expect("in the vault")).expect("a folder");
            fs::write(file, bytes).expect("a file");
        });
        fs::create_dir_all(&self.folder).and_then(|()| fs::write(whole, "")).expect("a mark");
    }

    /// Every Markdown file of the vault, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::with_capacity(self.records as usize);
        gather(&self.vault(), &mut files);
        files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
        files.sort_unstable();
        files
    }

    /// How a file is called inside the vault.
    pub fn path_of(&self, file: &Path) -> String {
        let inside = file.strip_prefix(self.vault()).expect("in the vault");
        inside.to_string_lossy().replace('\\', "/")
    }
}

/// Where the report goes.
pub fn bench_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("bench")
}

/// Bytes of all files below a folder.
pub fn size_of(folder: &Path) -> u64 {
    let mut files = Vec::new();
    gather(folder, &mut files);
    files.iter().filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => gather(&entry.path(), files),
            _ => files.push(entry.path()),
        }
    }
}
