//! What the caller decides: where links lead, where images come from, how much is too much.

/// How one piece of Markdown is to be rendered. Start from `RenderOptions::default()`.
#[derive(Clone, Copy)]
pub struct RenderOptions<'a> {
    /// Answers what a wikilink or a relative path points to. The argument is the target as written,
    /// without its `#anchor`; a relative path arrives resolved against `folder`. `None` means that
    /// nothing is known by that name.
    pub resolve: &'a dyn Fn(&str) -> Option<ResolvedLink>,
    /// What stands before the path of a local image, such as `attachment://localhost/`. It must use
    /// the scheme `attachment`, or the host `attachment.localhost` where a system needs http. Empty:
    /// local images are shown as a placeholder.
    pub image_base: &'a str,
    /// The folder of the record inside its vault, `/` between parts, empty for the vault's root.
    pub folder: &'a str,
    /// Whether images on other machines may be fetched. Off until a person allows it.
    pub remote_images: RemoteImages,
    /// Put between the prefix and the name of every id, so that two documents can share a page.
    /// Only ASCII letters and digits are used.
    pub id_scope: &'a str,
    /// Added to every heading's level; the sum ends at 6.
    pub heading_offset: u8,
    /// How much is too much.
    pub limits: Limits,
}

impl Default for RenderOptions<'_> {
    fn default() -> Self {
        Self {
            resolve: &|_| None,
            image_base: "",
            folder: "",
            remote_images: RemoteImages::Ask,
            id_scope: "",
            heading_offset: 0,
            limits: Limits::default(),
        }
    }
}

/// What to do with an image that lies on another machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteImages {
    /// Show a placeholder that names the host; nothing is fetched.
    Ask,
    /// Emit the image; the page's own policy must allow it too.
    Load,
}

/// Limits in bytes, except where said otherwise. Beyond them the rest is left out and the result says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Markdown that is read.
    pub input: usize,
    /// HTML that is written, before it is cleaned.
    pub output: usize,
    /// Levels of lists and quotes; deeper ones are shown flat.
    pub depth: usize,
    /// One block of code that gets colours; a longer one is shown plain.
    pub code_block: usize,
    /// All coloured code of one document together.
    pub code_total: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { input: 2 << 20, output: 8 << 20, depth: 32, code_block: 64 << 10, code_total: 256 << 10 }
    }
}

/// What a link points to, as the caller knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedLink {
    pub kind: LinkKind,
    /// The record's id or stem, or the commit's id: what the front end opens.
    pub id: String,
    /// Shown as a tooltip, and in place of a bare file stem. May be empty.
    pub title: String,
}

/// The kinds of things inside a vault that a link can point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Record,
    Commit,
    /// Known by name, and gone.
    Missing,
}
