//! One commit, as a reader sees it.

use std::collections::HashSet;

use gix::hash::Prefix;
use gix::objs::Kind;
use gix::{ObjectId, mailmap};

use crate::message::{Message, decode_text, shorten};
use crate::{Error, Operation, Repository, Result};

/// A commit with its author as the repository's mailmap names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// 40 hexadecimal digits.
    pub id: String,
    /// The shortest start of the id, 7 digits or more, that is unique in this clone.
    pub short: String,
    /// The first paragraph of the message on one line, at most 500 characters.
    pub title: String,
    /// The rest, at most 64 KiB.
    pub body: String,
    pub author_name: String,
    pub author_email: String,
    /// When the author made it.
    pub at: Moment,
    /// When it was put where it is now, by a rebase for example.
    pub committed_at: Moment,
    /// Full ids, the first parent first.
    pub parents: Vec<String>,
    /// `Key: value` lines at the end of the message, in order.
    pub trailers: Vec<(String, String)>,
}

/// A time and the clock it was read on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Since 1970 in UTC; negative before.
    pub seconds: i64,
    /// East of UTC, within a day.
    pub offset_minutes: i16,
}

/// A commit with a longer message than this is not read, in bytes.
const MAX_COMMIT: u64 = 16 << 20;
const MAX_MAILMAP: u64 = 1 << 20;
const MAX_CANDIDATES: usize = 10;
/// Parents listed. An octopus of more is somebody's experiment.
const MAX_PARENTS: usize = 1_000;

impl Repository {
    /// Reads the commit whose id starts with `rev`, 4 to 40 hexadecimal digits. An annotated tag's id leads to its
    /// commit. Names of branches are not looked up: a record that links to one would change its meaning.
    ///
    /// # Errors
    ///
    /// [`Error::NotAnId`], [`Error::Missing`], [`Error::Ambiguous`] and [`Error::NotACommit`] are about `rev`, the
    /// others about the repository.
    pub fn commit(&self, rev: &str) -> Result<Commit> {
        let local = self.local();
        let id = self.find_commit_id(&local, rev)?;
        self.read_commit(&local, id)
    }

    pub(crate) fn find_commit_id(&self, local: &gix::Repository, rev: &str) -> Result<ObjectId> {
        let not_an_id = || Error::NotAnId { rev: shorten(&decode_text(rev.as_bytes(), None), 80) };
        if !(4..=40).contains(&rev.len()) || !rev.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(not_an_id());
        }
        let prefix = Prefix::from_hex(rev).map_err(|_| not_an_id())?;
        let mut found = HashSet::new();
        local.objects.lookup_prefix(prefix, Some(&mut found)).map_err(self.failed(Operation::FindCommit))?;
        let mut commits: Vec<ObjectId> = found.iter().filter_map(|id| peel(local, *id)).collect();
        commits.sort();
        commits.dedup();
        match (commits.as_slice(), found.iter().next()) {
            ([id], _) => Ok(*id),
            ([], None) => {
                Err(Error::Missing { rev: rev.to_owned(), path: self.path().to_owned(), shallow: self.is_shallow() })
            }
            ([], Some(other)) => Err(self.not_a_commit(local, *other)),
            (several, _) => {
                let candidates = several.iter().take(MAX_CANDIDATES).map(ToString::to_string).collect();
                Err(Error::Ambiguous { rev: rev.to_owned(), candidates })
            }
        }
    }

    fn not_a_commit(&self, local: &gix::Repository, id: ObjectId) -> Error {
        match local.find_header(id) {
            Ok(header) => {
                let kind = match header.kind() {
                    Kind::Blob => "file",
                    Kind::Tree => "folder",
                    Kind::Tag => "tag",
                    Kind::Commit => "damaged commit",
                };
                Error::NotACommit { id: id.to_string(), kind }
            }
            Err(source) => self.failed(Operation::FindCommit)(source),
        }
    }

    pub(crate) fn small_commit<'a>(&self, local: &'a gix::Repository, id: ObjectId) -> Result<gix::Commit<'a>> {
        let failed = self.failed(Operation::ReadCommit);
        let size = local.find_header(id).map_err(&failed)?.size();
        if size > MAX_COMMIT {
            return Err(Error::TooLarge { what: format!("commit {id}"), size, limit: MAX_COMMIT });
        }
        local.find_commit(id).map_err(&failed)
    }

    pub(crate) fn read_commit(&self, local: &gix::Repository, id: ObjectId) -> Result<Commit> {
        let failed = self.failed(Operation::ReadCommit);
        let object = self.small_commit(local, id)?;
        let commit = object.decode().map_err(&failed)?;
        let author = commit.author().map_err(&failed)?.trim();
        let committer = commit.committer().map_err(&failed)?.trim();
        let encoding = commit.encoding.map(|name| name.to_string());
        let message = Message::parse(&decode_text(commit.message, encoding.as_deref()));
        let named = self.mailmap(local).resolve(author);
        let short = object.id().shorten().map_or_else(|_| id.to_hex_with_len(7).to_string(), |short| short.to_string());
        Ok(Commit {
            id: id.to_string(),
            short,
            title: message.title,
            body: message.body,
            author_name: decode_text(&named.name, encoding.as_deref()),
            author_email: decode_text(&named.email, encoding.as_deref()),
            at: moment(&author),
            committed_at: moment(&committer),
            parents: commit.parents().take(MAX_PARENTS).map(|id| id.to_string()).collect(),
            trailers: message.trailers,
        })
    }

    /// The mailmap that is committed at the current branch. The one in the work tree is not read: it could be a
    /// pipe, or of any size.
    fn mailmap(&self, local: &gix::Repository) -> mailmap::Snapshot {
        let read = || {
            let tree = local.head_commit().ok()?.tree().ok()?;
            let id = tree.find_entry(".mailmap").filter(|entry| entry.mode().is_blob())?.object_id();
            let header = local.find_header(id).ok().filter(|header| header.size() <= MAX_MAILMAP)?;
            (header.kind() == Kind::Blob).then(|| local.find_blob(id).ok())?
        };
        read().map_or_else(mailmap::Snapshot::default, |blob| {
            mailmap::Snapshot::new(mailmap::parse_ignore_errors(&blob.data))
        })
    }
}

/// The commit that `id` names, through at most a few annotated tags.
fn peel(local: &gix::Repository, mut id: ObjectId) -> Option<ObjectId> {
    for _ in 0..8 {
        match local.find_header(id).ok()?.kind() {
            Kind::Commit => return Some(id),
            Kind::Tag => id = local.find_tag(id).ok()?.target_id().ok()?.detach(),
            Kind::Blob | Kind::Tree => return None,
        }
    }
    None
}

pub(crate) fn moment(signature: &gix::actor::SignatureRef<'_>) -> Moment {
    let time = signature.time().unwrap_or_default();
    let minutes = (time.offset / 60).clamp(-1439, 1439);
    Moment { seconds: time.seconds, offset_minutes: i16::try_from(minutes).unwrap_or(0) }
}
