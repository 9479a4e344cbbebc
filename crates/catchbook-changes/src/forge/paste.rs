//! What a person pastes to name a change: an id, a number, or the address of a page.

use super::{Forge, address::Address};

/// A change as somebody named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRef {
    /// Hexadecimal digits, lower case, 7 to 40; the repository if the text named one.
    Commit { id: String, forge: Option<Forge> },
    /// A pull, merge or change request; the repository if the text named one.
    Pull { number: u64, forge: Option<Forge> },
    /// Another https address, as it will be opened.
    Url { url: String },
}

/// Understands `a41f9c2`, `a41f9c2?` (the mark of a suspicion is dropped), `#2331`, `!45`, `PR 2331`, `MR 45`, `CL 12`,
/// `commit a41f9c2`, `owner/repo#12`-like endings of a forge's address, and addresses of commits and of pull
/// requests. `None` for anything else.
pub fn parse_change_ref(text: &str) -> Option<ChangeRef> {
    let text = text.trim().trim_matches(['<', '>', '`', '"', '\'']).trim_end_matches('?').trim();
    if text.contains("://") {
        return page(text);
    }
    let lower = text.to_ascii_lowercase();
    if let Some(number) = numbered(&lower) {
        return Some(ChangeRef::Pull { number, forge: None });
    }
    let id = ["commit ", "rev ", "revision "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    commit_id(id.trim()).map(|id| ChangeRef::Commit { id, forge: None })
}

fn numbered(text: &str) -> Option<u64> {
    const WORDS: &[&str] = &["pull request", "merge request", "pr", "mr", "cl", "#", "!"];
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word))?;
    let digits = rest.trim_start().trim_start_matches(['#', '!', '-', ':']).trim_start();
    number(digits)
}

/// 7 digits at least: a shorter one in prose is a word or a number.
fn commit_id(text: &str) -> Option<String> {
    let hex = (7..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| text.to_ascii_lowercase())
}

fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok().filter(|number| *number > 0) } else { None }
}

fn page(text: &str) -> Option<ChangeRef> {
    let address = Address::parse(text).filter(|address| address.web)?;
    let parts: Vec<&str> = address.parts.iter().map(String::as_str).collect();
    let forge = Forge::from_url(text);
    let found = pull_in(&parts)
        .map(|number| ChangeRef::Pull { number, forge: forge.clone() })
        .or_else(|| commit_in(&parts, address.fragment.as_deref()).map(|id| ChangeRef::Commit { id, forge }));
    // The words of a forge's path mean nothing on a host that is none.
    match found {
        Some(ChangeRef::Pull { forge: None, .. } | ChangeRef::Commit { forge: None, .. }) | None => {
            let mut url = url::Url::parse(text).ok().filter(|url| url.scheme() == "https")?;
            url.set_username("").ok()?;
            url.set_password(None).ok()?;
            Some(ChangeRef::Url { url: url.into() })
        }
        found => found,
    }
}

fn pull_in(parts: &[&str]) -> Option<u64> {
    match parts {
        // `pull/12/commits/a41f9c2` shows one commit of it.
        [.., "commits", id] if commit_id(id).is_some() => None,
        [_, _, "pull" | "pulls" | "pull-requests", n, ..] => number(n),
        [_, _, .., "-", "merge_requests", n] | [_, _, .., "-", "merge_requests", n, _] => number(n),
        ["c", .., "+", n] | ["c", .., "+", n, _] => number(n),
        ["c", n] => number(n),
        _ => None,
    }
}

fn commit_in(parts: &[&str], fragment: Option<&str>) -> Option<String> {
    let id = match parts {
        [_, _, .., "commit" | "commits", id] => id,
        [.., "+", id] => id,
        ["q", id] => id,
        _ => return fragment.and_then(|fragment| commit_id(fragment.trim_start_matches("commit-"))),
    };
    commit_id(id.trim_end_matches(".patch").trim_end_matches(".diff"))
}
