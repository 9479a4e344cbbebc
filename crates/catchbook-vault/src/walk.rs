//! Finding the vault's Markdown files, and saying which parts could not be looked at.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::sync::Arc;

use crate::error::io_hint;
use crate::fs::{Entry, Kind, Listing, Meta, VaultFs, everything};
use crate::ignores::{self, Rules};
use crate::path::{PathFault, VaultPath, is_markdown};

/// Folders that hold other people's Markdown by the thousand. A folder with a `CACHEDIR.TAG`
/// (cargo's `target`, for one) is skipped as well, whatever its name.
const SKIPPED_FOLDERS: &[&str] = &["node_modules", "bower_components", "__pycache__"];
const CACHE_TAG: &str = "CACHEDIR.TAG";

/// How far a walk goes before it says that it stopped.
#[derive(Debug, Clone, Copy)]
pub struct WalkLimits {
    /// Folders below one another; the root is 0.
    pub depth: usize,
    /// Markdown files.
    pub files: usize,
}

impl Default for WalkLimits {
    fn default() -> Self {
        Self { depth: 32, files: 1_000_000 }
    }
}

/// A Markdown file, by what the file system says of it without reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: VaultPath,
    /// Nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Bytes.
    pub size: u64,
}

/// A part of the vault that could not be looked at. The rest was.
#[derive(Debug)]
pub struct Failure {
    /// From the vault's root; not always a valid [`VaultPath`], since that may be what is wrong.
    pub path: String,
    pub cause: Cause,
}

