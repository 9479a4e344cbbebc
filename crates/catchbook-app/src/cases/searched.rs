use crate::api::{ApiError, NoteSearched, Searched};
use crate::app::App;
use crate::user::SearchedQueries;

/// Below the person's data folder; never in the vault.
const FOLDER: &str = "searched";

impl App {
    pub(crate) fn last_searches(&self) -> Result<Searched, ApiError> {
        Ok(Searched { queries: self.searched_queries()?.all() })
    }

    pub(crate) fn note_search(&self, request: &NoteSearched) -> Result<Searched, ApiError> {
        Ok(Searched { queries: self.searched_queries()?.note(&request.query)? })
    }

    pub(crate) fn forget_searches(&self) -> Result<Searched, ApiError> {
        self.searched_queries()?.forget()?;
        Ok(Searched::default())
    }

    fn searched_queries(&self) -> Result<SearchedQueries, ApiError> {
        Ok(SearchedQueries::new(self.own_folder(FOLDER, &*self.book()?)?))
    }
}
