//! Where a file is, from the vault's root: the only kind of path this crate accepts.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use thiserror::Error;

/// Longest path accepted, in bytes.
pub const MAX_PATH_BYTES: usize = 1024;
/// Longest file or folder name accepted, in bytes: what common file systems hold.
pub const MAX_NAME_BYTES: usize = 255;

/// A path below the vault's root, written with `/`.
///
/// It cannot be absolute, cannot climb out, and holds no backslash or NUL, so joining it to any
/// root stays below that root (symlinks are the file system's part, see [`crate::VaultFs`]).
/// It orders by its bytes, as SQLite's BINARY collation does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultPath(Box<str>);

/// A path that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{path}` cannot be a path in a vault: {fault}")]
pub struct PathError {
    /// The path as it was given, cut if it was very long.
    pub path: String,
    pub fault: PathFault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PathFault {
    #[error("it is empty")]
    Empty,
    #[error("it is longer than {MAX_PATH_BYTES} bytes")]
    TooLong,
    #[error("a name in it is longer than {MAX_NAME_BYTES} bytes")]
    NameTooLong,
    #[error("it starts at the root of the disk, not of the vault")]
    Absolute,
    #[error("`.` and `..` are not names")]
    Dots,
    #[error("it has an empty name between two slashes")]
    EmptyName,
    #[error("it contains a NUL character")]
    Nul,
    #[error("it contains a backslash")]
    Backslash,
    #[error("its name is not valid Unicode")]
    NotUnicode,
    #[error("it lies outside the vault")]
    Outside,
    #[error("a name in it would not work on every system (reserved on Windows)")]
    ReservedName,
    #[error("a name in it ends in a dot or a space, which Windows drops")]
    TrailingDotOrSpace,
    #[error("it contains a control character or one of < > : \" | ? *")]
    ForbiddenCharacter,
}

impl VaultPath {
    /// Checks that `path` stays below the vault's root.
    pub fn new(path: impl AsRef<str>) -> Result<Self, PathError> {
        let path = path.as_ref();
        match fault(path) {
            None => Ok(Self(path.into())),
            Some(fault) => Err(PathError::of(path, fault)),
        }
    }

    /// The vault's own folder.
    pub fn root() -> Self {
        Self("".into())
    }

    /// Reads a path of this machine as one below `root`. Compares text only and touches no disk.
    pub fn from_native(root: &Path, path: &Path) -> Result<Self, PathError> {
        let refuse = |fault| PathError::of(&path.to_string_lossy(), fault);
        let below = path.strip_prefix(root).map_err(|_| refuse(PathFault::Outside))?;
        let mut text = String::with_capacity(below.as_os_str().len());
        for part in below.components() {
            let Component::Normal(name) = part else {
                return Err(refuse(PathFault::Dots));
            };
            if !text.is_empty() {
                text.push('/');
            }
            text.push_str(name.to_str().ok_or_else(|| refuse(PathFault::NotUnicode))?);
        }
        if text.is_empty() { Ok(Self::root()) } else { Self::new(text) }
    }

    /// This path below `root`, with the separators of this machine.
    pub fn to_native(&self, root: &Path) -> PathBuf {
        let mut path = root.to_path_buf();
        path.extend(self.names());
        path
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The folder that holds this path; the root holds itself.
    pub fn parent(&self) -> Self {
        self.0.rsplit_once('/').map_or_else(Self::root, |(parent, _)| Self(parent.into()))
    }

    /// The last name; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.as_str(), |(_, name)| name)
    }

    /// The last name without its extension: `2026-06-14-reply-blank` of `catches/2026-06-14-reply-blank.md`.
    pub fn stem(&self) -> &str {
        split_extension(self.name()).0
    }

    /// The extension without its dot, if the name has one.
    pub fn extension(&self) -> Option<&str> {
        split_extension(self.name()).1
    }

