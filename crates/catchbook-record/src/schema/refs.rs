//! A reference to a change, as people write it: `a41f9c2?`, `PR 2331`, `#2331`, `web@a41f9c2`, a URL.

use super::reader::link_target;
use crate::{Change, Confidence, Moment, Role};

/// Reads one reference. What follows it is a time or, failing that, the evidence.
pub(crate) fn change(text: &str, role: Role, line: u32) -> Option<Change> {
    let text = text.trim();
    let mut change = Change::new(role, line);
    let rest = reference(text, &mut change)?;
    let rest = match rest.strip_prefix('?') {
        Some(rest) => {
            change.confidence = Confidence::Suspected;
            rest
        }
        None => rest,
    };
    remark(rest, &mut change);
    Some(change)
}

/// Fills the change from what the text begins with and gives the rest.
fn reference<'t>(text: &'t str, change: &mut Change) -> Option<&'t str> {
    if let Some(rest) = pull_request(text, change) {
        return Some(rest);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let trimmed = word.trim_end_matches([',', ';', ':']);
    let (core, doubt) = match trimmed.strip_suffix('?') {
        Some(core) => (core, true),
        None => (trimmed, false),
    };
    let known = url(core, change) || commit(link_target(core), change) || in_repository(core, change);
    if known {
        if doubt {
            change.confidence = Confidence::Suspected;
        }
        return Some(rest);
    }
    // A repository's name before the reference: `storefront-web PR 2331`.
    let after = rest.trim_start();
    if is_repository(word) && !after.is_empty() && change.repo.is_none() {
        change.repo = Some(word.into());
        return match pull_request(after, change) {
            Some(rest) => Some(rest),
            None => {
                change.repo = None;
                None
            }
        };
    }
    None
}

/// `PR 2331`, `PR#2331`, `MR 45`, `pull 2331`, `GH-12`, `#2331`, `!45`, and digits too few for a commit.
fn pull_request<'t>(text: &'t str, change: &mut Change) -> Option<&'t str> {
    const WORDS: &[&str] = &["pull request", "merge request", "pull", "pr", "mr", "cl", "gh-"];
    let lower: String = text.chars().take(14).collect::<String>().to_ascii_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word)).map_or(0, |word| word.len());
    let after = text.get(word..)?.trim_start_matches([' ', ':', '-', '\t']);
    let marked = after.strip_prefix(['#', '!']);
    let digits_at = marked.unwrap_or(after);
    let width = digits_at.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &digits_at[width..];
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#'));
    let bare = word == 0 && marked.is_none();
    if width == 0 || width > 18 || !ends || (bare && (width >= 7 || digits_at.starts_with('0'))) {
        return None;
    }
    change.pr = Some(digits_at[..width].into());
    Some(rest)
}

fn commit(text: &str, change: &mut Change) -> bool {
    let hex = is_commit(text);
    if hex {
        change.commit = Some(text.into());
    }
    hex
}

/// 4 to 64 hexadecimal digits.
pub(crate) fn is_commit(text: &str) -> bool {
    (4..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_repository(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/'))
}

/// `web@a41f9c2`, `web:a41f9c2`, `acme/web#2331`, `acme/web!45`.
fn in_repository(text: &str, change: &mut Change) -> bool {
    let Some((repo, rest)) = text.split_once(['@', ':', '#', '!']) else { return false };
    let mark = text.as_bytes()[repo.len()];
    let numbered = matches!(mark, b'#' | b'!') && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    if !is_repository(repo) || !(numbered || (matches!(mark, b'@' | b':') && is_commit(rest))) {
        return false;
    }
    change.repo = Some(repo.into());
    let place = if numbered { &mut change.pr } else { &mut change.commit };
    *place = Some(rest.into());
    true
}

/// A URL; forges put the pull request or the commit into the path.
pub(crate) fn url(text: &str, change: &mut Change) -> bool {
    let text = text.trim_start_matches('<').trim_end_matches('>');
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !matches!(scheme, "http" | "https") || rest.is_empty() {
        return false;
    }
    change.url = Some(text.into());
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    for pair in parts.windows(2) {
        match pair[0] {
            "pull" | "pulls" | "merge_requests" | "pull-requests" if is_number(pair[1]) => {
                change.pr.get_or_insert_with(|| pair[1].into());
            }
            "commit" | "commits" if is_commit(pair[1]) => {
                change.commit.get_or_insert_with(|| pair[1].into());
            }
            "+" if is_number(pair[1]) => {
                change.pr.get_or_insert_with(|| pair[1].into());
            }
            _ => {}
        }
    }
    true
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn remark(text: &str, change: &mut Change) {
    let text = text.trim_start_matches([' ', '\t', ',', ';', ':', '-', '–', '—']).trim();
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text).trim();
    if let Some(at) = Moment::parse(inner) {
        change.at = Some(at);
    } else if !inner.is_empty() {
        change.evidence = Some(inner.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let change = change(text, Role::Fixed, 1)?;
        let mut out = Vec::new();
        for (name, value) in [
            ("repo", change.repo),
            ("commit", change.commit),
            ("pr", change.pr),
            ("url", change.url),
            ("evidence", change.evidence),
        ] {
            out.extend(value.map(|value| format!("{name}={value}")));
        }
        out.extend(change.at.map(|at| format!("at={}", at.text)));
        if change.confidence == Confidence::Suspected {
            out.push("suspected".into());
        }
        Some(out.join(" "))
    }

    #[test]
    fn references_as_people_write_them() {
        for (text, expected) in [
            ("a41f9c2", "commit=a41f9c2"),
            ("a41f9c2?", "commit=a41f9c2 suspected"),
            ("0012345", "commit=0012345"),
            ("2331", "pr=2331"),
            ("1234567", "commit=1234567"),
            ("PR 2331", "pr=2331"),
            ("pr #2331?", "pr=2331 suspected"),
            ("#2331", "pr=2331"),
            ("!45", "pr=45"),
            ("MR 45", "pr=45"),
            ("pull request 7", "pr=7"),
            ("GH-12", "pr=12"),
            ("[[a41f9c2]]", "commit=a41f9c2"),
            ("storefront-web@a41f9c2", "repo=storefront-web commit=a41f9c2"),
            ("acme/web#2331", "repo=acme/web pr=2331"),
            ("storefront-web PR 2331", "repo=storefront-web pr=2331"),
            ("a41f9c2 2026-06-01", "commit=a41f9c2 at=2026-06-01"),
            ("PR 2331 (the second try)", "pr=2331 evidence=the second try"),
            ("https://github.com/acme/web/pull/2331", "pr=2331 url=https://github.com/acme/web/pull/2331"),
            (
                "https://git.example/a/b/-/merge_requests/9?",
                "pr=9 url=https://git.example/a/b/-/merge_requests/9 suspected",
            ),
            ("https://github.com/a/b/commit/a41f9c2", "commit=a41f9c2 url=https://github.com/a/b/commit/a41f9c2"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_names_no_change_is_refused() {
        for text in ["", "yesterday", "PR", "#", "the fix", "?", "http://", "é", "abc", "PR two"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
