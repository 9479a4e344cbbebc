use super::{folder::is_temp, schema::SCHEMA_VERSION};
use std::{fs, io, path::Path};

const STAMP: &str = "catchbook-search";

/// What an index in this program's form says about itself.
fn current() -> String {
    format!("catchbook-search {SCHEMA_VERSION}\n{}\n", tantivy::version_string())
}

/// What the folder says it holds.
pub(crate) enum Stamp {
    Current,
    /// Made by another version of this program or of tantivy.
    Other,
    /// No stamp: an empty folder, or one whose making was cut short.
    Missing,
}

pub(crate) fn read(dir: &Path) -> io::Result<Stamp> {
    match fs::read(dir.join(STAMP)) {
        Ok(bytes) if bytes == current().as_bytes() => Ok(Stamp::Current),
        Ok(_) => Ok(Stamp::Other),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stamp::Missing),
        Err(error) => Err(error),
    }
}

pub(crate) fn write(dir: &Path) -> io::Result<()> {
    fs::write(dir.join(STAMP), current())
}

/// Removes the index's own files, the stamp first, and nothing else: not the locks, and not what somebody else put there.
pub(crate) fn clear(dir: &Path) -> io::Result<()> {
    remove_if_there(&dir.join(STAMP))?;
    remove_if_there(&dir.join("meta.json"))?;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_index_file(&name.to_string_lossy()) && entry.file_type()?.is_file() {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}

pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// tantivy's small files, ours, and `<32 hexadecimal digits>.<extension>`.
fn is_index_file(name: &str) -> bool {
    let is_segment = |stem: &str| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    name == ".managed.json" || is_temp(name) || name.split_once('.').is_some_and(|(stem, _)| is_segment(stem))
}
