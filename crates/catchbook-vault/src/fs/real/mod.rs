//! The file system of this machine, below one folder.

#[cfg(any(not(unix), test))]
#[cfg_attr(unix, allow(dead_code))]
pub(super) mod portable;
#[cfg(unix)]
mod unix;

use std::io;
use std::path::Path;

#[cfg(not(unix))]
pub use portable::RealFs;
#[cfg(unix)]
pub use unix::RealFs;

use crate::path::VaultPath;

/// Follows every symlink on the way to `path` and says where that is below `root`.
fn resolve(root: &Path, path: &VaultPath) -> io::Result<Option<VaultPath>> {
    let root = std::fs::canonicalize(root)?;
    let target = std::fs::canonicalize(path.to_native(&root))?;
    Ok(VaultPath::from_native(&root, &target).ok())
}
