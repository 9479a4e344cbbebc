use crate::api::{
    ApiError, ChangeSearch, Deleted, ErrorCode, Event, PickSearch, SaveSearch, SavedSearch, SearchList, SearchQuery,
};
use crate::app::App;
use crate::book::{Book, lock};
use crate::searches::{SearchFile, one_line, path_of, read_all, slug_of, text_of, too_long};
use catchbook_record::id::slug;
use catchbook_vault::{Error, Saved, VaultPath};
use std::sync::Arc;

/// File names that are tried for one name.
const NAMES: usize = 100;

impl App {
    pub(crate) fn saved_searches(&self) -> Result<SearchList, ApiError> {
        Ok(SearchList::clone(&*self.book()?.searches()))
    }

    pub(crate) fn saved_search(&self, request: &PickSearch) -> Result<SavedSearch, ApiError> {
        let book = self.book()?;
        let search = book.search_called(&request.name)?;
        match &search.problem {
            Some(problem) if !search.usable => {
                Err(ApiError::bad(format!("{} cannot be used: {problem}", search.path)).hint("Mend it in an editor."))
            }
            _ => Ok(search),
        }
    }

    pub(crate) fn save_new_search(&self, request: &SaveSearch) -> Result<SavedSearch, ApiError> {
        let book = self.book()?;
        let (name, query) = (one_line(&request.name), one_line(&request.query));
        check(&book, "", &name, &query)?;
        let text = SearchFile::new(&name, &query, request.sort).text();
        let path = create(&book, &name, text.as_bytes())?;
        self.searches_changed(&book);
        book.search_called(slug_of(path.as_str()).unwrap_or_default())
    }

    pub(crate) fn change_saved_search(&self, request: &ChangeSearch) -> Result<SavedSearch, ApiError> {
        let book = self.book()?;
        let search = book.search_called(&request.slug)?;
        let name = request.name.as_deref().map_or_else(|| search.name.clone(), one_line);
        let asked = request.query.as_ref().map_or_else(|| search.query.clone(), |asked| one_line(&asked.query));
        check(&book, &search.slug, &name, &asked)?;
        let unread = |problem| ApiError::bad(format!("{} cannot be changed: {problem}", search.path));
        let (loaded, text) = text_of(&book.vault, &search.slug).map_err(unread)?;
        let mut file = SearchFile::parse(&text).map_err(|problem| unread(problem).hint("Mend it in an editor."))?;
        if request.name.is_some() {
            file.set_name(&name);
        }
        if let Some(SearchQuery { sort, .. }) = request.query {
            file.set_query(&asked);
            file.set_sort(sort);
        }
        let path = path_of(&search.slug).ok_or_else(|| ApiError::bad("This is no file name"))?;
        let new = with_mark_of(&text, file.text());
        if let Saved::Conflict(conflict) = book.vault.save(&path, &loaded, new.as_bytes())? {
            return Err(ApiError::new(ErrorCode::Conflict, format!("{path} was changed by another program meanwhile"))
                .hint(format!("Your search is kept as {}.", conflict.kept_at)));
        }
        self.searches_changed(&book);
        book.search_called(&search.slug)
    }

    /// To the trash, from where it comes back like a record.
    pub(crate) fn delete_saved_search(&self, request: &PickSearch) -> Result<Deleted, ApiError> {
        let book = self.book()?;
        let search = book.search_called(&request.name)?;
        let (now, _) = self.host.now();
        let entry = book.vault.trash(&VaultPath::new(&search.path)?, &self.trash(&book)?, now.as_millisecond())?;
        self.searches_changed(&book);
        Ok(Deleted { handle: search.slug, title: search.name, trash_id: entry.id })
    }

    pub(crate) fn searches_changed(&self, book: &Book) {
        book.refresh_searches();
        self.host.emit(Event::StateChanged);
    }
}

impl Book {
    /// As they were when the folder was last looked at.
    pub(crate) fn searches(&self) -> Arc<SearchList> {
        let known = lock(&self.searches).clone();
        known.unwrap_or_else(|| self.refresh_searches())
    }

    pub(crate) fn refresh_searches(&self) -> Arc<SearchList> {
        // Held while the files are read: what was read earlier never replaces what was read later.
        let mut known = lock(&self.searches);
        Arc::clone(known.insert(Arc::new(read_all(&self.vault))))
    }

    /// By file name first, then by its own name in any case.
    fn search_called(&self, name: &str) -> Result<SavedSearch, ApiError> {
        let list = self.searches();
        let wanted = name.trim();
        let by_slug = list.searches.iter().find(|search| search.slug == wanted);
        let by_name = || list.searches.iter().find(|search| is_same(&search.name, wanted));
        by_slug.or_else(by_name).cloned().ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, format!("No saved search is called “{wanted}”"))
                .hint("catchbook searches lists them.")
        })
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Two searches of one name could not be told apart; `slug` is the one that may have it.
fn check(book: &Book, slug: &str, name: &str, query: &str) -> Result<(), ApiError> {
    if name.is_empty() {
        return Err(ApiError::bad("The search has no name").hint("Write a few words by which others will know it."));
    }
    if let Some(problem) = too_long(name, query) {
        return Err(ApiError::bad(problem));
    }
    match book.searches().searches.iter().find(|other| other.slug != slug && is_same(&other.name, name)) {
        None => Ok(()),
        Some(other) => Err(ApiError::bad(format!("{} is called “{}” already", other.path, other.name))
            .hint("Choose another name, or update that one.")),
    }
}

fn create(book: &Book, name: &str, bytes: &[u8]) -> Result<VaultPath, ApiError> {
    let stem = match slug(name) {
        // None of its letters can stand in a file name.
        stem if stem == slug("") => "search".to_owned(),
        stem => stem,
    };
    for turn in 1..=NAMES {
        let slug = if turn == 1 { stem.clone() } else { format!("{stem}-{turn}") };
        let path = path_of(&slug).ok_or_else(|| ApiError::bad("This name makes no file name"))?;
        match book.vault.create(&path, bytes) {
            Ok(_) => return Ok(path),
            Err(Error::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ApiError::failed(format!("Too many saved searches have a name like “{name}”")).hint("Choose another name."))
}

/// A byte order mark is no part of the TOML, and stays.
fn with_mark_of(old: &str, new: String) -> String {
    if old.starts_with('\u{FEFF}') { format!("\u{FEFF}{new}") } else { new }
}