/// Why, said as what could not be done to [`Failure::path`].
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    #[error("the folder could not be listed")]
    List(#[source] io::Error),
    #[error("the file could not be looked at")]
    Inspect(#[source] io::Error),
    #[error("the file could not be read")]
    Read(#[source] io::Error),
    #[error("the name cannot be used: {0}")]
    Name(PathFault),
    #[error("the link leads outside the vault")]
    LinkOutside,
    #[error("the link leads nowhere")]
    LinkBroken(#[source] io::Error),
    #[error("it is not an ordinary file")]
    NotAFile,
    #[error("folders are nested too deeply here")]
    TooDeep,
    #[error("the vault holds more files than are read; the rest was left out")]
    TooMany,
    #[error("line {line} is not a pattern")]
    BadPattern {
        /// 1-based; 0 if the file as a whole is at fault.
        line: u32,
    },
}

impl Cause {
    /// Whether it is certain that no record can be read here, rather than unknown.
    fn is_settled(&self) -> bool {
        match self {
            Self::LinkBroken(error) => error.kind() == io::ErrorKind::NotFound,
            Self::LinkOutside | Self::NotAFile | Self::Name(_) => true,
            _ => false,
        }
    }
}

impl Failure {
    pub(crate) fn new(path: &VaultPath, cause: Cause) -> Self {
        let path = path.to_string();
        Self { path, cause }
    }

    /// One sentence that says what to do next.
    pub fn hint(&self) -> &'static str {
        match &self.cause {
            Cause::List(error) | Cause::Inspect(error) | Cause::Read(error) => io_hint(error),
            Cause::Name(_) => "Rename the file with ordinary letters to have it read.",
            Cause::LinkOutside => "Move the file into the vault; links out of it are not followed.",
            Cause::LinkBroken(_) => "Remove the link, or put back what it leads to.",
            Cause::NotAFile => "Only ordinary files can be records; rename or remove this one.",
            Cause::TooDeep => "Move the folder up, or leave it out with a .catchbookignore.",
            Cause::TooMany => "Leave folders out with a .catchbookignore.",
            Cause::BadPattern { .. } => "Correct the pattern; the other lines of the file are used.",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.cause)
    }
}

/// Everything one walk saw.
#[derive(Debug, Default)]
pub struct Walk {
    /// In the order of their paths' bytes.
    pub files: Vec<Found>,
    /// Every folder that was listed, the root first.
    pub folders: Vec<VaultPath>,
    pub failures: Vec<Failure>,
    /// Files and folders of which it is not known what they hold now.
    pub(crate) unknown: Vec<VaultPath>,
    /// The walk stopped before its end.
    pub cut_short: bool,
    /// The root could not be found, or holds nothing at all.
    pub(crate) root_is_bare: bool,
}

/// Lists the vault's Markdown files. Hidden names, ignored ones and symlinked folders are left
/// out; whatever cannot be read is reported and never stops the rest.
pub fn walk(fs: &dyn VaultFs, limits: WalkLimits) -> Walk {
    let mut walker = Walker::new(fs, limits, want);
    walker.run();
    walker.follow_links();
    let mut walk = walker.walk;
    // Sorted already but for links, so this is one pass over the list.
    walk.files.sort_by(|a, b| a.path.cmp(&b.path));
    if walk.files.is_empty() && !walk.root_is_bare {
        let all = fs.list(&VaultPath::root(), &everything);
        walk.root_is_bare = all.is_ok_and(|all| all.entries.is_empty() && all.failures.is_empty());
    }
    walk
}

/// The folders a walk would list, the root first. Looks at no Markdown file.
pub(crate) fn folders(fs: &dyn VaultFs, limits: WalkLimits) -> Vec<VaultPath> {
    let mut walker =
        Walker::new(fs, limits, |name, kind| want(name, kind) && (kind == Kind::Folder || !is_markdown(name)));
    walker.run();
    walker.walk.folders
}

struct Walker<'fs> {
    fs: &'fs dyn VaultFs,
    limits: WalkLimits,
    want: fn(&str, Kind) -> bool,
    walk: Walk,
    links: Vec<VaultPath>,
}

/// What is still to be done, the next last.
enum Todo {
    File(VaultPath, Meta),
    Folder { path: VaultPath, depth: usize, rules: Arc<Rules> },
}

impl<'fs> Walker<'fs> {
    fn new(fs: &'fs dyn VaultFs, limits: WalkLimits, want: fn(&str, Kind) -> bool) -> Self {
        Self { fs, limits, want, walk: Walk::default(), links: Vec::new() }
    }

    fn run(&mut self) {
        let mut todo = vec![Todo::Folder { path: VaultPath::root(), depth: 0, rules: Arc::default() }];
        while let Some(next) = todo.pop() {
            match next {
                Todo::File(path, meta) if self.walk.files.len() < self.limits.files => {
                    self.walk.files.push(found(path, &meta));
                }
                Todo::File(path, _) => {
                    self.walk.cut_short = true;
                    self.fail(path, Cause::TooMany);
                    return;
                }
                Todo::Folder { path, depth, .. } if depth > self.limits.depth => {
                    self.fail(path, Cause::TooDeep);
                }
                Todo::Folder { path, depth, rules } => {
                    self.enter(path, depth, &rules, &mut todo);
                }
            }
        }
    }

    fn enter(&mut self, path: VaultPath, depth: usize, rules: &Arc<Rules>, todo: &mut Vec<Todo>) {
        let listing = match self.fs.list(&path, &self.want) {
            Ok(listing) => listing,
            Err(error) => return self.fail_to_list(path, error),
        };
        let names = special_names(&listing);
        if names.contains(&CACHE_TAG) && !path.is_root() {
            return;
        }
        let failures = &mut self.walk.failures;
        let rules = Rules::below(rules, self.fs, &path, &names, failures);
        drop(names);
        for (name, error) in listing.failures {
            self.fail_entry(&path, name, error);
        }
        let mut entries = listing.entries;
        // Last first, since the last of `todo` is taken next.
        entries.sort_unstable_by(|a, b| in_path_order(b, a));
        for entry in entries {
            todo.extend(self.sort_out(&path, depth, &rules, entry));
        }
        self.walk.folders.push(path);
    }

    fn sort_out(
        &mut self,
        folder: &VaultPath,
        depth: usize,
        rules: &Arc<Rules>,
        Entry { name, meta }: Entry,
    ) -> Option<Todo> {
        if name.starts_with('.') || name == CACHE_TAG {
            return None;
        }
        let path = match folder.join(&name) {
            Ok(path) => path,
            Err(error) => {
                self.refuse_name(folder, &name, error.fault);
                return None;
            }
        };
        let is_folder = meta.kind == Kind::Folder;
        if !rules.is_empty() && rules.excludes(&path, is_folder) {
            return None;
        }
        match meta.kind {
            Kind::File => return Some(Todo::File(path, meta)),
            Kind::Folder => {
                let (depth, rules) = (depth + 1, Arc::clone(rules));
                return Some(Todo::Folder { path, depth, rules });
            }
            Kind::Symlink => self.links.push(path),
            Kind::Other => self.fail(path, Cause::NotAFile),
        }
        None
    }

    /// A link to a file that is listed anyway adds nothing; one to a file that is not stands for
    /// it, once.
    fn follow_links(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let listed = self.walk.files.iter().map(|found| found.path.clone());
        let mut seen: HashSet<VaultPath> = listed.collect();
        self.links.sort_unstable();
        for link in std::mem::take(&mut self.links) {
            match self.fs.resolve(&link) {
                Ok(Some(target)) if seen.insert(target.clone()) => match self.fs.metadata(&target) {
                    Ok(meta) if meta.kind == Kind::File => {
                        self.walk.files.push(found(link, &meta));
                    }
                    Ok(_) => {}
                    Err(error) => self.fail(link, Cause::Inspect(error)),
                },
                Ok(Some(_)) => {}
                Ok(None) => self.fail(link, Cause::LinkOutside),
                Err(error) => self.fail(link, Cause::LinkBroken(error)),
            }
        }
    }

    fn fail(&mut self, path: VaultPath, cause: Cause) {
        let settled = cause.is_settled();
        self.walk.failures.push(Failure::new(&path, cause));
        if !settled {
            self.walk.unknown.push(path);
        }
    }

    fn fail_to_list(&mut self, folder: VaultPath, error: io::Error) {
        let gone = error.kind() == io::ErrorKind::NotFound;
        if gone && !folder.is_root() {
            return;
        }
        self.walk.root_is_bare |= gone;
        self.fail(folder, Cause::List(error));
    }

    fn fail_entry(&mut self, folder: &VaultPath, name: String, error: io::Error) {
        match folder.join(&name) {
            Ok(path) if error.kind() != io::ErrorKind::InvalidData => {
                self.fail(path, Cause::Inspect(error));
            }
            _ => self.refuse_name(folder, &name, PathFault::NotUnicode),
        }
    }

    fn refuse_name(&mut self, folder: &VaultPath, name: &str, fault: PathFault) {
        let slash = if folder.is_root() { "" } else { "/" };
        let path = format!("{}{slash}{name}", folder.as_str());
        let cause = Cause::Name(fault);
        self.walk.failures.push(Failure { path, cause });
    }
}

fn want(name: &str, kind: Kind) -> bool {
    match kind {
        Kind::File if matches!(name, ignores::GIT | ignores::OWN | CACHE_TAG) => true,
        _ if name.starts_with('.') => false,
        Kind::Folder => !is_skipped_folder(name),
        Kind::File | Kind::Symlink | Kind::Other => is_markdown(name),
    }
}

pub(crate) fn is_skipped_folder(name: &str) -> bool {
    SKIPPED_FOLDERS.contains(&name)
}

fn special_names(listing: &Listing) -> Vec<&str> {
    let names = listing.entries.iter().map(|entry| entry.name.as_str());
    names.filter(|name| matches!(*name, ignores::GIT | ignores::OWN | CACHE_TAG)).collect()
}

/// The order of the whole paths' bytes: a folder sorts as its name and a slash.
fn in_path_order(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    let slash = |entry: &Entry| (entry.meta.kind == Kind::Folder).then_some(b'/');
    let a = a.name.bytes().chain(slash(a));
    a.cmp(b.name.bytes().chain(slash(b)))
}

fn found(path: VaultPath, meta: &Meta) -> Found {
    Found { path, mtime_ns: meta.mtime_ns, size: meta.size }
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
