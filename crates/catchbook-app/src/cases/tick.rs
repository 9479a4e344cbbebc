use super::set::refused;
use crate::api::{ApiError, ErrorCode, TickAction, Written};
use crate::app::App;
use catchbook_record::edit::{self, EditError, Tick};

impl App {
    /// Changes the one line of an action item; the day it is done is today.
    pub(crate) fn tick(&self, request: &TickAction) -> Result<Written, ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let (loaded, _) = book.read(&path)?;
        let done_on = request.done.then(|| self.today());
        let tick = Tick { line: request.line, text: &request.text, done_on };
        let bytes = edit::tick(&loaded.bytes, &tick).map_err(|error| match error {
            EditError::NoActionItem { .. } => ApiError::new(ErrorCode::NotFound, format!("{path}: {error}"))
                .hint("Open the record and look for it there; nothing was written."),
            error => refused(error),
        })?;
        self.save(&book, &path, &loaded, &bytes)
    }
}
