use crate::cli::Show;
use crate::output::{self, Failure, Outcome, clean, style};
use catchbook_app::App;
use catchbook_app::api::{ChainLink, Commands, MomentView, RecordView, ShowRecord};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    record: &'a RecordView,
}

pub(crate) fn run(app: &App, show: &Show, json: bool) -> Result<Outcome, Failure> {
    let wanted = ShowRecord { handle: show.id.clone() };
    if show.raw && !json {
        let bytes = app.raw_bytes(&wanted)?;
        output::print(|out| out.write_all(&bytes))?;
        return Ok(Outcome::Done);
    }
    let record = app.show_record(wanted)?;
    if json {
        output::json(&Document { schema: "catchbook.show/1", record: &record })?;
    } else if show.html {
        output::print(|out| record.sections.iter().try_for_each(|section| writeln!(out, "{}", section.html)))?;
    } else {
        let raw = app.raw_record(ShowRecord { handle: record.path.clone() })?;
        let colour = io::stdout().is_terminal();
        output::print(|out| text(&record, body(&raw.text), colour, out))?;
    }
    Ok(Outcome::Done)
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
    writeln!(out, "\n{}", clean(body))?;
    if !record.backlinks.is_empty() {
        heading("Linked from", colour, out)?;
        for link in &record.backlinks {
            writeln!(out, "  {}  {}", clean(&link.handle), clean(&link.title))?;
        }
    }
    writeln!(out, "\n{}", record.path)
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
