use crate::api::{ApiError, ClassView, RawRecord, RecordRef, RecordView, RenderText};
use crate::app::App;
use crate::book::{Book, bare};
use crate::show::{Page, Rendering, Surroundings, problem_views, record_view, stale_row};
use catchbook_catalog::Resolved;
use catchbook_record::{Problem, Record, VaultSettings, parse};
use catchbook_render::{LinkKind, RemoteImages, RenderOptions, ResolvedLink};

impl App {
    pub(crate) fn show(&self, handle: &str) -> Result<RecordView, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (_, read) = book.read(&path)?;
        self.view(&book, &path, &read.record, &read.problems, Reader::Member)
    }

    /// A text as the record page would show it, were it saved.
    pub(crate) fn show_text(&self, request: &RenderText) -> Result<RecordView, ApiError> {
        let book = self.book()?;
        let parsed = parse(&request.path, request.text.as_bytes());
        self.view(&book, &request.path, &parsed.record, &parsed.problems, Reader::Member)
    }

    pub(crate) fn view(
        &self,
        book: &Book,
        path: &str,
        record: &Record,
        problems: &[Problem],
        reader: Reader,
    ) -> Result<RecordView, ApiError> {
        let settings = book.settings();
        let partner = book.partner(record)?.filter(|partner| reader == Reader::Member || !partner.restricted);
        let allowed = self.images_allowed(book);
        let images = if allowed { RemoteImages::Load } else { RemoteImages::Ask };
        let resolve = |target: &str| resolve(book, target, reader);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let line = RenderOptions { resolve: &resolve, folder, ..RenderOptions::default() };
        let page = Page {
            partner: partner.as_ref(),
            rendering: Rendering::of(record, &resolve, images),
            backlinks: reader.may_know(book, book.backlinks(path)?),
            problems: problem_views(path, problems),
            stale: self.stale(book, path)?,
            review_every: settings.review_every.as_ref(),
            class: class_view(record, &settings),
            silenced: self.silenced(book, record.handle()),
            record,
        };
        Ok(record_view(
            page,
            &Surroundings {
                today: self.today(),
                required_gates: &required_gates(&settings),
                name_of: &|handle| book.name_of(handle),
                record: &|handle| reader.named(book, handle),
                inline: &|markdown| catchbook_render::inline(markdown, &line),
                change: &|change| book.clones.change_view(change),
                commit: &|change| book.clones.brief(change),
            },
        ))
    }

    /// Why a record has outlived its proof, with the guarded code that changed where a clone can tell.
    fn stale(&self, book: &Book, path: &str) -> Result<Vec<String>, ApiError> {
        let row = book.catalogs.read(|catalog| catalog.row(path))?;
        let mut grounds = row.map(|row| stale_row(&row, book.review_every(), self.today())).unwrap_or_default();
        grounds.extend(book.changed_guards(path));
        Ok(grounds)
    }

    pub(crate) fn raw(&self, handle: &str) -> Result<RawRecord, ApiError> {
        let book = self.book()?;
        let path = book.find_one(handle)?;
        let (loaded, read) = book.read(&path)?;
        let text = String::from_utf8_lossy(&loaded.bytes).into_owned();
        Ok(RawRecord { id: read.record.handle().to_owned(), path, text })
    }
}

impl App {
    /// The bytes of a record's file, as they are.
    ///
    /// # Errors
    /// When no single record answers, or its file cannot be read.
    pub fn raw_bytes(&self, record: &crate::api::ShowRecord) -> Result<Vec<u8>, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&record.handle)?;
        Ok(book.read(&path)?.0.bytes)
    }
}

fn required_gates(settings: &VaultSettings) -> Vec<String> {
    settings.gates.iter().filter(|gate| gate.required).map(|gate| gate.name.clone()).collect()
}

fn class_view(record: &Record, settings: &VaultSettings) -> Option<ClassView> {
    let name = record.class.clone()?;
    let known = settings.classes.iter().find(|class| class.name == name);
    Some(ClassView { definition: known.and_then(|class| class.definition.clone()), name })
}

/// Who will read it. Outside the vault nothing tells of records that are restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Member,
    Outside,
}

impl Reader {
    /// A record as a link shows it; a restricted one by its handle alone.
    fn named(self, book: &Book, handle: &str) -> RecordRef {
        let mut record = book.record_ref(handle);
        if self == Self::Outside && book.is_restricted(handle) {
            record.title.clone_from(&record.handle);
        }
        record
    }

    fn may_know(self, book: &Book, mut records: Vec<RecordRef>) -> Vec<RecordRef> {
        records.retain(|record| self == Self::Member || !book.is_restricted(&record.handle));
        records
    }
}

/// What a link in a text leads to: a record by any of its names, or a commit of a known clone.
pub(crate) fn resolve(book: &Book, target: &str, reader: Reader) -> Option<ResolvedLink> {
    let target = bare(target);
    let resolved = book.catalogs.read(|catalog| catalog.resolve(target)).ok()?;
    let path = match resolved {
        Resolved::One(path) => Some(path),
        Resolved::Many(paths) => paths.into_iter().next(),
        Resolved::None => None,
    };
    if path.is_some() {
        let record = reader.named(book, target);
        return Some(ResolvedLink { kind: LinkKind::Record, id: record.handle, title: record.title });
    }
    let is_commit = (7..=64).contains(&target.len()) && target.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then(|| ResolvedLink {
        kind: LinkKind::Commit,
        id: target.to_owned(),
        title: book.clones.commit(None, target).map_or_else(String::new, |commit| commit.title.clone()),
    })
}
