//! Markdown to safe HTML: callouts, footnotes, highlighted code, an allowlist and hard limits.
//!
//! The text is hostile until shown otherwise. Raw HTML is shown as the characters it is made of. What is
//! written is then cleaned once more by an allowlist of tags, attributes, classes and schemes, so a mistake
//! in the writer is not yet a hole in the page.
//!
//! # Links in the result
//!
//! Every link carries `data-link`, which is all a front end needs to dispatch a click:
//!
//! | `data-link` | element and `href` | meaning |
//! | --- | --- | --- |
//! | `record:ID` | `a.link-record`, `#/record/ID`, then `?at=HEADING` | a record of the vault |
//! | `commit:ID` | `a.link-commit`, `#/commit/ID` | a change |
//! | `attachment:PATH` | `a.link-attachment`, `#/attachment/PATH` | a file of the vault |
//! | `anchor:ID` | `a.link-anchor`, `#ID` | the element with that id in this document |
//! | `external` | `a.link-external`, the address | https, http or mailto; `rel="noreferrer noopener"` |
//! | `missing:TARGET` | `span.link-missing` | nothing is known by that name |
//!
//! Ids and paths in `href` are percent-encoded; in `data-link` they are as they are. `HEADING` is the id of a
//! heading there without its `h-`. What may not be a link
//! becomes `span.link-refused` followed by its target in `code.link-target`.
//!
//! # Classes
//!
//! [`CLASSES`] lists every class that can appear, [`CODE_CLASSES`] those of highlighted code.

mod blocks;
mod cancel;
mod code;
mod escape;
mod footnotes;
mod headings;
mod images;
mod inline;
mod limit;
mod linkify;
mod links;
mod options;
mod plain;
mod rendered;
mod sanitize;
mod standalone;
mod target;
mod writer;

pub use cancel::{Cancel, Cancelled};
pub use code::CODE_CLASSES;
pub use inline::inline;
pub use options::{Limits, LinkKind, RemoteImages, RenderOptions, ResolvedLink};
pub use plain::plain;
pub use rendered::{Heading, Link, MAX_HOSTS, MAX_LINKS, Rendered, Truncated};
pub use sanitize::CLASSES;
pub use standalone::{Standalone, escape, standalone};

use pulldown_cmark::{Options, Parser, TextMergeStream};

/// Renders a whole document. Never fails and never panics; reached limits are in the result.
pub fn render(markdown: &str, options: &RenderOptions<'_>) -> Rendered {
    // Nobody else holds this flag, so there is no other outcome than a rendering.
    render_with(markdown, options, &Cancel::new()).unwrap_or_default()
}

/// As [`render`], and gives up soon after `cancel` is set, so that a worker can be held to a time.
///
/// The flag is read between pieces of text and lines of code. Two steps in between are not interrupted, the
/// first pass of the parser and the cleaning; both take time in proportion to the limits.
pub fn render_with(markdown: &str, options: &RenderOptions<'_>, cancel: &Cancel) -> Result<Rendered, Cancelled> {
    cancel.check()?;
    let (markdown, cut) = limit::cut(markdown, options.limits.input);
    let events = TextMergeStream::new(Parser::new_ext(markdown, dialect()));
    let mut rendered = writer::Writer::new(options, cancel).document(events, cut)?;
    cancel.check()?;
    rendered.html = sanitize::clean(&rendered.html, options.remote_images);
    Ok(rendered)
}

/// The Markdown that is understood. Quotes and dashes stay as typed.
pub(crate) fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