    /// Whether a record may live here: the name ends in `.md`, in either case.
    pub fn is_markdown(&self) -> bool {
        is_markdown(self.name())
    }

    /// The names from the root down.
    pub fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|name| !name.is_empty())
    }

    /// `self/name`; `name` is one name, not a path.
    pub fn join(&self, name: &str) -> Result<Self, PathError> {
        if name.contains('/') {
            return Err(PathError::of(name, PathFault::EmptyName));
        }
        if self.is_root() {
            return Self::new(name);
        }
        let mut path = String::with_capacity(self.0.len() + 1 + name.len());
        path.push_str(&self.0);
        path.push('/');
        path.push_str(name);
        Self::new(path)
    }

    /// The same folder, another name.
    pub fn with_name(&self, name: &str) -> Result<Self, PathError> {
        self.parent().join(name)
    }

    /// Whether this path is `folder` or lies below it.
    pub fn is_within(&self, folder: &VaultPath) -> bool {
        folder.is_root()
            || self.0.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether any name on the way is hidden (starts with a dot).
    pub fn is_hidden(&self) -> bool {
        self.names().any(|name| name.starts_with('.'))
    }

    /// Refuses names that another system could not hold. Asked of every name Catchbook gives to a
    /// new file; a file that already has such a name is still read and saved where it can be.
    pub fn check_portable(&self) -> Result<(), PathError> {
        match self.names().find_map(portability_fault) {
            None => Ok(()),
            Some(fault) => Err(PathError::of(&self.0, fault)),
        }
    }
}

impl PathError {
    fn of(path: &str, fault: PathFault) -> Self {
        let path = path.chars().take(MAX_NAME_BYTES).collect();
        Self { path, fault }
    }
}

pub(crate) fn is_markdown(name: &str) -> bool {
    matches!(split_extension(name), (_, Some(extension)) if extension.eq_ignore_ascii_case("md"))
}

fn split_extension(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension)),
        _ => (name, None),
    }
}

fn fault(path: &str) -> Option<PathFault> {
    if path.is_empty() {
        return Some(PathFault::Empty);
    }
    if path.len() > MAX_PATH_BYTES {
        return Some(PathFault::TooLong);
    }
    if path.starts_with('/') || has_drive(path) {
        return Some(PathFault::Absolute);
    }
    if path.contains('\0') {
        return Some(PathFault::Nul);
    }
    if path.contains('\\') {
        return Some(PathFault::Backslash);
    }
    path.split('/').find_map(|name| match name {
        "" => Some(PathFault::EmptyName),
        "." | ".." => Some(PathFault::Dots),
        _ if name.len() > MAX_NAME_BYTES => Some(PathFault::NameTooLong),
        _ => None,
    })
}

/// `C:` and `c:notes.md`, which leave the vault on Windows.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

fn portability_fault(name: &str) -> Option<PathFault> {
    let forbidden = |c: char| c.is_control() || "<>:\"|?*".contains(c);
    if name.contains(forbidden) {
        return Some(PathFault::ForbiddenCharacter);
    }
    if name.ends_with(['.', ' ']) {
        return Some(PathFault::TrailingDotOrSpace);
    }
    is_device(name).then_some(PathFault::ReservedName)
}

/// Windows takes `con`, `NUL.md` and `com1 .txt` for devices, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    port.is_some_and(|digit| {
        let mut digits = digit.chars();
        let one = digits.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        one && digits.next().is_none()
    })
}

impl fmt::Display for VaultPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_root() { "." } else { &self.0 })
    }
}

impl fmt::Debug for VaultPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl AsRef<str> for VaultPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for VaultPath {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        Self::new(path)
    }
}

impl TryFrom<&str> for VaultPath {
    type Error = PathError;

    fn try_from(path: &str) -> Result<Self, PathError> {
        Self::new(path)
    }
}

#[cfg(test)]
#[path = "path_tests.rs"]
mod tests;
