use super::set::{no_new_problem, refused, value_of};
use crate::api::{ApiError, Event, NewRecord, Written};
use crate::app::App;
use crate::book::Book;
use catchbook_catalog::Resolved;
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::id::{RecordId, file_name, slug};
use catchbook_record::{Kind, template};
use catchbook_vault::VaultPath;

/// File names tried before giving up: the same title on one day is rare, a thousand times is a loop.
const NAMES: u32 = 1_000;

impl App {
    pub(crate) fn new_record_file(&self, request: &NewRecord) -> Result<Written, ApiError> {
        let book = self.book()?;
        let kind = Kind::parse(&request.kind).filter(|kind| kind.folder().is_some()).ok_or_else(|| {
            let known: Vec<&str> =
                Kind::ALL.iter().filter(|kind| kind.folder().is_some()).map(|kind| kind.as_str()).collect();
            ApiError::bad(format!("There is no type called {}", request.kind))
                .hint(format!("The types are {}.", known.join(", ")))
        })?;
        let title = request.title.trim();
        if title.is_empty() {
            return Err(ApiError::bad("A record needs a title")
                .hint("Name the wrong behaviour: 'Reply blank when a new chat gets its id'."));
        }
        let id = self.free_id(&book, kind)?;
        let mut bytes = self.text(&book, kind, title, id.as_deref(), request.long).into_bytes();
        if let Some(id) = id.filter(|_| catchbook_record::parse("x.md", &bytes).record.id.is_none()) {
            let value = edit::FieldValue::Text(id);
            bytes = edit::apply(&bytes, &FieldEdit::Set { field: "id".to_owned(), value }).map_err(refused)?;
        }
        self.write_edited(&book, kind, title, bytes, &self.edits(&book, request)?)
    }

    /// A record with these fields, in their order, and this text below its title.
    pub(crate) fn write_new(
        &self,
        book: &Book,
        kind: Kind,
        title: &str,
        text: &str,
        edits: &[FieldEdit],
    ) -> Result<Written, ApiError> {
        let id = self.free_id(book, kind)?.map(|id| format!("id: {id}\n")).unwrap_or_default();
        self.write_edited(book, kind, title, format!("---\n{id}---\n# {title}\n{text}").into_bytes(), edits)
    }

    fn write_edited(
        &self,
        book: &Book,
        kind: Kind,
        title: &str,
        plain: Vec<u8>,
        edits: &[FieldEdit],
    ) -> Result<Written, ApiError> {
        let mut bytes = plain.clone();
        for edit in edits {
            bytes = edit::apply(&bytes, edit).map_err(refused)?;
        }
        no_new_problem(&format!("{}/x.md", kind.folder().unwrap_or_default()), &plain, &bytes)?;
        let path = self.create(book, kind, title, &bytes)?;
        book.take_in(&[&path], &[])?;
        self.host.emit(Event::RecordsChanged);
        let (_, read) = book.read(&path)?;
        Ok(Written { id: read.record.handle().to_owned(), path, changed: true, note: None })
    }

    /// An id that no record of this vault has.
    fn free_id(&self, book: &Book, kind: Kind) -> Result<Option<String>, ApiError> {
        for _ in 0..NAMES {
            let Some(id) = RecordId::generate(kind, || self.host.random()) else { return Ok(None) };
            let id = id.to_string();
            if book.catalogs.read(|catalog| catalog.resolve(&id))? == Resolved::None {
                return Ok(Some(id));
            }
        }
        Err(ApiError::failed("No free id was found").hint("Try again."))
    }

    /// The vault's own template, else the built-in one, with its blanks filled.
    fn text(&self, book: &Book, kind: Kind, title: &str, id: Option<&str>, long: bool) -> String {
        let own = VaultPath::new(format!("templates/{kind}.md")).ok().and_then(|path| book.vault.read(&path).ok());
        let own = own.filter(|_| !long).map(|loaded| String::from_utf8_lossy(&loaded.bytes).into_owned());
        let text = own.unwrap_or_else(|| template(kind, long).to_owned());
        let text = if text.contains("{title}") { text } else { with_title(&text) };
        let text = text.replace("{id}", id.unwrap_or_default()).replace("{date}", &self.today().to_string());
        titled(&text, &title.replace(['\r', '\n'], " "))
    }

