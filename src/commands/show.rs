use crate::cli::Show;
use crate::output::{self, Failure, Outcome, clean, style};
use catchbook_app::App;
use catchbook_app::api::{
    ChainLink, Commands, MomentView, Neighbours, RecordRef, RecordView, ShowRecord, SimilarRecord,
};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    record: &'a RecordView,
    similar: &'a [SimilarRecord],
    mentions: &'a [RecordRef],
}

/// Backlinks in the text; the rest is counted.
const MOST_BACKLINKS: usize = 20;

pub(crate) fn run(app: &App, show: &Show, json: bool) -> Result<Outcome, Failure> {
    let wanted = ShowRecord { handle: show.id.clone() };
    if show.raw && !json {
        let bytes = app.raw_bytes(&wanted)?;
        output::print(|out| out.write_all(&bytes))?;
        return Ok(Outcome::Done);
    }
    let record = app.show_record(wanted)?;
    if json {
        let Neighbours { similar, mentions, .. } = &neighbours(app, &record)?;
        output::json(&Document { schema: "catchbook.show/1", record: &record, similar, mentions })?;
    } else if show.html {
        output::print(|out| record.sections.iter().try_for_each(|section| writeln!(out, "{}", section.html)))?;
    } else {
        let raw = app.raw_record(ShowRecord { handle: record.path.clone() })?;
        let near = neighbours(app, &record)?;
        let colour = io::stdout().is_terminal();
        output::print(|out| {
            text(&record, body(&raw.text), colour, out)?;
            around(&record, &near, colour, out)
        })?;
    }
    Ok(Outcome::Done)
}

fn neighbours(app: &App, record: &RecordView) -> Result<Neighbours, Failure> {
    Ok(app.record_neighbours(ShowRecord { handle: record.path.clone() })?)
}

/// The Markdown below the front matter: what a person reads in a terminal as it was written.
fn body(text: &str) -> &str {
    let after_fence = text.trim_start_matches('\u{feff}').strip_prefix("---");
    after_fence.and_then(|rest| rest.split_once("\n---")).map_or(text, |(_, body)| body.trim_start_matches('-')).trim()
}

fn text(record: &RecordView, body: &str, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let (bold, plain) = style(colour, "1");
    writeln!(out, "{bold}{}{plain}", clean(&record.title))?;
    let mut about = vec![record.handle.clone(), record.kind_label.clone()];
    about.extend(record.severity.map(|severity| format!("Sev {severity}")));
    about.extend(record.services.iter().cloned());
    about.extend(record.date.as_ref().map(when));
    writeln!(out, "{}", clean(&about.join(" · ")))?;
    if let Some(complete) = &record.completeness {
        let status = record.status.as_deref().unwrap_or_default();
        let missing = if complete.missing.is_empty() {
            String::new()
        } else {
            format!(". Missing: {}", complete.missing.join(", "))
        };
        writeln!(out, "{status}, {} parts{missing}", complete.said)?;
    }
    for ground in &record.stale {
        writeln!(out, "Stale: {}", clean(ground))?;
    }
    if let Some(verified) = &record.verified {
        writeln!(out, "{}. {}", clean(&verified.headline), clean(&verified.details))?;
    }
    if let Some(chain) = &record.chain {
        heading("The chain", colour, out)?;
        for link in &chain.links {
            chain_link(link, out)?;
        }
        if let Some(green) = &chain.green {
            writeln!(out, "  {green}")?;
        }
    }
    if !record.gates.is_empty() {
        heading("What was green", colour, out)?;
        for gate in &record.gates {
            let why = gate.why_blind.as_ref().or(gate.evidence.as_ref());
            let why = why.map(|why| format!(": {}", clean(why))).unwrap_or_default();
            writeln!(out, "  {} {}{why}", clean(&gate.name), gate.verdict)?;
        }
    }
    writeln!(out, "\n{}", clean(body))
}

fn around(record: &RecordView, near: &Neighbours, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    if !record.backlinks.is_empty() {
        heading("Linked from", colour, out)?;
        record.backlinks.iter().take(MOST_BACKLINKS).try_for_each(|link| named(link, out))?;
    }
    if let Some(more) = record.backlinks.len().checked_sub(MOST_BACKLINKS).filter(|more| *more > 0) {
        writeln!(out, "  and {more} more: catchbook find linked-to:{}", clean(&record.handle))?;
    }
    if !near.mentions.is_empty() {
        heading("Named without a link", colour, out)?;
        near.mentions.iter().try_for_each(|mention| named(mention, out))?;
    }
    if !near.similar.is_empty() {
        heading("Similar", colour, out)?;
    }
    for near in &near.similar {
        writeln!(out, "  {}  {}\n    {}", clean(&near.handle), clean(&near.title), clean(&near.why.join(". ")))?;
    }
    writeln!(out, "\n{}", record.path)
}

fn named(link: &RecordRef, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}  {}", clean(&link.handle), clean(&link.title))?;
    link.sentence.iter().try_for_each(|sentence| writeln!(out, "    {}", clean(sentence)))
}

fn heading(name: &str, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let (bold, plain) = style(colour, "1");
    writeln!(out, "\n{bold}{name}{plain}")
}

fn chain_link(link: &ChainLink, out: &mut dyn Write) -> io::Result<()> {
    let what = link.what.as_deref().unwrap_or_default();
    let change = link.change.as_ref().and_then(|change| change.short.as_ref().or(change.pr.as_ref()));
    let mut parts = Vec::new();
    parts.extend(change.cloned());
    parts.extend(link.record.as_ref().map(|record| record.handle.clone()));
    parts.push(what.to_owned());
    let sure = if link.suspected { " (suspected)" } else { "" };
    let at = link.at.as_ref().map(|at| format!(", {}", when(at))).unwrap_or_default();
    writeln!(out, "  {}{sure}: {}{at}", link.label, clean(parts.join(" ").trim()))?;
    match (&link.gap, &link.gap_label) {
        (Some(gap), Some(label)) => writeln!(out, "    {gap} {label}"),
        _ => Ok(()),
    }
}

fn when(at: &MomentView) -> String {
    match &at.time {
        Some(time) => format!("{}, {time} {}", at.date, at.zone.as_deref().unwrap_or_default()).trim_end().to_owned(),
        None => at.date.clone(),
    }
}
