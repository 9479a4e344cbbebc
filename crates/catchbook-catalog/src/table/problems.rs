//! What is not as the format has it.

use super::MOST_PER_RECORD;
use crate::{Catalog, Result, schema::clip};
use catchbook_record::{Problem, Weight};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA: &str = "
CREATE TABLE problems (
    file INTEGER NOT NULL,
    n INTEGER NOT NULL,
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    error INTEGER NOT NULL,
    message TEXT NOT NULL,
    hint TEXT NOT NULL,
    PRIMARY KEY (file, n)
) WITHOUT ROWID;";

pub(crate) fn insert(db: &Connection, file: i64, problems: &[Problem]) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO problems VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, problem) in (0_i64..).zip(problems.iter().take(MOST_PER_RECORD)) {
        insert.execute(params![
            file,
            n,
            problem.line,
            problem.code,
            problem.weight == Weight::Error,
            clip(&problem.message, 1_000),
            clip(&problem.hint, 1_000),
        ])?;
    }
    Ok(())
}

/// A problem of a file, as kept by the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemRow {
    pub path: String,
    /// 1-based.
    pub line: u32,
    pub code: String,
    pub weight: Weight,
    pub message: String,
    pub hint: String,
}

const SELECT: &str = "SELECT r.path, p.line, p.code, p.error, p.message, p.hint
    FROM problems p JOIN records r USING (file)";

impl Catalog {
    /// Every problem of the vault's files, by path and line.
    pub fn problems(&self) -> Result<Vec<ProblemRow>> {
        self.read("list the problems", |db| {
            db.prepare_cached(&format!("{SELECT} ORDER BY r.path, p.line, p.n"))?.query_map([], problem)?.collect()
        })
    }

    /// The problems of one file, by line.
    pub fn problems_of(&self, path: &str) -> Result<Vec<ProblemRow>> {
        self.read("list the problems of a file", |db| {
            let sql = format!("{SELECT} WHERE p.file = (SELECT file FROM files WHERE path = ?1) ORDER BY p.line, p.n");
            db.prepare_cached(&sql)?.query_map([path], problem)?.collect()
        })
    }
}

fn problem(row: &rusqlite::Row<'_>) -> rusqlite::Result<ProblemRow> {
    Ok(ProblemRow {
        path: row.get(0)?,
        line: row.get(1)?,
        code: row.get(2)?,
        weight: if row.get(3)? { Weight::Error } else { Weight::Warning },
        message: row.get(4)?,
        hint: row.get(5)?,
    })
}
