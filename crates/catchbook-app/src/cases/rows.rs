//! What a list shows of the records that were found.

use super::look_through::Lines;
use crate::api::{ApiError, RecordRow, Stretch};
use crate::book::Book;
use crate::show::{stale_row, verified_short};
use crate::wording::day;
use catchbook_catalog::{Catalog, Row};
use catchbook_record::{PeriodSpan, prose};
use catchbook_search::{Helper, Hit, Query, Snippets};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters of a snippet: two lines of the list.
const SNIPPET: usize = 180;

/// Helps with reading files and marking what was found in them.
static HELPER: LazyLock<Helper> = LazyLock::new(|| Helper::new("rows"));

/// Makes rows of hits. Only rows in view are read from their files.
pub(crate) struct Rows<'a> {
    book: &'a Book,
    snippets: Snippets,
    lines: Option<Lines>,
    today: Date,
    review_every: Option<PeriodSpan>,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(book: &'a Book, query: &Query, today: Date) -> Self {
        Self { book, snippets: book.search.snippets(query), lines: None, today, review_every: book.review_every() }
    }

    /// With the lines that an expression matched, where there are any.
    pub(super) fn showing(self, lines: Option<Lines>) -> Self {
        Self { lines, ..self }
    }

    /// Files are read and marked on two threads, while one of them asks the catalog first.
    pub(crate) fn of(&self, hits: &[Hit]) -> Result<Vec<RecordRow>, ApiError> {
        let paths: Vec<&str> = hits.iter().map(|hit| hit.path.as_str()).collect();
        let ask = |catalog: &Catalog| {
            let displaced = self.book.displaced(catalog)?;
            catalog.rows(&paths, |path| displaced.as_ref().is_none_or(|known| known.contains(path)))
        };
        let (rows, passages) = HELPER.beside(&paths, |path| self.passage(path), || self.book.catalogs.read(ask));
        let mut by_path: HashMap<String, Row> = rows?.into_iter().map(|row| (row.path.clone(), row)).collect();
        let found = hits.iter().zip(passages);
        Ok(found.filter_map(|(hit, passage)| Some(self.row(by_path.remove(&hit.path)?, passage, hit.score))).collect())
    }

    fn row(&self, row: Row, passage: Option<Passage>, score: f32) -> RecordRow {
        let mut stale = self.book.changed_guards(&row.path);
        stale.extend(stale_row(&row, self.review_every, self.today));
        RecordRow {
            handle: row.handle().to_owned(),
            kind: row.kind.to_string(),
            kind_label: row.kind.label().to_owned(),
            title: stretches(self.snippets.title(&row.title)),
            snippet: self.snippet(&row, passage),
            date: row.date.as_ref().map(|when| day(when.day)),
            day: row.date.as_ref().map(|when| when.day.to_string()),
            severity: row.severity,
            services: row.services,
            status: row.status.map(|status| crate::show::labels::status(status).to_owned()),
            gates_green: row.gates_green,
            gates_total: row.gates_total,
            verified: row.verified_on.as_ref().map(|when| verified_short(when.day, self.today)),
            stale: stale.first().map(|ground| format!("Stale: {}", small_first(ground))),
            problem: row.first_problem,
            path: row.path,
            score: Some(f64::from(score)),
        }
    }

    /// The best passage of the file as it is now, and the beginning where nothing matched. `None`: it cannot be read.
    fn passage(&self, path: &str) -> Option<Passage> {
        let bytes = self.book.bytes(path).ok()?;
        if let Some(line) = self.lines.as_ref().and_then(|lines| lines.passage(path, &bytes, SNIPPET)) {
            return Some(Passage { text: stretches(line), is_match: true });
        }
        let best = self.snippets.passage(&catchbook_search::plain_text(&prose(&bytes)), SNIPPET);
        Some(Passage { is_match: best.iter().any(|stretch| stretch.mark), text: stretches(best) })
    }

    /// Where nothing in the text matched, or there is no text, the first paragraph that the catalog has.
    fn snippet(&self, row: &Row, passage: Option<Passage>) -> Vec<Stretch> {
        match passage {
            Some(passage) if passage.is_match || row.lede.is_none() => passage.text,
            _ => stretches(self.snippets.passage(row.lede.as_deref().unwrap_or_default(), SNIPPET)),
        }
    }
}

/// What a row shows of a file.
struct Passage {
    text: Vec<Stretch>,
    is_match: bool,
}

fn small_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn stretches(marked: Vec<catchbook_search::Stretch>) -> Vec<Stretch> {
    marked.into_iter().map(|stretch| Stretch { text: stretch.text, mark: stretch.mark }).collect()
}
