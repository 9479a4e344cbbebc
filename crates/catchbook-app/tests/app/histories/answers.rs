//! What a program answers to a list of questions, so that two can be compared.

use super::texts::WORDS;
use crate::desk::asking;
use catchbook_app::App;
use catchbook_app::api::{Commands, FindRecords, RecordPage, RecordRow, Sort};

/// Every kind of question that the index, the catalog or both answer.
const QUESTIONS: [&str; 22] = [
    "anchor bridge",
    "\"candle desert\"",
    "engine OR forest -garden",
    "type:catch",
    "type:guide,incident",
    "service:chat -service:cart",
    "severity:<=2",
    "tag:retry",
    "gate:e2e",
    "class:state",
    "is:draft",
    "is:stale",
    "is:open",
    "is:overdue",
    "is:unlinked",
    "has:guard",
    "after:2026-06-03",
    "path:catches",
    "linked-to:one",
    "linked-to:C-00001",
    "id:C-00002",
    "has:action",
];

/// What is compared of an answer. Rows come in the order of their dates, which is the same after every rebuild.
#[derive(Debug, PartialEq)]
pub struct Answer {
    question: String,
    total: u32,
    of: u32,
    /// Field, value and count.
    facets: Vec<(String, String, u32)>,
    rows: Vec<RecordRow>,
    /// Paths that the same question finds by relevance. Their order is not compared: until segments are merged, a
    /// replaced record still counts in how rare a word is, which moves scores by a little and no record in or out.
    relevant: Vec<String>,
}

pub fn ask(app: &App, question: &str, sort: Sort) -> RecordPage {
    let question = FindRecords { sort, limit: 1_000, facets: sort == Sort::Date, ..asking(question) };
    app.find_records(question).unwrap()
}

pub fn finds(app: &App, question: &str, path: &str) -> bool {
    ask(app, question, Sort::Relevance).rows.iter().any(|row| row.path == path)
}

pub fn answers(app: &App) -> Vec<Answer> {
    let every = std::iter::once("").chain(WORDS).chain(QUESTIONS);
    every.map(|question| answer(app, question)).collect()
}

fn answer(app: &App, question: &str) -> Answer {
    let page = ask(app, question, Sort::Date);
    let facets = page.facets.into_iter().flat_map(|group| {
        let field = group.field;
        group.values.into_iter().map(move |value| (field.clone(), value.value, value.count))
    });
    let relevant = if WORDS.contains(&question) { ask(app, question, Sort::Relevance).rows } else { Vec::new() };
    let mut relevant: Vec<String> = relevant.into_iter().map(|row| row.path).collect();
    relevant.sort();
    Answer {
        question: question.to_owned(),
        total: page.total,
        of: page.of,
        facets: facets.collect(),
        rows: page.rows.into_iter().map(|row| RecordRow { score: None, ..row }).collect(),
        relevant,
    }
}
