//! Opening a repository so that its configuration cannot do anything.

use std::path::{Path, PathBuf};

use gix::config::file::Metadata;
use gix::config::source::Kind;
use gix::discover::upwards;
use gix::sec::Trust;

use crate::{Error, Operation, Result};

/// A clone on this machine, opened for reading. Cheap to share between threads.
pub struct Repository {
    inner: gix::ThreadSafeRepository,
    path: PathBuf,
}

/// Plain files of a git directory that are read while opening it. A pipe in their place would block for ever.
const PLAIN: &[&str] = &["HEAD", "config", "config.worktree", "commondir", "index", "packed-refs", "shallow"];

impl Repository {
    /// Opens the repository whose work tree or git directory is `path`; folders above are not searched. Bare
    /// repositories and linked work trees are fine.
    ///
    /// Three locks hold the promise that nothing is run. Trust is reduced, so no program named in the
    /// repository's configuration is used. Nothing outside the repository is read, neither the environment nor
    /// the user's configuration: there, `safe.directory = *` would raise the trust again. And sections of the
    /// repository's configuration are filtered out whatever their trust.
    pub fn open(path: &Path) -> Result<Self> {
        let git_dir = git_dir(path);
        check_plain(path, &git_dir)?;
        let inner = gix::ThreadSafeRepository::open_opts(path, options()).map_err(|source| {
            if source.is_not_found() && !git_dir.exists() {
                Error::NotARepository { path: path.to_owned() }
            } else {
                Error::Open { path: path.to_owned(), source }
            }
        })?;
        let repository = Self { inner, path: path.to_owned() };
        repository.check_format()?;
        Ok(repository)
    }

    /// Opens the repository that `folder` lies in, searching upwards as far as the file system reaches.
    /// `None` when there is none.
    pub fn discover(folder: &Path) -> Result<Option<Self>> {
        let options = upwards::Options {
            trust: upwards::TrustPolicy::Assume(Trust::Reduced),
            dot_git_only: true,
            ..Default::default()
        };
        match gix::discover::upwards_opts(folder, options) {
            Ok((found, _)) => {
                let (git_dir, work_tree) = found.into_repository_and_work_tree_directories();
                Self::open(work_tree.as_deref().unwrap_or(&git_dir)).map(Some)
            }
            Err(source) if source.is_not_found() => Ok(None),
            Err(source) => Err(Error::Open { path: folder.to_owned(), source }),
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
    fn raw_config(&self, key: &str) -> Option<String> {
        let local = self.local();
        let value = local.config_snapshot().plumbing().raw_value_filter(key, |_| true).ok()?;
        Some(value.to_string())
    }

    fn check_format(&self) -> Result<()> {
        match self.raw_config("extensions.objectFormat") {
            Some(format) if !format.eq_ignore_ascii_case("sha1") => {
                let format = format.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).collect();
                Err(Error::Format { path: self.path.clone(), format })
            }
            _ => Ok(()),
        }
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

fn git_dir(path: &Path) -> PathBuf {
    let nested = path.join(".git");
    if nested.symlink_metadata().is_ok() { nested } else { path.to_owned() }
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
