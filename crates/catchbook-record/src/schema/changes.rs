//! `changes`, and the short `introduced`, `fixed` and `reverted`.

use super::reader::{Reader, short};
use super::{refs, traps};
use crate::yaml::{Node, NodeKind};
use crate::{Change, Confidence, Role, lint::code};

const PARTS: &[&str] = &["role", "repo", "commit", "pr", "url", "at", "confidence", "evidence"];

/// `introduced: a41f9c2?`, one or a list.
pub(super) fn short_form(reader: &mut Reader<'_, '_>, key: &str, role: Role, node: &Node<'_>) {
    for item in reader.items(node) {
        match &item.kind {
            NodeKind::Map { entries, .. } => long(reader, key, item, entries, Some(role)),
            _ => reference(reader, key, role, item),
        }
    }
}

pub(super) fn long_form(reader: &mut Reader<'_, '_>, node: &Node<'_>) {
    for item in reader.items(node) {
        match &item.kind {
            NodeKind::Map { entries, .. } => long(reader, "changes", item, entries, None),
            _ if item.is_empty() => {}
            _ => {
                refused(reader, "changes", item, "A change needs a role");
            }
        }
    }
}

fn reference(reader: &mut Reader<'_, '_>, key: &str, role: Role, node: &Node<'_>) {
    let Some(text) = reference_text(reader, key, node) else { return };
    match refs::change(&text, role, node.line) {
        Some(change) => reader.record.changes.push(change),
        None => refused(reader, key, node, &format!("`{key}` names no change: `{}`", short(&text))),
    }
}

/// The text of a reference, with the `#2331` that YAML took for a comment.
fn reference_text(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) -> Option<String> {
    let word = node
        .text()
        .map(str::trim)
        .filter(|word| matches!(word.to_ascii_lowercase().as_str(), "pr" | "mr" | "pull" | "pull request"));
    let number = word.and_then(|_| traps::number_after(reader.source, node));
    let text = reader.text(key, node)?;
    Some(match number {
        Some(number) => format!("{text} {number}"),
        None => text,
    })
}

fn refused(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>, message: &str) {
    let hint = "Write a commit (a41f9c2), a pull request (PR 2331) or a URL, under introduced, fixed or reverted, or as {role, commit, pr, url}";
    reader.error(node.line, code::BAD_CHANGE, message, hint);
    reader.keep(key, node);
}

fn long(reader: &mut Reader<'_, '_>, key: &str, node: &Node<'_>, entries: &[(Node<'_>, Node<'_>)], role: Option<Role>) {
    let mut change = Change::new(role.unwrap_or(Role::Introduced), node.line);
    let mut role = role;
    for (name, value) in entries {
        match name.text().unwrap_or_default() {
            "role" => role = reader.word("role", value, Role::parse, Role::ALL).or(role),
            "repo" => change.repo = reader.text("repo", value),
            "commit" => commit(reader, value, &mut change),
            "pr" => pull_request(reader, value, &mut change),
            "url" => {
                change.url = reader.text("url", value);
                // A forge's URL says more than itself.
                if let Some(text) = change.url.clone() {
                    refs::url(&text, &mut change);
                }
            }
            "at" => change.at = reader.moment("at", value),
            "confidence" => {
                let word = reader.word("confidence", value, Confidence::parse, Confidence::ALL);
                change.confidence = word.unwrap_or(change.confidence);
            }
            "evidence" => change.evidence = reader.text("evidence", value),
            _ => reader.unknown_part(key, name, value, PARTS),
        }
    }
    match role {
        Some(role) if change.commit.is_some() || change.pr.is_some() || change.url.is_some() || change.at.is_some() => {
            change.role = role;
            reader.record.changes.push(change);
        }
        Some(_) => refused(reader, key, node, "A change names no commit, pull request, URL or time"),
        None => refused(reader, key, node, "A change has no role"),
    }
}

fn commit(reader: &mut Reader<'_, '_>, node: &Node<'_>, change: &mut Change) {
    let Some(text) = reader.text("commit", node) else { return };
    let (core, doubt) = match text.strip_suffix('?') {
        Some(core) => (core, true),
        None => (text.as_str(), false),
    };
    let core = super::reader::link_target(core);
    if !refs::is_commit(core) {
        reader.error(
            node.line,
            code::BAD_CHANGE,
            format!("`commit` is not a commit id: `{}`", short(&text)),
            "Write 4 to 64 hexadecimal digits",
        );
        reader.keep("changes.commit", node);
        return;
    }
    if doubt {
        change.confidence = Confidence::Suspected;
    }
    change.commit = Some(core.to_owned());
}

fn pull_request(reader: &mut Reader<'_, '_>, node: &Node<'_>, change: &mut Change) {
    let Some(text) = reference_text(reader, "pr", node) else { return };
    match refs::change(&text, change.role, node.line) {
        Some(found) if found.pr.is_some() => {
            change.pr = found.pr;
            change.url = change.url.take().or(found.url);
            change.repo = change.repo.take().or(found.repo);
            if found.confidence == Confidence::Suspected {
                change.confidence = Confidence::Suspected;
            }
        }
        _ => change.pr = Some(text),
    }
}
