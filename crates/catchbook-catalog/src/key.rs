//! What a link and a record's names are compared by.
//!
//! One kind of key for everything that names a record keeps resolving to one index lookup:
//! `c-7k3q2` for ids, stems and aliases; `/catches/x.md` for paths; `@a41f9c2` for commits.

/// An id in the one form that all its spellings share: Crockford's base 32 takes `o` for `0`, and `i` and `l`
/// for `1`, in either case. `None` when the text is not shaped like an id.
pub fn fold_id(text: &str) -> Option<String> {
    let (letter, digits) = text.trim().split_once('-')?;
    let known = matches!(letter, "I" | "C" | "E" | "G" | "R" | "P" | "i" | "c" | "e" | "g" | "r" | "p");
    if !known || digits.len() != 5 || !digits.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let digits = digits.chars().map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    });
    Some(letter.chars().map(|c| c.to_ascii_lowercase()).chain(['-']).chain(digits).collect())
}

/// The key of an id, stem or alias; a handle with a `/` in it is a path from the vault's root.
/// Brackets, a `|label` and an `#anchor` are not part of the name.
pub fn handle_key(text: &str) -> String {
    let text = bare(text);
    if text.contains('/') {
        let path = text.trim_start_matches('/');
        let ending = if has_md(path) { "" } else { ".md" };
        return format!("/{path}{ending}");
    }
    fold_id(text).unwrap_or_else(|| strip_md(text).to_lowercase())
}

/// The key of a relative link that stands in the file at `from`, when it can name a record of this vault.
pub(crate) fn relative_key(from: &str, target: &str) -> Option<String> {
    let target = percent_decoded(target.split(['#', '?']).next()?.trim())?;
    if !has_md(&target) {
        return None;
    }
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// The key of a commit id.
pub(crate) fn commit_key(commit: &str) -> String {
    format!("@{}", commit.to_ascii_lowercase())
}

/// Whether the text could be a commit's id: 7 to 64 hexadecimal digits.
pub(crate) fn is_commit(text: &str) -> bool {
    (7..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")).unwrap_or(text);
    text.split(['|', '#']).next().unwrap_or(text).trim()
}

fn has_md(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b".md")
}

fn strip_md(name: &str) -> &str {
    if has_md(name) && name.len() > 3 { &name[..name.len() - 3] } else { name }
}

/// `None` when the escapes do not spell UTF-8: such a link names no record.
fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_an_id_has_one_key() {
        for text in ["C-7K3Q2", "c-7k3q2", " C-7k3Q2 ", "[[C-7K3Q2]]", "[[C-7K3Q2|the label]]", "C-7K3Q2#symptom"] {
            assert_eq!(handle_key(text), "c-7k3q2", "{text}");
        }
        assert_eq!(fold_id("I-O1LI0").as_deref(), Some("i-01110"));
        assert_eq!(fold_id("i-oilIo").as_deref(), Some("i-01110"));
    }

    #[test]
    fn what_is_not_an_id_is_folded_by_case_only() {
        assert_eq!(fold_id("INC-12"), None);
        assert_eq!(fold_id("C-7K3Q"), None);
        assert_eq!(fold_id("C-7K3Qé"), None);
        assert_eq!(fold_id("X-7K3Q2"), None);
        assert_eq!(handle_key("INC-Oil"), "inc-oil");
        assert_eq!(handle_key("2026-06-14-Reply-Blank.md"), "2026-06-14-reply-blank");
        assert_eq!(handle_key("Übergabe"), "übergabe");
        assert_eq!(handle_key(".md"), ".md");
    }

    #[test]
    fn a_handle_with_a_folder_is_a_path() {
        assert_eq!(handle_key("catches/Reply"), "/catches/Reply.md");
        assert_eq!(handle_key("/catches/Reply.md"), "/catches/Reply.md");
    }

    #[test]
    fn relative_links_are_followed_from_the_linking_file() {
        let key = |target| relative_key("incidents/2026/a.md", target);
        assert_eq!(key("b.md").as_deref(), Some("/incidents/2026/b.md"));
        assert_eq!(key("./b.md#top").as_deref(), Some("/incidents/2026/b.md"));
        assert_eq!(key("../../catches/c%20d.md").as_deref(), Some("/catches/c d.md"));
        assert_eq!(key("/guides/g.md").as_deref(), Some("/guides/g.md"));
        assert_eq!(key("B.MD?raw=1").as_deref(), Some("/incidents/2026/B.MD"));
    }

    #[test]
    fn links_that_cannot_name_a_record_have_no_key() {
        let key = |target| relative_key("incidents/a.md", target);
        assert_eq!(key("shot.png"), None);
        assert_eq!(key("../../outside.md"), None);
        assert_eq!(key("%ff%fe.md"), None);
        assert_eq!(key("#anchor"), None);
        assert_eq!(key(""), None);
        assert_eq!(key("100%.md").as_deref(), Some("/incidents/100%.md"));
        assert_eq!(key("%zz%é.md").as_deref(), Some("/incidents/%zz%é.md"));
    }
}
