//! What is near a record without being linked to it.

use super::link::{set, texts};
use crate::api::{ApiError, Neighbours, RecordRef, SetDissimilar, SimilarRecord, Written};
use crate::app::App;
use crate::book::{Book, bare};
use crate::show::reasons;
use catchbook_catalog::{Row, Via};
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::{Record, sentence};
use catchbook_search::plain_text;
use std::collections::BTreeSet;

/// Similar records beside a record. Links are shown there already, and are none of them.
const MOST_BESIDE: usize = 5;
const MOST_MENTIONS: usize = 20;
/// Words that a title needs to be found as one.
const TITLE_WORDS: usize = 3;
/// Records that `related:` finds.
const MOST_FOUND: usize = 50;

impl App {
    pub(crate) fn neighbours(&self, handle: &str) -> Result<Neighbours, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (_, read) = book.read(&path)?;
        let tied = tied(&book, &path, |_| true)?;
        Ok(Neighbours {
            handle: read.record.handle().to_owned(),
            similar: beside(&book, &read.record, &tied)?,
            mentions: mentions(&book, &read.record, tied)?,
        })
    }

    /// The word is kept in the one record, and counts for both.
    pub(crate) fn say_dissimilar(&self, request: &SetDissimilar) -> Result<Written, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let other = book.find_one(bare(&request.other))?;
        let (loaded, _) = book.read(&path)?;
        let field = "dissimilar".to_owned();
        let items = texts(&loaded.bytes, &field).unwrap_or_default();
        let is_other = |item: &String| book.find_one(bare(item)).is_ok_and(|path| path == other);
        let edits = match (request.dissimilar, items.iter().any(is_other)) {
            (true, false) => {
                let (_, read) = book.read(&other)?;
                let item = edit::FieldValue::Text(read.record.handle().to_owned());
                vec![FieldEdit::Append { field, item }]
            }
            (false, true) => {
                vec![set(&loaded.bytes, field, items.into_iter().filter(|item| !is_other(item)).collect())]
            }
            _ => Vec::new(),
        };
        self.edit_record(&book, &path, &edits)
    }
}

fn beside(book: &Book, record: &Record, tied: &BTreeSet<String>) -> Result<Vec<SimilarRecord>, ApiError> {
    let similar = book.search.similar(record, tied, MOST_BESIDE)?;
    let rows = rows(book, similar.iter().map(|near| &near.path))?;
    let shown = similar.iter().filter_map(|near| {
        let row = rows.iter().find(|row| row.path == near.path)?;
        Some(SimilarRecord {
            handle: row.handle().to_owned(),
            kind: row.kind.to_string(),
            title: row.title.clone(),
            why: reasons(&near.shared),
        })
    });
    Ok(shown.collect())
}

/// Records whose text names this one as it is called, and is not tied to it. Their files have the last word: search
/// knows other forms of the words.
fn mentions(book: &Book, record: &Record, mut tied: BTreeSet<String>) -> Result<Vec<RecordRef>, ApiError> {
    let names = names(record);
    tied.insert(record.path.clone());
    let paths = book.search.mentioning(&names, &tied, MOST_MENTIONS)?;
    let rows = rows(book, paths.iter())?;
    let shown = rows.iter().filter_map(|row| {
        let (_, read) = book.read(&row.path).ok()?;
        let sentence = names.iter().find_map(|name| sentence_with(&read.record.body.text, name))?;
        Some(RecordRef {
            handle: row.handle().to_owned(),
            kind: row.kind.to_string(),
            title: row.title.clone(),
            sentence: Some(sentence),
            missing: false,
        })
    });
    Ok(shown.collect())
}

fn rows<'p>(book: &Book, paths: impl Iterator<Item = &'p String>) -> Result<Vec<Row>, ApiError> {
    let paths: Vec<&str> = paths.map(String::as_str).collect();
    Ok(book.catalogs.read(|catalog| catalog.rows(&paths, |_| false))?)
}

/// What a text may call the record. A plain word, or a short title, would be found where nobody meant it.
fn names(record: &Record) -> Vec<String> {
    let words = |name: &str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let is_name = |name: &str| words(name) > 1 || name.contains(|c: char| c.is_ascii_digit());
    let called = record.id.iter().map(String::as_str).chain([record.stem()]);
    let called = called.chain(record.aliases.iter().map(String::as_str)).filter(|name| is_name(name));
    let title = Some(record.title.as_str()).filter(|title| words(title) >= TITLE_WORDS);
    called.chain(title).map(str::to_owned).collect()
}

/// The first sentence of a Markdown text that holds a name word for word.
fn sentence_with(text: &str, name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase();
    text.split("\n\n").find_map(|block| {
        let plain = plain_text(block);
        let lower = plain.to_ascii_lowercase();
        let is_inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let mut all = lower.match_indices(name.as_str());
        let (start, _) = all.find(|(at, found)| {
            !lower[..*at].ends_with(is_inside) && !lower[at + found.len()..].starts_with(is_inside)
        })?;
        Some(sentence(&plain, start..start + name.len()))
    })
}

/// The paths of the records that are like the one at `path`, the likest first.
pub(super) fn related(book: &Book, path: &str) -> Result<Vec<String>, ApiError> {
    let (_, read) = book.read(path)?;
    let but = tied(book, path, |via| via == Via::Dissimilar)?;
    Ok(book.search.similar(&read.record, &but, MOST_FOUND)?.into_iter().map(|near| near.path).collect())
}

/// The records that a record is tied to by such a link, from either side.
fn tied(book: &Book, path: &str, by: impl Fn(Via) -> bool) -> Result<BTreeSet<String>, ApiError> {
    let (links, backlinks) = book.catalogs.read(|catalog| Ok((catalog.links(path)?, catalog.backlinks(path)?)))?;
    let backlinks = backlinks.into_iter().map(|link| (link.path, link.via));
    Ok(links.into_iter().chain(backlinks).filter(|(_, via)| by(*via)).map(|(path, _)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_the_name_itself_and_shows_its_sentence() {
        let text = "# Other\n\nFirst. It is *C-7K3Q2* again. Last.\n";
        for (name, sentence) in [
            ("C-7K3Q2", Some("It is C-7K3Q2 again.")),
            ("c-7k3q2", Some("It is C-7K3Q2 again.")),
            ("7K3Q2", None),
            ("C-7K3Q", None),
        ] {
            assert_eq!(sentence_with(text, name).as_deref(), sentence, "{name}");
        }
    }

    #[test]
    fn a_plain_word_and_a_short_title_are_no_names() {
        let record = Record {
            path: "outage.md".into(),
            title: "The outage".into(),
            aliases: vec!["slow".into(), "blank-reply".into()],
            ..Record::default()
        };
        assert_eq!(names(&record), ["blank-reply"]);
        let record = Record { title: "Replies vanish twice".into(), id: Some("C-7K3Q2".into()), ..record };
        assert_eq!(names(&record), ["C-7K3Q2", "blank-reply", "Replies vanish twice"]);
    }
}
