use std::fmt::Write;

/// The text of a record, built line by line and in the order of the calls.
///
/// ```
/// use catchbook_testkit::RecordText;
/// let text = RecordText::new("Reply blank").field("severity", "2").list("services", &["chat"]).body("It was.").text();
/// assert_eq!(text, "---\nseverity: 2\nservices: [chat]\n---\n# Reply blank\n\nIt was.\n");
/// ```
#[derive(Debug, Clone, Default)]
pub struct RecordText {
    front: String,
    body: String,
}

impl RecordText {
    /// A record whose title stands as its first heading.
    pub fn new(title: &str) -> RecordText {
        RecordText { front: String::new(), body: format!("# {title}\n") }
    }

    /// `key: value`, the value as it is.
    pub fn field(mut self, key: &str, value: &str) -> RecordText {
        let _ = writeln!(self.front, "{key}: {value}");
        self
    }

    /// `key: [a, b]`.
    pub fn list(self, key: &str, values: &[&str]) -> RecordText {
        let values = format!("[{}]", values.join(", "));
        self.field(key, &values)
    }

    /// One more gate in the long form; the first one opens the list, so call these one after another.
    pub fn gate(mut self, name: &str, verdict: &str) -> RecordText {
        if !self.front.contains("gates:\n") {
            self.front.push_str("gates:\n");
        }
        let _ = writeln!(self.front, "  - name: {name}\n    verdict: {verdict}");
        self
    }

    /// A paragraph.
    pub fn body(mut self, text: &str) -> RecordText {
        let _ = write!(self.body, "\n{text}\n");
        self
    }

    /// A section with a heading of the second level.
    pub fn section(mut self, heading: &str, text: &str) -> RecordText {
        let _ = write!(self.body, "\n## {heading}\n\n{text}\n");
        self
    }

    /// The whole file; without fields there is no front matter.
    pub fn text(&self) -> String {
        if self.front.is_empty() { self.body.clone() } else { format!("---\n{}---\n{}", self.front, self.body) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_alone_is_a_record() {
        assert_eq!(RecordText::new("Blank").text(), "# Blank\n");
    }

    #[test]
    fn gates_share_one_list() {
        let text = RecordText::new("T").gate("e2e", "passed").gate("unit", "failed").section("How", "So.").text();
        assert_eq!(
            text,
            "---\ngates:\n  - name: e2e\n    verdict: passed\n  - name: unit\n    verdict: failed\n---\n\
             # T\n\n## How\n\nSo.\n"
        );
    }
}
