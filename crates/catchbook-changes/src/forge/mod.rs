//! Where code is hosted: addresses of commits, pull requests and files. Pure; nothing is fetched.

mod address;
mod kind;
mod paste;

pub use kind::ForgeKind;
pub use paste::{ChangeRef, parse_change_ref};

use address::{Address, encode_path};

/// A repository on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    kind: ForgeKind,
    /// `https://host[:port]`
    origin: String,
    /// `group/project`, for Gerrit the project's name.
    project: String,
}

/// Lines of a file, from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRange {
    pub first: u32,
    pub last: u32,
}

impl Forge {
    /// Understands the address that a repository is browsed at or cloned from: `https://…`, `ssh://…`, `git://…` and
    /// `user@host:path`. Names and passwords in it are dropped, and links are https only. `None` for paths on
    /// this machine and for hosts whose software cannot be told from their name.
    pub fn from_url(url: &str) -> Option<Self> {
        let kind = ForgeKind::of(&Address::parse(url)?)?;
        Self::with_kind(kind, url)
    }

    /// As [`Forge::from_url`], for a host whose software the user named.
    pub fn with_kind(kind: ForgeKind, url: &str) -> Option<Self> {
        let address = Address::parse(url)?;
        let project = kind.project(&address)?;
        Some(Self { kind, origin: address.origin, project })
    }

    pub fn kind(&self) -> ForgeKind {
        self.kind
    }

    /// The repository's own page.
    pub fn url(&self) -> String {
        match self.kind {
            ForgeKind::Gerrit => format!("{}/q/project:{}", self.origin, encode_path(&self.project)),
            _ => self.base(),
        }
    }

    pub fn commit_url(&self, id: &str) -> Option<String> {
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let base = self.base();
        Some(match self.kind {
            ForgeKind::GitHub | ForgeKind::Gitea => format!("{base}/commit/{id}"),
            ForgeKind::GitLab => format!("{base}/-/commit/{id}"),
            ForgeKind::Bitbucket => format!("{base}/commits/{id}"),
            ForgeKind::Gerrit => format!("{}/q/{id}", self.origin),
        })
    }

    pub fn pull_url(&self, number: u64) -> String {
        let base = self.base();
        match self.kind {
            ForgeKind::GitHub => format!("{base}/pull/{number}"),
            ForgeKind::GitLab => format!("{base}/-/merge_requests/{number}"),
            ForgeKind::Gitea => format!("{base}/pulls/{number}"),
            ForgeKind::Bitbucket => format!("{base}/pull-requests/{number}"),
            ForgeKind::Gerrit => format!("{}/c/{}/+/{number}", self.origin, encode_path(&self.project)),
        }
    }

    /// A file as it was in a commit. `None` for a commit id that is none, and on Gerrit, which shows no files.
    pub fn file_url(&self, path: &str, commit: &str, lines: Option<LineRange>) -> Option<String> {
        if commit.is_empty() || !commit.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let (base, path) = (self.base(), encode_path(path));
        let (page, anchor) = match self.kind {
            ForgeKind::GitHub => (format!("{base}/blob/{commit}/{path}"), lines.map(|l| anchor(l, "#L", "-L"))),
            ForgeKind::GitLab => (format!("{base}/-/blob/{commit}/{path}"), lines.map(|l| anchor(l, "#L", "-"))),
            ForgeKind::Gitea => (format!("{base}/src/commit/{commit}/{path}"), lines.map(|l| anchor(l, "#L", "-L"))),
            ForgeKind::Bitbucket => (format!("{base}/src/{commit}/{path}"), lines.map(|l| anchor(l, "#lines-", ":"))),
            ForgeKind::Gerrit => return None,
        };
        Some(page + &anchor.unwrap_or_default())
    }

    fn base(&self) -> String {
        format!("{}/{}", self.origin, encode_path(&self.project))
    }
}

fn anchor(lines: LineRange, start: &str, between: &str) -> String {
    if lines.first == lines.last {
        format!("{start}{}", lines.first)
    } else {
        format!("{start}{}{between}{}", lines.first, lines.last)
    }
}
