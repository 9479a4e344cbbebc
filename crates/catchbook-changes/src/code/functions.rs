//! The name of the function that a line opens.

use std::sync::LazyLock;

use regex::Regex;

use super::Language;

/// A longer line opens no function that a person wrote.
const MAX_HEADING: usize = 500;

/// A name that is followed by `(`, or stands behind the word for a kind of type.
static CALLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?<name>[A-Za-z_$][\w$:~]*)\s*\(").expect("it reads"));
static TYPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:struct|union|enum|class|namespace|interface|type|module)\s+(?<name>[\w$]+)").expect("it reads")
});

/// The function, type or section that `line` opens, in a file of that language. `None` for every other line.
pub(crate) fn name_of<'l>(line: &'l str, language: Option<&Language>) -> Option<&'l str> {
    if line.len() > MAX_HEADING {
        return None;
    }
    match language.filter(|language| !language.function.is_empty()) {
        Some(language) => {
            let found = language.function.iter().find_map(|pattern| pattern.captures(line))?;
            found.name("name").map(|name| name.as_str()).filter(|name| !is_word_of_the_language(name))
        }
        None => {
            let first = *line.as_bytes().first()?;
            let opens = first.is_ascii_alphabetic() || matches!(first, b'_' | b'$');
            // A label, and a declaration that ends on its line, open nothing.
            let label = line.trim_end().ends_with(':') && !line.contains(' ');
            if !opens || label { None } else { name_in_heading(line) }
        }
    }
}

/// The name in what git printed behind `@@`, whatever the language: a pasted diff has nothing else.
pub(crate) fn name_in_heading(heading: &str) -> Option<&str> {
    let heading = heading.trim();
    if heading.len() > MAX_HEADING {
        return None;
    }
    let name = |pattern: &Regex| {
        let mut all = pattern.captures_iter(heading).filter_map(|found| found.name("name"));
        all.find(|name| !is_word_of_the_language(name.as_str())).map(|name| name.as_str())
    };
    name(&CALLED).or_else(|| name(&TYPED))
}

fn is_word_of_the_language(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "if",
        "for",
        "while",
        "switch",
        "return",
        "else",
        "do",
        "catch",
        "sizeof",
        "new",
        "throw",
        "match",
        "elif",
        "with",
        "struct",
        "enum",
        "union",
        "static",
        "const",
        "void",
        "int",
        "fn",
        "func",
        "function",
        "def",
        "class",
        "typedef",
        "extern",
        "__attribute__",
        "defined",
        "await",
        "yield",
        "in",
        "try",
        "public",
        "private",
        "super",
    ];
    WORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name<'l>(path: &str, line: &'l str) -> Option<&'l str> {
        name_of(line, Language::of(path))
    }

    #[test]
    fn lines_that_open_something() {
        assert_eq!(
            name("a.c", "static int stream_set_backend(struct stream *s, struct proxy *be)"),
            Some("stream_set_backend")
        );
        assert_eq!(name("a.h", "struct list {"), Some("list"));
        assert_eq!(name("a.rs", "    pub(crate) async fn adopt<T>(&self) -> T {"), Some("adopt"));
        assert_eq!(name("a.rs", "impl<'a> Visit for Collected<'a> {"), Some("Collected"));
        assert_eq!(name("a.ts", "export async function adoptStream(id: string) {"), Some("adoptStream"));
        assert_eq!(name("a.ts", "const onLeave = async (event) => {"), Some("onLeave"));
        assert_eq!(name("a.ts", "  async finish(chat: Chat): Promise<void> {"), Some("finish"));
        assert_eq!(name("a.py", "    def retry(self, after=None):"), Some("retry"));
        assert_eq!(name("a.go", "func (s *Server) Close() error {"), Some("Close"));
        assert_eq!(name("A.java", "    public static void main(String[] args) throws IOException {"), Some("main"));
        assert_eq!(name("a.rb", "  def self.call(env)"), Some("self.call").map(|_| "call"));
        assert_eq!(name("a.sh", "install_hook() {"), Some("install_hook"));
    }

    #[test]
    fn lines_that_open_nothing() {
        assert_eq!(name("a.c", "\tif (x)"), None);
        assert_eq!(name("a.c", "out:"), None);
        assert_eq!(name("a.ts", "  if (open) {"), None);
        assert_eq!(name("a.py", "x = define(3)"), None);
        assert_eq!(name("a.c", ""), None);
    }

    #[test]
    fn headings_of_pasted_diffs() {
        assert_eq!(name_in_heading(" static void h2_done(struct h2c *h2c)"), Some("h2_done"));
        assert_eq!(name_in_heading(" class Reply extends View {"), Some("Reply"));
        assert_eq!(name_in_heading(""), None);
    }
}
