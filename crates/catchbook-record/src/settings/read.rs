//! From TOML to settings, keeping what is understood.

use super::{ClassSettings, GateSettings, RepositorySettings, ServiceSettings, VaultSettings};
use crate::problem::Problems;
use crate::schema::{fields::near, reader::handle, reader::short};
use crate::source::line_of;
use crate::{Period, Problem, Weight, lint::code};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A longer file is no settings file.
const MAX_LENGTH: usize = 1 << 20;

/// Words in a key that ask for what a vault may not decide.
const FORBIDDEN: &[&str] = &[
    "allow", "trust", "command", "exec", "program", "editor", "shell", "hook", "script", "plugin", "remote", "csp",
    "sandbox", "security",
];

/// Reads `catchbook.toml`. It never fails: what cannot be understood becomes a problem and the rest counts.
pub fn parse_settings(text: &str) -> (VaultSettings, Vec<Problem>) {
    let mut reader = Reader { text, problems: Problems::default() };
    let mut settings = VaultSettings::default();
    if text.len() > MAX_LENGTH {
        reader.error(
            0..0,
            code::SETTINGS_SYNTAX,
            "The settings are over 1 MiB; none of them was read".into(),
            "Keep settings short",
        );
        return (settings, reader.problems.into_vec());
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    reader.text = text;
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reader.error(
            error.span().unwrap_or(0..0),
            code::SETTINGS_SYNTAX,
            format!("This is not valid TOML: {}", error.message()),
            "Mend the line; the settings around it are read",
        );
    }
    reader.top(table.get_ref(), &mut settings);
    (settings, reader.problems.into_vec())
}

struct Reader<'t> {
    text: &'t str,
    problems: Problems,
}

type Key<'k> = (&'k str, Range<usize>);

