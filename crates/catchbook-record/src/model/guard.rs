/// Code that must not be changed or removed without reading the record. `text` is the anchor.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guard {
    pub repo: Option<String>,
    pub path: String,
    pub symbol: Option<String>,
    /// First and last 1-based line, both included.
    pub lines: Option<(u32, u32)>,
    pub text: Option<String>,
    /// Up to a few lines above the anchor, for telling repeats apart.
    pub before: Option<String>,
    pub after: Option<String>,
    pub commit: Option<String>,
    pub why: Option<String>,
    /// Whether to stop a change until somebody answered.
    pub interrupt: Option<bool>,
    /// 1-based line in the record's file.
    pub line: u32,
}
