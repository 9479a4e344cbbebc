//! The body as the page shows it: without the parts that have a place of their own.

use crate::api::SectionView;
use catchbook_record::{Body, Kind, Record};
use catchbook_render::{RemoteImages, RenderOptions, Rendered, ResolvedLink, render};
use std::ops::Range;

/// What the body becomes.
pub(crate) struct Rendering {
    pub(crate) lede: Option<String>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) remote_images: u32,
    pub(crate) truncated: Option<String>,
}

/// Longest first paragraph that stands under the title instead of in the text.
const LEDE: usize = 280;

impl Rendering {
    pub(crate) fn of(record: &Record, resolve: &dyn Fn(&str) -> Option<ResolvedLink>, images: RemoteImages) -> Self {
        let (lede, text) = own_text(record);
        let folder = record.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let options = RenderOptions {
            resolve,
            image_base: "attachment://localhost/",
            folder,
            remote_images: images,
            heading_offset: u8::from(starts_with_level_one(&text)),
            ..RenderOptions::default()
        };
        let rendered = render(&text, &options);
        Self {
            lede,
            remote_images: rendered.remote_images,
            truncated: truncated(&rendered),
            sections: sections(rendered, record.kind),
        }
    }
}

/// The sentence under the title, and what of the body is shown nowhere else.
pub(crate) fn own_text(record: &Record) -> (Option<String>, String) {
    let body = &record.body;
    let mut cuts = shown_elsewhere(body);
    cuts.extend(title(record));
    let opening = opening_paragraph(record);
    let lede = body.lede.clone().filter(|lede| opening.is_some() && lede.chars().count() <= LEDE);
    cuts.extend(lede.as_ref().and(opening));
    (lede, without(&body.text, cuts))
}

/// A text that begins without a heading of its own gets one, where it tells of something.
fn sections(rendered: Rendered, kind: Kind) -> Vec<SectionView> {
    let html = rendered.html;
    if html.trim().is_empty() {
        return Vec::new();
    }
    let headed = html.trim_start().starts_with("<h");
    let tells = matches!(kind, Kind::Incident | Kind::Catch | Kind::ModelError);
    let title = (tells && !headed).then(|| "What happened".to_owned());
    vec![SectionView { title, anchor: "text".to_owned(), html }]
}

fn truncated(rendered: &Rendered) -> Option<String> {
    use catchbook_render::Truncated::{Depth, Input, Output};
    rendered.truncated.map(|why| match why {
        Input { shown, total } => {
            format!("The first {} of {} KiB are shown. The file is whole.", shown >> 10, total >> 10)
        }
        Output => "Only the beginning is shown. The file is whole.".to_owned(),
        Depth => "Lists or quotes nest too deeply to be drawn; their text is shown flat.".to_owned(),
    })
}

pub(crate) fn starts_with_level_one(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("# "))
}

/// The first heading, when it is the title that the page already shows.
fn title(record: &Record) -> Option<Range<usize>> {
    let first = record.body.headings.first()?;
    let before = record.body.text.get(..first.section.start)?;
    let line = line_at(&record.body.text, first.section.start);
    (first.level == 1 && first.text == record.title && before.trim().is_empty()).then_some(line)
}

/// The paragraph under the title, when it stands before any other heading and is text alone: a link or an image in it
/// would be lost in a line of plain text.
fn opening_paragraph(record: &Record) -> Option<Range<usize>> {
    let text = &record.body.text;
    let after_title = title(record).map_or(0, |line| line.end);
    let rest = text.get(after_title..)?;
    let start = after_title + (rest.len() - rest.trim_start().len());
    let end = text[start..].find("\n\n").or_else(|| text[start..].find("\r\n\r\n")).map_or(text.len(), |at| start + at);
    let paragraph = text.get(start..end)?;
    if paragraph.contains('[') || paragraph.contains('<') {
        return None;
    }
    let plain = catchbook_render::plain(paragraph);
    let same = record.body.lede.as_deref().is_some_and(|lede| lede.split_whitespace().eq(plain.split_whitespace()));
    same.then_some(start..end)
}

/// Sections that hold nothing but what the page lists in another place.
fn shown_elsewhere(body: &Body) -> Vec<Range<usize>> {
    body.headings
        .iter()
        .filter(|heading| {
            let name = heading.text.trim().to_lowercase();
            let first = heading.line;
            let last = first + line_count(&body.text, &heading.section);
            let inside = |line: u32| line > first && line < last;
            let listed = match name.as_str() {
                "timeline" => body.timeline.iter().filter(|entry| inside(entry.line)).count(),
                "action items" | "actions" => body.actions.iter().filter(|item| inside(item.line)).count(),
                "before you change this" => body.checks.iter().filter(|check| inside(check.line)).count(),
                _ => return false,
            };
            listed > 0 && only_a_list(&body.text, &heading.section, listed)
        })
        .map(|heading| heading.section.clone())
        .collect()
}

fn line_count(text: &str, section: &Range<usize>) -> u32 {
    let lines = text.get(section.clone()).map_or(0, |part| part.lines().count());
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// Whether the section is its heading and exactly `items` list items, so that nothing is lost by leaving it out.
fn only_a_list(text: &str, section: &Range<usize>, items: usize) -> bool {
    let Some(part) = text.get(section.clone()) else { return false };
    let mut seen = 0;
    for line in part.lines().skip(1) {
        let is_item = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark));
        seen += usize::from(is_item);
        let continues = line.starts_with([' ', '\t']) && seen > 0;
        if !(is_item || continues || line.trim().is_empty()) {
            return false;
        }
    }
    seen == items
}

fn line_at(text: &str, start: usize) -> Range<usize> {
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    start..end
}

/// The text without some ranges, which may touch or overlap.
fn without(text: &str, mut cuts: Vec<Range<usize>>) -> String {
    cuts.sort_by_key(|cut| cut.start);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        if cut.start > at {
            kept.push_str(text.get(at..cut.start).unwrap_or_default());
        }
        at = at.max(cut.end);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
