//! A catch in a minute: what was seen becomes a record in the short form.

use super::set::value_of;
use super::units::Units;
use crate::api::{ApiError, LogCatch, ModelSaid, SecretSeen, Seen, SeenOffer, TextChecked, WordingNote, Written};
use crate::app::App;
use crate::book::Book;
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::{Kind, language, secrets};

/// A title that is longer is cut at a word; the text then begins with all of it.
const TITLE: usize = 120;
/// Letters of a secret that are shown at either end.
const SHOWN: usize = 4;

impl App {
    pub(crate) fn seen_offer(&self, service: Option<&str>) -> Result<SeenOffer, ApiError> {
        let book = self.book()?;
        let repos = service.map(|service| repositories_of(&book, service)).unwrap_or_default();
        let named = repos.iter().find_map(|repo| book.clones.checked_out(Some(repo)));
        Ok(SeenOffer { seen: named.or_else(|| book.clones.checked_out(None)) })
    }

    pub(crate) fn log(&self, request: &LogCatch) -> Result<Written, ApiError> {
        let book = self.book()?;
        let (title, text) = title_and_text(&request.what);
        if title.is_empty() {
            return Err(ApiError::bad("A catch needs a sentence").hint("What did you see? One line is enough."));
        }
        let kind = match &request.model {
            Some(model) if !model.reached_code => Kind::ModelError,
            _ => Kind::Catch,
        };
        self.write_new(&book, kind, &title, &body(&text, request), &self.fields(request))
    }

    fn fields(&self, request: &LogCatch) -> Vec<FieldEdit> {
        let mut edits = Vec::new();
        let mut set = |field: &str, value: &str| {
            if !value.trim().is_empty() {
                edits.push(FieldEdit::Set { field: field.to_owned(), value: value_of(field, value.trim()) });
            }
        };
        if request.draft {
            set("status", "draft");
        }
        set("services", request.service.as_deref().unwrap_or_default());
        if request.model.as_ref().is_none_or(|model| model.reached_code) {
            let (now, _) = self.host.now();
            set("caught_at", &now.strftime("%Y-%m-%dT%H:%MZ").to_string());
            set("caught_where", request.seen.as_ref().map_or("", place));
        }
        set("model", request.model.as_ref().and_then(|model| model.model.as_deref()).unwrap_or_default());
        if !request.green.is_empty() {
            // Gates are named by the vault and may hold a comma; a list of one is a single value.
            let value = match &request.green[..] {
                [one] => edit::FieldValue::Text(one.clone()),
                more => edit::FieldValue::List(more.to_vec()),
            };
            edits.push(FieldEdit::Set { field: "green".to_owned(), value });
        }
        edits
    }

    pub(crate) fn check_text(text: &str) -> TextChecked {
        let secrets = secrets::secrets(text).into_iter();
        let mut units = Units::of(text);
        TextChecked {
            secrets: secrets.map(|it| SecretSeen { is: it.is.to_owned(), shown: ends(&text[it.span]) }).collect(),
            notes: language::notes(text)
                .into_iter()
                .map(|note| WordingNote {
                    rule: note.rule.to_owned(),
                    from: units.at(note.span.start),
                    to: units.at(note.span.end),
                    says: note.says.to_owned(),
                    instead: note.instead.to_owned(),
                })
                .collect(),
        }
    }
}

/// `main` or `branch`, as the format has it.
fn place(seen: &Seen) -> &'static str {
    match seen.branch.as_deref() {
        Some("main" | "master" | "trunk") => "main",
        Some(_) => "branch",
        None => "",
    }
}

/// Names of the repositories that hold the service's code, in the settings' order.
fn repositories_of(book: &Book, service: &str) -> Vec<String> {
    let settings = book.settings();
    let paths = settings.services.iter().filter(|known| known.name == service).flat_map(|known| &known.paths);
    paths.filter_map(|path| Some(path.split_once(':')?.0.to_owned())).collect()
}

/// The first line that says something, and the rest.
fn title_and_text(what: &str) -> (String, String) {
    let what = what.trim();
    let (first, rest) = what.split_once('\n').unwrap_or((what, ""));
    let first = first.trim().trim_start_matches('#').trim();
    if first.chars().count() <= TITLE {
        return (first.trim_end_matches('.').to_owned(), rest.trim().to_owned());
    }
    let cut: String = first.chars().take(TITLE).collect();
    let cut = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    (format!("{} …", cut.trim_end_matches([',', '.', ';', ':'])), what.to_owned())
}

fn body(text: &str, request: &LogCatch) -> String {
    let mut parts = Vec::new();
    if !text.is_empty() {
        parts.push(text.to_owned());
    }
    if let Some(seen) = &request.seen {
        let short = seen.commit.get(..12).unwrap_or(&seen.commit);
        let on = seen.branch.as_ref().map(|branch| format!(" on `{}`", branch.replace('`', ""))).unwrap_or_default();
        parts.push(format!("Seen at [[{short}]]{on}."));
    }
    if let Some(model) = &request.model {
        parts.extend(sections(model));
    }
    parts.iter().map(|part| format!("\n{part}\n")).collect()
}

fn sections(model: &ModelSaid) -> Vec<String> {
    [("Input", &model.prompt), ("What the model produced", &model.response), ("What was correct", &model.correct)]
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(heading, text)| format!("## {heading}\n\n{}", fenced(text)))
        .collect()
}

/// Pasted text stays as it is, whatever Markdown it holds.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_matches(['\r', '\n']).replace("\r\n", "\n"))
}

pub(super) fn ends(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().filter(|c| !c.is_control()).collect();
    if letters.len() <= 2 * SHOWN {
        return "…".to_owned();
    }
    let (head, tail) = (&letters[..SHOWN], &letters[letters.len() - SHOWN..]);
    head.iter().chain(&['…']).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_title() {
        assert_eq!(
            title_and_text("# Total is old.\n\nAfter a switch.\n"),
            ("Total is old".into(), "After a switch.".into())
        );
        let long = "word ".repeat(60);
        let (title, text) = title_and_text(&long);
        assert!(title.chars().count() <= TITLE + 2 && title.ends_with("word …"), "{title}");
        assert_eq!(text, long.trim());
    }

    #[test]
    fn pasted_text_cannot_leave_its_fence() {
        assert_eq!(fenced("a\n```\nb"), "````text\na\n```\nb\n````");
        assert_eq!(fenced("a"), "```text\na\n```");
    }

    #[test]
    fn places_are_counted_as_the_page_counts() {
        let text = "🙂 It was human error. Kofi should have known.";
        let notes = App::check_text(text).notes;
        let units: Vec<u16> = text.encode_utf16().collect();
        let shown = |note: &WordingNote| String::from_utf16(&units[note.from as usize..note.to as usize]).unwrap();
        assert_eq!(notes.iter().map(shown).collect::<Vec<_>>(), ["human error", "Kofi should have known"]);
    }

    #[test]
    fn a_secret_is_not_said_aloud() {
        let text = ["key AKIA", "ABCDEFGHIJKLMNOP"].concat();
        assert_eq!(App::check_text(&text).secrets[0].shown, "AKIA…MNOP");
    }
}
