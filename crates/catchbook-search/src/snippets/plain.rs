use super::beginning;

/// Markdown as the words a reader sees, in one pass: without signs of structure, addresses and HTML tags. Good enough
/// to show a line of, never to be taken for rendering.
pub fn plain_text(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        if is_rule_or_fence(line) {
            continue;
        }
        let line = without_list_mark(line.trim_start_matches('#').trim_start());
        if !out.is_empty() {
            out.push(' ');
        }
        write_inline(line, &mut out);
    }
    out
}

fn is_rule_or_fence(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with("```")
        || line.starts_with("~~~")
        || (line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '|' | ':' | ' ')))
}

fn without_list_mark(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) => &line[digits + 1..],
        Some(b'-' | b'*' | b'+') if digits == 0 => &line[1..],
        _ => return line,
    };
    let Some(item) = behind.strip_prefix(' ') else { return line };
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|tick| item.strip_prefix(tick)).unwrap_or(item)
}

/// The bytes that may be more than themselves within a line.
const SIGNS: [bool; 256] = {
    let (signs, mut is_sign, mut at) = (b"\\*`~_|![<", [false; 256], 0);
    while at < signs.len() {
        is_sign[signs[at] as usize] = true;
        at += 1;
    }
    is_sign
};

fn write_inline(line: &str, out: &mut String) {
    let mut rest = line;
    loop {
        let ordinary = rest.bytes().position(|byte| SIGNS[usize::from(byte)]).unwrap_or(rest.len());
        out.push_str(&rest[..ordinary]);
        rest = &rest[ordinary..];
        let Some(c) = rest.chars().next() else { break };
        let behind = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => match behind.chars().next().filter(char::is_ascii_punctuation) {
                Some(escaped) => {
                    out.push(escaped);
                    &behind[1..]
                }
                None => keep(c, behind, out),
            },
            '*' | '`' | '~' => behind,
            '_' if !between_words(out, behind) => behind,
            '|' => keep(' ', behind, out),
            '!' if behind.starts_with('[') => behind,
            '[' => match link(behind) {
                Some((label, after)) => {
                    out.push_str(label);
                    after
                }
                None => keep(c, behind, out),
            },
            '<' => tag(behind).unwrap_or_else(|| keep(c, behind, out)),
            c => keep(c, behind, out),
        };
    }
}

fn keep<'t>(c: char, rest: &'t str, out: &mut String) -> &'t str {
    out.push(c);
    rest
}

fn between_words(out: &str, behind: &str) -> bool {
    out.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric)
}

/// The label of a link whose opening bracket was read, and what follows the link.
fn link(rest: &str) -> Option<(&str, &str)> {
    const MAX_LABEL: usize = 400;
    let near = beginning(rest, MAX_LABEL);
    if let Some(inner) = near.strip_prefix('[') {
        let end = inner.find("]]")?;
        let label = inner[..end].rsplit('|').next().unwrap_or_default();
        return Some((label, &rest[end + 3..]));
    }
    if near.starts_with('^') {
        return Some(("", &rest[near.find(']')? + 1..]));
    }
    let close = near.find(']')?;
    let after = rest[close + 1..].strip_prefix('(')?;
    let end = after.as_bytes().iter().take(2_000).position(|b| *b == b')')?;
    Some((&rest[..close], &after[end + 1..]))
}

/// What follows an HTML tag whose `<` was read; an address in angle brackets is kept as text.
fn tag(rest: &str) -> Option<&str> {
    let is_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let end = rest.as_bytes().iter().take(400).position(|b| *b == b'>')?;
    let inner = &rest[..end];
    (is_tag && !inner.contains("://") && !inner.contains('@')).then_some(&rest[end + 1..])
}
