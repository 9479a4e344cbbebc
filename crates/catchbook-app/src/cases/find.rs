use super::around::related;
use super::look_through::{Lines, LookedThrough};
use super::rows::Rows;
use crate::api::{
    ApiError, FacetGroup, FacetValue, FileScan, FindRecords, NearestWords, QueryToken, RecordPage, Respelt, Sort,
    Spelling, WithoutToken,
};
use crate::app::App;
use crate::book::Book;
use catchbook_catalog::Resolved;
use catchbook_record::Kind;
use catchbook_search::{Facet, Field, Find, Found, ParseOptions, Query, Toggles};

/// Rows in one answer at most.
const MOST_ROWS: u32 = 1_000;
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
        let toggles = query.toggles();
        let facets = found.facets.iter().map(|facet| group(facet, &toggles)).filter(|group| !group.values.is_empty());
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
            let Some(shorter) = query.without(at) else { continue };
            let shorter = look_up(book, shorter)?;
            if shorter.expressions().is_some() {
                // The index does not know, and nobody waits for all files.
                continue;
            }
            let total = number(book.search.count(&shorter)?);
            if total > 0 {
                all.push(WithoutToken { token: token.text.clone(), query: shorter.text().to_owned(), total });
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

fn group(facet: &Facet, toggles: &Toggles<'_>) -> FacetGroup {
    let field = facet.field.as_str();
    let value = |(at, (value, count)): (usize, &(String, usize))| {
        let on = toggles.is_on(facet.field, value);
        // What is on stays in view, however small.
        (at < MOST_VALUES || on).then(|| FacetValue {
            label: value_label(field, value),
            count: number(*count),
            on,
            query: toggles.with(facet.field, value),
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
