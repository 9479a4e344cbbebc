//! What rendering gives back.

/// Clean HTML and what was found on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe to put into a page: only the tags, classes and addresses of the allowlist.
    pub html: String,
    /// The first limit that was reached, if any. The HTML ends with a sentence that says so.
    pub truncated: Option<Truncated>,
    /// How many images on other machines the text asks for, fetched or not.
    pub remote_images: u32,
    /// The hosts of those images, each once, in order of appearance; at most [`MAX_HOSTS`].
    pub remote_hosts: Vec<String>,
    /// Headings in order, for an outline.
    pub headings: Vec<Heading>,
    /// Links in order; at most [`MAX_LINKS`].
    pub links: Vec<Link>,
}

/// Hosts listed in [`Rendered::remote_hosts`].
pub const MAX_HOSTS: usize = 32;
/// Links listed in [`Rendered::links`].
pub const MAX_LINKS: usize = 10_000;

/// Why something is not shown as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truncated {
    /// The text was longer than `Limits::input`; `shown` bytes of `total` are here.
    Input { shown: usize, total: usize },
    /// The HTML grew beyond `Limits::output`.
    Output,
    /// Lists or quotes nest deeper than `Limits::depth`; all text is here, the deep levels are flat.
    Depth,
}

/// A heading of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, after `heading_offset`.
    pub level: u8,
    /// The element's id, unique in the document: `h-…`.
    pub id: String,
    pub text: String,
}

/// A link of the document, as the writer of the text meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Record {
        id: String,
    },
    Commit {
        id: String,
    },
    Missing {
        target: String,
    },
    External {
        url: String,
    },
    Attachment {
        path: String,
    },
    /// Inside this document; the id of the element.
    Anchor {
        id: String,
    },
    /// Not made a link: its scheme or form is not allowed.
    Refused {
        target: String,
    },
}
