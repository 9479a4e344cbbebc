use crate::output::{self, Failure, Outcome, clean};
use catchbook_app::App;
use catchbook_app::api::{Commands, Nothing, Notice, SavedSearch, Sort};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    searches: Vec<Search<'a>>,
}

#[derive(Serialize)]
struct Search<'a> {
    id: &'a str,
    name: &'a str,
    query: &'a str,
    sort: Option<Sort>,
    path: &'a str,
    problem: Option<&'a str>,
}

pub(crate) fn run(app: &App, json: bool) -> Result<Outcome, Failure> {
    let list = app.list_searches(Nothing {})?;
    if let Some(message) = &list.problem {
        output::notice(&Notice { message: clean(message), hint: None });
    }
    if json {
        let searches = list.searches.iter().map(search).collect();
        output::json(&Listing { schema: "catchbook.searches/1", searches })?;
    } else {
        output::print(|out| {
            if list.searches.is_empty() {
                return writeln!(out, "No search is saved. catchbook find QUERY --save NAME saves one.");
            }
            list.searches.iter().try_for_each(|search| line(search, out))
        })?;
    }
    Ok(Outcome::found(!list.searches.is_empty()))
}

fn search(search: &SavedSearch) -> Search<'_> {
    Search {
        id: &search.slug,
        name: &search.name,
        query: &search.query,
        sort: search.sort,
        path: &search.path,
        problem: search.problem.as_deref(),
    }
}

fn line(search: &SavedSearch, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", clean(&search.slug), clean(&search.name))?;
    if search.usable {
        writeln!(out, "  {}", clean(&search.query))?;
    }
    search.problem.iter().try_for_each(|problem| writeln!(out, "  {}: {}", clean(&search.path), clean(problem)))
}
