use crate::{Error, Result};
use std::{
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// The catalog was started anew: everything must be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    pub why: Why,
    /// Where the old file went.
    pub aside: PathBuf,
}

/// Why a catalog was started anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Written by another version of the program.
    OtherVersion,
    /// An SQLite file, and not a catalog.
    NotACatalog,
    /// Not an SQLite file, or a broken one; what the check said.
    Damaged { found: String },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::OtherVersion => f.write_str("it was written by another version of the program"),
            Why::NotACatalog => f.write_str("the file belonged to another program"),
            Why::Damaged { found } => write!(f, "it was damaged ({found})"),
        }
    }
}

/// Moves the file and SQLite's companions of it out of the way, under the first free `.damaged-N`.
///
/// A process that still has the old file open keeps writing to the moved one, and harms nothing.
pub(crate) fn move_aside(file: &Path) -> Result<PathBuf> {
    let to = free_name(file);
    for ending in ["-wal", "-shm", ""] {
        let (from, to) = (with_ending(file, ending), with_ending(&to, ending));
        match fs::rename(&from, &to) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Error::MoveAside { file: from, to, source });
            }
            _ => {}
        }
    }
    Ok(to)
}

/// Leaves a note beside the file that damage was met. Best effort: without the note, damage is only met again.
pub(crate) fn suspect(file: &Path) {
    let _ = fs::write(note(file), "");
}

pub(crate) fn is_suspect(file: &Path) -> bool {
    note(file).exists()
}

pub(crate) fn clear_suspicion(file: &Path) {
    let _ = fs::remove_file(note(file));
}

fn note(file: &Path) -> PathBuf {
    with_ending(file, "-suspect")
}

/// Old wrecks are of no use beyond finding a cause: the ninth replaces itself.
fn free_name(file: &Path) -> PathBuf {
    let name = |n: u32| with_ending(file, &format!(".damaged-{n}"));
    (1..9).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(9))
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}
