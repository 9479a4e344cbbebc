use crate::{Catalog, Result, key, row};
use catchbook_record::Kind;
use rusqlite::{Connection, OptionalExtension, params};

/// What a handle means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// The path of the record.
    One(String),
    /// Paths of several records that have an equal right to it, sorted.
    Many(Vec<String>),
    None,
}

/// What to show for a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    pub path: String,
    pub handle: String,
    pub kind: Kind,
    pub title: String,
}

impl Catalog {
    /// What an id, stem, alias or path means, in this order of rights. Case does not matter, save in paths; an
    /// id may be written with `O` for `0`, and `I` or `L` for `1`.
    pub fn resolve(&self, handle: &str) -> Result<Resolved> {
        self.read_at_once("look up a handle", |db| {
            let mut paths = of_key(db, &key::handle_key(handle))?;
            if paths.is_empty() {
                // A file in the vault's root has a path without a slash.
                paths = of_key(db, &format!("/{}", handle.trim()))?;
            }
            Ok(match paths.len() {
                0 => Resolved::None,
                1 => Resolved::One(paths.remove(0)),
                _ => Resolved::Many(paths),
            })
        })
    }

    /// What to show for each of these handles; `None` where no record answers. Of several that answer, the first
    /// by path.
    pub fn titles(&self, handles: &[&str]) -> Result<Vec<Option<Title>>> {
        self.read_at_once("look up the titles of links", |db| {
            handles.iter().map(|handle| title(db, &key::handle_key(handle))).collect()
        })
    }

    /// What to show for a relative link that stands in the file at `from`.
    pub fn title_of_relative(&self, from: &str, target: &str) -> Result<Option<Title>> {
        let Some(key) = key::relative_key(from, target) else {
            return Ok(None);
        };
        self.read("look up the title of a link", |db| title(db, &key))
    }
}

impl Catalog {
    /// Records with an id, stem or alias that begins so, in the order of those names. Some may be there twice.
    pub fn names_beginning(&self, start: &str, most: usize) -> Result<Vec<Title>> {
        let start = start.trim().to_lowercase();
        // One past every text that begins so.
        let end = format!("{start}\u{10ffff}");
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read("look for names that begin alike", |db| {
            // The index gives the first few in order, however many there are.
            db.prepare_cached(
                "SELECT r.path, r.id, r.kind, r.title
                 FROM (SELECT file, key FROM names WHERE key >= ?1 AND key < ?2 AND rank < 3 ORDER BY key LIMIT ?3)
                 JOIN records r USING (file) ORDER BY key",
            )?
            .query_map(params![start, end, most], title_of)?
            .collect()
        })
    }

    /// The records that were read last for the first time, the newest first.
    pub fn newest_titles(&self, most: usize) -> Result<Vec<Title>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read("list the newest titles", |db| {
            db.prepare_cached("SELECT path, id, kind, title FROM records ORDER BY file DESC LIMIT ?1")?
                .query_map([most], title_of)?
                .collect()
        })
    }
}

fn of_key(db: &Connection, key: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached(
        "SELECT r.path FROM names n JOIN records r USING (file)
         WHERE n.key = ?1 AND n.rank = (SELECT min(rank) FROM names WHERE key = ?1) ORDER BY r.path",
    )?
    .query_map([key], |row| row.get(0))?
    .collect()
}

fn title(db: &Connection, key: &str) -> rusqlite::Result<Option<Title>> {
    db.prepare_cached(
        "SELECT r.path, r.id, r.kind, r.title FROM names n JOIN records r USING (file)
         WHERE n.key = ?1 ORDER BY n.rank, r.path LIMIT 1",
    )?
    .query_row(params![key], title_of)
    .optional()
}

/// Of the columns path, id, kind and title.
fn title_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Title> {
    let path: String = row.get(0)?;
    let kind: String = row.get(2)?;
    Ok(Title {
        handle: row::handle(row.get(1)?, &path),
        path,
        kind: Kind::parse(&kind).unwrap_or_default(),
        title: row.get(3)?,
    })
}