impl Reader<'_> {
    fn error(&mut self, span: Range<usize>, code: &'static str, message: String, hint: &str) {
        self.problems.add(line_of(self.text.as_bytes(), span.start), code, Weight::Error, message, hint);
    }

    fn top(&mut self, table: &DeTable<'_>, settings: &mut VaultSettings) {
        const KEYS: &[&str] = &["name", "review_every", "synonyms", "repository", "service", "gate", "class"];
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            let at = (name, key.span());
            match name {
                "name" => settings.name = self.string(&at, value.get_ref()),
                "review_every" => settings.review_every = self.period(&at, value.get_ref()),
                "synonyms" => settings.synonyms = self.synonyms(&at, value.get_ref()),
                "repository" => settings.repositories = self.tables(&at, value.get_ref(), Reader::repository),
                "service" => settings.services = self.tables(&at, value.get_ref(), Reader::service),
                "gate" => settings.gates = self.tables(&at, value.get_ref(), Reader::gate),
                "class" => settings.classes = self.tables(&at, value.get_ref(), Reader::class),
                _ => self.unknown("The settings", &at, KEYS),
            }
        }
    }

    fn unknown(&mut self, place: &str, (key, span): &Key<'_>, keys: &[&str]) {
        let line = line_of(self.text.as_bytes(), span.start);
        let key = short(key);
        let lower = key.to_ascii_lowercase();
        if FORBIDDEN.iter().any(|word| lower.contains(word)) {
            self.problems.add(
                line,
                code::SETTINGS_SECURITY,
                Weight::Warning,
                format!("`{key}` has no effect: a vault can neither relax a security rule nor name a program"),
                "Set it in your own settings, where there is such a setting",
            );
            return;
        }
        let hint = match near(&key, keys.iter().copied()) {
            Some(field) => format!("Did you mean `{field}`?"),
            None => format!("Known are {}", keys.join(", ")),
        };
        self.problems.add(line, code::SETTINGS_KEY, Weight::Warning, format!("{place} have no `{key}`"), hint);
    }

    fn wrong(&mut self, (key, span): &Key<'_>, wanted: &str) {
        self.error(
            span.clone(),
            code::SETTINGS_VALUE,
            format!("`{key}` is not {wanted}"),
            "Mend the value, or leave the key out",
        );
    }

    fn string(&mut self, key: &Key<'_>, value: &DeValue<'_>) -> Option<String> {
        let text = value.as_str().map(|text| text.trim().to_owned());
        if text.is_none() {
            self.wrong(key, "a text in quotes");
        }
        text.filter(|text| !text.is_empty())
    }

    fn strings(&mut self, key: &Key<'_>, value: &DeValue<'_>) -> Vec<String> {
        let Some(list) = value.as_array() else { return self.string(key, value).into_iter().collect() };
        list.iter().filter_map(|item| self.string(key, item.get_ref())).collect()
    }

    fn period(&mut self, key: &Key<'_>, value: &DeValue<'_>) -> Option<Period> {
        let text = self.string(key, value)?;
        let period = Period::parse(&text);
        if period.is_none() {
            self.wrong(key, "a length of time such as \"6 months\" or \"90 days\"");
        }
        period
    }

    fn synonyms(&mut self, key: &Key<'_>, value: &DeValue<'_>) -> Vec<Vec<String>> {
        let Some(groups) = value.as_array() else {
            self.wrong(key, "a list of lists such as [[\"timeout\", \"deadline exceeded\"]]");
            return Vec::new();
        };
        let mut list = Vec::new();
        for group in groups.iter() {
            if !group.get_ref().is_array() {
                self.wrong(key, "a list of lists such as [[\"timeout\", \"deadline exceeded\"]]");
                continue;
            }
            let words = self.strings(key, group.get_ref());
            if words.len() > 1 {
                list.push(words);
            }
        }
        list
    }

    /// `[[key]]` tables; one `[key]` alone counts too. Entries without a name are left out.
    fn tables<T>(
        &mut self,
        key: &Key<'_>,
        value: &DeValue<'_>,
        read: fn(&mut Self, &DeTable<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut list = Vec::new();
        let mut one = |reader: &mut Self, value: &DeValue<'_>, span: Range<usize>| match value.as_table() {
            Some(table) => match read(reader, table) {
                Some(item) => list.push(item),
                None => {
                    reader.error(span, code::SETTINGS_VALUE, format!("A `{}` has no name", key.0), "Add name = \"…\"")
                }
            },
            None => reader.wrong(key, "written as [[name]] tables"),
        };
        match value.as_array() {
            Some(items) => items.iter().for_each(|item| one(self, item.get_ref(), item.span())),
            None => one(self, value, key.1.clone()),
        }
        list
    }

    fn repository(&mut self, table: &DeTable<'_>) -> Option<RepositorySettings> {
        let mut found = RepositorySettings::default();
        for (key, value) in table.iter() {
            let at = (key.get_ref().as_ref(), key.span());
            match at.0 {
                "name" => found.name = self.string(&at, value.get_ref()).unwrap_or_default(),
                "url" => found.url = self.url(&at, value.get_ref()),
                _ => self.unknown("Repositories", &at, &["name", "url"]),
            }
        }
        (!found.name.is_empty()).then_some(found)
    }

    /// Links are made from it, so only the web's own schemes count.
    fn url(&mut self, key: &Key<'_>, value: &DeValue<'_>) -> Option<String> {
        let url = self.string(key, value)?;
        let web = url.starts_with("https://") || url.starts_with("http://");
        if !web {
            self.wrong(key, "a URL that begins with https://");
        }
        web.then(|| url.trim_end_matches('/').to_owned())
    }

    fn service(&mut self, table: &DeTable<'_>) -> Option<ServiceSettings> {
        let mut found = ServiceSettings::default();
        for (key, value) in table.iter() {
            let at = (key.get_ref().as_ref(), key.span());
            match at.0 {
                "name" => found.name = self.string(&at, value.get_ref()).unwrap_or_default(),
                "owners" => found.owners = self.strings(&at, value.get_ref()).into_iter().map(handle).collect(),
                "paths" => found.paths = self.strings(&at, value.get_ref()),
                _ => self.unknown("Services", &at, &["name", "owners", "paths"]),
            }
        }
        (!found.name.is_empty()).then_some(found)
    }

    fn gate(&mut self, table: &DeTable<'_>) -> Option<GateSettings> {
        let mut found = GateSettings::default();
        for (key, value) in table.iter() {
            let at = (key.get_ref().as_ref(), key.span());
            match at.0 {
                "name" => found.name = self.string(&at, value.get_ref()).unwrap_or_default(),
                "required" => match value.get_ref().as_bool() {
                    Some(required) => found.required = required,
                    None => self.wrong(&at, "true or false"),
                },
                _ => self.unknown("Gates", &at, &["name", "required"]),
            }
        }
        (!found.name.is_empty()).then_some(found)
    }

    fn class(&mut self, table: &DeTable<'_>) -> Option<ClassSettings> {
        let mut found = ClassSettings::default();
        for (key, value) in table.iter() {
            let at = (key.get_ref().as_ref(), key.span());
            match at.0 {
                "name" => found.name = self.string(&at, value.get_ref()).unwrap_or_default(),
                "definition" => found.definition = self.string(&at, value.get_ref()),
                "detector" => found.detector = self.string(&at, value.get_ref()),
                _ => self.unknown("Classes", &at, &["name", "definition", "detector"]),
            }
        }
        (!found.name.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(u32, &'static str)> {
        parse_settings(text).1.into_iter().map(|problem| (problem.line, problem.code)).collect()
    }

    #[test]
    fn the_formats_own_example_is_read() {
        let (settings, problems) = parse_settings(
            r#"name = "Storefront"
review_every = "6 months"              # default for records that set none
synonyms = [["timeout", "deadline exceeded"]]
[[repository]]
name = "storefront-web"
url  = "https://github.com/acme/storefront-web/"
[[service]]
name = "checkout"
owners = ["@ines"]
paths = ["storefront-web:src/checkout/**"]
[[gate]]
name = "e2e"
required = true
[[class]]
name = "state-lost-on-navigation"
definition = "State held by a view dies with the view although the data behind it lives on."
detector = "tests/navigation.spec.ts"
"#,
        );
        assert_eq!(problems, []);
        assert_eq!(settings.name.as_deref(), Some("Storefront"));
        assert_eq!(settings.review_every, Period::parse("6 months"));
        assert_eq!(settings.synonyms, [["timeout", "deadline exceeded"]]);
        assert_eq!(settings.repositories[0].url.as_deref(), Some("https://github.com/acme/storefront-web"));
        assert_eq!(settings.services[0].owners, ["ines"]);
        assert!(settings.gates[0].required);
        assert_eq!(settings.classes[0].detector.as_deref(), Some("tests/navigation.spec.ts"));
    }

    #[test]
    fn what_is_not_understood_is_named_and_the_rest_counts() {
        let text = "nmae = \"x\"\nreview_every = 6\n[[gate]]\nname = \"e2e\"\nrequired = \"yes\"\n[[gate]]\nrequired = true\n[[repository]]\nname = \"a\"\nurl = \"file:///etc\"\n[[gate]]\nname = \"unit\"\n";
        assert_eq!(
            codes(text),
            [
                (1, "settings-key"),
                (2, "settings-value"),
                (5, "settings-value"),
                (6, "settings-value"),
                (10, "settings-value")
            ]
        );
        let (settings, _) = parse_settings(text);
        let gates: Vec<_> = settings.gates.iter().map(|gate| gate.name.as_str()).collect();
        assert_eq!(gates, ["e2e", "unit"]);
        assert_eq!(settings.repositories[0].url, None);
    }

    #[test]
    fn broken_toml_leaves_the_rest() {
        let (settings, problems) = parse_settings("name = \"A\"\nreview_every = = 3\n[[gate]]\nname = \"e2e\"\n");
        assert_eq!(settings.name.as_deref(), Some("A"));
        assert_eq!(settings.gates.len(), 1);
        assert!(problems.iter().all(|problem| problem.line == 2) && !problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn a_vault_cannot_relax_security() {
        for line in [
            "allow_remote_images = true",
            "editor = \"vi\"",
            "[trust]\nall = true",
            "post_save_hook = \"rm\"",
            "csp = \"\"",
        ] {
            let (settings, problems) = parse_settings(line);
            assert_eq!(settings, VaultSettings::default());
            assert_eq!(problems[0].code, "settings-security", "{line}");
        }
    }

    #[test]
    fn hostile_settings_are_bounded() {
        for text in [
            "[".repeat(100_000),
            format!("a = {}", "[".repeat(100_000)),
            "\0".repeat(10),
            "x".repeat(2 << 20),
            format!("a{} = 1", ".a".repeat(50_000)),
        ] {
            let (settings, problems) = parse_settings(&text);
            assert_eq!(settings, VaultSettings::default());
            assert!(!problems.is_empty() && problems.len() <= 201);
        }
    }
}
