//! SQLite's own full-text search over the same texts: what most programs of this kind use.

use crate::{figures::Figures, ground::Ground};
use catchbook_testkit::corpus::{self, Asked};
use rusqlite::{Connection, params};
use std::{fs, hint::black_box, time::Instant};

const SETTINGS: &str = "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; PRAGMA cache_size = -65536;";
/// Titles weigh three times as much.
const TABLE: &str = "
    CREATE VIRTUAL TABLE records USING fts5 (path UNINDEXED, title, body, tokenize = 'porter unicode61');
    INSERT INTO records (records, rank) VALUES ('rank', 'bm25(0, 3, 1)');";
/// As most programs ask: by `bm25()`, with a `snippet()` of each row.
const FIND: &str = "
    SELECT path, title, snippet(records, 2, '[', ']', '…', 24) FROM records WHERE records MATCH ?1
    ORDER BY bm25(records, 0, 3, 1) LIMIT 20";
/// The quickest way that it has: ordered by `rank`, it reckons the same for every match, and `snippet()` only for the
/// rows that it gives back.
const FIND_BY_RANK: &str = "
    SELECT path, title, snippet(records, 2, '[', ']', '…', 24) FROM records WHERE records MATCH ?1 ORDER BY rank LIMIT 20";

/// What it runs with, for the report.
pub fn says() -> String {
    let one_line = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let version = rusqlite::version();
    let asked = [FIND, FIND_BY_RANK].map(one_line).join("\n  by rank: ");
    format!("SQLite {version}: {} {}\n  prepared once: {asked}", one_line(SETTINGS), one_line(TABLE))
}

/// Reads, splits off the title and indexes, with the porter stemmer and one transaction.
pub fn build(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let files = ground.files();
    let mut times = Vec::new();
    for _ in 0..ground.long_rounds() {
        let file = ground.fts5();
        let _ = fs::remove_file(&file);
        let began = Instant::now();
        let mut db = Connection::open(&file).expect("a database");
        db.execute_batch(&format!("{SETTINGS} {TABLE}")).expect("a table");
        let all = db.transaction().expect("a transaction");
        {
            let mut insert = all.prepare("INSERT INTO records VALUES (?1, ?2, ?3)").expect("a statement");
            for file in &files {
                let bytes = fs::read(file).expect("readable");
                let text = String::from_utf8_lossy(&bytes);
                insert.execute(params![ground.path_of(file), title_of(&text), text]).expect("a row");
            }
        }
        all.commit().expect("committed");
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("settled");
        times.push(began.elapsed());
    }
    figures.set_quickest("fts5_build", &times);
    figures.set("fts5_bytes", fs::metadata(ground.fts5()).map_or(0.0, |meta| meta.len() as f64));
    figures
}

pub fn find(ground: &Ground) -> Figures {
    let mut figures = Figures::default();
    let db = Connection::open(ground.fts5()).expect("a database");
    db.execute_batch(SETTINGS).expect("settings");
    for (name, sql) in [("fts5_find", FIND), ("fts5_rank", FIND_BY_RANK)] {
        let mut select = db.prepare(sql).expect("a statement");
        let (mut times, mut hits) = (Vec::new(), 0);
        for _ in 0..ground.rounds {
            for query in corpus::queries() {
                let words = in_its_words(&query);
                let began = Instant::now();
                let rows = select.query_map([words], |row| row.get::<_, String>(2)).expect("an answer");
                hits += black_box(rows.collect::<Result<Vec<_>, _>>().expect("rows")).len();
                times.push(began.elapsed());
            }
        }
        figures.set_spread(name, times);
        figures.set(&format!("{name}_hits"), hits as f64 / f64::from(ground.rounds));
    }
    figures
}

fn title_of(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("")
}

/// From so many words on, a query is a question, of which no record has every word.
const QUESTION: usize = 5;

/// The query as FTS5 spells it. It has no columns to filter by, so filters are left out: less work for it. Of a question
/// it is asked for any of the words, as the judged questions are: for all of them it finds nothing.
fn in_its_words(query: &Asked) -> String {
    let mut spelled: Vec<String> = Vec::new();
    for (n, part) in query.text.split('"').enumerate() {
        if n % 2 == 1 {
            spelled.push(format!("\"{part}\""));
        } else {
            spelled.extend(part.split(' ').filter(|word| !word.is_empty() && !word.contains(':')).map(word));
        }
    }
    if query.typing {
        spelled.last_mut().expect("a word").push('*');
    }
    spelled.join(if spelled.len() >= QUESTION { " OR " } else { " " })
}

fn word(word: &str) -> String {
    match word.strip_prefix('-') {
        Some(word) => format!("NOT \"{word}\""),
        None => format!("\"{word}\""),
    }
}
