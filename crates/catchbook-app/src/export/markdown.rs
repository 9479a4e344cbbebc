//! A sheet as one Markdown file that means the same without its vault.

use catchbook_print::{Chain, Content, Link, Part, Sheet};
use catchbook_render::escape;

pub(crate) fn document(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n\n", escape(&sheet.title));
    let mut about: Vec<String> = sheet.about.iter().map(|fact| escape(fact)).collect();
    if let Some(level) = sheet.severity {
        about.insert(about.len().min(2), format!("Sev {level}"));
    }
    if !about.is_empty() {
        out.push_str(&format!("{}\n\n", about.join(" · ")));
    }
    if let Some(lede) = &sheet.lede {
        out.push_str(&format!("{}\n\n", paragraph(lede)));
    }
    for line in &sheet.standing {
        let details = line.details.as_deref().map(|details| format!(". {}", escape(details))).unwrap_or_default();
        out.push_str(&format!("> {}{details}\n\n", escape(&line.says)));
    }
    if let Some(it) = &sheet.chain {
        chain(it, &mut out);
    }
    for part in &sheet.parts {
        section(part, &mut out);
    }
    out.push_str(&format!("---\n\n{}\n", paragraph(&sheet.foot)));
    out
}

fn chain(chain: &Chain, out: &mut String) {
    out.push_str("## From the change to the fix\n\n");
    let span = chain.span.as_ref().map(|span| format!("Change to fix: {span}"));
    let facts: Vec<&str> = chain.green.iter().chain(&span).map(String::as_str).collect();
    if !facts.is_empty() {
        out.push_str(&format!("{}.\n\n", facts.join(". ")));
    }
    for (at, link) in chain.links.iter().enumerate() {
        out.push_str(&format!("{}. {}\n", at + 1, one_link(link)));
        let gap = link.gap.as_ref().map(|(time, label)| format!("{time} {label}"));
        let more: Vec<String> = link.meta.iter().chain(&link.when).chain(&gap).map(|text| escape(text)).collect();
        if !more.is_empty() {
            out.push_str(&format!("   {}\n", more.join(" · ")));
        }
    }
    out.push('\n');
}

/// "**Change that fixed it:** Adopt the stream (`7be03d8`, [\#2331](https://…))"
pub(crate) fn one_link(link: &Link) -> String {
    let suspected = if link.suspected { " (suspected)" } else { "" };
    let names: Vec<String> = link
        .names
        .iter()
        .map(|name| match &name.url {
            Some(url) if url.starts_with("https://") && !url.contains(['(', ')', ' ']) => {
                format!("[{}]({url})", escape(&name.text))
            }
            _ => escape(&name.text),
        })
        .collect();
    let what = link.what.as_deref().map(|what| format!(" {}", escape(what))).unwrap_or_default();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    format!("**{}{suspected}:**{what}{names}", escape(&link.label))
}

fn section(part: &Part, out: &mut String) {
    if let Some(title) = &part.title {
        out.push_str(&format!("## {}\n\n", escape(title)));
    }
    match &part.content {
        Content::Text(text) => out.push_str(&format!("{}\n", text.trim_end())),
        Content::Pairs(rows) => {
            for (label, text) in rows {
                out.push_str(&format!("- **{}:** {}\n", escape(label), escape(text)));
            }
        }
        Content::Gates(rows) => {
            out.push_str("| Gate | Verdict | Why it could not see this |\n| --- | --- | --- |\n");
            for gate in rows {
                let why = gate.why_blind.as_deref().unwrap_or_default();
                out.push_str(&format!("| {} | {} | {} |\n", escape(&gate.name), escape(&gate.verdict), escape(why)));
            }
        }
        Content::Timeline(rows) => {
            for entry in rows {
                let role = entry.role.as_ref().map(|role| format!(" *({})*", escape(role))).unwrap_or_default();
                out.push_str(&format!("- {}: {}{role}\n", escape(&entry.when), entry.text.trim()));
            }
        }
        Content::Tasks(rows) => {
            for task in rows {
                let mark = if task.done { 'x' } else { ' ' };
                let note = task.note.as_ref().map(|note| format!(" ({})", escape(note))).unwrap_or_default();
                out.push_str(&format!("- [{mark}] {}{note}\n", task.text.trim()));
            }
        }
        Content::Code(rows) => {
            for code in rows {
                out.push_str(&format!("{}, {}\n\n", escape(&code.path), escape(&code.caption)));
                if !code.lines.is_empty() {
                    out.push_str(&format!("{}\n\n", fenced(&code.lines.join("\n"))));
                }
                out.extend(code.why.as_ref().map(|why| format!("{}\n\n", paragraph(why))));
            }
        }
    }
    out.push('\n');
}

/// Code in a fence that is longer than any row of backticks in it.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

/// Plain words as a paragraph; a sign at its beginning begins no list.
fn paragraph(words: &str) -> String {
    let escaped = escape(words.trim());
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{escaped}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        _ => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (words, written) in [
            ("- not a list", r"\- not a list"),
            ("2026. A year", r"2026\. A year"),
            ("*a* [b](c)", r"\*a\* \[b\](c)"),
            ("plain - words", "plain - words"),
        ] {
            assert_eq!(paragraph(words), written);
        }
        assert_eq!(fenced("a\n```\nb"), "````\na\n```\nb\n````");
    }
}
