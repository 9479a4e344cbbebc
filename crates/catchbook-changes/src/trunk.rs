//! A branch from its first commit on, change by change.

use std::collections::{HashMap, HashSet};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use gix::ObjectId;

use crate::diff::{Diff, Edit, Sides, compare};
use crate::diff::{Lines, Reader, Text};
use crate::{Operation, Repository, Result};

/// Changes that a thread reads in a row: what one leaves, the next begins with, and need not be unpacked again.
const RUN: usize = 64;
/// Changes that a thread may be ahead of the one who takes them.
const AHEAD: usize = 2 * RUN;
/// Bytes of unpacked objects that each thread remembers.
const OBJECT_CACHE: usize = 32 << 20;

/// A change of the trunk, and its files with both texts.
pub struct Step {
    /// 40 hexadecimal digits.
    pub id: String,
    /// The committer's time, in seconds since 1970 in UTC.
    pub seconds: i64,
    sides: Vec<Sides>,
}

/// A file of a step: which lines went and came, without their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    pub old: Option<String>,
    pub new: Option<String>,
    /// `None` where lines are not known: a binary or a very large file, a link or a submodule.
    pub edits: Option<Vec<Edit>>,
    /// Lines of the new side, as far as they are known.
    pub lines: u32,
}

impl Step {
    /// Where lines went and came.
    pub fn edits(&self) -> Vec<Stepped> {
        let step = |sides: &Sides| {
            let edits = sides.edits();
            let lines = match &sides.after {
                Text::Bytes(bytes) => u32::try_from(Lines::new(bytes).count()).unwrap_or(u32::MAX),
                Text::Absent | Text::Binary | Text::Large | Text::Pointer => 0,
            };
            Stepped { old: sides.old.clone(), new: sides.new.clone(), edits, lines }
        };
        self.sides.iter().map(step).collect()
    }

    /// The same change with its text, as [`Repository::diff`] gives it.
    pub fn diff(&self) -> Diff {
        let mut files: Vec<_> = self.sides.iter().map(compare).collect();
        files.sort_by(|a, b| a.path().cmp(b.path()));
        Diff { files, truncated: false }
    }
}

impl Repository {
    /// The commits from `rev` back along first parents to the first one, or to `until` without it; the oldest first.
    /// A shallow clone ends where its history was cut.
    ///
    /// # Errors
    /// As [`Repository::commit`].
    pub fn trunk(&self, rev: &str, until: Option<&str>) -> Result<Vec<String>> {
        let mut local = self.local();
        local.object_cache_size_if_unset(OBJECT_CACHE);
        let until = until.map(|until| self.find_commit_id(&local, until)).transpose()?;
        let mut next = Some(self.find_commit_id(&local, rev)?);
        let mut ids = Vec::new();
        while let Some(id) = next.take_if(|id| until != Some(*id)) {
            // Where a shallow clone was cut, the commit names a parent that is not here.
            let Ok(commit) = self.small_commit(&local, id) else { break };
            ids.push(id.to_string());
            next = commit.parent_ids().next().map(|parent| parent.detach());
        }
        ids.reverse();
        Ok(ids)
    }

    /// For each of the commits `wanted` that lies beside the trunk: the place in `trunk` of the merge that brought it in.
    /// One that nothing brought in is not among them.
    ///
    /// # Errors
    /// As [`Repository::commit`].
    pub fn brought_in(&self, trunk: &[String], wanted: &HashSet<String>) -> Result<HashMap<String, usize>> {
        let mut local = self.local();
        local.object_cache_size_if_unset(OBJECT_CACHE);
        let mut seen: HashSet<ObjectId> =
            trunk.iter().filter_map(|id| ObjectId::from_hex(id.as_bytes()).ok()).collect();
        let mut places = HashMap::new();
        for (place, id) in trunk.iter().enumerate() {
            let mut next = vec![self.find_commit_id(&local, id)?];
            while let Some(id) = next.pop() {
                let Ok(commit) = self.small_commit(&local, id) else { continue };
                for parent in commit.parent_ids().map(|parent| parent.detach()) {
                    if seen.insert(parent) {
                        next.push(parent);
                        let name = parent.to_string();
                        if wanted.contains(&name) {
                            places.insert(name, place);
                        }
                    }
                }
            }
        }
        Ok(places)
    }

    /// Reads the changes of `ids`, each against its first parent, on `threads` threads. `look` makes of each what is
    /// wanted; `take` gets that in the order of `ids`, and ends the reading with `false`.
    ///
    /// # Errors
    /// The first commit that cannot be read ends it; what was taken before stays taken.
    pub fn follow<T: Send>(
        &self,
        ids: &[String],
        threads: usize,
        look: impl Fn(&Step) -> T + Sync,
        mut take: impl FnMut(T) -> bool,
    ) -> Result<()> {
        let threads = threads.clamp(1, 16);
        std::thread::scope(|scope| {
            let mut channels: Vec<Receiver<Result<T>>> = Vec::new();
            for first in 0..threads {
                let (send, receive) = sync_channel(AHEAD);
                channels.push(receive);
                let look = &look;
                let mine = ids.chunks(RUN).skip(first).step_by(threads).flatten();
                scope.spawn(move || self.read_all(mine, look, &send));
            }
            for at in 0..ids.len() {
                let Ok(looked) = channels[at / RUN % threads].recv() else { break };
                if !take(looked?) {
                    break;
                }
            }
            // Threads that find nobody listening end.
            drop(channels);
            Ok(())
        })
    }

    fn read_all<'i, T>(
        &self,
        ids: impl Iterator<Item = &'i String>,
        look: &impl Fn(&Step) -> T,
        send: &SyncSender<Result<T>>,
    ) {
        let mut local = self.local();
        local.object_cache_size_if_unset(OBJECT_CACHE);
        for id in ids {
            let looked = self.step(&local, id).map(|step| look(&step));
            let failed = looked.is_err();
            if send.send(looked).is_err() || failed {
                return;
            }
        }
    }

    fn step(&self, local: &gix::Repository, id: &str) -> Result<Step> {
        let failed = self.failed(Operation::WalkHistory);
        let id = ObjectId::from_hex(id.as_bytes()).map_err(|_| crate::Error::NotAnId { rev: id.to_owned() })?;
        let commit = self.small_commit(local, id)?;
        let seconds = commit.time().map_err(&failed)?.seconds;
        // A parent beyond the cut of a shallow clone: the files are taken as they are from there on.
        let parent =
            commit.parent_ids().next().map(|parent| parent.detach()).filter(|parent| local.has_object(*parent));
        let (changes, _) = self.changed_files(local, parent, id)?;
        let mut reader = Reader::new(local);
        let sides = changes.iter().map(|change| reader.sides(change)).collect();
        Ok(Step { id: id.to_string(), seconds, sides })
    }
}
