use super::{ClassSettings, GateSettings, RepositorySettings, ServiceSettings, VaultSettings};
use crate::lint::code;
use crate::problem::Problems;
use crate::source::line_of;
use crate::{Period, Problem, Weight};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Larger settings are no settings, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// Reads the text of `catchbook.toml`. Never fails: what is wrong is in the list, with its line.
pub fn parse_settings(text: &str) -> (VaultSettings, Vec<Problem>) {
    let mut reader = Reader { text, problems: Problems::default() };
    let mut settings = VaultSettings::default();
    if text.len() > MAX_BYTES {
        reader.problem(0, "The settings are over 1 MiB; they were not read", "Keep only what the vault needs");
        return (settings, reader.problems.into_vec());
    }
    match DeTable::parse(text) {
        Ok(table) => reader.read(table.get_ref(), &mut settings),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            reader.problem(at, &format!("The settings are not valid TOML: {message}"), "Mend the line; until then no setting is used");
        }
    }
    (settings, reader.problems.into_vec())
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'t> {
    text: &'t str,
    problems: Problems,
}

impl Reader<'_> {
    fn read(&mut self, table: &DeTable<'_>, settings: &mut VaultSettings) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => settings.name = self.text(value),
                "review_every" => settings.review_every = self.period(value),
                "synonyms" => settings.synonyms = self.groups(value),
                "repository" => settings.repositories = self.tables(value, Self::repository),
                "service" => settings.services = self.tables(value, Self::service),
                "gate" => settings.gates = self.tables(value, Self::gate),
                "class" => settings.classes = self.tables(value, Self::class),
                other => self.unknown(key.span().start, other),
            }
        }
    }

    fn repository(&mut self, table: &DeTable<'_>) -> Option<RepositorySettings> {
        let mut all = RepositorySettings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => all.name = self.text(value)?,
                "url" => all.url = self.text(value),
                other => self.unknown(key.span().start, other),
            }
        }
        Some(all)
    }

    fn service(&mut self, table: &DeTable<'_>) -> Option<ServiceSettings> {
        let mut all = ServiceSettings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => all.name = self.text(value)?,
                "owners" => all.owners = self.list(value),
                "paths" => all.paths = self.list(value),
                other => self.unknown(key.span().start, other),
            }
        }
        Some(all)
    }

    fn gate(&mut self, table: &DeTable<'_>) -> Option<GateSettings> {
        let mut all = GateSettings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => all.name = self.text(value)?,
                "required" => all.required = self.flag(value),
                other => self.unknown(key.span().start, other),
            }
        }
        Some(all)
    }

    fn class(&mut self, table: &DeTable<'_>) -> Option<ClassSettings> {
        let mut all = ClassSettings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => all.name = self.text(value)?,
                "definition" => all.definition = self.text(value),
                "detector" => all.detector = self.text(value),
                other => self.unknown(key.span().start, other),
            }
        }
        Some(all)
    }

    /// `[[name]]` tables; one without a name is reported and left out.
    fn tables<T: Named>(
        &mut self,
        value: &Value<'_>,
        read: impl Fn(&mut Self, &DeTable<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = value.get_ref().as_array() else {
            self.problem(value.span().start, "A list of tables is expected here", "Write it in double brackets, as in [[service]]");
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in list.iter() {
            let read = item.get_ref().as_table().and_then(|table| read(self, table));
            match read.filter(|read| !read.name().is_empty()) {
                Some(read) => all.push(read),
                None => self.problem(item.span().start, "It has no name", "Add name = \"…\""),
            }
        }
        all
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(value.span().start, "Text is expected here", "Put it in quotes");
        }
        text
    }

    fn flag(&mut self, value: &Value<'_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.problem(value.span().start, "true or false is expected here", "Write it without quotes");
            false
        })
    }

    fn period(&mut self, value: &Value<'_>) -> Option<Period> {
        let text = self.text(value)?;
        let period = Period::parse(&text);
        if period.is_none() {
            self.problem(value.span().start, &format!("`{text}` is no period"), "Write a number of days, weeks, months or years");
        }
        period
    }

    /// One text is a list of one, as in records.
    fn list(&mut self, value: &Value<'_>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ => self.text(value).into_iter().collect(),
        }
    }

    fn groups(&mut self, value: &Value<'_>) -> Vec<Vec<String>> {
        match value.get_ref() {
            DeValue::Array(groups) => groups.iter().map(|group| self.list(group)).filter(|group| group.len() > 1).collect(),
            _ => {
                self.problem(value.span().start, "A list of groups is expected here", "Write [[\"timeout\", \"deadline exceeded\"]]");
                Vec::new()
            }
        }
    }

    fn unknown(&mut self, at: usize, key: &str) {
        self.problem(at, &format!("`{}` is no setting of a vault", crate::schema::reader::short(key)), "Correct it or delete it; it has no effect");
    }

    fn problem(&mut self, at: usize, message: &str, hint: &str) {
        self.problems.add(line_of(self.text.as_bytes(), at), code::SETTINGS, Weight::Warning, message, hint);
    }
}

trait Named {
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($of:ty),+) => { $(impl Named for $of { fn name(&self) -> &str { &self.name } })+ };
}
named!(RepositorySettings, ServiceSettings, GateSettings, ClassSettings);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PeriodSpan;

    #[test]
    fn every_setting_is_read() {
        let (settings, problems) = parse_settings(
            "name = \"Storefront\"\nreview_every = \"6 months\"\nsynonyms = [[\"timeout\", \"deadline exceeded\"]]\n\
             [[repository]]\nname = \"web\"\nurl = \"https://github.com/acme/web\"\n\
             [[service]]\nname = \"checkout\"\nowners = \"ines\"\npaths = [\"web:src/**\"]\n\
             [[gate]]\nname = \"e2e\"\nrequired = true\n\
             [[class]]\nname = \"lost\"\ndefinition = \"Gone.\"\ndetector = \"tests/a.ts\"\n",
        );
        assert_eq!(problems, []);
        assert_eq!(settings.name.as_deref(), Some("Storefront"));
        assert_eq!(settings.review_every.map(|period| period.span), Some(PeriodSpan::Months(6)));
        assert_eq!(settings.synonyms, [["timeout", "deadline exceeded"]]);
        assert_eq!(settings.repositories[0].url.as_deref(), Some("https://github.com/acme/web"));
        assert_eq!(settings.services[0].owners, ["ines"]);
        assert!(settings.gates[0].required);
        assert_eq!(settings.classes[0].detector.as_deref(), Some("tests/a.ts"));
    }

    #[test]
    fn what_is_wrong_is_reported_with_its_line_and_the_rest_holds() {
        let (settings, problems) =
            parse_settings("name = 3\nreview_every = \"soon\"\nrun = \"rm\"\n[[gate]]\nrequired = 1\n[[gate]]\nname = \"unit\"\n");
        let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5]);
        assert_eq!(settings.gates.len(), 1);
        assert_eq!(settings.gates[0].name, "unit");
    }

    #[test]
    fn text_that_is_not_toml_gives_defaults_and_one_problem() {
        let (settings, problems) = parse_settings("name = \"a\"\n= broken\n");
        assert_eq!((settings, problems.len(), problems[0].line), (VaultSettings::default(), 1, 2));
    }

    #[test]
    fn hostile_settings_are_bounded() {
        let deep = format!("a = {}", "[".repeat(100_000));
        assert_eq!(parse_settings(&deep).1.len(), 1);
        let long = "#".repeat(MAX_BYTES + 1);
        assert_eq!(parse_settings(&long).1.len(), 1);
    }
}
