use crate::table;
use rusqlite::Connection;

/// Counts up whenever a table or the meaning of a column changes; older files are rebuilt.
pub(crate) const VERSION: i32 = 1;

/// "Cbok": tells a catalog from any other SQLite file.
pub(crate) const APPLICATION: i32 = 0x4362_6f6b;

const TABLES: &[&str] = &[
    table::files::SCHEMA,
    table::records::SCHEMA,
    table::names::SCHEMA,
    table::links::SCHEMA,
    table::services::SCHEMA,
    table::gates::SCHEMA,
    table::changes::SCHEMA,
    table::guards::SCHEMA,
    table::actions::SCHEMA,
    table::people::SCHEMA,
    table::dates::SCHEMA,
    table::problems::SCHEMA,
    table::queue::SCHEMA,
    table::meta::SCHEMA,
];

/// Removes what a file's record said, table by table.
pub(crate) const CLEAR: &[&str] = &[
    "DELETE FROM records WHERE file = ?1",
    "DELETE FROM names WHERE file = ?1",
    "DELETE FROM links WHERE file = ?1",
    "DELETE FROM services WHERE file = ?1",
    "DELETE FROM gates WHERE file = ?1",
    "DELETE FROM changes WHERE file = ?1",
    "DELETE FROM guards WHERE file = ?1",
    "DELETE FROM actions WHERE file = ?1",
    "DELETE FROM people WHERE file = ?1",
    "DELETE FROM dates WHERE file = ?1",
    "DELETE FROM problems WHERE file = ?1",
];

pub(crate) fn create(db: &Connection) -> rusqlite::Result<()> {
    for sql in TABLES {
        db.execute_batch(sql)?;
    }
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)
}

/// The text's beginning, at most `most` bytes of it: a list never carries a 10 MB title.
pub(crate) fn clip(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}
