//! Changes that records are tied to, and the records of a commit.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, When, key, schema::clip};
use catchbook_record::{Confidence, Record, Role};
use rusqlite::{Connection, params, params_from_iter};

pub(crate) const SCHEMA: &str = "
CREATE TABLE changes (
    file INTEGER NOT NULL,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    repo TEXT,
    commit_id TEXT,
    pr TEXT,
    url TEXT,
    at TEXT,
    at_millis INTEGER,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (file, n)
) WITHOUT ROWID;
CREATE INDEX changes_by_commit ON changes (commit_id, role) WHERE commit_id IS NOT NULL;";

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO changes VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?;
    for (n, change) in (0_i64..).zip(record.changes.iter().take(MOST_PER_RECORD)) {
        insert.execute(params![
            file,
            n,
            change.role.as_str(),
            change.repo.as_deref().map(|repo| clip(repo, 200)),
            change.commit.as_deref().map(|commit| clip(commit, 64).to_ascii_lowercase()),
            change.pr.as_deref().map(|pr| clip(pr, 200)),
            change.url.as_deref().map(|url| clip(url, 1_000)),
            change.at.as_ref().map(When::stored),
            change.at.as_ref().map(|at| at.millis()),
            change.confidence == Confidence::Confirmed,
        ])?;
    }
    Ok(())
}

/// A change as a record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    pub role: Role,
    pub repo: Option<String>,
    /// Lower case, as long as it was written.
    pub commit: Option<String>,
    pub pr: Option<String>,
    pub url: Option<String>,
    pub at: Option<When>,
    /// Confirmed rather than suspected.
    pub confirmed: bool,
}

/// A record that names a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitUse {
    pub path: String,
    /// `None`: mentioned in the text.
    pub role: Option<Role>,
}

impl Catalog {
    /// The changes of the record at `path`, in the order written.
    pub fn changes_of(&self, path: &str) -> Result<Vec<ChangeRow>> {
        self.read("list the changes of a record", |db| {
            db.prepare_cached(
                "SELECT role, repo, commit_id, pr, url, at, at_millis, confirmed
                 FROM changes JOIN files USING (file) WHERE path = ?1 ORDER BY n",
            )?
            .query_map([path], |row| {
                Ok(ChangeRow {
                    role: role(&row.get::<_, String>(0)?),
                    repo: row.get(1)?,
                    commit: row.get(2)?,
                    pr: row.get(3)?,
                    url: row.get(4)?,
                    at: When::read(row, 5)?,
                    confirmed: row.get(7)?,
                })
            })?
            .collect()
        })
    }

    /// Records that name a commit whose id begins with `prefix`, or name it by a shorter id than `prefix`: as a
    /// change, or in the text. By path. Fewer than 4 digits match nothing.
    pub fn by_commit(&self, prefix: &str) -> Result<Vec<CommitUse>> {
        let prefix = prefix.trim().to_ascii_lowercase();
        if !(4..=64).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        self.read_at_once("look up a commit", |db| {
            let mut uses = Vec::new();
            let changes = "SELECT path, role FROM changes JOIN records USING (file) WHERE commit_id";
            let links = "SELECT path, NULL FROM links JOIN records USING (file) WHERE key";
            collect(db, changes, &prefix, 0, &mut uses)?;
            collect(db, links, &key::commit_key(&prefix), 1, &mut uses)?;
            // A record that names the commit as a change and in its text is tied to it by the change.
            uses.sort_by(|a, b| (&a.path, a.role.is_none(), a.role).cmp(&(&b.path, b.role.is_none(), b.role)));
            uses.dedup_by(|later, first| {
                later.path == first.path && (later.role.is_none() || later.role == first.role)
            });
            Ok(uses)
        })
    }
}

/// Adds what begins with `id`, and what `id` begins with; `skip` bytes of it are not digits.
fn collect(db: &Connection, select: &str, id: &str, skip: usize, uses: &mut Vec<CommitUse>) -> rusqlite::Result<()> {
    let read = |row: &rusqlite::Row<'_>| {
        let word: Option<String> = row.get(1)?;
        Ok(CommitUse { path: row.get(0)?, role: word.as_deref().map(role) })
    };
    let longer = format!("{select} BETWEEN ?1 AND ?2");
    for found in db.prepare_cached(&longer)?.query_map([id, &format!("{id}g")], read)? {
        uses.push(found?);
    }
    let shorter: Vec<&str> = (skip + 4..id.len()).map(|end| &id[..end]).collect();
    if !shorter.is_empty() {
        let places = vec!["?"; shorter.len()].join(",");
        let mut query = db.prepare(&format!("{select} IN ({places})"))?;
        for found in query.query_map(params_from_iter(shorter), read)? {
            uses.push(found?);
        }
    }
    Ok(())
}

fn role(word: &str) -> Role {
    Role::parse(word).unwrap_or(Role::Introduced)
}
