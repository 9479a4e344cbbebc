use super::around::related;
use super::look_through::{Lines, LookedThrough};
use crate::api::{
    ApiError, FacetGroup, FacetValue, FileScan, FindRecords, NearestWords, QueryToken, RecordPage, RecordRow, Respelt,
    Sort, Spelling, Stretch, WithoutToken,
};
use crate::app::App;
use crate::book::Book;
use crate::show::{stale_row, verified_short};
use crate::wording::day;
use catchbook_catalog::{Resolved, Row};
use catchbook_record::{Kind, PeriodSpan, prose};
use catchbook_search::{Facet, Field, Find, Found, Hit, ParseOptions, Query, Snippets};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows in one answer at most.
const MOST_ROWS: u32 = 1_000;
/// Characters of a snippet: two lines of the list.
const SNIPPET: usize = 180;
/// Up to so many records found, it is worth saying what each token keeps out.
const FEW: usize = 3;
/// Values of one facet at most.
const MOST_VALUES: usize = 12;

impl App {
    pub(crate) fn find(&self, request: &FindRecords) -> Result<RecordPage, ApiError> {
        let book = self.book()?;
        let (start, _) = self.host.now();
        let query = Query::parse(&request.query, ParseOptions { typing: request.typing, today: Some(self.today()) });
        let query = look_up(&book, query)?;
        let find = Find {
            sort: match request.sort {
                Sort::Relevance => catchbook_search::Sort::Relevance,
                Sort::Date => catchbook_search::Sort::Date,
                Sort::Severity => catchbook_search::Sort::Severity,
            },
            offset: request.offset as usize,
            limit: request.limit.min(MOST_ROWS) as usize,
            facets: request.facets,
        };
        let Answer { found, nearest, lines, scan } = self.answer(&book, &query, &find, request.nearest)?;
        let answered = nearest.as_ref().unwrap_or(&query);
        let is_few = found.whole <= FEW;
        let is_going = scan.as_ref().is_some_and(|scan| scan.going);
        let rows = Rows::new(&book, answered, self.today()).showing(lines).of(&found.hits)?;
        let of = number(book.search.len()?);
        let facets = found.facets.iter().map(|facet| group(facet, &query)).filter(|group| !group.values.is_empty());
        let mut page = RecordPage {
            query: request.query.clone(),
            tokens: tokens(&query, &request.query),
            explained: answered.explain(),
            total: number(found.total),
            scan,
            nearest: nearest_words(answered, found.whole),
            spelling: spelling(answered),
            of,
            elapsed_ms: 0.0,
            offset: request.offset,
            rows,
            facets: facets.collect(),
            without: if is_few && !is_going { self.without(&book, &query)? } else { Vec::new() },
        };
        let (end, _) = self.host.now();
        page.elapsed_ms = (end.as_nanosecond() - start.as_nanosecond()) as f64 / 1e6;
        Ok(page)
    }

    fn answer(&self, book: &Book, query: &Query, find: &Find, nearest: bool) -> Result<Answer, ApiError> {
        if let Some(expressions) = query.expressions() {
            let LookedThrough { found, scan, lines } = self.look_through(book, query, expressions, find)?;
            return Ok(Answer { found, nearest: None, lines: Some(lines), scan: Some(scan) });
        }
        book.forget_scan();
        let (found, nearest) = match nearest {
            true => book.search.find_nearest(query, find)?,
            false => (book.search.find(query, find)?, None),
        };
        Ok(Answer { found, nearest, lines: None, scan: None })
    }

    /// For each token, how many records there are without it, where that gives more.
    fn without(&self, book: &Book, query: &Query) -> Result<Vec<WithoutToken>, ApiError> {
        let tokens = query.tokens();
        if tokens.len() < 2 {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let text = query.without(at);
            let shorter = look_up(book, Query::parse(&text, ParseOptions { typing: false, ..query.options() }))?;
            if shorter.expressions().is_some() {
                // The index does not know, and nobody waits for all files.
                continue;
            }
            let find = Find { sort: catchbook_search::Sort::Relevance, offset: 0, limit: 0, facets: false };
            let total = number(book.search.find(&shorter, &find)?.total);
            if total > 0 {
                all.push(WithoutToken { token: token.text.clone(), query: text, total });
            }
        }
        Ok(all)
    }
}

/// What was found, and by what: the query's words, or most of them, or its expressions.
struct Answer {
    found: Found,
    nearest: Option<Query>,
    lines: Option<Lines>,
    scan: Option<FileScan>,
}

/// The index knows no links, and no file to be like.
pub(super) fn look_up(book: &Book, query: Query) -> Result<Query, ApiError> {
    let mut failed = None;
    let query = query.looked_up(|field, name| {
        named(book, field, name).unwrap_or_else(|error| {
            failed = Some(error);
            None
        })
    });
    failed.map_or(Ok(query), Err)
}

/// The paths that a name means behind a field; `None` when no single record answers to it.
fn named(book: &Book, field: Field, name: &str) -> Result<Option<Vec<String>>, ApiError> {
    let Resolved::One(path) = book.catalogs.read(|catalog| catalog.resolve(name))? else { return Ok(None) };
    let paths = match field {
        Field::Related => related(book, &path)?,
        _ => book.catalogs.read(|catalog| catalog.backlinks(&path))?.into_iter().map(|link| link.path).collect(),
    };
    Ok(Some(paths))
}

