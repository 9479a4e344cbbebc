//! Records as documents for readers without the vault. Nothing here writes a file.

use super::show::{Reader, resolve};
use crate::api::{ApiError, ErrorCode, ExportKind, FindRecords, Notice, PullRequestText, RecordView, Sort};
use crate::app::App;
use crate::book::Book;
use crate::export::{self, Redact, Told};
use crate::show::own_text;
use crate::wording::{count, day};
use catchbook_print::{Image, Sheet, print};
use catchbook_record::{Kind, Record};
use catchbook_render::{Standalone, standalone};

/// Records of one export at most.
const MOST: usize = 10_000;
/// Rows of one question to search.
const PAGE: u32 = 1_000;
/// Pictures of one record together, in bytes.
const PICTURES: usize = 48 << 20;
/// People whose names are kept out of what is public.
const PEOPLE: usize = 2_000;

/// What is exported, and for whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) kind: ExportKind,
    pub(crate) public: bool,
    pub(crate) restricted: bool,
}

/// A file's name and bytes.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl App {
    pub(crate) fn for_pull_request(&self, handle: &str) -> Result<PullRequestText, ApiError> {
        let book = self.book()?;
        let wanted = Wanted { kind: ExportKind::Markdown, public: false, restricted: false };
        let (record, view) = self.told(&book, &book.find_one(handle)?, wanted)?;
        refuse_restricted(&record, wanted)?;
        let sheet = self.sheet(&book, &record, &view, wanted)?;
        Ok(PullRequestText { text: export::pull_request(&sheet, &view.handle) })
    }

    /// The paths of the records that were asked for, and what to say of those that were left out.
    pub(crate) fn select(
        &self,
        book: &Book,
        words: &[String],
        restricted: bool,
    ) -> Result<(Vec<String>, Vec<Notice>), ApiError> {
        let named: Result<Vec<String>, ApiError> = words.iter().map(|word| book.find_one(word)).collect();
        match named {
            Ok(mut paths) => {
                let mut seen = std::collections::HashSet::new();
                paths.retain(|path| seen.insert(path.clone()));
                Ok((paths, Vec::new()))
            }
            Err(error) if error.code != ErrorCode::NotFound || words.iter().any(|word| is_id(word)) => Err(error),
            Err(_) => self.select_by_query(book, &words.join(" "), restricted),
        }
    }

    fn select_by_query(
        &self,
        book: &Book,
        query: &str,
        restricted: bool,
    ) -> Result<(Vec<String>, Vec<Notice>), ApiError> {
        let mut paths = Vec::new();
        loop {
            let offset = super::number(paths.len());
            let page = self.find(&FindRecords {
                query: query.to_owned(),
                sort: Sort::Date,
                offset,
                limit: PAGE,
                facets: false,
                typing: false,
                nearest: false,
            })?;
            if let Some(token) = page.tokens.iter().find(|token| token.misread) {
                let hint = token.hint.as_deref().unwrap_or_default();
                return Err(ApiError::bad(format!("{}: {hint}", token.text))
                    .hint("catchbook help query lists the fields and their values."));
            }
            let last = page.rows.len() < PAGE as usize && !page.scan.is_some_and(|scan| scan.going);
            paths.extend(page.rows.into_iter().map(|row| row.path));
            if last || paths.len() >= MOST {
                break;
            }
        }
        let found = paths.len();
        if !restricted {
            paths.retain(|path| !book.is_restricted(path));
        }
        let left = found - paths.len();
        let note = (left > 0).then(|| Notice {
            message: format!(
                "{} left out: restricted records are not exported",
                count(left, "record was", "records were")
            ),
            hint: Some("--restricted takes them in, if those who will read it may.".to_owned()),
        });
        Ok((paths, note.into_iter().collect()))
    }

    /// The documents that the records become: one each, or one table of all.
    pub(crate) fn documents(
        &self,
        book: &Book,
        paths: &[String],
        wanted: Wanted,
    ) -> Result<(Vec<Document>, Vec<Notice>), ApiError> {
        let table = wanted.kind.is_table();
        if table && wanted.public {
            return Err(ApiError::bad("A table has no public version").hint("Export html, pdf or markdown."));
        }
        let mut records = Vec::with_capacity(paths.len());
        for path in paths {
            let told = self.told(book, path, wanted)?;
            refuse_restricted(&told.0, wanted)?;
            records.push(told);
        }
        if table {
            return Ok((self.table(&records, wanted.kind)?.into_iter().collect(), Vec::new()));
        }
        let (mut documents, mut notes) = (Vec::with_capacity(records.len()), Vec::new());
        for (record, view) in &records {
            let sheet = self.sheet(book, record, view, wanted)?;
            let (ending, bytes) = self.document(&sheet, &view.handle, wanted.kind, &mut notes)?;
            let public = if wanted.public { "-public" } else { "" };
            documents.push(Document { name: format!("{}{public}.{ending}", record.stem()), bytes });
        }
        if wanted.public && !documents.is_empty() {
            notes.push(Notice {
                message: "People, ids and addresses that the vault knows are left out".to_owned(),
                hint: Some("Read it before you publish it: what else is internal only a person can tell.".to_owned()),
            });
        }
        Ok((documents, notes))
    }

    fn table(&self, records: &[(Record, RecordView)], kind: ExportKind) -> Result<Option<Document>, ApiError> {
        let name = match records {
            [] => return Ok(None),
            [(record, _)] => record.stem(),
            _ => "records",
        };
        let (ending, text) = match kind {
            ExportKind::Csv => ("csv", export::csv(records)),
            _ => ("json", export::json(records)?),
        };
        Ok(Some(Document { name: format!("{name}.{ending}"), bytes: text.into_bytes() }))
    }

    fn document(
        &self,
        sheet: &Sheet,
        handle: &str,
        kind: ExportKind,
        notes: &mut Vec<Notice>,
    ) -> Result<(&'static str, Vec<u8>), ApiError> {
        match kind {
            ExportKind::Pdf => {
                let printed = print(sheet, self.today()).map_err(|why| {
                    ApiError::failed(format!("{handle} cannot be printed: {why}"))
                        .hint("Export it as HTML, which has room for more.")
                })?;
                notes.extend(without_shape(handle, &printed.without_shape));
                Ok(("pdf", printed.pdf))
            }
            ExportKind::Markdown => Ok(("md", export::document(sheet).into_bytes())),
            _ => Ok(("html", export::page(sheet).into_bytes())),
        }
    }

    fn told(&self, book: &Book, path: &str, wanted: Wanted) -> Result<(Record, RecordView), ApiError> {
        let (_, read) = book.read(path)?;
        let reader = if wanted.restricted { Reader::Member } else { Reader::Outside };
        let view = self.view(book, path, &read.record, &read.problems, reader)?;
        Ok((read.record, view))
    }

    fn sheet(&self, book: &Book, record: &Record, view: &RecordView, wanted: Wanted) -> Result<Sheet, ApiError> {
        let reader = if wanted.restricted { Reader::Member } else { Reader::Outside };
        let resolve = |target: &str| resolve(book, target, reader);
        let folder = record.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let line = |markdown: &str| {
            standalone(markdown, &mut Standalone { resolve: &resolve, folder, picture: &mut |_| None })
        };
        let mut pictures = Pictures { app: self, known: Vec::new(), images: Vec::new(), left: PICTURES };
        let mut picture = |path: &str| match wanted.kind {
            ExportKind::Html | ExportKind::Pdf if !wanted.public => pictures.take(path),
            _ => None,
        };
        let body =
            standalone(&own_text(record).1, &mut Standalone { resolve: &resolve, folder, picture: &mut picture });
        let images = pictures.images;
        let told = Told { record, view, body, line: &line, images, today: day(self.today()) };
        Ok(if wanted.public { export::public_sheet(&told, &names(book, record)?) } else { export::sheet(told) })
    }
}

