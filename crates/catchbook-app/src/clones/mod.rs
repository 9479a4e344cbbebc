//! The repositories that records speak of: where they are cloned here, and where their forge is.

mod choose;

pub(crate) use choose::Choice;

use crate::api::{ChangeView, Seen};
use crate::show::CommitBrief;
use catchbook_changes::{Commit, Forge, Repository};
use catchbook_record::{Change, VaultSettings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Commits remembered from one look to the next; a page shows a handful.
const REMEMBERED: usize = 512;

pub(crate) struct Clones {
    known: Vec<Known>,
    /// By repository and id as asked. Only what was found: a fetch may bring the rest at any time.
    commits: Mutex<HashMap<(usize, String), Arc<Commit>>>,
    logs: Mutex<HashMap<usize, choose::Remembered>>,
}

struct Known {
    name: Option<String>,
    forge: Option<Forge>,
    /// Absent when this machine has no clone.
    folder: Option<PathBuf>,
}

impl Clones {
    /// `mine` are the clones that the person's settings name. A vault inside a repository knows that one by itself.
    pub(crate) fn new(vault: &Path, settings: &VaultSettings, mine: &[(String, PathBuf)]) -> Self {
        let mut known: Vec<Known> = settings
            .repositories
            .iter()
            .map(|repository| Known {
                name: Some(repository.name.clone()),
                forge: repository.url.as_deref().and_then(Forge::from_url),
                folder: mine.iter().find(|(name, _)| *name == repository.name).map(|(_, folder)| folder.clone()),
            })
            .collect();
        if let Ok(Some(own)) = Repository::discover(vault) {
            let folder = own.work_tree().unwrap_or(own.path()).to_owned();
            match known.iter_mut().find(|repository| repository.folder.is_none() && is_named(repository, &folder)) {
                Some(repository) => repository.folder = Some(folder),
                None => known.push(Known { name: None, forge: None, folder: Some(folder) }),
            }
        }
        Self { known, commits: Mutex::default(), logs: Mutex::default() }
    }

    /// The commit that a change names, when a clone here has it, with the repository's name.
    pub(crate) fn commit(&self, repo: Option<&str>, id: &str) -> Option<Arc<Commit>> {
        self.asked(repo).find_map(|at| self.commit_in(at, id))
    }

    /// A clone that has the commit, opened.
    pub(crate) fn repository_with(&self, repo: Option<&str>, id: &str) -> Option<Repository> {
        let at = self.asked(repo).find(|at| self.commit_in(*at, id).is_some())?;
        Repository::open(self.known[at].folder.as_deref()?).ok()
    }

    /// Whether any clone could be asked at all.
    pub(crate) fn any_clone(&self, repo: Option<&str>) -> bool {
        self.asked(repo).any(|at| self.known[at].folder.is_some())
    }

    /// The commit that each clone has checked out, in the settings' order.
    pub(crate) fn heads(&self) -> Vec<String> {
        let folders = self.known.iter().filter_map(|known| known.folder.as_deref());
        folders.filter_map(|folder| Repository::open(folder).ok()?.head().ok()?.id).collect()
    }

    /// What the first clone of that name, or of any, has checked out.
    pub(crate) fn checked_out(&self, repo: Option<&str>) -> Option<Seen> {
        self.asked(repo).find_map(|at| {
            let head = Repository::open(self.known[at].folder.as_deref()?).ok()?.head().ok()?;
            let commit = head.id?;
            let title = self.commit_in(at, &commit).map(|commit| commit.title.clone());
            Some(Seen { repo: self.known[at].name.clone(), branch: head.branch, title, commit })
        })
    }

    /// A file as the newest commit of its clone has it; the inner `None` says that it is gone. The outer one that no
    /// clone can tell.
    pub(crate) fn newest(&self, repo: Option<&str>, path: &str) -> Option<Option<Vec<u8>>> {
        let folder = self.asked(repo).find_map(|at| self.known[at].folder.as_deref())?;
        let clone = Repository::open(folder).ok()?;
        clone.blob(&clone.head().ok()?.id?, path).ok()
    }

    pub(crate) fn brief(&self, change: &Change) -> Option<CommitBrief> {
        let commit = self.commit(change.repo.as_deref(), change.commit.as_deref()?)?;
        Some(CommitBrief { title: commit.title.clone(), author: commit.author_name.clone() })
    }

    pub(crate) fn change_view(&self, change: &Change) -> ChangeView {
        let repo = change.repo.as_deref();
        let forge = self.forge(repo);
        let short = change.commit.as_ref().map(|id| id.get(..7).unwrap_or(id).to_owned());
        ChangeView {
            role: change.role.to_string(),
            repo: change.repo.clone(),
            known: change.commit.as_deref().is_some_and(|id| self.commit(repo, id).is_some()),
            commit_url: change.commit.as_deref().and_then(|id| forge?.commit_url(id)),
            pr_url: change
                .pr
                .as_deref()
                .and_then(|pr| Some(forge?.pull_url(pr.parse().ok()?)))
                .or_else(|| change.url.clone()),
            pr: change.pr.as_ref().map(|pr| format!("#{pr}")),
            commit: change.commit.clone(),
            short,
        }
    }

    pub(crate) fn commit_url(&self, repo: Option<&str>, id: &str) -> Option<String> {
        self.forge(repo)?.commit_url(id)
    }

    fn forge(&self, repo: Option<&str>) -> Option<&Forge> {
        self.asked(repo).find_map(|at| self.known[at].forge.as_ref())
    }

    /// Which repositories a name means; no name means all, in the settings' order.
    fn asked<'a>(&'a self, repo: Option<&'a str>) -> impl Iterator<Item = usize> + 'a {
        (0..self.known.len()).filter(move |at| repo.is_none_or(|name| self.known[*at].name.as_deref() == Some(name)))
    }

    fn commit_in(&self, at: usize, id: &str) -> Option<Arc<Commit>> {
        let folder = self.known[at].folder.as_deref()?;
        let key = (at, id.to_owned());
        if let Some(remembered) = crate::book::lock(&self.commits).get(&key) {
            return Some(Arc::clone(remembered));
        }
        // A clone that cannot be read answers like one that lacks the commit; the page says what is missing.
        let commit = Repository::open(folder).and_then(|clone| clone.commit(id)).ok().map(Arc::new)?;
        let mut commits = crate::book::lock(&self.commits);
        if commits.len() >= REMEMBERED {
            commits.clear();
        }
        commits.insert(key, Arc::clone(&commit));
        Some(commit)
    }
}

fn is_named(repository: &Known, folder: &Path) -> bool {
    repository.name.as_deref().zip(folder.file_name()).is_some_and(|(name, folder)| folder == name)
}
