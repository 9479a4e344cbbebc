//! Who links to whom. A link keeps what was written; what it means is looked up when asked, so that a record
//! that appears later is linked at once.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, key, schema::clip};
use catchbook_record::{Kind, LinkKind, Record};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE links (
    file INTEGER NOT NULL,
    n INTEGER NOT NULL,
    via INTEGER NOT NULL,
    key TEXT NOT NULL,
    target TEXT NOT NULL,
    line INTEGER,
    sentence TEXT,
    PRIMARY KEY (file, n)
) WITHOUT ROWID;
CREATE INDEX links_by_key ON links (key, via);
CREATE INDEX links_superseding ON links (via, key) WHERE via = 3;";

/// Where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// In the text.
    Body,
    /// `catches` of an incident.
    Catches,
    /// `followed`: the guide an incident came from.
    Followed,
    Supersedes,
    SupersededBy,
    /// `dissimilar`: looks alike and is not.
    Dissimilar,
    /// A person signed that they can explain it.
    Explains,
}

impl Via {
    pub(crate) const ALL: [Via; 7] =
        [Via::Body, Via::Catches, Via::Followed, Via::Supersedes, Via::SupersededBy, Via::Dissimilar, Via::Explains];

    /// The front matter's key; `body` for links in the text.
    pub fn as_str(self) -> &'static str {
        match self {
            Via::Body => "body",
            Via::Catches => "catches",
            Via::Followed => "followed",
            Via::Supersedes => "supersedes",
            Via::SupersededBy => "superseded_by",
            Via::Dissimilar => "dissimilar",
            Via::Explains => "explains",
        }
    }

    fn read(number: u8) -> Via {
        Via::ALL.get(usize::from(number)).copied().unwrap_or(Via::Body)
    }
}

struct NewLink<'a> {
    via: Via,
    key: String,
    target: &'a str,
    line: Option<u32>,
    sentence: Option<&'a str>,
}

pub(crate) fn insert(db: &Connection, file: i64, record: &Record) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, link) in (0_i64..).zip(front_links(record).chain(body_links(record)).take(MOST_PER_RECORD)) {
        let (target, sentence) = (clip(link.target, 500), link.sentence.map(|text| clip(text, 1_000)));
        insert.execute(params![file, n, link.via as u8, link.key, target, link.line, sentence])?;
    }
    Ok(())
}

fn front_links(record: &Record) -> impl Iterator<Item = NewLink<'_>> {
    let fields: [(Via, &[String]); 5] = [
        (Via::Catches, &record.incident.catches),
        (Via::Followed, record.incident.followed.as_slice()),
        (Via::Supersedes, &record.supersedes),
        (Via::SupersededBy, &record.superseded_by),
        (Via::Dissimilar, &record.dissimilar),
    ];
    let explained = record.person.explains.iter().filter_map(|explains| {
        let target = explains.record.as_deref()?;
        let (key, sentence) = (key::handle_key(target), explains.words.as_deref());
        Some(NewLink { via: Via::Explains, key, target, line: None, sentence })
    });
    fields
        .into_iter()
        .flat_map(|(via, targets)| targets.iter().map(move |target| (via, target.as_str())))
        .map(|(via, target)| NewLink { via, key: key::handle_key(target), target, line: None, sentence: None })
        .chain(explained)
}

fn body_links(record: &Record) -> impl Iterator<Item = NewLink<'_>> {
    record.body.links.iter().filter_map(|link| {
        let key = match link.kind {
            LinkKind::Wiki => key::handle_key(&link.target),
            LinkKind::Commit => key::commit_key(&link.target),
            LinkKind::Relative => key::relative_key(&record.path, &link.target)?,
            LinkKind::External => return None,
        };
        let sentence = Some(link.sentence.as_str()).filter(|text| !text.is_empty());
        Some(NewLink { via: Via::Body, key, target: &link.target, line: Some(link.line), sentence })
    })
}

/// A link to a record, seen from its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The linking file.
    pub path: String,
    /// The linking record's id, else its stem.
    pub handle: String,
    pub kind: Kind,
    pub title: String,
    pub via: Via,
    /// The sentence around the link, or the words that were signed.
    pub sentence: Option<String>,
    /// 1-based; unknown for links in the front matter.
    pub line: Option<u32>,
}

/// A link that no record answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// The linking file.
    pub path: String,
    pub via: Via,
    /// As written.
    pub target: String,
    pub line: Option<u32>,
}

impl Catalog {
    /// Links to the record at `path` from other records, by path and line; at most 1,000 of them.
    pub fn backlinks(&self, path: &str) -> Result<Vec<Backlink>> {
        self.read("look up what links to a record", |db| {
            let mut select = db.prepare_cached(
                "SELECT r.path, r.id, r.kind, r.title, l.via, l.sentence, l.line
                 FROM files f
                 JOIN names n ON n.file = f.file
                 JOIN links l ON l.key = n.key AND l.file <> f.file
                 JOIN records r ON r.file = l.file
                 WHERE f.path = ?1
                   AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)
                 ORDER BY r.path, l.line, l.n LIMIT 1000",
            )?;
            select.query_map([path], backlink)?.collect()
        })
    }

    /// The paths of the other records that the one at `path` links to, and where it does; at most 1,000 of them.
    pub fn links(&self, path: &str) -> Result<Vec<(String, Via)>> {
        self.read("look up what a record links to", |db| {
            let mut select = db.prepare_cached(
                "SELECT r.path, l.via
                 FROM files f
                 JOIN links l USING (file)
                 JOIN names n ON n.key = l.key AND n.file <> f.file
                 JOIN records r ON r.file = n.file
                 WHERE f.path = ?1
                   AND NOT EXISTS (SELECT 1 FROM names o WHERE o.key = n.key AND o.rank < n.rank)
                 ORDER BY r.path, l.n LIMIT 1000",
            )?;
            select.query_map([path], |row| Ok((row.get(0)?, Via::read(row.get(1)?))))?.collect()
        })
    }

    /// Links that no record answers to, by path and line. Commits and files that are no records are not counted.
    pub fn broken_links(&self) -> Result<Vec<BrokenLink>> {
        self.read("look for broken links", |db| {
            let mut select = db.prepare_cached(
                "SELECT r.path, l.via, l.target, l.line FROM links l JOIN records r USING (file)
                 WHERE l.key NOT LIKE '@%' AND NOT EXISTS (SELECT 1 FROM names n WHERE n.key = l.key)
                 ORDER BY r.path, l.line, l.n",
            )?;
            let read = |row: &rusqlite::Row<'_>| {
                Ok(BrokenLink {
                    path: row.get(0)?,
                    via: Via::read(row.get(1)?),
                    target: row.get(2)?,
                    line: row.get(3)?,
                })
            };
            select.query_map([], read)?.collect()
        })
    }
}

fn backlink(row: &rusqlite::Row<'_>) -> rusqlite::Result<Backlink> {
    let path: String = row.get(0)?;
    let kind: String = row.get(2)?;
    Ok(Backlink {
        handle: crate::row::handle(row.get(1)?, &path),
        path,
        kind: Kind::parse(&kind).unwrap_or_default(),
        title: row.get(3)?,
        via: Via::read(row.get(4)?),
        sentence: row.get(5)?,
        line: row.get(6)?,
    })
}
