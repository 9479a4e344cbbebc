//! The table of languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

/// How one language writes comments and opens functions.
pub struct Language {
    pub(super) line: Vec<String>,
    pub(super) block: Vec<(String, String)>,
    pub(super) strings: Vec<String>,
    /// Empty where git's default applies.
    pub(super) function: Vec<Regex>,
}

#[derive(Deserialize)]
struct Table {
    language: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    endings: Vec<String>,
    #[serde(default)]
    files: Vec<String>,
    line: Vec<String>,
    block: Vec<(String, String)>,
    strings: Vec<String>,
    #[serde(default)]
    function: Vec<String>,
}

/// By the end of a file's name, or by the name itself.
static LANGUAGES: LazyLock<HashMap<String, &'static Language>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("languages.toml")).expect("the table of languages reads");
    let mut languages = HashMap::new();
    for row in table.language {
        let function = row.function.iter().map(|pattern| Regex::new(pattern).expect("a pattern of the table reads"));
        let language: &'static Language = Box::leak(Box::new(Language {
            line: row.line,
            block: row.block,
            strings: row.strings,
            function: function.collect(),
        }));
        languages.extend(row.endings.into_iter().chain(row.files).map(|name| (name, language)));
    }
    languages
});

impl Language {
    /// The language that a path speaks of; `None` for one that the table does not know.
    pub fn of(path: &str) -> Option<&'static Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let by_name = LANGUAGES.get(name);
        by_name.or_else(|| LANGUAGES.get(&name.rsplit_once('.')?.1.to_ascii_lowercase())).copied()
    }
}
