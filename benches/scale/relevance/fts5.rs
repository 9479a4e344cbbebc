use catchbook_app::evaluation::{Collection, DEPTH};
use rusqlite::{Connection, params};

/// SQLite's full-text search with the porter stemmer, titles weighing three times as much: any of the words.
pub struct Peer(Connection);

impl Peer {
    pub fn new(collection: &Collection) -> Peer {
        let mut db = Connection::open_in_memory().expect("a database");
        db.execute_batch("CREATE VIRTUAL TABLE documents USING fts5 (title, body, tokenize = 'porter unicode61')")
            .expect("a table");
        let all = db.transaction().expect("a transaction");
        {
            let mut insert =
                all.prepare("INSERT INTO documents (rowid, title, body) VALUES (?1, ?2, ?3)").expect("a row");
            for (place, document) in collection.documents.iter().enumerate() {
                insert.execute(params![place as i64, document.title, document.text]).expect("a row");
            }
        }
        all.commit().expect("committed");
        Peer(db)
    }

    pub fn rank(&self, query: &str) -> Vec<usize> {
        let words = query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let any: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
        let mut select = self
            .0
            .prepare_cached(
                "SELECT rowid FROM documents WHERE documents MATCH ?1 ORDER BY bm25(documents, 3, 1) LIMIT ?2",
            )
            .expect("a statement");
        let rows = select.query_map(params![any.join(" OR "), DEPTH as i64], |row| row.get::<_, i64>(0));
        rows.expect("an answer").map(|row| row.expect("a row") as usize).collect()
    }
}
