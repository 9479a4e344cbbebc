use crate::api::Sort;
use toml_edit::{DocumentMut, Item, value};

/// Characters of a name at most; what is longer is cut.
const NAME: usize = 200;
/// Characters of a query at most.
const QUERY: usize = 2_000;

/// One saved search, as its file's text says it. Comments and keys that are not known here survive a change.
pub(crate) struct SearchFile {
    document: DocumentMut,
}

impl SearchFile {
    /// # Errors
    /// When the text is not TOML: a sentence.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            format!("Line {line} is not valid TOML: {}", error.message().replace('\n', " "))
        })?;
        Ok(Self { document })
    }

    pub(crate) fn new(name: &str, query: &str, sort: Option<Sort>) -> Self {
        let mut file = Self { document: DocumentMut::new() };
        file.set_name(name);
        file.set_query(query);
        file.set_sort(sort);
        file
    }

    pub(crate) fn text(&self) -> String {
        self.document.to_string()
    }

    pub(crate) fn name(&self) -> Option<String> {
        self.string("name").map(|name| name.chars().take(NAME).collect()).filter(|name: &String| !name.is_empty())
    }

    /// # Errors
    /// When there is none, or it is too long to be one: a sentence.
    pub(crate) fn query(&self) -> Result<String, String> {
        match self.document.get("query").map(Item::as_str) {
            None => Err("It has no query: write query = \"…\".".to_owned()),
            Some(None) => Err("Its query is not a text: write it in quotes.".to_owned()),
            Some(Some(query)) if query.chars().count() > QUERY => Err(format!("Its query is over {QUERY} characters.")),
            Some(Some(query)) => Ok(one_line(query)),
        }
    }

    /// # Errors
    /// When it names no order: a sentence.
    pub(crate) fn sort(&self) -> Result<Option<Sort>, String> {
        match self.document.get("sort").map(Item::as_str) {
            None => Ok(None),
            Some(Some("relevance")) => Ok(Some(Sort::Relevance)),
            Some(Some("date")) => Ok(Some(Sort::Date)),
            Some(Some("severity")) => Ok(Some(Sort::Severity)),
            Some(_) => Err("Its sort is not relevance, date or severity; it was left out.".to_owned()),
        }
    }

    pub(crate) fn set_name(&mut self, name: &str) {
        self.set("name", &one_line(name));
    }

    pub(crate) fn set_query(&mut self, query: &str) {
        self.set("query", &one_line(query));
    }

    /// `None` leaves the order to whoever asks.
    pub(crate) fn set_sort(&mut self, sort: Option<Sort>) {
        match sort {
            Some(Sort::Relevance) => self.set("sort", "relevance"),
            Some(Sort::Date) => self.set("sort", "date"),
            Some(Sort::Severity) => self.set("sort", "severity"),
            None => drop(self.document.remove("sort")),
        }
    }

    fn string(&self, key: &str) -> Option<String> {
        self.document.get(key).and_then(Item::as_str).map(one_line)
    }

    /// Writes a value in place of the old one, with what stood around it.
    fn set(&mut self, key: &str, text: &str) {
        if self.document.get(key).and_then(Item::as_str) == Some(text) {
            return;
        }
        let mut new = value(text);
        if let (Some(new), Some(old)) = (new.as_value_mut(), self.document.get(key).and_then(Item::as_value)) {
            *new.decor_mut() = old.decor().clone();
        }
        self.document[key] = new;
    }
}

/// What is too long to be a name or a query: a sentence.
pub(crate) fn too_long(name: &str, query: &str) -> Option<String> {
    let over = |text: &str, most| text.chars().count() > most;
    if over(name, NAME) {
        return Some(format!("The name is over {NAME} characters"));
    }
    over(query, QUERY).then(|| format!("The query is over {QUERY} characters"))
}

pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_holds_what_was_saved_and_nothing_else() {
        let file = SearchFile::new("Anything sent twice\n", "mode:retry \"at least once\"", None);
        assert_eq!(file.text(), "name = \"Anything sent twice\"\nquery = 'mode:retry \"at least once\"'\n");
        let sorted = SearchFile::new("A", "b", Some(Sort::Date)).text();
        assert_eq!(sorted, "name = \"A\"\nquery = \"b\"\nsort = \"date\"\n");
    }

    #[test]
    fn a_change_keeps_every_other_byte() {
        let text = "# ours\nname = \"Worst\" # days\n\nquery   = \"severity:sev1\"   # keep\nteam = [1,2]\n";
        let mut file = SearchFile::parse(text).unwrap();
        file.set_name("Worst");
        assert_eq!(file.text(), text);
        file.set_query("severity:<=2");
        assert_eq!(file.text(), text.replace("severity:sev1", "severity:<=2"));
        file.set_sort(Some(Sort::Severity));
        file.set_sort(None);
        assert_eq!(file.text(), text.replace("severity:sev1", "severity:<=2"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(
            SearchFile::parse("name = \"a\"\nquery = \n").err().unwrap().split(':').next(),
            Some("Line 2 is not valid TOML")
        );
        for (text, says) in [
            ("name = \"a\"", "It has no query: write query = \"…\"."),
            ("query = 3", "Its query is not a text: write it in quotes."),
        ] {
            assert_eq!(SearchFile::parse(text).unwrap().query(), Err(says.to_owned()), "{text}");
        }
        let long = format!("query = \"{}\"", "x".repeat(QUERY + 1));
        assert!(SearchFile::parse(&long).unwrap().query().is_err());
        let file = SearchFile::parse("query = \"a\\nb\"\nsort = \"size\"\n").unwrap();
        assert_eq!(file.query(), Ok("a b".to_owned()));
        assert!(file.sort().is_err());
    }
}