/// Pictures of the vault that a text shows, each once.
struct Pictures<'a> {
    app: &'a App,
    known: Vec<String>,
    images: Vec<Image>,
    left: usize,
}

impl Pictures<'_> {
    /// The picture's name in the sheet; none when it cannot be read or there is no room for it.
    fn take(&mut self, path: &str) -> Option<String> {
        let known = self.known.iter().position(|known| known == path);
        let at = match known {
            Some(at) => at,
            None => {
                let picture = self.app.attachment(path).ok()?;
                self.left = self.left.checked_sub(picture.bytes.len())?;
                let name = path.rsplit('/').next().unwrap_or(path).to_owned();
                self.images.push(Image { name, mime: picture.mime, bytes: picture.bytes });
                self.known.push(path.to_owned());
                self.images.len() - 1
            }
        };
        Some(format!("image-{at}"))
    }
}

/// Everybody whom the record or the vault names.
fn names(book: &Book, record: &Record) -> Result<Redact, ApiError> {
    let mut handles = record.authors.clone();
    handles.extend(record.found.caught_by.iter().cloned());
    handles.extend(record.credits.iter().map(|credit| credit.name.clone()));
    handles.extend(record.verified.iter().flat_map(|verified| verified.by.clone()));
    handles.extend(record.body.actions.iter().filter_map(|action| action.owner.clone()));
    handles.extend(record.property.owner.clone());
    handles.extend(record.found.left.iter().filter_map(|left| left.by.clone()));
    let called: Vec<String> = handles.iter().map(|handle| book.name_of(handle)).collect();
    handles.extend(called);
    for path in book.catalogs.read(|catalog| catalog.newest(&[Kind::Person], PEOPLE))? {
        // A person whose file cannot be read now is still known by the file's name.
        let person = book.read(&path).map(|(_, read)| read.record).unwrap_or(Record { path, ..Record::default() });
        handles.push(person.stem().to_owned());
        handles.push(person.title.clone());
        handles.extend(person.person.names.into_iter().chain(person.aliases));
    }
    Ok(Redact::new(handles))
}

fn refuse_restricted(record: &Record, wanted: Wanted) -> Result<(), ApiError> {
    if !record.restricted || wanted.restricted {
        return Ok(());
    }
    Err(ApiError::bad(format!("{} is restricted: its visibility keeps it out of exports and copies", record.handle()))
        .hint("If those who will read it may: catchbook export with --restricted."))
}

fn without_shape(handle: &str, letters: &[char]) -> Option<Notice> {
    let listed: Vec<String> = letters.iter().map(char::to_string).collect();
    (!letters.is_empty()).then(|| Notice {
        message: format!("{handle}: the PDF has no letters for {}, and shows boxes there", listed.join(" ")),
        hint: Some("HTML shows them in the fonts of its reader.".to_owned()),
    })
}

/// `C-7K3Q2`: whoever types one means that record and no search.
fn is_id(word: &str) -> bool {
    let parts = word.split_once('-');
    parts.is_some_and(|(letter, rest)| {
        letter.len() == 1
            && letter.bytes().all(|b| b.is_ascii_uppercase())
            && rest.len() == 5
            && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}
