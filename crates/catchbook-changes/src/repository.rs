//! Opening a repository so that its configuration cannot do anything.

use std::path::{Path, PathBuf};

use gix::config::File;
use gix::config::Source;
use gix::config::file::Metadata;
use gix::config::source::Kind;
use gix::sec::Trust;

use crate::{Error, Operation, Result};

/// A clone on this machine, opened for reading. Cheap to share between threads.
pub struct Repository {
    inner: gix::ThreadSafeRepository,
    path: PathBuf,
}

/// Plain files of a git directory that are read while opening it. A pipe in their place would block for ever.
const PLAIN: &[&str] =
    &["HEAD", "config", "config.worktree", "commondir", "index", "packed-refs", "shallow", "info/exclude"];

impl Repository {
    /// Opens the repository whose work tree or git directory is `path`; folders above are not searched. Bare
    /// repositories and linked work trees are fine.
    ///
    /// Three locks hold the promise that nothing is run. Trust is reduced, so no program named in the
    /// repository's configuration is used. Nothing outside the repository is read, neither the environment nor
    /// the user's configuration: there, `safe.directory = *` would raise the trust again. And sections of the
    /// repository's configuration are filtered out whatever their trust.
    pub fn open(path: &Path) -> Result<Self> {
        let git_dir = git_dir(path).ok_or_else(|| Error::NotARepository { path: path.to_owned() })?;
        check_plain(path, &git_dir)?;
        let inner = gix::ThreadSafeRepository::open_opts(path, options()).map_err(|source| {
            match object_format(&git_dir).filter(|format| format != "sha1") {
                Some(format) => Error::Format { path: path.to_owned(), format },
                None => Error::Open { path: path.to_owned(), source },
            }
        })?;
        Ok(Self { inner, path: path.to_owned() })
    }

    /// Opens the repository that `folder` lies in, searching upwards to the root. `None` when there is none.
    pub fn discover(folder: &Path) -> Result<Option<Self>> {
        // Not the library's own search: that one reads what it finds before anything could be said about it.
        match folder.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok()) {
            Some(root) => Self::open(root).map(Some),
            None => Ok(None),
        }
    }

    /// The path this was opened by.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder with the checked-out files, if there is one.
    pub fn work_tree(&self) -> Option<&Path> {
        self.inner.work_dir()
    }

    /// Whether the history was cut when this was cloned, so that a missing commit says little.
    pub fn is_shallow(&self) -> bool {
        self.local().is_shallow().unwrap_or(false)
    }

    /// The address that `origin` is cloned from, as written: text to make a link of, never to connect to.
    /// [`crate::Forge::from_url`] understands it.
    pub fn origin_url(&self) -> Option<String> {
        self.raw_config("remote.origin.url")
    }

    /// A value of the repository's configuration as text; nothing here acts on it.
    pub(crate) fn raw_config(&self, key: &str) -> Option<String> {
        let local = self.local();
        let value = local.config_snapshot().plumbing().raw_value_filter(key, |_| true).ok()?;
        Some(value.to_string())
    }

    /// A handle for one thread; objects are never larger in memory than the limits of each caller.
    pub(crate) fn local(&self) -> gix::Repository {
        self.inner.to_thread_local()
    }

    pub(crate) fn failed(&self, operation: Operation) -> impl Fn(gix::Error) -> Error + '_ {
        move |source| Error::Read { operation, path: self.path.clone(), source }
    }
}

fn options() -> gix::open::Options {
    gix::open::Options::isolated().with(Trust::Reduced).filter_config_section(not_from_the_repository)
}

fn not_from_the_repository(section: &Metadata) -> bool {
    section.source.kind() != Kind::Repository
}

/// The `.git` in a work tree, or `path` itself when it looks like a git directory.
fn git_dir(path: &Path) -> Option<PathBuf> {
    let nested = path.join(".git");
    if nested.symlink_metadata().is_ok() {
        return Some(nested);
    }
    path.join("HEAD").symlink_metadata().is_ok().then(|| path.to_owned())
}

/// The hash that the repository's configuration names, lower case, to say why it does not open.
fn object_format(git_dir: &Path) -> Option<String> {
    let config = File::from_path_no_includes(git_dir.join("config"), Source::Local).ok()?;
    let format = config.raw_value("extensions.objectFormat").ok()?.to_string().to_ascii_lowercase();
    Some(format.chars().filter(char::is_ascii_alphanumeric).take(20).collect())
}

fn check_plain(path: &Path, git_dir: &Path) -> Result<()> {
    let unusual = |part: PathBuf| Err(Error::Unusual { path: path.to_owned(), part });
    if git_dir.metadata().is_ok_and(|meta| !meta.is_dir() && !meta.is_file()) {
        return unusual(git_dir.to_owned());
    }
    for name in PLAIN {
        let part = git_dir.join(name);
        if part.metadata().is_ok_and(|meta| !meta.is_file()) {
            return unusual(part);
        }
    }
    Ok(())
}
