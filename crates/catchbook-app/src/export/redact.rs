//! Words for readers outside: without people, ids, addresses and numbers of changes.
//!
//! It knows the vault's people and the shapes of ids and addresses. What else is internal only a person can tell, so
//! whoever publishes is asked to read it first.

/// Instead of a person.
const SOMEBODY: &str = "an engineer";
/// Instead of a record of the vault.
const RECORD: &str = "another record";
/// Instead of a commit or a pull request.
const CHANGE: &str = "a change";

/// Names that nobody outside needs to know, the longest first.
pub(crate) struct Redact {
    names: Vec<String>,
}

impl Redact {
    /// `names` are people's names and handles. Of a name of several words, each is known too.
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            let name = name.trim().trim_start_matches('@').to_owned();
            all.extend(name.split_whitespace().filter(|part| part.chars().count() > 2).map(str::to_owned));
            all.push(name);
        }
        all.retain(|name| name.chars().count() > 1);
        all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        all.dedup();
        Self { names: all }
    }

    /// The words, without what is nobody's business outside.
    pub(crate) fn words(&self, text: &str) -> String {
        let mut plain = text.to_owned();
        for name in &self.names {
            plain = replace_word(&plain, name, SOMEBODY);
        }
        let words: Vec<String> = plain.split(' ').map(word).collect();
        let joined = words.join(" ").replace("PR a change", CHANGE);
        once(&with_capitals(&joined))
    }
}

/// Replaces whole words, whatever their case; `@name` is one too.
fn replace_word(text: &str, name: &str, with: &str) -> String {
    let (lower, name) = (text.to_lowercase(), name.to_lowercase());
    if lower.len() != text.len() {
        // A letter whose small form is longer: places would not fit, so letters are compared as they are.
        return text.replace(&name, with);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (found, _) in lower.match_indices(&name) {
        let end = found + name.len();
        let before = text[..found].chars().next_back();
        let after = text[end..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if found < at || inside(before) || inside(after) {
            continue;
        }
        out.push_str(text[at..found].trim_end_matches('@'));
        out.push_str(with);
        at = end;
    }
    out + &text[at..]
}

fn word(word: &str) -> String {
    let core = word.trim_matches(|c: char| "()[]{}<>.,;:!?\"'“”‘’`".contains(c));
    let Some(start) = word.find(core).filter(|_| !core.is_empty()) else { return word.to_owned() };
    let instead = if core.contains("://") || core.starts_with("www.") || core.starts_with("mailto:") {
        "a link"
    } else if core.contains('@') && core.contains('.') || core.starts_with('@') && core.len() > 1 {
        SOMEBODY
    } else if is_record(core) {
        RECORD
    } else if is_change(core) {
        CHANGE
    } else {
        return word.to_owned();
    };
    format!("{}{instead}{}", &word[..start], &word[start + core.len()..])
}

/// `C-7K3Q2`
fn is_record(word: &str) -> bool {
    let parts = word.split_once('-');
    parts.is_some_and(|(letter, digits)| {
        ["I", "C", "E", "G", "R", "P"].contains(&letter)
            && digits.len() == 5
            && digits.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

/// A commit's digits, `#2318` or `web@a41f9c2`.
fn is_change(word: &str) -> bool {
    let word = word.rsplit('@').next().unwrap_or(word);
    let number = word
        .strip_prefix(['#', '!'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    let hex = (7..=64).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_lowercase());
    number || hex
}

/// A stand-in that begins a sentence begins with a capital.
fn with_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for (at, c) in text.char_indices() {
        let stands_in = begins && [SOMEBODY, RECORD, CHANGE].iter().any(|words| text[at..].starts_with(words));
        out.push(if stands_in { c.to_ascii_uppercase() } else { c });
        begins = if c.is_whitespace() { begins } else { matches!(c, '.' | '!' | '?') };
    }
    out
}

/// Two people beside one another are said once.
fn once(text: &str) -> String {
    text.replace("an engineer an engineer", SOMEBODY).replace("An engineer an engineer", "An engineer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_internal_is_left() {
        let redact = Redact::new(["Tomas Lindqvist".to_owned(), "tomas".to_owned(), "Ines".to_owned()]);
        for (written, told) in [
            ("Tomas pays by hand.", "An engineer pays by hand."),
            ("Seen by Tomas Lindqvist and @ines.", "Seen by an engineer and an engineer."),
            ("Lindqvist's phone", "An engineer's phone"),
            ("Businesses and tomatoes stay.", "Businesses and tomatoes stay."),
            ("Merged a41f9c2 in #2318, see C-7K3Q2.", "Merged a change in a change, see another record."),
            ("Mail ops@example.org or https://wiki.example.org/x.", "Mail an engineer or a link."),
            ("It took 1234567 requests.", "It took 1234567 requests."),
            ("PR #2331 went out", "A change went out"),
        ] {
            assert_eq!(redact.words(written), told, "{written}");
        }
    }
}
