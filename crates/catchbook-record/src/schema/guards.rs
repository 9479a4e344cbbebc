//! `guards`: code that must not be changed without reading the record.

use super::reader::{Reader, short};
use super::refs;
use crate::yaml::{Node, NodeKind};
use crate::{Guard, lint::code};

const PARTS: &[&str] = &["repo", "path", "symbol", "lines", "text", "before", "after", "commit", "why", "interrupt"];

pub(super) fn read(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        match &item.kind {
            NodeKind::Map { entries, .. } => long(reader, item, entries),
            _ => {
                if let Some(text) = reader.text("guards", item) {
                    match place(&text) {
                        Some(guard) => reader.record.guards.push(Guard { line: item.line, ..guard }),
                        None => refused(reader, item, &format!("A guard names no file: `{}`", short(&text))),
                    }
                }
            }
        }
    }
}

fn long(reader: &mut Reader<'_, '_>, node: &Node<'_>, entries: &[(Node<'_>, Node<'_>)]) {
    let mut guard = Guard { line: node.line, ..Guard::default() };
    for (key, value) in entries {
        match key.text().unwrap_or_default() {
            "repo" => guard.repo = reader.text("repo", value),
            "path" => path(reader, value, &mut guard),
            "symbol" => guard.symbol = reader.text("symbol", value),
            "lines" => guard.lines = lines(reader, value),
            "text" => guard.text = code_text(value),
            "before" => guard.before = code_text(value),
            "after" => guard.after = code_text(value),
            "commit" => guard.commit = reader.text("commit", value),
            "why" => guard.why = reader.text("why", value),
            "interrupt" => guard.interrupt = reader.boolean("interrupt", value),
            _ => reader.unknown_part("guards", key, value, PARTS),
        }
    }
    if guard.path.is_empty() {
        refused(reader, node, "A guard names no file");
    } else {
        reader.record.guards.push(guard);
    }
}

fn path(reader: &mut Reader<'_, '_>, node: &Node<'_>, guard: &mut Guard) {
    let Some(found) = reader.text("path", node).and_then(|text| place(&text)) else { return };
    guard.path = found.path;
    guard.lines = guard.lines.or(found.lines);
    guard.repo = guard.repo.take().or(found.repo);
}

/// Code keeps its indentation and is never a placeholder.
fn code_text(node: &Node<'_>) -> Option<String> {
    node.text().filter(|text| !text.trim().is_empty()).map(|text| text.trim_end_matches(['\n', '\r']).to_owned())
}

fn lines(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<(u32, u32)> {
    let lines = match &node.kind {
        NodeKind::Seq { items, .. } => match items.as_slice() {
            [first, last] => first.text().zip(last.text()).and_then(|(a, b)| range(a.trim(), b.trim())),
            [only] => only.text().and_then(range_text),
            _ => None,
        },
        _ => match reader.text("lines", node) {
            Some(text) => range_text(&text),
            None => return None,
        },
    };
    if lines.is_none() {
        reader.error(node.line, code::BAD_GUARD, "`lines` is not a range of lines", "Write 84-89 or 84");
        reader.keep("guards.lines", node);
    }
    lines
}

fn refused(reader: &mut Reader<'_, '_>, node: &Node<'_>, message: &str) {
    reader.error(node.line, code::BAD_GUARD, message, "Write src/chat/redirect.ts:84-89, or {path, lines, text}");
    reader.keep("guards", node);
}

/// Reads `PATH`, `PATH:A`, `PATH:A-B`, `PATH#LA-LB`, each with `REPO:` before it, and a forge's URL of a file.
fn place(text: &str) -> Option<Guard> {
    let text = text.trim();
    if let Some(guard) = forge(text) {
        return Some(guard);
    }
    let (path, lines) = with_lines(text);
    let (repo, path) = match path.split_once(':') {
        Some((repo, path)) if repo.len() > 1 && !repo.contains(['/', '\\', ' ']) => (Some(repo.to_owned()), path),
        _ => (None, path),
    };
    let path = path.trim().trim_start_matches("./").replace('\\', "/");
    (!path.is_empty() && !path.contains("://")).then(|| Guard { repo, path, lines, ..Guard::default() })
}

fn with_lines(text: &str) -> (&str, Option<(u32, u32)>) {
    for mark in ["#L", ":"] {
        let cut = text.rsplit_once(mark);
        if let Some((path, lines)) = cut.and_then(|(path, tail)| Some((path, range_text(tail)?))) {
            return (path, Some(lines));
        }
    }
    (text, None)
}

/// `https://HOST/OWNER/REPO/blob/COMMIT/PATH#L1-L2`.
fn forge(text: &str) -> Option<Guard> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (rest, lines) = with_lines(rest);
    let (project, file) = rest.split_once("/blob/").or_else(|| rest.split_once("/src/commit/"))?;
    let repo = project.trim_end_matches("/-").rsplit('/').next()?;
    let (commit, path) = file.split_once('/')?;
    let commit = refs::is_commit(commit).then(|| commit.to_owned());
    Some(Guard { repo: Some(repo.into()), path: path.into(), lines, commit, ..Guard::default() })
}

fn range_text(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    match text.split_once(['-', '–']) {
        Some((first, last)) => range(first.trim(), last.trim().trim_start_matches('L')),
        None => range(text, text),
    }
}

fn range(first: &str, last: &str) -> Option<(u32, u32)> {
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    (first >= 1 && first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_people_write_them() {
        let shown = |text: &str| place(text).map(|guard| (guard.repo.unwrap_or_default(), guard.path, guard.lines));
        for (text, repo, path, lines) in [
            ("src/chat/redirect.ts:84-89", "", "src/chat/redirect.ts", Some((84, 89))),
            ("src/a.rs:7", "", "src/a.rs", Some((7, 7))),
            ("src/a.rs", "", "src/a.rs", None),
            ("web:src/a.rs:1-2", "web", "src/a.rs", Some((1, 2))),
            ("src/a.rs#L3-L4", "", "src/a.rs", Some((3, 4))),
            (r"src\a.rs", "", "src/a.rs", None),
            ("./src/a.rs", "", "src/a.rs", None),
            ("https://github.com/acme/web/blob/a41f9c2/src/a.ts#L1-L9", "web", "src/a.ts", Some((1, 9))),
        ] {
            assert_eq!(shown(text), Some((repo.into(), path.into(), lines)), "{text}");
        }
        assert_eq!(shown(""), None);
        assert_eq!(shown(":4"), None);
    }
}
