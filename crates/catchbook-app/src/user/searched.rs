use crate::api::ApiError;
use catchbook_vault::{Base, Hash, Vault, VaultPath};
use std::io::ErrorKind;

const NAME: &str = "queries.txt";
const FIRST_LINE: &str = "catchbook-searched-1";
/// Queries that are remembered at most.
const MOST: usize = 100;
/// Bytes of a query at most; a longer one is not remembered.
const LENGTH: usize = 2_000;
/// A longer file is not one of ours.
const FILE: u64 = 1 << 20;

/// What a person searched for in one vault: a file in their data folder, a query a line, the newest first.
pub(crate) struct SearchedQueries {
    folder: Vault,
}

impl SearchedQueries {
    pub(crate) fn new(folder: Vault) -> Self {
        Self { folder }
    }

    /// Nothing where the file cannot be read or understood.
    pub(crate) fn all(&self) -> Vec<String> {
        self.load().map(|(_, queries)| queries).unwrap_or_default()
    }

    /// Puts a query first; one that is there moves up.
    pub(crate) fn note(&self, query: &str) -> Result<Vec<String>, ApiError> {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let (base, mut queries) = self.load().unwrap_or((Hash::of(b""), Vec::new()));
        if query.is_empty() || query.len() > LENGTH || queries.first() == Some(&query) {
            return Ok(queries);
        }
        queries.retain(|known| *known != query);
        queries.insert(0, query);
        queries.truncate(MOST);
        self.folder.save(&file()?, Base::from(base), write(&queries).as_bytes())?;
        Ok(queries)
    }

    pub(crate) fn forget(&self) -> Result<(), ApiError> {
        match self.folder.fs().remove_file(&file()?) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(ApiError::failed(format!("The last searches could not be removed: {source}"))
                    .hint("See that you may write to your data folder."))
            }
            _ => Ok(()),
        }
    }

    fn load(&self) -> Option<(Hash, Vec<String>)> {
        let file = file().ok()?;
        if self.folder.metadata(&file).ok()?.size > FILE {
            return None;
        }
        let loaded = self.folder.read(&file).ok()?;
        Some((loaded.stamp.hash, read(std::str::from_utf8(&loaded.bytes).ok()?)))
    }
}

fn file() -> Result<VaultPath, ApiError> {
    Ok(VaultPath::new(NAME)?)
}

fn write(queries: &[String]) -> String {
    let lines: String = queries.iter().map(|query| format!("{query}\n")).collect();
    format!("{FIRST_LINE}\n{lines}")
}

fn read(text: &str) -> Vec<String> {
    let Some(lines) = text.strip_prefix(FIRST_LINE).and_then(|rest| rest.strip_prefix('\n')) else {
        return Vec::new();
    };
    lines.lines().filter(|line| !line.is_empty() && line.len() <= LENGTH).take(MOST).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catchbook_vault::MemFs;
    use std::sync::Arc;

    fn queries(fs: &MemFs) -> SearchedQueries {
        SearchedQueries::new(Vault::open(Arc::new(fs.clone())).unwrap())
    }

    #[test]
    fn the_last_one_comes_first_and_only_once() {
        let fs = MemFs::new();
        let searched = queries(&fs);
        for query in ["redirect", " service:chat  blank\n", "redirect", "  "] {
            searched.note(query).unwrap();
        }
        assert_eq!(queries(&fs).all(), ["redirect", "service:chat blank"]);
        searched.forget().unwrap();
        searched.forget().unwrap();
        assert_eq!(queries(&fs).all(), [""; 0]);
    }

    #[test]
    fn there_are_never_more_than_a_hundred() {
        let searched = queries(&MemFs::new());
        (0..MOST + 5).for_each(|n| drop(searched.note(&format!("q{n}")).unwrap()));
        searched.note(&"x".repeat(LENGTH + 1)).unwrap();
        let all = searched.all();
        assert_eq!((all.len(), all[0].as_str(), all[MOST - 1].as_str()), (MOST, "q104", "q5"));
    }

    #[test]
    fn a_file_of_somebody_else_says_nothing_and_is_written_anew() {
        let fs = MemFs::new();
        fs.put(&VaultPath::new(NAME).unwrap(), "other\nredirect\n");
        let searched = queries(&fs);
        assert_eq!(searched.all(), [""; 0]);
        assert_eq!(searched.note("blank").unwrap(), ["blank"]);
        assert_eq!(searched.all(), ["blank"]);
    }
}
