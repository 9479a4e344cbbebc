//! A sheet as one HTML file: no script, nothing fetched, its look and its pictures inside.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use catchbook_print::{
    Chain, Code, Content, Entry, Gate, Image, Line, Link, LinkPart, Mark, Part, Sheet, Standing, Task,
};
use catchbook_render::{RenderOptions, inline, render};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The window's own colours, texts and marks, so that a record looks the same in both.
const TOKENS: &str = include_str!("../../../../ui/src/styles/tokens.css");
const PROSE: &str = include_str!("../../../../ui/src/styles/prose.css");
const MARKS: &str = include_str!("../../../../ui/src/styles/marks.css");
const PAGE: &str = include_str!("page.css");
const DARK: &str = ":root[data-theme='dark'] {";

/// Where the render crate says that a picture lies, until it is put into the page.
const PICTURES: &str = "attachment://localhost/";

pub(crate) fn page(sheet: &Sheet) -> String {
    let mut out = String::with_capacity(64 << 10);
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // No script, no address: should anything of a text ever become an element, it could still do nothing.
    out.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
        STYLE.hash
    ));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str(&format!(
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        text(&sheet.title),
        STYLE.css
    ));
    head(sheet, &mut out);
    if let Some(chain) = &sheet.chain {
        draw_chain(chain, sheet.severity, &mut out);
    }
    for part in &sheet.parts {
        section(part, &sheet.images, &mut out);
    }
    out.push_str(&format!("<footer>{}</footer>\n</main>\n</body>\n</html>\n", text(&sheet.foot)));
    out
}

struct Style {
    css: String,
    hash: String,
}

static STYLE: LazyLock<Style> = LazyLock::new(|| {
    // The page has no button for it: what is dark on the screen is what the reader's system says.
    let (light, dark) = TOKENS.split_once(DARK).unwrap_or((TOKENS, "}"));
    let (dark, rest) = dark.split_once('}').unwrap_or((dark, ""));
    let dark = format!("@media screen and (prefers-color-scheme: dark) {{ :root {{{dark}}} }}\n");
    let css = [light, &dark, rest, MARKS, PROSE, PAGE].concat();
    let hash = BASE64_STANDARD.encode(Sha256::digest(css.as_bytes()));
    Style { css, hash }
});

fn head(sheet: &Sheet, out: &mut String) {
    out.push_str("<p class=\"about\">");
    for (at, fact) in sheet.about.iter().enumerate() {
        if at == 2 {
            out.push_str(&severity(sheet.severity));
        }
        out.push_str(&format!("<span>{}</span> ", text(fact)));
    }
    if sheet.about.len() <= 2 {
        out.push_str(&severity(sheet.severity));
    }
    out.push_str(&format!("</p>\n<h1>{}</h1>\n", text(&sheet.title)));
    if let Some(lede) = &sheet.lede {
        out.push_str(&format!("<p class=\"lede\">{}</p>\n", text(lede)));
    }
    for Standing { good, says, details } in &sheet.standing {
        let (class, mark) = if *good { ("standing", "held") } else { ("standing late", "late") };
        let details = details.as_deref().map(|details| format!(" <span>{}</span>", text(details))).unwrap_or_default();
        out.push_str(&format!("<p class=\"{class}\">{} <b>{}</b>{details}</p>\n", ring(mark), text(says)));
    }
}

fn severity(severity: Option<u8>) -> String {
    severity
        .map(|level| format!("<span class=\"sev sev--{level}\">{} Sev {level}</span> ", shape(level)))
        .unwrap_or_default()
}

