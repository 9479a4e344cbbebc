//! Links: where they lead, and which bytes say so.

use crate::LinkKind;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// Where a link leads, before its label and sentence are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub kind: LinkKind,
    pub span: Range<usize>,
    pub anchor: Option<String>,
}

/// `[[target#anchor|label]]`. `span` covers the brackets.
pub(super) fn wiki(text: &str, span: Range<usize>) -> Option<Target> {
    let inner_at = span.start + text.get(span.clone())?.find("[[")? + 2;
    let inner = &text[inner_at..span.end];
    let inner = &inner[..inner.find(['|', ']']).unwrap_or(inner.len())];
    let inner = inner.trim_end_matches('\\');
    let (target, anchor) = split_anchor(inner);
    let trimmed = target.trim();
    let start = inner_at + (target.len() - target.trim_start().len());
    let commit = (7..=64).contains(&trimmed.len()) && trimmed.bytes().all(|byte| byte.is_ascii_hexdigit());
    let kind = if commit { LinkKind::Commit } else { LinkKind::Wiki };
    (!trimmed.is_empty()).then(|| Target { kind, span: start..start + trimmed.len(), anchor })
}

/// `[text](target#anchor "title")`, `<target>`. `inner` is where the link's own text ends.
pub(super) fn inline(text: &str, span: Range<usize>, inner: usize, link: LinkType) -> Option<Target> {
    let dest = match link {
        LinkType::Autolink | LinkType::Email => span.start + 1..span.end.saturating_sub(1),
        _ => {
            let open = inner + text.get(inner..span.end)?.find("](")? + 2;
            destination(text, open..span.end)
        }
    };
    classified(text, dest)
}

/// The target of a reference definition `[label]: target`.
pub(super) fn defined(text: &str, span: Range<usize>) -> Option<Target> {
    let open = span.start + text.get(span.clone())?.find("]:")? + 2;
    classified(text, destination(text, open..span.end))
}

fn destination(text: &str, range: Range<usize>) -> Range<usize> {
    let all = &text[range.clone()];
    let start = range.start + (all.len() - all.trim_start().len());
    let rest = &text[start..range.end];
    if let Some(inner) = rest.strip_prefix('<') {
        return start + 1..start + 1 + inner.find('>').unwrap_or(inner.len());
    }
    let (mut depth, mut escaped) = (0u32, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return start..start + at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return start..start + at,
            _ => {}
        }
    }
    start..range.end
}

fn classified(text: &str, span: Range<usize>) -> Option<Target> {
    let dest = text.get(span.clone())?;
    if dest.is_empty() {
        return None;
    }
    if has_scheme(dest) {
        return Some(Target { kind: LinkKind::External, span, anchor: None });
    }
    let (path, anchor) = split_anchor(dest);
    (!path.is_empty()).then(|| Target { kind: LinkKind::Relative, span: span.start..span.start + path.len(), anchor })
}

fn split_anchor(text: &str) -> (&str, Option<String>) {
    match text.split_once('#') {
        Some((target, anchor)) => (target, (!anchor.trim().is_empty()).then(|| anchor.trim().to_owned())),
        None => (text, None),
    }
}

fn has_scheme(dest: &str) -> bool {
    if dest.starts_with("//") || dest.contains('@') && !dest.contains('/') {
        return true;
    }
    let Some((scheme, _)) = dest.split_once(':') else { return false };
    scheme.len() >= 2
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}
