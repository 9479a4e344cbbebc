use crate::cli::Link;
use crate::output::{self, Failure, Outcome};
use catchbook_app::App;
use catchbook_app::api::{Commands, LinkRecord, LinkTo};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    links: Vec<Tie<'a>>,
}

#[derive(Serialize)]
struct Tie<'a> {
    role: &'a str,
    target: &'a str,
}

pub(crate) fn run(app: &App, link: &Link, json: bool) -> Result<Outcome, Failure> {
    let wanted = [
        (LinkTo::Introduced, &link.introduced),
        (LinkTo::Fixed, &link.fixed),
        (LinkTo::CaughtBy, &link.caught_by),
        (LinkTo::Incident, &link.incident),
    ];
    let mut last = None;
    for (to, target) in wanted {
        let Some(target) = target.clone() else { continue };
        let request = LinkRecord { handle: link.id.clone(), to, target };
        last = Some(if link.remove { app.unlink_record(request) } else { app.link_record(request) }?);
    }
    // The command line demands at least one of them.
    let Some(linked) = last else { return Ok(Outcome::Nothing) };
    let ties: Vec<Tie<'_>> = linked
        .links
        .iter()
        .map(|tie| Tie { role: &tie.field, target: tie.value.as_deref().unwrap_or_default() })
        .collect();
    if json {
        output::json(&Document { schema: "catchbook.link/1", id: &linked.id, path: &linked.path, links: ties })?;
    } else {
        output::print(|out| {
            ties.iter().try_for_each(|tie| writeln!(out, "{}: {}", tie.role, output::clean(tie.target)))
        })?;
    }
    Ok(Outcome::Done)
}
