use crate::cli::{Find, Order};
use crate::output::{self, Failure, Outcome, clean, style};
use catchbook_app::App;
use catchbook_app::api::{
    Commands, FacetGroup, FindRecords, Marked, Notice, PickSearch, RecordPage, RecordRow, SaveSearch, Sort,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    query: &'a str,
    explained: &'a str,
    total: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Nearest>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spelling: Vec<Respelt<'a>>,
    elapsed_ms: f64,
    hits: Vec<Hit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<BTreeMap<&'a str, Vec<Count<'a>>>>,
}

/// Few have all of the query's words; the others have most of them.
#[derive(Serialize)]
struct Nearest {
    whole: u32,
    has: u32,
    of: u32,
}

/// A word that was read as others.
#[derive(Serialize)]
struct Respelt<'a> {
    written: &'a str,
    read_as: &'a [String],
}

#[derive(Serialize)]
struct Hit<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: String,
    path: &'a str,
    date: Option<&'a str>,
    severity: Option<u8>,
    services: &'a [String],
    score: Option<f64>,
    snippet: String,
    stale: Option<&'a str>,
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    count: u32,
}

pub(crate) fn run(app: &App, find: &Find, json: bool) -> Result<Outcome, Failure> {
    let (query, sort) = asked(app, find)?;
    let request = |shown| request(find, &query, sort, shown);
    let first = app.find_records(request(0))?;
    if let Some(token) = first.tokens.iter().find(|token| token.misread) {
        // A filter that was left out would answer "yes" to a question nobody asked.
        return Err(Failure::Usage {
            message: format!("{}: {}", clean(&token.text), token.hint.as_deref().unwrap_or_default()),
            hint: "catchbook help query lists the fields and their values.",
        });
    }
    if let Some(name) = &find.save {
        let saved = app.save_search(SaveSearch { name: name.clone(), query: query.clone(), sort })?;
        output::notice(&Notice { message: format!("Saved as {}", saved.path), hint: None });
    }
    for token in first.tokens.iter().filter(|token| token.hint.is_some()) {
        let message = format!("{}: {}", token.text, token.hint.as_deref().unwrap_or_default());
        output::notice(&Notice { message, hint: None });
    }
    let spelling = first.spelling.iter().map(|spelling| &spelling.says);
    for says in spelling.chain(first.nearest.iter().map(|near| &near.says)) {
        output::notice(&Notice { message: says.clone(), hint: None });
    }
    let page = to_the_end(app, first, json, request)?;
    if let Some(unread) = page.scan.as_ref().map(|scan| scan.unread).filter(|unread| *unread > 0) {
        let files = if unread == 1 { "One file".to_owned() } else { format!("{unread} files") };
        let message = format!("{files} could not be read, so nothing is said of what they hold");
        output::notice(&Notice { message, hint: Some("catchbook doctor says why.".to_owned()) });
    }
    if json {
        output::json(&document(&page, find.facets))?;
    } else {
        output::print(|out| rest(&page, out))?;
    }
    Ok(Outcome::found(page.total > 0))
}

/// The query, and the order where one is asked for: what is typed counts before what is saved.
fn asked(app: &App, find: &Find) -> Result<(String, Option<Sort>), Failure> {
    let words = find.query.join(" ");
    let sort = find.sort.map(|order| match order {
        Order::Relevance => Sort::Relevance,
        Order::Date => Sort::Date,
        Order::Severity => Sort::Severity,
    });
    let Some(name) = &find.saved else { return Ok((words, sort)) };
    let saved = app.pick_search(PickSearch { name: name.clone() })?;
    Ok((format!("{} {words}", saved.query).trim().to_owned(), sort.or(saved.sort)))
}

/// Files are looked through a piece at a time; as text, what is found is printed as it comes.
fn to_the_end(
    app: &App,
    first: RecordPage,
    json: bool,
    request: impl Fn(usize) -> FindRecords,
) -> Result<RecordPage, Failure> {
    let colour = io::stdout().is_terminal();
    let mut page = first;
    let mut rows = Vec::new();
    let mut elapsed_ms = 0.0;
    loop {
        if !json {
            output::print(|out| page.rows.iter().try_for_each(|row| row_text(row, colour, out)))?;
        }
        elapsed_ms += page.elapsed_ms;
        rows.append(&mut page.rows);
        if !page.scan.as_ref().is_some_and(|scan| scan.going) {
            return Ok(RecordPage { rows, elapsed_ms, ..page });
        }
        page = app.find_records(request(rows.len()))?;
    }
}

