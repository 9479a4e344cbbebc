//! `.gitignore` and `.catchbookignore`, read through the seam and never from above the vault.

use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::fs::VaultFs;
use crate::path::VaultPath;
use crate::walk::{Cause, Failure};

pub(crate) const GIT: &str = ".gitignore";
pub(crate) const OWN: &str = ".catchbookignore";
/// Longer ignore files are reported and not used.
const MAX_BYTES: u64 = 1024 * 1024;

/// The rules that hold in one folder: its own, then those of the folders above.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    levels: Vec<Gitignore>,
    above: Option<Arc<Rules>>,
}

impl Rules {
    /// The rules of `folder`, given those above it and which ignore files it holds.
    pub fn below(
        above: &Arc<Rules>,
        fs: &dyn VaultFs,
        folder: &VaultPath,
        names: &[&str],
        failures: &mut Vec<Failure>,
    ) -> Arc<Rules> {
        // The stronger file first.
        let mut levels = Vec::new();
        for name in [OWN, GIT] {
            if names.contains(&name) {
                levels.extend(read(fs, folder, name, failures));
            }
        }
        if levels.is_empty() {
            return Arc::clone(above);
        }
        let above = Some(Arc::clone(above));
        Arc::new(Rules { levels, above })
    }

    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.above.is_none()
    }

    /// The nearest rule decides, as in git.
    pub fn excludes(&self, path: &VaultPath, is_folder: bool) -> bool {
        let mut rules = Some(self);
        while let Some(here) = rules {
            for level in &here.levels {
                match level.matched(path.as_str(), is_folder) {
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                    Match::None => {}
                }
            }
            rules = here.above.as_deref();
        }
        false
    }
}

fn read(fs: &dyn VaultFs, folder: &VaultPath, name: &str, failures: &mut Vec<Failure>) -> Option<Gitignore> {
    let path = folder.join(name).ok()?;
    let bytes = match fs.read(&path, MAX_BYTES) {
        Ok((bytes, _)) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            failures.push(Failure::new(&path, Cause::Read(error)));
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut builder = GitignoreBuilder::new(folder.as_str());
    for (line, number) in text.lines().zip(1..) {
        if builder.add_line(None, line).is_err() {
            failures.push(Failure::new(&path, Cause::BadPattern { line: number }));
        }
    }
    match builder.build() {
        Ok(rules) => Some(rules),
        Err(_) => {
            failures.push(Failure::new(&path, Cause::BadPattern { line: 0 }));
            None
        }
    }
}
