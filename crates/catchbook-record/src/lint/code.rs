//! Every problem's code, declared once: the constants that the reader uses and the table that the manual prints.

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $code:literal, $text:literal;)+) => {
        $(#[doc = $text] $(#[$meta])* pub(crate) const $name: &str = $code;)+

        /// Every code with a line that says what it means, in the order of the manual.
        pub fn codes() -> &'static [(&'static str, &'static str)] {
            &[$(($code, $text)),+]
        }
    };
}

codes! {
    NOT_UTF8 = "not-utf8", "The file is not UTF-8.";
    NUL_BYTE = "nul-byte", "The front matter holds a NUL byte.";
    LONG_FILE = "long-file", "The file is so long that only its beginning is read for links and headings.";
    DEEP_NESTING = "deep-nesting", "The Markdown is nested so deeply that the rest is not read for links and headings.";
    MANY_PARTS = "many-parts", "The record has more headings, links or list items than are listed.";
    MANY_PROBLEMS = "many-problems", "The file has more problems than are listed.";
    OPEN_FRONT_MATTER = "open-front-matter", "The front matter has no closing `---`.";
    LONG_FRONT_MATTER = "long-front-matter", "The front matter is too long to be read.";
    NOT_FIELDS = "not-fields", "The front matter is not a list of `key: value`.";
    YAML_SYNTAX = "yaml-syntax", "An entry of the front matter is not valid YAML.";
    YAML_DEPTH = "yaml-depth", "The front matter is nested too deeply.";
    YAML_SIZE = "yaml-size", "The front matter holds, or expands to, too many values.";
    YAML_ALIAS = "yaml-alias", "An alias (`*name`) has no anchor (`&name`).";
    YAML_COMMENT = "yaml-comment", "YAML takes text after `#` for a comment.";
    YAML_NUMBER = "yaml-number", "YAML tools read this text as a number and change it.";
    YAML_BOOLEAN = "yaml-boolean", "YAML tools read this word as true or false.";
    YAML_LINK = "yaml-link", "A link in double brackets is not quoted, so YAML reads a nested list.";
    YAML_QUOTE = "yaml-quote", "A value needs quotes to be valid YAML.";
    DUPLICATE_KEY = "duplicate-key", "A key is there twice; the first one counts.";
    UNKNOWN_KEY = "unknown-key", "A key looks like a misspelt field.";
    FOREIGN_FIELD = "foreign-field", "A field belongs to another type of record.";
    UNKNOWN_TYPE = "unknown-type", "The type is none of the format's.";
    UNKNOWN_WORD = "unknown-word", "A value is none of the words that the field knows.";
    WRONG_SHAPE = "wrong-shape", "A field has a list or a map where text is expected, or the other way round.";
    BAD_ID = "bad-id", "An id is not a letter and five Crockford base-32 characters.";
    BAD_DATE = "bad-date", "A time is neither a date nor RFC 3339.";
    NO_OFFSET = "no-offset", "A time has no offset, so it is read as UTC.";
    BAD_PERIOD = "bad-period", "A period is not a number of days, weeks, months or years.";
    BAD_NUMBER = "bad-number", "A number could not be read.";
    BAD_SEVERITY = "bad-severity", "A severity is none of sev1 to sev5 and their words.";
    BAD_CHANGE = "bad-change", "A change names no commit, pull request or URL, or no role.";
    BAD_GATE = "bad-gate", "A gate has no name or no verdict.";
    BAD_GUARD = "bad-guard", "A guard names no path, or its lines cannot be read.";
    PLACEHOLDER = "placeholder", "A value stands for \"not known\"; a field that nobody knows is left out.";
    NO_TITLE = "no-title", "The record has neither a title nor a heading.";
    COST_BASIS = "cost-basis", "A cost has a figure and no basis.";
    VERIFIED_NOTE = "verified-note", "A verification does not say what was walked by hand.";
    TIMELINE_ORDER = "timeline-order", "A timeline entry is earlier than the one before it.";
    TIMELINE_ROLE = "timeline-role", "A timeline entry has an unknown role.";
    END_BEFORE_START = "end-before-start", "An end is earlier than its start.";
    TICKED_CHECK = "ticked-check", "A hand-check is ticked in the record.";
    SETTINGS_SYNTAX = "settings-syntax", "A line of catchbook.toml is not valid TOML.";
    SETTINGS_KEY = "settings-key", "catchbook.toml has a key that is not known.";
    SETTINGS_VALUE = "settings-value", "A value in catchbook.toml is not what its key expects.";
    SETTINGS_SECURITY = "settings-security", "catchbook.toml asks for what a vault may not decide; it has no effect.";
    SUPERSEDED_BY = "superseded-by", "The status and `superseded_by` do not agree.";
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut seen = std::collections::HashSet::new();
        for (code, text) in codes() {
            assert!(seen.insert(code), "{code} is there twice");
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(text.ends_with('.'), "{code}: {text}");
        }
    }
}
