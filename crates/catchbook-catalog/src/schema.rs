use crate::table;
use rusqlite::Connection;

/// Counts up whenever the meaning of a column changes between releases. A changed table and another release need no
/// count: see [`version`].
const MEANING: u32 = 1;

/// "Cbok": tells a catalog from any other SQLite file.
pub(crate) const APPLICATION: i32 = 0x4362_6f6b;

const TABLES: &[&str] = &[
    table::files::SCHEMA,
    table::records::SCHEMA,
    table::names::SCHEMA,
    table::links::SCHEMA,
    table::services::SCHEMA,
    table::tags::SCHEMA,
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
    "DELETE FROM tags WHERE file = ?1",
    "DELETE FROM gates WHERE file = ?1",
    "DELETE FROM changes WHERE file = ?1",
    "DELETE FROM guards WHERE file = ?1",
    "DELETE FROM actions WHERE file = ?1",
    "DELETE FROM people WHERE file = ?1",
    "DELETE FROM dates WHERE file = ?1",
    "DELETE FROM problems WHERE file = ?1",
];

/// What `user_version` holds: a digest (FNV-1a) of the tables as they are declared and of the release, so that a file
/// with other tables, or read by other rules, is never taken for one of ours and rebuilds itself.
pub(crate) fn version() -> i32 {
    let bytes = TABLES.iter().flat_map(|sql| sql.bytes()).chain(MEANING.to_le_bytes());
    let bytes = bytes.chain(env!("CARGO_PKG_VERSION").bytes());
    let digest = bytes.fold(0x811c_9dc5_u32, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // The highest bit stays clear: SQLite shows the number with a sign.
    (digest & 0x7fff_ffff) as i32
}

pub(crate) fn create(db: &Connection) -> rusqlite::Result<()> {
    for sql in TABLES {
        db.execute_batch(sql)?;
    }
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", version())
}

/// The text's beginning, at most `most` bytes of it: a list never carries a 10 MB title.
pub(crate) fn clip(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// How SQLite would answer a question, a step a line.
#[cfg(test)]
pub(crate) fn plan(sql: &str) -> String {
    let db = Connection::open_in_memory().expect("in memory");
    create(&db).expect("tables");
    let mut select = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a question");
    for at in 1..=select.parameter_count() {
        select.raw_bind_parameter(at, rusqlite::types::Null).expect("a parameter");
    }
    let mut steps = select.raw_query();
    let mut plan = String::new();
    while let Some(step) = steps.next().expect("a step") {
        plan.push_str(&step.get::<_, String>(3).expect("its words"));
        plan.push('\n');
    }
    plan
}
