//! Saved searches: one small file each in the vault's folder `searches`, for the window, the command line and whoever else
//! reads files. Reading is lenient; what cannot be read is listed with its problem.

mod file;

pub(crate) use file::{SearchFile, one_line, too_long};

use crate::api::{SavedSearch, SearchList};
use crate::error::sentence;
use catchbook_vault::{Error, Kind, Loaded, Operation, Vault, VaultPath};

/// Below the vault's root.
pub(crate) const FOLDER: &str = "searches";
const ENDING: &str = ".toml";
/// Files that are read at most.
const MOST: usize = 200;
/// A longer file is no saved search.
const BYTES: u64 = 16 * 1024;

/// Reads all of them, by name. A folder that cannot be listed is a problem of the list.
pub(crate) fn read_all(vault: &Vault) -> SearchList {
    match slugs(vault) {
        Ok((slugs, problem)) => {
            let mut searches: Vec<SavedSearch> = slugs.iter().map(|slug| read(vault, slug)).collect();
            searches.sort_by_cached_key(|search| (search.name.to_lowercase(), search.slug.clone()));
            SearchList { searches, problem }
        }
        Err(error) if error.is_not_found() => SearchList::default(),
        Err(error) => SearchList { searches: Vec::new(), problem: Some(sentence(&error)) },
    }
}

/// The file names without their endings, in order; the first of them where there are too many, and a sentence.
fn slugs(vault: &Vault) -> Result<(Vec<String>, Option<String>), Error> {
    let folder = VaultPath::new(FOLDER)?;
    let named = |name: &str, kind| kind != Kind::Folder && !name.starts_with('.') && name.ends_with(ENDING);
    let listing = vault.fs().list(&folder, &named);
    let listing = listing.map_err(|source| Error::Io { operation: Operation::List, path: folder, source })?;
    let mut slugs: Vec<String> =
        listing.entries.iter().filter_map(|entry| entry.name.strip_suffix(ENDING)).map(str::to_owned).collect();
    slugs.sort();
    let problem =
        (slugs.len() > MOST).then(|| format!("There are more than {MOST} saved searches; the rest is left out."));
    slugs.truncate(MOST);
    Ok((slugs, problem))
}

/// Where a search lies; nothing for what is no file name.
pub(crate) fn path_of(slug: &str) -> Option<VaultPath> {
    let path = VaultPath::new(format!("{FOLDER}/{slug}{ENDING}")).ok()?;
    (path.parent().as_str() == FOLDER && !slug.starts_with('.')).then_some(path)
}

/// The name that commands take; nothing for a path that is no saved search's.
pub(crate) fn slug_of(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_prefix('/')?.strip_suffix(ENDING)
}

fn read(vault: &Vault, slug: &str) -> SavedSearch {
    let mut search = SavedSearch {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        query: String::new(),
        sort: None,
        path: format!("{FOLDER}/{slug}{ENDING}"),
        problem: None,
        usable: false,
    };
    match text_of(vault, slug).and_then(|(_, text)| SearchFile::parse(&text)) {
        Ok(file) => fill(&mut search, &file),
        Err(problem) => search.problem = Some(problem),
    }
    search
}

fn fill(search: &mut SavedSearch, file: &SearchFile) {
    if let Some(name) = file.name() {
        search.name = name;
    }
    match file.sort() {
        Ok(sort) => search.sort = sort,
        Err(problem) => search.problem = Some(problem),
    }
    match file.query() {
        Ok(query) => (search.query, search.usable) = (query, true),
        Err(problem) => search.problem = Some(problem),
    }
}

/// The file's bytes to save against, and its text.
///
/// # Errors
/// A sentence: it is not there, too long, leads outside, is no text.
pub(crate) fn text_of(vault: &Vault, slug: &str) -> Result<(Loaded, String), String> {
    let path = path_of(slug).ok_or_else(|| "This is no file name.".to_owned())?;
    let said = |error: Error| format!("{}. {}", sentence(&error), error.hint());
    if vault.metadata(&path).map_err(said)?.size > BYTES {
        return Err(format!("It is over {} KiB, and was not read.", BYTES / 1024));
    }
    let loaded = vault.read(&path).map_err(said)?;
    let text = String::from_utf8(loaded.bytes.clone()).map_err(|_| "It is not text in UTF-8.".to_owned())?;
    Ok((loaded, text))
}
