//! What is printed: a page's parts in order, in words that know nothing of records.

/// One document. Its texts are Markdown; an image in them is `![words](image-N)` with `N` into `images`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    pub title: String,
    /// One sentence under the title.
    pub lede: Option<String>,
    /// Short facts in one line: type, id, day, services.
    pub about: Vec<String>,
    /// 1 (worst) to 5.
    pub severity: Option<u8>,
    /// What the reader should know before trusting the text.
    pub standing: Vec<Standing>,
    pub chain: Option<Chain>,
    pub parts: Vec<Part>,
    /// At the foot of every page.
    pub foot: String,
    pub images: Vec<Image>,
}

/// "Verified by hand 41 days ago", or why that is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub good: bool,
    pub says: String,
    pub details: Option<String>,
}

/// A section under a heading of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub title: Option<String>,
    /// At the other end of the heading's line.
    pub aside: Option<String>,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Markdown of many lines.
    Text(String),
    /// Label and text, both plain.
    Pairs(Vec<(String, String)>),
    Gates(Vec<Gate>),
    Timeline(Vec<Entry>),
    Tasks(Vec<Task>),
    Code(Vec<Code>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    pub name: String,
    pub mark: Mark,
    pub verdict: String,
    pub why_blind: Option<String>,
}

/// The shape before a gate's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Green, and it missed.
    Missed,
    /// Red: it caught this.
    Caught,
    /// Did not run.
    Skipped,
    /// Does not apply.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub when: String,
    /// Markdown of one line.
    pub text: String,
    pub role: Option<String>,
    /// The moment a person saw it.
    pub human: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub done: bool,
    /// Markdown of one line.
    pub text: String,
    pub note: Option<String>,
}

/// Lines of a file, as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub path: String,
    pub caption: String,
    pub why: Option<String>,
    pub first_line: Option<u32>,
    pub lines: Vec<String>,
}

/// From the change that introduced a defect to the one that fixed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// "Every required gate was green for 2 d 1 h 53 min"
    pub green: Option<String>,
    /// "2 d 21 h 18 min"
    pub span: Option<String>,
    /// No gate was recorded: nothing says that the track was green.
    pub plain: bool,
    /// A gate was red or did not run.
    pub dashed: bool,
    pub links: Vec<Link>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub part: LinkPart,
    pub label: String,
    pub suspected: bool,
    /// Not linked yet.
    pub open: bool,
    pub what: Option<String>,
    /// Commit, pull request, record: what machines call it.
    pub names: Vec<Name>,
    pub meta: Vec<String>,
    pub when: Option<String>,
    /// Time to the next part, and what that time was.
    pub gap: Option<(String, String)>,
    /// The line to the next part.
    pub line: Line,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    /// An https address.
    pub url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPart {
    Introduced,
    Incident,
    Catch,
    Fixed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Track,
    Ink,
    Plain,
    Open,
    None,
}

/// A picture, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file's name, for where the picture itself cannot be shown.
    pub name: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}
