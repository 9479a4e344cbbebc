//! The allowlist. What is not named here does not reach the page, whoever wrote it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::code::CODE_CLASSES;
use crate::options::RemoteImages;

const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Every class by the element it may stand on; those of highlighted code, on `span`, are in [`CODE_CLASSES`].
pub const CLASSES: &[(&str, &[&str])] = &[
    ("a", &["footnote-back", "link-anchor", "link-attachment", "link-commit", "link-external", "link-record"]),
    ("code", &["link-target"]),
    (
        "div",
        &["callout", "callout-caution", "callout-important", "callout-note", "callout-tip", "callout-warning", "table"],
    ),
    ("li", &["task"]),
    ("p", &["callout-title", "notice", "raw"]),
    ("pre", &["code"]),
    ("section", &["footnotes"]),
    (
        "span",
        &[
            "box",
            "box-done",
            "box-open",
            "image-local",
            "image-refused",
            "image-remote",
            "link-missing",
            "link-refused",
        ],
    ),
    ("sup", &["footnote-ref"]),
    ("td", &["align-center", "align-right"]),
    ("th", &["align-center", "align-right"]),
];

/// Attributes with free values; `allowed_value` looks at what stands in them.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["data-link", "href", "id", "title"]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["alt", "src", "title"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("pre", &["data-lang"]),
    ("span", &["data-host", "data-link", "title"]),
];

/// Attributes with one of a few values.
const VALUES: &[(&str, &str, &[&str])] = &[
    ("a", "aria-label", &["Back to the text"]),
    ("a", "rel", &["noreferrer noopener"]),
    ("div", "role", &["note"]),
    ("div", "tabindex", &["0"]),
    ("img", "loading", &["lazy"]),
    ("p", "role", &["note"]),
    ("pre", "tabindex", &["0"]),
    ("span", "aria-label", &["done", "open"]),
    ("span", "role", &["img"]),
    ("th", "scope", &["col"]),
];

/// Where images of the vault come from: the app's own scheme, or its host where a system knows no schemes.
const LOCAL_IMAGES: &[&str] = &["attachment://", "http://attachment.localhost/", "https://attachment.localhost/"];

static LOCAL: LazyLock<Builder<'static>> = LazyLock::new(|| allowlist(RemoteImages::Ask));
static REMOTE: LazyLock<Builder<'static>> = LazyLock::new(|| allowlist(RemoteImages::Load));

pub(crate) fn clean(html: &str, images: RemoteImages) -> String {
    let builder = match images {
        RemoteImages::Ask => &LOCAL,
        RemoteImages::Load => &REMOTE,
    };
    builder.clean(&bound_text(html)).to_string()
}

/// Text between two tags that is cleaned in one piece, in bytes.
const MAX_TEXT_RUN: usize = 1 << 10;

/// Divides long text with empty comments, which the cleaning then drops. Writing a text node takes its length
/// for every `&` and every letter of Latin-1 in it (html5ever 0.40), so one of a megabyte would take minutes.
fn bound_text(html: &str) -> String {
    let mut bounded = String::with_capacity(html.len() + html.len() / 64);
    let (mut copied, mut run_start, mut in_tag) = (0, 0, false);
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' => in_tag = true,
            b'>' if in_tag => {
                in_tag = false;
                run_start = at + 1;
            }
            byte if !in_tag && at - run_start >= MAX_TEXT_RUN && may_divide_before(byte) => {
                bounded.push_str(&html[copied..at]);
                bounded.push_str("<!---->");
                (copied, run_start) = (at, at);
            }
            _ => {}
        }
    }
    bounded.push_str(&html[copied..]);
    bounded
}

/// Neither in the middle of a letter nor of a character reference.
fn may_divide_before(byte: u8) -> bool {
    let goes_on_a_letter = byte & 0b1100_0000 == 0b1000_0000;
    !goes_on_a_letter && !byte.is_ascii_alphanumeric() && byte != b'#' && byte != b';'
}

fn allowlist(images: RemoteImages) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(sets(ATTRIBUTES))
        .allowed_classes(classes())
        .url_schemes(HashSet::from(["https", "http", "mailto", "attachment"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .attribute_filter(move |tag, name, value| {
            allowed_value(tag, name, value, images).then_some(Cow::Borrowed(value))
        });
    for (tag, attribute, values) in VALUES {
        builder.add_tag_attribute_values(tag, attribute, values.iter().copied());
    }
    builder
}

type Sets = HashMap<&'static str, HashSet<&'static str>>;

fn sets(lists: &[(&'static str, &'static [&'static str])]) -> Sets {
    lists.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect()
}

fn classes() -> Sets {
    let mut classes = sets(CLASSES);
    classes.entry("span").or_default().extend(CODE_CLASSES);
    classes
}

fn allowed_value(tag: &str, name: &str, value: &str, images: RemoteImages) -> bool {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| value.starts_with(prefix));
    match (tag, name) {
        (_, "id") => own_id(value),
        ("a", "href") => starts(&["#", "https://", "http://", "mailto:"]),
        ("img", "src") => starts(LOCAL_IMAGES) || images == RemoteImages::Load && starts(&["https://", "http://"]),
        ("a", "data-link") => value == "external" || starts(&["record:", "commit:", "attachment:", "anchor:"]),
        ("span", "data-link") => starts(&["missing:"]),
        ("ol", "start") => value.bytes().all(|b| b.is_ascii_digit()),
        ("pre", "data-lang") => crate::code::language(value) == value,
        _ => true,
    }
}

/// Ids of ours only: an id of the text's choosing could pose as an element of the page or of its scripts.
fn own_id(id: &str) -> bool {
    let name = id.strip_prefix("h-").or_else(|| id.strip_prefix("fn-"));
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)))
}
