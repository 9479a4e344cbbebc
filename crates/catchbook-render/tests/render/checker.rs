//! A strict reader of the result. It knows less HTML than a browser: what it does not expect is an error. Its
//! lists are its own, so that a wider allowlist in the library does not pass unseen.

use std::collections::HashSet;

const VOID: &[&str] = &["br", "hr", "img"];

const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["aria-label", "class", "data-link", "href", "id", "rel", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("del", &[]),
    ("div", &["class", "role", "tabindex"]),
    ("em", &[]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["alt", "loading", "src", "title"]),
    ("li", &["class", "id"]),
    ("ol", &["start"]),
    ("p", &["class", "role"]),
    ("pre", &["class", "data-lang", "tabindex"]),
    ("section", &["class"]),
    ("span", &["aria-label", "class", "data-host", "data-link", "role", "title"]),
    ("strong", &[]),
    ("sup", &["class"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

const CLASSES: &[&str] = &[
    "align-center",
    "align-right",
    "box",
    "box-done",
    "box-open",
    "callout",
    "callout-caution",
    "callout-important",
    "callout-note",
    "callout-tip",
    "callout-title",
    "callout-warning",
    "code",
    "footnote-back",
    "footnote-ref",
    "footnotes",
    "hl-attribute",
    "hl-comment",
    "hl-constant",
    "hl-deleted",
    "hl-function",
    "hl-header",
    "hl-inserted",
    "hl-keyword",
    "hl-number",
    "hl-string",
    "hl-tag",
    "hl-type",
    "image-local",
    "image-refused",
    "image-remote",
    "link-anchor",
    "link-attachment",
    "link-commit",
    "link-external",
    "link-missing",
    "link-record",
    "link-refused",
    "link-target",
    "notice",
    "raw",
    "table",
    "task",
];

/// Elements open at once, at the default limits.
const MAX_DEPTH: usize = 100;

#[derive(Clone, Copy, PartialEq)]
pub enum Images {
    Local,
    Remote,
}

pub fn check(html: &str, images: Images) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '\0']) {
        let bare = &rest[at..];
        if !bare.starts_with('<') {
            return Err(format!("a bare sign at {:?}", start(bare)));
        }
        let end = bare.find('>').ok_or_else(|| format!("no end at {:?}", start(bare)))?;
        let tag = &bare[1..end];
        rest = &bare[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes what is not open"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, allowed) = ELEMENTS.iter().find(|(known, _)| *known == name).ok_or(format!("<{name}>"))?;
        check_attributes(name, attributes, allowed, images, &mut ids)?;
        if name == "a" && open.contains(&"a") {
            return Err("a link in a link".into());
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        if open.len() > MAX_DEPTH {
            return Err("too deep".into());
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

fn start(text: &str) -> String {
    text.chars().take(60).collect()
}

fn check_attributes(
    name: &str,
    mut rest: &str,
    allowed: &[&str],
    images: Images,
    ids: &mut HashSet<String>,
) -> Result<(), String> {
    while !rest.is_empty() {
        let (attribute, after) = rest.split_once("=\"").ok_or(format!("an attribute without a value: {rest}"))?;
        let (value, after) = after.split_once('"').ok_or(format!("a value without an end: {rest}"))?;
        if !allowed.contains(&attribute) {
            return Err(format!("{attribute} on <{name}>"));
        }
        let value = decode(value)?;
        check_value(name, attribute, &value, images)?;
        if attribute == "id" && !ids.insert(value.clone()) {
            return Err(format!("the id {value} twice"));
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Ok(())
}

/// The five references that the writer of the HTML uses, and no other.
fn decode(value: &str) -> Result<String, String> {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let (reference, after) = rest[at..].split_once(';').ok_or(format!("a bare & in {value}"))?;
        decoded.push_str(match reference {
            "&amp" => "&",
            "&quot" => "\"",
            "&lt" => "<",
            "&gt" => ">",
            "&nbsp" => "\u{a0}",
            other => return Err(format!("{other} in {value}")),
        });
        rest = after;
    }
    decoded.push_str(rest);
    Ok(decoded)
}

fn check_value(name: &str, attribute: &str, value: &str, images: Images) -> Result<(), String> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| value.starts_with(prefix));
    let fine = match (name, attribute) {
        (_, "class") => value.split(' ').all(|class| CLASSES.contains(&class)),
        (_, "id") => starts(&["h-", "fn-"]) && value.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)),
        ("a", "href") => {
            let plain = !value.chars().any(|c| c.is_control() || c.is_whitespace() || "\"<>\\".contains(c));
            plain && (starts(&["#", "mailto:"]) || starts(&["https://", "http://"]) && no_userinfo(value))
        }
        ("a", "data-link") => value == "external" || starts(&["record:", "commit:", "attachment:", "anchor:"]),
        ("span", "data-link") => starts(&["missing:"]),
        ("a", "rel") => value == "noreferrer noopener",
        ("img", "src") => local(value) || images == Images::Remote && starts(&["https://", "http://"]),
        ("img", "loading") => value == "lazy",
        (_, "tabindex") => value == "0",
        (_, "role") => ["note", "img"].contains(&value),
        ("th", "scope") => value == "col",
        ("ol", "start") => value.parse::<u64>().is_ok(),
        ("pre", "data-lang") => {
            value.len() <= 24 && value.chars().all(|c| c.is_ascii_alphanumeric() || "+#.-_".contains(c))
        }
        (_, "alt" | "title" | "aria-label" | "data-host") => true,
        _ => false,
    };
    if fine { Ok(()) } else { Err(format!("{attribute}={value:?} on <{name}>")) }
}

fn no_userinfo(url: &str) -> bool {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""));
    !authority.is_empty() && !authority.contains('@')
}

fn local(src: &str) -> bool {
    src.strip_prefix("attachment://localhost/").is_some_and(|path| {
        !path.contains(['\\', ':', '?', '#']) && path.split('/').all(|part| !["", ".", ".."].contains(&part))
    })
}

#[test]
fn the_checker_refuses_what_it_should() {
    for bad in [
        "<script></script>",
        "<p",
        "<p onclick=\"x\"></p>",
        "<p>",
        "</p>",
        "a > b",
        "<a href=\"javascript:x\"></a>",
        "<a href=\"https://a@b/\"></a>",
        "<p class=\"open\"></p>",
        "<h1 id=\"app\"></h1>",
        "<img src=\"https://x/y\">",
        "<img src=\"attachment://localhost/../x\">",
        "<a href=\"#x\"><a href=\"#y\"></a></a>",
        "<p style=\"x\"></p>",
        "<h1 id=\"h-a\"></h1><h1 id=\"h-a\"></h1>",
        "<!-- x -->",
        "<br onclick=\"x\">",
        "<a href=#x></a>",
    ] {
        assert!(check(bad, Images::Local).is_err(), "{bad}");
    }
    assert_eq!(check("<p>a &gt; b <img src=\"https://x/y\" alt=\"\"></p>", Images::Remote), Ok(()));
}
