use crate::api::{Preferences, Theme};
use std::path::{Path, PathBuf};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// Most vaults that the first screen lists.
const MOST_RECENT: usize = 12;

/// `settings.toml` in the person's config folder. Comments and keys that this version does not know survive an edit.
#[derive(Debug, Clone, Default)]
pub(crate) struct UserSettings {
    document: DocumentMut,
}

impl UserSettings {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When the text is not TOML; the caller keeps the file as it is and goes on with the defaults.
    pub(crate) fn parse(text: &str) -> Result<Self, toml_edit::TomlError> {
        Ok(Self { document: text.parse()? })
    }

    pub(crate) fn text(&self) -> String {
        self.document.to_string()
    }

    pub(crate) fn preferences(&self) -> Preferences {
        Preferences {
            theme: match self.document.get("theme").and_then(Item::as_str) {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => Theme::System,
            },
            single_keys: self.document.get("single_keys").and_then(Item::as_bool).unwrap_or(true),
            vim_keys: self.document.get("vim_keys").and_then(Item::as_bool).unwrap_or(false),
        }
    }

    pub(crate) fn set_preferences(&mut self, preferences: &Preferences) {
        self.document["theme"] = value(match preferences.theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        });
        self.document["single_keys"] = value(preferences.single_keys);
        // What was never asked for does not have to stand there.
        if preferences.vim_keys || self.document.contains_key("vim_keys") {
            self.document["vim_keys"] = value(preferences.vim_keys);
        }
    }

    /// Vaults opened before, newest first, with the names they had.
    pub(crate) fn recent(&self) -> Vec<(PathBuf, String)> {
        tables(&self.document, "recent")
            .filter_map(|table| {
                let path = PathBuf::from(text(table, "path")?);
                let name = text(table, "name").unwrap_or_default().to_owned();
                Some((path, name))
            })
            .collect()
    }

    pub(crate) fn opened(&mut self, path: &Path, name: &str) {
        let mut recent = self.recent();
        recent.retain(|(known, _)| known != path);
        recent.insert(0, (path.to_owned(), name.to_owned()));
        recent.truncate(MOST_RECENT);
        self.set_recent(&recent);
    }

    pub(crate) fn forget(&mut self, path: &Path) {
        let mut recent = self.recent();
        recent.retain(|(known, _)| known != path);
        self.set_recent(&recent);
    }

    fn set_recent(&mut self, recent: &[(PathBuf, String)]) {
        let mut list = ArrayOfTables::new();
        for (path, name) in recent {
            // A path that is not UTF-8 cannot be written in TOML; such a vault opens, and is not remembered.
            let Some(path) = path.to_str() else { continue };
            let mut table = Table::new();
            table["path"] = value(path);
            table["name"] = value(name);
            list.push(table);
        }
        self.document["recent"] = Item::ArrayOfTables(list);
    }

    /// Where repositories are cloned on this machine: name in a vault's settings, folder.
    pub(crate) fn clones(&self) -> Vec<(String, PathBuf)> {
        tables(&self.document, "clone")
            .filter_map(|table| Some((text(table, "name")?.to_owned(), PathBuf::from(text(table, "path")?))))
            .collect()
    }

    pub(crate) fn images_allowed(&self, vault: &Path) -> bool {
        tables(&self.document, "images").any(|table| text(table, "vault").is_some_and(|path| Path::new(path) == vault))
    }

    pub(crate) fn allow_images(&mut self, vault: &Path, allow: bool) {
        let others: Vec<String> = tables(&self.document, "images")
            .filter_map(|table| text(table, "vault"))
            .filter(|path| Path::new(path) != vault)
            .map(str::to_owned)
            .collect();
        let mut list = ArrayOfTables::new();
        for path in others.iter().map(String::as_str).chain(allow.then_some(vault).and_then(Path::to_str)) {
            let mut table = Table::new();
            table["vault"] = value(path);
            list.push(table);
        }
        self.document["images"] = Item::ArrayOfTables(list);
    }
}

fn tables<'a>(document: &'a DocumentMut, key: &str) -> impl Iterator<Item = &'a Table> {
    document.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter)
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Item::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_keeps_comments_and_unknown_keys() {
        let mut settings = UserSettings::parse("# mine\nfuture = 1\ntheme = \"dark\" # evenings\n").unwrap();
        assert_eq!(settings.preferences().theme, Theme::Dark);
        settings.opened(Path::new("/v/one"), "One");
        let text = settings.text();
        assert!(text.starts_with("# mine\nfuture = 1\ntheme = \"dark\" # evenings\n"), "{text}");
    }

    #[test]
    fn vim_keys_are_off_until_they_are_asked_for() {
        let mut settings = UserSettings::default();
        let before = settings.preferences();
        assert!(!before.vim_keys);
        settings.set_preferences(&before);
        assert!(!settings.text().contains("vim"));
        settings.set_preferences(&Preferences { vim_keys: true, ..before });
        assert!(UserSettings::parse(&settings.text()).unwrap().preferences().vim_keys);
    }

    #[test]
    fn recent_vaults_move_to_the_front_once() {
        let mut settings = UserSettings::default();
        settings.opened(Path::new("/v/one"), "One");
        settings.opened(Path::new("/v/two"), "Two");
        settings.opened(Path::new("/v/one"), "One again");
        let again = UserSettings::parse(&settings.text()).unwrap().recent();
        assert_eq!(again, [("/v/one".into(), "One again".to_owned()), ("/v/two".into(), "Two".to_owned())]);
    }

    #[test]
    fn images_are_allowed_per_vault() {
        let mut settings = UserSettings::default();
        settings.allow_images(Path::new("/v/one"), true);
        assert!(settings.images_allowed(Path::new("/v/one")));
        assert!(!settings.images_allowed(Path::new("/v/two")));
        settings.allow_images(Path::new("/v/one"), false);
        assert!(!settings.images_allowed(Path::new("/v/one")));
    }

    #[test]
    fn clones_are_read_by_name() {
        let settings =
            UserSettings::parse("[[clone]]\nname = \"web\"\npath = \"/src/web\"\n[[clone]]\nname = 3\n").unwrap();
        assert_eq!(settings.clones(), [("web".to_owned(), PathBuf::from("/src/web"))]);
    }
}