/// Diamond, triangle, square, open circle, open square: 1 is the worst.
fn shape(level: u8) -> String {
    let inside = match level {
        0 | 1 => r#"<path d="M6 .6 11.4 6 6 11.4.6 6Z" fill="currentColor"/>"#,
        2 => r#"<path d="M6 1 11.4 10.8H.6Z" fill="currentColor"/>"#,
        3 => r#"<rect x="1.6" y="1.6" width="8.8" height="8.8" fill="currentColor"/>"#,
        4 => r#"<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.6"/>"#,
        _ => r#"<rect x="2.2" y="2.2" width="7.6" height="7.6" fill="none" stroke="currentColor" stroke-width="1.6"/>"#,
    };
    format!("<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">{inside}</svg>")
}

fn ring(is: &str) -> String {
    let inside = match is {
        "missed" => r#"<path d="M9.87 2.56 10.2 5.8l3.24.33A5.75 5.75 0 1 1 9.87 2.56Z"/>"#,
        "held" => r#"<circle cx="8" cy="8" r="5.25"/><path class="on" d="m5.6 8.2 1.7 1.7 3.2-3.5"/>"#,
        "caught" => {
            r#"<rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1"/><path class="on" d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2"/>"#
        }
        "late" => r#"<circle cx="8" cy="8" r="5.75"/><path d="M8 4.9V8l2.1 1.3"/>"#,
        "skip" => r#"<circle cx="8" cy="8" r="5.75"/>"#,
        _ => r#"<path d="M5 8h6"/>"#,
    };
    format!("<svg class=\"g g--{is}\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">{inside}</svg>")
}

fn draw_chain(chain: &Chain, level: Option<u8>, out: &mut String) {
    out.push_str("<section class=\"chainbox\" aria-label=\"The chain from the change to the fix\">\n<p class=\"cap\">");
    if let Some(green) = &chain.green {
        out.push_str(&format!("<span class=\"green\">{} {}</span>", ring("missed"), text(green)));
    }
    if let Some(span) = &chain.span {
        out.push_str(&format!("<span class=\"span\">Change to fix: <b>{}</b></span>", text(span)));
    }
    out.push_str(&format!("</p>\n<ol class=\"chain chain--{}\">\n", chain.links.len()));
    for (at, link) in chain.links.iter().enumerate() {
        draw_link(chain, link, at == 0, level, out);
    }
    out.push_str("</ol>\n</section>\n");
}

fn draw_link(chain: &Chain, link: &Link, first: bool, level: Option<u8>, out: &mut String) {
    let part = match link.part {
        LinkPart::Introduced => "introduced",
        LinkPart::Incident => "incident",
        LinkPart::Catch => "catch",
        LinkPart::Fixed => "fixed",
    };
    let first = if first { " chain__link--first" } else { "" };
    let open = if link.open { " chain__link--open" } else { "" };
    out.push_str(&format!("<li class=\"chain__link chain__link--{part}{first}{open}\">"));
    draw_rail(chain, link, level, out);
    tell_link(link, out);
    out.push_str("</li>\n");
}

fn draw_rail(chain: &Chain, link: &Link, level: Option<u8>, out: &mut String) {
    let looks = |name: &str| {
        let plain = if chain.plain { format!(" {name}--plain") } else { String::new() };
        let dashed = if chain.dashed { format!(" {name}--dashed") } else { String::new() };
        plain + &dashed
    };
    out.push_str("<div class=\"chain__rail\">");
    if let Some((gap, label)) = &link.gap {
        out.push_str(&format!("<span class=\"chain__gap\"><b>{}</b> {}</span>", text(gap), text(label)));
    }
    if link.part == LinkPart::Incident {
        let path = if link.line == Line::Track { "M0 1H4L14 11 24 1H28M0 15H28" } else { "M0 1H4L14 11 24 1M0 15H24" };
        let notch = looks("chain__notch");
        out.push_str(&format!(
            "<svg class=\"chain__notch{notch}\" viewBox=\"0 0 28 16\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
        ));
        if let Some(level) = level {
            out.push_str(&format!("<span class=\"mark sev sev--{level}\">{}</span>", shape(level)));
        }
    }
    match link.line {
        Line::Track => out.push_str(&format!("<span class=\"chain__seg track{}\"></span>", looks("track"))),
        Line::Ink => out.push_str("<span class=\"chain__seg inkline inkline--ink\"></span>"),
        Line::Plain => out.push_str("<span class=\"chain__seg inkline inkline--plain\"></span>"),
        Line::Open => out.push_str("<span class=\"chain__seg inkline inkline--open\"></span>"),
        Line::None => {}
    }
    if matches!(link.part, LinkPart::Catch | LinkPart::Fixed) {
        out.push_str("<span class=\"chain__node\"></span>");
    }
    out.push_str("</div>");
}

fn tell_link(link: &Link, out: &mut String) {
    let suspected = if link.suspected { "<small>suspected</small>" } else { "" };
    let label = text(&link.label);
    out.push_str(&format!("<div class=\"chain__body\"><span class=\"chain__role\">{label}{suspected}</span>"));
    if let Some(what) = &link.what {
        let dim = if link.open { " dim" } else { "" };
        out.push_str(&format!("<p class=\"chain__what{dim}\">{}</p>", text(what)));
    }
    if !link.names.is_empty() {
        let names: Vec<String> = link.names.iter().map(|name| reference(&name.text, name.url.as_deref())).collect();
        out.push_str(&format!("<span class=\"chain__meta\">{}</span>", names.join(" ")));
    }
    for meta in link.meta.iter().chain(&link.when) {
        out.push_str(&format!("<span class=\"chain__meta\">{}</span>", text(meta)));
    }
    out.push_str("</div>");
}

fn reference(name: &str, url: Option<&str>) -> String {
    match url.filter(|url| url.starts_with("https://")) {
        Some(url) => format!("<a class=\"sha\" href=\"{}\" rel=\"noreferrer noopener\">{}</a>", text(url), text(name)),
        None => format!("<span class=\"sha\">{}</span>", text(name)),
    }
}

fn section(part: &Part, images: &[Image], out: &mut String) {
    out.push_str("<section>\n");
    if let Some(title) = &part.title {
        let aside = part.aside.as_deref().map(|aside| format!(" <span>{}</span>", text(aside))).unwrap_or_default();
        out.push_str(&format!("<h2 class=\"sec\">{}{aside}</h2>\n", text(title)));
    }
    match &part.content {
        Content::Text(markdown) => out.push_str(&prose(markdown, images)),
        Content::Pairs(rows) => {
            out.push_str("<dl>\n");
            for (label, words) in rows {
                out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>\n", text(label), text(words)));
            }
            out.push_str("</dl>\n");
        }
        Content::Gates(rows) => gates(rows, out),
        Content::Timeline(rows) => timeline(rows, out),
        Content::Tasks(rows) => tasks(rows, out),
        Content::Code(rows) => rows.iter().for_each(|code| guard(code, out)),
    }
    out.push_str("</section>\n");
}

fn prose(markdown: &str, images: &[Image]) -> String {
    let offset = u8::from(crate::show::starts_with_level_one(markdown));
    let options = RenderOptions { image_base: PICTURES, heading_offset: offset, ..RenderOptions::default() };
    let html = render(markdown, &options).html;
    format!("<div class=\"prose prose--page\">\n{}</div>\n", with_pictures(&html, images))
}

/// Puts the pictures into the page. In cleaned HTML `<img src="` is a picture's tag and never a text, where `<` is
/// written otherwise.
fn with_pictures(html: &str, images: &[Image]) -> String {
    const TAG: &str = "<img src=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(TAG) {
        let (address, behind) = after.split_once('"').unwrap_or((after, ""));
        let at = address
            .strip_prefix(PICTURES)
            .and_then(|name| name.strip_prefix("image-"))
            .and_then(|at| at.parse::<usize>().ok());
        out.push_str(before);
        out.push_str(TAG);
        if let Some(image) = at.and_then(|at| images.get(at)) {
            out.push_str(&format!("data:{};base64,", image.mime));
            BASE64_STANDARD.encode_string(&image.bytes, &mut out);
        }
        out.push('"');
        rest = behind;
    }
    out + rest
}

fn gates(rows: &[Gate], out: &mut String) {
    out.push_str("<table class=\"gates\">\n<thead><tr><th scope=\"col\">Gate</th><th scope=\"col\">Verdict</th><th scope=\"col\">Why it could not see this</th></tr></thead>\n<tbody>\n");
    for gate in rows {
        let (mark, class) = match gate.mark {
            Mark::Missed => ("missed", ""),
            Mark::Caught => ("caught", ""),
            Mark::Skipped => ("skip", " class=\"dim\""),
            Mark::None => ("none", " class=\"dim\""),
        };
        out.push_str(&format!(
            "<tr{class}><td>{} {}</td><td>{}</td><td>{}</td></tr>\n",
            ring(mark),
            text(&gate.name),
            text(&gate.verdict),
            text(gate.why_blind.as_deref().unwrap_or_default())
        ));
    }
    out.push_str("</tbody>\n</table>\n");
}

fn timeline(rows: &[Entry], out: &mut String) {
    out.push_str("<ol class=\"tl\">\n");
    for entry in rows {
        let class = if entry.human { " class=\"human\"" } else { "" };
        let role = entry.role.as_deref().map(|role| format!(" <small>{}</small>", text(role))).unwrap_or_default();
        out.push_str(&format!(
            "<li{class}><span class=\"when\">{}</span><span class=\"p\"></span><div>{}{role}</div></li>\n",
            text(&entry.when),
            line(&entry.text)
        ));
    }
    out.push_str("</ol>\n");
}

fn tasks(rows: &[Task], out: &mut String) {
    out.push_str("<ul class=\"tasks\">\n");
    for task in rows {
        let (class, says) = if task.done { ("box-done", "done") } else { ("box-open", "open") };
        let note = task.note.as_deref().map(|note| format!("<small>{}</small>", text(note))).unwrap_or_default();
        out.push_str(&format!(
            "<li><span class=\"box {class}\" role=\"img\" aria-label=\"{says}\"></span><div>{}{note}</div></li>\n",
            line(&task.text)
        ));
    }
    out.push_str("</ul>\n");
}

fn guard(code: &Code, out: &mut String) {
    out.push_str(&format!(
        "<p class=\"codecap\"><code>{}</code> <span>{}</span></p>\n",
        text(&code.path),
        text(&code.caption)
    ));
    if !code.lines.is_empty() {
        out.push_str("<pre class=\"code\" tabindex=\"0\">");
        for (at, line) in code.lines.iter().enumerate() {
            let number =
                code.first_line.map(|first| format!("<i>{}</i>", first.saturating_add(crate::cases::number(at))));
            out.push_str(&format!("{}{}\n", number.unwrap_or_default(), text(line)));
        }
        out.push_str("</pre>\n");
    }
    if let Some(why) = &code.why {
        out.push_str(&format!("<p class=\"why\">{}</p>\n", text(why)));
    }
}

fn line(markdown: &str) -> String {
    inline(markdown, &RenderOptions::default())
}

/// Words as HTML that shows them and nothing else, in an element or in an attribute. Signs that turn a line around
/// are left out.
fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_is_what_the_system_says() {
        assert!(TOKENS.contains(DARK));
        let (_, dark) = STYLE.css.split_once("(prefers-color-scheme: dark) { :root {").unwrap();
        assert!(dark.split_once("} }").unwrap().0.contains("--page: #191918"));
        assert!(!STYLE.css.contains("data-theme") && !STYLE.css.contains("url(") && !STYLE.css.contains("@import"));
    }

    #[test]
    fn only_the_tag_of_a_picture_becomes_one() {
        let image = Image { name: "a.png".into(), mime: "image/png", bytes: b"abc".to_vec() };
        let html = prose("![a](image-0) `<img src=\"attachment://localhost/image-0\"` ![b](image-9)", &[image]);
        assert_eq!(html.matches("data:image/png;base64,YWJj").count(), 1, "{html}");
        assert_eq!(html.matches("src=\"\"").count(), 1, "{html}");
    }
}