/// The rows behind those that are shown.
fn request(find: &Find, query: &str, sort: Option<Sort>, shown: usize) -> FindRecords {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    FindRecords {
        query: query.to_owned(),
        sort: sort.unwrap_or(Sort::Relevance),
        offset: shown,
        limit: find.limit.saturating_sub(shown),
        facets: find.facets,
        typing: false,
        nearest: true,
    }
}

fn document(page: &RecordPage, facets: bool) -> Document<'_> {
    Document {
        schema: "catchbook.find/1",
        query: &page.query,
        explained: &page.explained,
        total: page.total,
        nearest: page.nearest.as_ref().map(|near| Nearest { whole: near.whole, has: near.has, of: near.of }),
        spelling: page.spelling.iter().flat_map(|spelling| &spelling.words).map(respelt).collect(),
        elapsed_ms: page.elapsed_ms,
        hits: page.rows.iter().map(hit).collect(),
        facets: facets.then(|| page.facets.iter().map(counts).collect()),
    }
}

fn respelt(word: &catchbook_app::api::Respelt) -> Respelt<'_> {
    Respelt { written: &word.written, read_as: &word.read_as }
}

fn hit(row: &RecordRow) -> Hit<'_> {
    Hit {
        id: &row.handle,
        kind: &row.kind,
        title: plain(&row.title),
        path: &row.path,
        date: row.day.as_deref(),
        severity: row.severity,
        services: &row.services,
        score: row.score,
        snippet: plain(&row.snippet),
        stale: row.stale.as_deref(),
    }
}

fn counts(group: &FacetGroup) -> (&str, Vec<Count<'_>>) {
    let counts = group.values.iter().map(|value| Count { value: &value.value, count: value.count }).collect();
    (&group.field, counts)
}

fn plain(marked: &Marked) -> String {
    marked.iter().map(|stretch| stretch.text.as_str()).collect()
}

/// What stands behind the rows.
fn rest(page: &RecordPage, out: &mut dyn Write) -> io::Result<()> {
    if page.total == 0 {
        writeln!(out, "No record for this, yet. That is not proof that there is no defect.")?;
        for other in &page.without {
            writeln!(out, "Without {} there are {}.", clean(&other.token), other.total)?;
        }
        return Ok(());
    }
    if page.total as usize > page.rows.len() {
        writeln!(out, "{} of {} shown; --limit shows more.", page.rows.len(), page.total)?;
    }
    for group in &page.facets {
        let counts: Vec<String> =
            group.values.iter().map(|value| format!("{} {}", clean(&value.label), value.count)).collect();
        writeln!(out, "{}: {}", group.label, counts.join(", "))?;
    }
    Ok(())
}

fn row_text(row: &RecordRow, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let (bold, plain) = style(colour, "1");
    let mut about: Vec<String> = row.day.iter().cloned().collect();
    about.push(row.kind_label.clone());
    about.extend(row.severity.map(|severity| format!("Sev {severity}")));
    about.extend(row.services.iter().map(|service| clean(service)));
    about.extend(row.stale.as_deref().map(clean));
    writeln!(out, "{bold}{}{plain}  {}", clean(&row.handle), marked(&row.title, colour))?;
    writeln!(out, "  {}", about.join(" · "))?;
    if !row.snippet.is_empty() {
        writeln!(out, "  {}", marked(&row.snippet, colour).replace('\n', " "))?;
    }
    Ok(())
}

fn marked(stretches: &Marked, colour: bool) -> String {
    let (mark, plain) = style(colour, "33");
    stretches
        .iter()
        .map(|stretch| {
            let text = clean(&stretch.text);
            if stretch.mark { format!("{mark}{text}{plain}") } else { text }
        })
        .collect()
}
