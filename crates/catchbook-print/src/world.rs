//! All that the template can see: itself, the page as data, its pictures and the fonts.

use crate::fonts;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, Source, VirtualPath};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

const TEMPLATE: &str = include_str!("template.typ");

pub(crate) struct World {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: &'static [Font],
    template: Source,
    files: Vec<(FileId, Bytes)>,
    day: jiff::civil::Date,
}

impl World {
    /// `pictures` are reached as `image-0`, `image-1`, …
    pub(crate) fn new(data: String, pictures: Vec<Bytes>, day: jiff::civil::Date) -> Self {
        let fonts = fonts::embedded();
        let mut files = vec![(id("sheet.json"), Bytes::from_string(data))];
        files.extend(pictures.into_iter().enumerate().map(|(at, bytes)| (id(&format!("image-{at}")), bytes)));
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts)),
            fonts,
            template: Source::new(id("template.typ"), TEMPLATE.to_owned()),
            files,
            day,
        }
    }
}

fn id(name: &str) -> FileId {
    FileId::new(None, VirtualPath::new(name))
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(unknown(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = self.files.iter().find(|(known, _)| *known == id);
        known.map(|(_, bytes)| bytes.clone()).ok_or_else(|| unknown(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<i64>) -> Option<Datetime> {
        let month = u8::try_from(self.day.month()).ok()?;
        Datetime::from_ymd(i32::from(self.day.year()), month, u8::try_from(self.day.day()).ok()?)
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().as_rootless_path().to_owned())
}