/// How many of the records have all of the words, and what the others have.
fn nearest_words(query: &Query, whole: usize) -> Option<NearestWords> {
    let (has, of) = (query.least()?, query.words());
    let (who, others) = match whole {
        0 => ("No record has".to_owned(), "these"),
        1 => ("One record has".to_owned(), "the others"),
        _ => (format!("{whole} records have"), "the others"),
    };
    let all = if of == 2 { "both words".to_owned() } else { format!("all {of} words") };
    let most = match (has, of) {
        (1, 2) => "one".to_owned(),
        (1, _) => "at least one".to_owned(),
        (has, of) if has + 1 == of => has.to_string(),
        (has, _) => format!("at least {has}"),
    };
    let says = format!("{who} {all}; {others} have {most} of them.");
    Some(NearestWords { whole: number(whole), has: number(has), of: number(of), says })
}

/// What was looked for in place of misspelt words.
fn spelling(query: &Query) -> Option<Spelling> {
    let words: Vec<Respelt> =
        query.respellings().into_iter().map(|(written, read_as)| Respelt { written, read_as }).collect();
    let each = words.iter().map(|word| {
        let read_as: Vec<String> = word.read_as.iter().map(|read| format!("“{read}”")).collect();
        format!("{} for “{}”", read_as.join(" or "), word.written)
    });
    let says = format!("No record answers as it is written. Looked for {}.", each.collect::<Vec<_>>().join(", "));
    (!words.is_empty()).then_some(Spelling { words, says })
}

pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

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
    fn showing(self, lines: Option<Lines>) -> Self {
        Self { lines, ..self }
    }

    /// Files are read and marked on two threads, while one of them asks the catalog first.
    pub(crate) fn of(&self, hits: &[Hit]) -> Result<Vec<RecordRow>, ApiError> {
        let paths: Vec<&str> = hits.iter().map(|hit| hit.path.as_str()).collect();
        let (rows, passages) =
            beside(&paths, |path| self.passage(path), || self.book.catalogs.read(|catalog| catalog.rows(&paths)));
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

/// So many items are worth a second thread, which is begun in the time of one or two.
const MANY: usize = 8;

/// Makes a value of each item, many of them on two threads, one of which does something else first.
fn beside<'i, T: Sync, R: Send + Sync, O>(
    items: &'i [T],
    make: impl Fn(&'i T) -> R + Sync,
    first: impl FnOnce() -> O,
) -> (O, Vec<R>) {
    let places: Vec<(&T, OnceLock<R>)> = items.iter().map(|item| (item, OnceLock::new())).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((item, place)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let _ = place.set(make(item));
        }
    };
    let other = std::thread::scope(|scope| {
        if items.len() >= MANY {
            scope.spawn(work);
        }
        let other = first();
        work();
        other
    });
    (other, places.into_iter().filter_map(|(_, place)| place.into_inner()).collect())
}

fn small_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn stretches(marked: Vec<catchbook_search::Stretch>) -> Vec<Stretch> {
    marked.into_iter().map(|stretch| Stretch { text: stretch.text, mark: stretch.mark }).collect()
}

fn tokens(query: &Query, text: &str) -> Vec<QueryToken> {
    let utf16 = |byte: usize| text.get(..byte).map_or(0, |before| number(before.encode_utf16().count()));
    query
        .tokens()
        .iter()
        .map(|token| QueryToken {
            text: token.text.clone(),
            start: utf16(token.range.start),
            end: utf16(token.range.end),
            field: token.field.map(|field| field.as_str().to_owned()),
            value: token.value.clone(),
            negated: token.negated,
            hint: token.hint.clone(),
            misread: token.is_misread,
        })
        .collect()
}

fn group(facet: &Facet, query: &Query) -> FacetGroup {
    let field = facet.field.as_str();
    let value = |(at, (value, count)): (usize, &(String, usize))| {
        let on = query.is_on(facet.field, value);
        // What is on stays in view, however small.
        (at < MOST_VALUES || on).then(|| FacetValue {
            label: value_label(field, value),
            count: number(*count),
            on,
            query: query.with_toggled(facet.field, value),
            value: value.clone(),
        })
    };
    let values = facet.counts.iter().enumerate().filter_map(value).collect();
    FacetGroup { field: field.to_owned(), label: group_label(field).to_owned(), values }
}

fn group_label(field: &str) -> &str {
    match field {
        "type" => "Type",
        "service" => "Service",
        "severity" => "Severity",
        "gate" => "Green at the time",
        "mode" => "Failure mode",
        other => other,
    }
}

fn value_label(field: &str, value: &str) -> String {
    match field {
        "type" => Kind::parse(value).map_or_else(|| value.to_owned(), |kind| kind.label().to_owned()),
        "severity" if value == "none" => "Not rated".to_owned(),
        "severity" => format!("Sev {value}"),
        _ => value.to_owned(),
    }
}
