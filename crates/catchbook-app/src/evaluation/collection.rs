use super::lines::{each_line, json};
use crate::api::ApiError;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Where a collection lies, in the shapes that the BEIR benchmark made usual.
#[derive(Debug, Clone, Copy)]
pub struct Files<'p> {
    /// One `{"_id", "title", "text"}` a line.
    pub corpus: &'p Path,
    /// One `{"_id", "text"}` a line.
    pub queries: &'p Path,
    /// A heading, then query, document and grade on each line, between tabs. A grade of 0 is not relevant.
    pub judgements: &'p Path,
}

/// Documents, and the queries for which something relevant is known.
#[derive(Debug)]
pub struct Collection {
    pub documents: Vec<Document>,
    pub queries: Vec<Judged>,
}

#[derive(Debug, Deserialize)]
pub struct Document {
    #[serde(rename = "_id")]
    pub id: String,
    #[serde(default)]
    pub title: String,
    pub text: String,
}

/// A query, and which documents answer it.
#[derive(Debug)]
pub struct Judged {
    pub text: String,
    /// Grades above 0, by the document's place in the collection.
    pub relevant: BTreeMap<usize, u32>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

impl Collection {
    /// # Errors
    /// When a file cannot be read, or a line of it is not what it should be: with the line's number.
    pub fn read(files: Files<'_>) -> Result<Self, ApiError> {
        let documents: Vec<Document> = each_line(files.corpus, 0, json)?;
        let mut places = HashMap::new();
        for (place, document) in documents.iter().enumerate() {
            if places.insert(document.id.as_str(), place).is_some() {
                let message = format!("{}: two documents have the id {}", files.corpus.display(), document.id);
                return Err(ApiError::bad(message));
            }
        }
        let mut relevant: HashMap<String, BTreeMap<usize, u32>> = HashMap::new();
        for (query, document, grade) in each_line(files.judgements, 1, judgement)? {
            // What is not in the collection cannot be found by anybody.
            if let Some(place) = places.get(document.as_str()).filter(|_| grade > 0) {
                relevant.entry(query).or_default().insert(*place, grade);
            }
        }
        let asked: Vec<Asked> = each_line(files.queries, 0, json)?;
        let judged = asked.into_iter().filter_map(|Asked { id, text }| {
            let relevant = relevant.remove(&id)?;
            Some(Judged { text, relevant })
        });
        let queries: Vec<Judged> = judged.collect();
        if queries.is_empty() {
            return Err(ApiError::bad("No query has a relevant document in this collection")
                .hint("The judgements name queries and documents by their `_id`."));
        }
        Ok(Self { documents, queries })
    }
}

fn judgement(line: &str) -> Result<(String, String, u32), String> {
    let mut parts = line.split('\t').map(str::trim);
    let (Some(query), Some(document), Some(grade)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("a judgement is a query, a document and a grade, between tabs".to_owned());
    };
    // Some collections grade what misleads below zero.
    let grade: i64 = grade.parse().map_err(|_| format!("{grade} is no whole number"))?;
    Ok((query.to_owned(), document.to_owned(), u32::try_from(grade.max(0)).unwrap_or(u32::MAX)))
}
