//! The chain as a sheet draws it.

use super::words::long;
use crate::api::{ChainLink, ChainPart, ChainView, GateView};
use catchbook_print::{Chain, Line, Link, LinkPart, Name};

pub(crate) fn chain(view: &ChainView, gates: &[GateView]) -> Chain {
    Chain {
        green: view.green.clone(),
        span: view.span.clone(),
        plain: view.green.is_none() && !gates.iter().any(|gate| gate.verdict == "passed"),
        dashed: view.dashed,
        links: (0..view.links.len()).map(|at| link(&view.links, at)).collect(),
    }
}

fn link(links: &[ChainLink], at: usize) -> Link {
    let link = &links[at];
    Link {
        part: match link.part {
            ChainPart::Introduced => LinkPart::Introduced,
            ChainPart::Incident => LinkPart::Incident,
            ChainPart::Catch => LinkPart::Catch,
            ChainPart::Fixed => LinkPart::Fixed,
        },
        label: link.label.clone(),
        suspected: link.suspected,
        open: link.open,
        what: link.what.clone(),
        names: names(link),
        meta: link.meta.clone(),
        when: link.at.as_ref().map(long),
        gap: link.gap.clone().map(|gap| (gap, link.gap_label.clone().unwrap_or_default())),
        line: line(link, links.get(at + 1)),
    }
}

fn names(link: &ChainLink) -> Vec<Name> {
    let mut names = Vec::new();
    if let Some(change) = &link.change {
        let commit = change.short.clone().or_else(|| change.commit.clone());
        names.extend(commit.map(|text| Name { text, url: change.commit_url.clone() }));
        let pull = change.pr.clone().or_else(|| change.pr_url.clone());
        names.extend(pull.map(|text| Name { text, url: change.pr_url.clone() }));
    }
    names.extend(link.record.as_ref().map(|record| Name { text: record.handle.clone(), url: None }));
    names
}

/// The line from one part to the next.
fn line(link: &ChainLink, next: Option<&ChainLink>) -> Line {
    match next {
        None => Line::None,
        Some(next) if next.open => Line::Open,
        Some(_) if link.part == ChainPart::Catch => Line::Ink,
        Some(next) if link.part == ChainPart::Incident && next.part != ChainPart::Catch => Line::Plain,
        Some(_) => Line::Track,
    }
}
