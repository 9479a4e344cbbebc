//! What can be told outside: what happened and what is being done, and nothing that is internal.

use super::redact::Redact;
use super::sheet::Told;
use super::words::{shared_zone, short};
use catchbook_print::{Content, Entry, Part, Sheet, Task};
use catchbook_record::Body;
use catchbook_render::{LinkKind, ResolvedLink, Standalone, escape, plain, standalone};

pub(crate) fn public_sheet(told: &Told<'_>, redact: &Redact) -> Sheet {
    let (record, view) = (told.record, told.view);
    let words = |markdown: &str| redact.words(&plain(&without_links(markdown)));
    let lines = |markdown: &str| markdown_of(&words(markdown));
    let part = |title: &str, aside, content| Part { title: Some(title.to_owned()), aside, content };

    let mut parts = Vec::new();
    let summary = named(&record.body, "summary").filter(|text| !text.trim().is_empty());
    parts.extend(summary.map(|text| part("Summary", None, Content::Text(lines(text)))));
    let impact = record.incident.impact.as_deref().or_else(|| named(&record.body, "impact"));
    parts.extend(impact.map(|text| part("Impact", None, Content::Text(lines(text)))));
    let zone = shared_zone(view.timeline.iter().map(|entry| &entry.at));
    let entries = view.timeline.iter().zip(&record.body.timeline).map(|(entry, written)| Entry {
        when: short(&entry.at, entry.same_day),
        text: escape(&words(&written.text)),
        role: entry.role.as_ref().map(|role| role.replace('-', " ")),
        human: entry.human,
    });
    let entries: Vec<Entry> = entries.collect();
    if !entries.is_empty() {
        let aside = zone.map(|zone| format!("times in {zone}"));
        parts.push(part("What happened", aside, Content::Timeline(entries)));
    }
    let tasks = record.body.actions.iter();
    let tasks: Vec<Task> =
        tasks.map(|item| Task { done: item.done, text: escape(&words(&item.text)), note: None }).collect();
    if !tasks.is_empty() {
        parts.push(part(WHAT_WE_DO, None, Content::Tasks(tasks)));
    }
    Sheet {
        title: redact.words(&view.title),
        lede: view
            .lede
            .as_deref()
            .or(record.body.lede.as_deref())
            .filter(|_| summary.is_none())
            .map(|lede| redact.words(lede)),
        about: view.date.iter().map(|date| date.date.clone()).collect(),
        parts,
        foot: format!("As of {}", told.today),
        ..Sheet::default()
    }
}

/// What action items are called outside.
const WHAT_WE_DO: &str = "What we are doing";

/// What stands under a heading of that name.
fn named<'a>(body: &'a Body, name: &str) -> Option<&'a str> {
    let heading = body.headings.iter().find(|heading| heading.text.trim().eq_ignore_ascii_case(name))?;
    let section = body.text.get(heading.section.clone())?;
    section.split_once('\n').map(|(_, text)| text)
}

/// Links into the vault say nothing of what they lead to.
fn without_links(markdown: &str) -> String {
    let resolve =
        |_: &str| Some(ResolvedLink { kind: LinkKind::Record, id: "another record".to_owned(), title: String::new() });
    standalone(markdown, &mut Standalone { resolve: &resolve, folder: "", picture: &mut |_| None })
}

/// Lines of plain words as paragraphs.
fn markdown_of(words: &str) -> String {
    words.lines().filter(|line| !line.trim().is_empty()).map(|line| escape(line) + "\n\n").collect()
}
