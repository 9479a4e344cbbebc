use crate::tidy::tree::Tree;

/// Who may know whom. A crate that is not named here may know none of the others.
const ARROWS: &[(&str, &[&str])] = &[
    ("crates/catchbook-record", &[]),
    ("crates/catchbook-vault", &[]),
    ("crates/catchbook-render", &[]),
    ("crates/catchbook-changes", &[]),
    ("crates/catchbook-print", &[]),
    ("crates/catchbook-check", &["changes"]),
    ("crates/catchbook-search", &["record"]),
    ("crates/catchbook-catalog", &["record"]),
    ("crates/catchbook-testkit", &["record", "vault", "search", "catalog", "app"]),
    ("crates/catchbook-app", &["record", "vault", "search", "catalog", "changes", "check", "render", "print"]),
    // The front doors. The window watches the vault's folder, for which it needs the watcher's types.
    (".", &["app", "record", "vault"]),
    ("src-tauri", &["app", "vault"]),
    // For a vault of any size.
    ("tests/e2e", &["testkit"]),
    ("xtask", &[]),
];

pub fn in_libraries(forbidden: &[&str]) -> Vec<String> {
    let tree = Tree::read();
    let lines = tree.library_lines().filter(|line| forbidden.iter().any(|word| has_word(line.text, word)));
    lines.map(|line| line.to_string()).collect()
}

/// `print!(` is no part of `eprint!(` or `sprint!(`.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        word.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

pub fn wrong_arrows() -> Vec<String> {
    let tree = Tree::read();
    let mut wrong = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        let folder = file.path.trim_end_matches("Cargo.toml").trim_end_matches('/');
        let folder = if folder.is_empty() { "." } else { folder };
        let allowed = ARROWS.iter().find(|(known, _)| *known == folder).map_or(&[][..], |(_, allowed)| allowed);
        let known = dependencies(&file.text).filter(|name| !allowed.contains(name));
        wrong.extend(known.map(|name| format!("{folder} knows catchbook-{name}")));
    }
    wrong
}

/// `record` for each `catchbook-record…` among what the crate itself needs; tests may know anyone.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let own = manifest.split("\n[").filter(|section| {
        section.starts_with("dependencies]") || section.starts_with("target.") && section.contains(".dependencies]")
    });
    own.flat_map(str::lines).filter_map(|line| {
        let name = line.strip_prefix("catchbook-")?;
        name.split(['.', ' ', '=']).next()
    })
}

pub fn window_rights() -> Vec<String> {
    let tree = Tree::read();
    let (settings, rights) = (tree.get("src-tauri/tauri.conf.json"), tree.get("src-tauri/capabilities/main.json"));
    let mut wrong = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    must(settings.contains(r#""default-src": "'none'""#), "the policy starts from nothing");
    must(!settings.contains("unsafe-"), "the policy has no unsafe word");
    must(!settings.contains("dangerous"), "no dangerous switch is set");
    must(settings.contains(r#""connect-src": "ipc: http://ipc.localhost""#), "the page connects to its host alone");
    must(settings.contains(r#""withGlobalTauri": false"#), "no global of Tauri's");
    must(settings.contains(r#""freezePrototype": true"#), "Object.prototype is frozen");
    must(settings.contains(r#""assetProtocol": { "enable": false"#), "files are not served by path");
    must(rights.contains(r#""windows": ["main"]"#), "rights belong to the one window");
    must(!rights.contains("remote"), "no page of another origin has rights");
    let granted = rights.split_once("\"permissions\": [").and_then(|(_, rest)| rest.split_once(']'));
    let granted = granted.map_or("", |(granted, _)| granted);
    let granted: Vec<&str> = granted.split(',').map(|name| name.trim().trim_matches('"')).collect();
    must(
        granted == ["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"],
        "the one command and the events, nothing else",
    );
    let plugins = tree.get("src-tauri/Cargo.toml").lines().any(|line| line.starts_with("tauri-plugin"));
    must(!plugins, "no plugin reaches files, shells or the network");
    wrong
}

pub fn machine_names() -> Vec<String> {
    let tree = Tree::read();
    let own = ["tests/tidy/rules.rs"];
    let places = ["/root/", "/Users/", concat!("/wo", "rk/main")];
    let named = tree
        .all_lines()
        .filter(|line| !own.contains(&line.path) && places.iter().any(|place| line.text.contains(place)));
    let mut found: Vec<String> = named.map(|line| line.to_string()).collect();
    let rust = tree.lines("Cargo.lock").filter(|line| {
        line.text.starts_with("source = ")
            && !line.text.contains("\"registry+https://github.com/rust-lang/crates.io-index\"")
    });
    found.extend(rust.map(|line| line.to_string()));
    let node = tree
        .lines("ui/package-lock.json")
        .filter(|line| line.text.contains("\"resolved\": \"") && !line.text.contains("\"https://registry.npmjs.org/"));
    found.extend(node.map(|line| line.to_string()));
    found
}
