use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

/// What the project's people write; what programs make (`target`, `dist`, …) is left out.
const LEFT_OUT: &[&str] = &["target", "node_modules", "dist", "gen", ".git", "coverage"];
const ENDINGS: &[&str] = &["rs", "svelte", "ts", "js", "css", "html", "toml", "lock", "json", "md", "yml", ""];

pub struct File {
    /// From the project's folder, `/` between parts.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn extension(&self) -> &str {
        extension(&self.path)
    }
}

pub struct Line<'a> {
    pub path: &'a str,
    /// Counted from 1.
    pub number: usize,
    pub text: &'a str,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.number, self.text.trim())
    }
}

pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    pub fn read() -> Self {
        let mut files = Vec::new();
        read(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    pub fn get(&self, path: &str) -> &str {
        self.files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
    }

    pub fn all_lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines("")
    }

    pub fn lines(&self, below: &str) -> impl Iterator<Item = Line<'_>> {
        self.files.iter().filter(move |file| file.path.starts_with(below)).flat_map(|file| numbered(file, &file.text))
    }

    /// Lines of the libraries that are not tests, not comments, and not the kit for tests.
    pub fn library_lines(&self) -> impl Iterator<Item = Line<'_>> {
        let tests = self.test_modules();
        let libraries = self.files.iter().filter(|file| {
            file.path.starts_with("crates/") && file.path.contains("/src/") && !file.path.contains("-testkit/")
        });
        let code = libraries
            .filter(move |file| file.extension() == "rs" && !tests.iter().any(|test| file.path.starts_with(test)));
        code.flat_map(|file| numbered(file, before_tests(&file.text)))
            .filter(|line| !line.text.trim_start().starts_with("//"))
    }

    /// Files and folders that hold a module declared under `#[cfg(test)]`.
    fn test_modules(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for file in self.files.iter().filter(|file| file.extension() == "rs") {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
            let inside =
                if matches!(stem, "lib" | "main" | "mod") { folder.to_owned() } else { format!("{folder}/{stem}") };
            let mut under_test = false;
            for line in file.text.lines().map(str::trim) {
                if line == "#[cfg(test)]" {
                    under_test = true;
                } else if let Some(path) = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")) {
                    if under_test {
                        found.insert(format!("{folder}/{path}"));
                    }
                } else if let Some(name) = module(line) {
                    if under_test {
                        found.insert(format!("{inside}/{name}.rs"));
                        found.insert(format!("{inside}/{name}/"));
                    }
                    under_test = false;
                } else if !line.starts_with("#[") {
                    under_test = false;
                }
            }
        }
        found
    }
}

/// `x` in `mod x;` and `pub(crate) mod x;`
fn module(line: &str) -> Option<&str> {
    let declared = line.strip_suffix(';')?;
    declared.strip_prefix("mod ").or_else(|| declared.split_once(" mod ").map(|(_, name)| name))
}

fn before_tests(text: &str) -> &str {
    let inline =
        text.find("#[cfg(test)]\nmod ").filter(|at| text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{')));
    &text[..inline.unwrap_or(text.len())]
}

fn numbered<'a>(file: &'a File, text: &'a str) -> impl Iterator<Item = Line<'a>> {
    text.lines().enumerate().map(|(at, text)| Line { path: &file.path, number: at + 1, text })
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn read(root: &Path, folder: &str, files: &mut Vec<File>) {
    let entries = fs::read_dir(root.join(folder)).expect("a folder of the project");
    for entry in entries {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type().expect("its type").is_dir() {
            if !LEFT_OUT.contains(&name.as_str()) {
                read(root, &path, files);
            }
        } else if ENDINGS.contains(&extension(&path))
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.push(File { path, text });
        }
    }
}

/// Ends the test when there is anything to list.
pub fn breaches(rule: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}