    fn edits(&self, book: &Book, request: &NewRecord) -> Result<Vec<FieldEdit>, ApiError> {
        let mut edits: Vec<FieldEdit> = request
            .fields
            .iter()
            .filter_map(|field| {
                let value = field.value.as_deref()?;
                Some(FieldEdit::Set { value: value_of(&field.field, value), field: field.field.clone() })
            })
            .collect();
        if let Some(commit) = &request.from_commit {
            let known = book.clones.commit(None, commit).ok_or_else(|| {
                ApiError::bad(format!("No known clone has the commit {commit}"))
                    .hint("Name the clone in settings.toml, or use --field introduced=SHA.")
            })?;
            let short = known.id.get(..12).unwrap_or(&known.id).to_owned();
            edits.push(FieldEdit::Set { field: "introduced".to_owned(), value: edit::FieldValue::Text(short) });
        }
        Ok(edits)
    }

    /// Writes the file under the first free name; never over another.
    fn create(&self, book: &Book, kind: Kind, title: &str, bytes: &[u8]) -> Result<String, ApiError> {
        let folder = kind.folder().unwrap_or_default();
        // A person's file is named by the handle, every other record by its day and title.
        let name = if kind == Kind::Person { slug(title) } else { file_name(self.today(), title) };
        let stem = name.trim_end_matches(".md").to_owned();
        for turn in 1..=NAMES {
            let path = if turn == 1 { format!("{folder}/{stem}.md") } else { format!("{folder}/{stem}-{turn}.md") };
            match book.vault.create(&VaultPath::new(&path)?, bytes) {
                Ok(_) => return Ok(path),
                Err(catchbook_vault::Error::Exists { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ApiError::failed(format!("No free file name was found for {title}")).hint("Choose another title."))
    }
}

/// Puts the title in its places: quoted in the front matter, where it could be read as YAML, plain below. It goes in
/// last, so that braces in it stay what they are.
fn titled(text: &str, title: &str) -> String {
    let body = text.len() - catchbook_record::parse("x.md", text.as_bytes()).record.body.text.len().min(text.len());
    let quoted = serde_json::Value::from(title).to_string();
    let front = text[..body].replace("\"{title}\"", "{title}").replace("{title}", &quoted);
    front + &text[body..].replace("{title}", title)
}

/// A template that has no place for the title: its first heading becomes that place, else one is put above its text.
fn with_title(text: &str) -> String {
    let record = catchbook_record::parse("x.md", text.as_bytes()).record;
    let body = text.len() - record.body.text.len().min(text.len());
    let heading = record.body.headings.iter().find(|heading| heading.level == 1);
    let (start, end) = heading.map_or((body, body), |heading| {
        let start = body + heading.section.start;
        (start, text[start..].find('\n').map_or(text.len(), |at| start + at + 1))
    });
    let gap = if start == end { "\n" } else { "" };
    format!("{}# {{title}}\n{gap}{}", &text[..start], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_a_place_for_the_title() {
        assert_eq!(
            with_title("---\nfixed:\n---\n# What went wrong\n\nText\n"),
            "---\nfixed:\n---\n# {title}\n\nText\n"
        );
        assert_eq!(with_title("Text only\n"), "# {title}\n\nText only\n");
    }

    #[test]
    fn a_title_is_text_wherever_it_stands() {
        let text = titled("---\ntitle: {title}\nalso: \"{title}\"\n---\n# {title}\n", "Broken {title}: \"#12\"");
        assert_eq!(
            text,
            "---\ntitle: \"Broken {title}: \\\"#12\\\"\"\nalso: \"Broken {title}: \\\"#12\\\"\"\n---\n# Broken {title}: \"#12\"\n"
        );
    }
}
