//! Single values: the generation, marks of running sessions, and what callers keep under a name.

use crate::{Catalog, Result};
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', 0);";

pub(crate) fn bump_generation(db: &Connection) -> rusqlite::Result<u64> {
    db.prepare_cached("UPDATE meta SET value = value + 1 WHERE key = 'generation' RETURNING value")?
        .query_row([], |row| row.get::<_, i64>(0))
        .map(|generation| generation as u64)
}

impl Catalog {
    /// Counts the batches applied, by any process: when it differs from what was seen, ask again.
    pub fn generation(&self) -> Result<u64> {
        self.read("read its generation", |db| {
            db.prepare_cached("SELECT value FROM meta WHERE key = 'generation'")?
                .query_row([], |row| row.get::<_, i64>(0))
                .map(|generation| generation as u64)
        })
    }

    /// What was kept under a name.
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        self.read("read a kept value", |db| {
            db.prepare_cached("SELECT value FROM meta WHERE key = 'x-' || ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps a value under a name, replacing an earlier one.
    pub fn set_meta(&mut self, name: &str, value: &str) -> Result<()> {
        self.write("keep a value", |db| {
            db.prepare_cached("INSERT OR REPLACE INTO meta VALUES ('x-' || ?1, ?2)")?.execute([name, value]).map(drop)
        })
    }

    /// Notes that `session` is about to change derived files that are not synced to the disk. The note itself is
    /// on the disk when this returns. A name that holds the machine's boot id and the process id lets a later
    /// start tell a power cut, after which unsynced files cannot be trusted, from a process that was killed.
    pub fn mark_unclean(&mut self, session: &str) -> Result<()> {
        self.read("ask for a synced write", |db| db.pragma_update(None, "synchronous", "full"))?;
        let marked = self.write("mark a session as running", |db| {
            db.execute("INSERT OR IGNORE INTO sessions VALUES (?1)", [session]).map(drop)
        });
        self.read("go back to quick writes", |db| db.pragma_update(None, "synchronous", "normal"))?;
        marked
    }

    /// Notes that `session` ended, with its files synced.
    pub fn mark_clean(&mut self, session: &str) -> Result<()> {
        self.write("mark a session as ended", |db| {
            db.execute("DELETE FROM sessions WHERE name = ?1", params![session]).map(drop)
        })
    }

    /// Whether every session that began has ended.
    pub fn was_clean(&self) -> Result<bool> {
        Ok(self.unclean_sessions()?.is_empty())
    }

    /// Sessions that began and have not ended: still running, or cut off.
    pub fn unclean_sessions(&self) -> Result<Vec<String>> {
        self.read("list the running sessions", |db| {
            db.prepare_cached("SELECT name FROM sessions ORDER BY name")?.query_map([], |row| row.get(0))?.collect()
        })
    }
}
