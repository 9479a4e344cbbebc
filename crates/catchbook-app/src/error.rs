//! What went wrong below, said once for every front door: what and where, then what next.

use crate::api::{ApiError, ErrorCode};
use std::error::Error;

impl ApiError {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None }
    }

    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Failed, message)
    }

    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// An error and its causes in one sentence: "could not write x.md: No space left on device".
pub(crate) fn sentence(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        // Some libraries repeat the cause in the message; once is enough.
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}

/// The cause alone, where the file it happened to is one of ours and its name says nothing to a person.
pub(crate) fn cause(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

impl From<catchbook_vault::Error> for ApiError {
    fn from(error: catchbook_vault::Error) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let code = match error.io_kind() {
            Some(StorageFull | QuotaExceeded) => ErrorCode::Full,
            Some(ReadOnlyFilesystem | PermissionDenied) => ErrorCode::ReadOnly,
            _ if matches!(error, catchbook_vault::Error::ReadOnlyFile { .. }) => ErrorCode::ReadOnly,
            _ if error.is_not_found() => ErrorCode::NotFound,
            _ => ErrorCode::Failed,
        };
        ApiError::new(code, capital(&sentence(&error))).hint(error.hint())
    }
}

impl From<catchbook_vault::PathError> for ApiError {
    fn from(error: catchbook_vault::PathError) -> Self {
        catchbook_vault::Error::from(error).into()
    }
}

/// What to do about a derived store that failed.
const FULL: &str = "Make room on that disk and try again. It is made from the files, and nothing of them is lost.";
const AGAIN: &str = "It is made from the files and nothing is lost: catchbook reindex makes it again.";
const BUSY: &str = "Another program is busy with it; try again.";

impl From<catchbook_catalog::Error> for ApiError {
    fn from(error: catchbook_catalog::Error) -> Self {
        let hint = match () {
            () if error.is_busy() => BUSY,
            () if error.is_disk_full() => FULL,
            () => AGAIN,
        };
        ApiError::failed(capital(&sentence(&error))).hint(hint)
    }
}

impl From<catchbook_search::Error> for ApiError {
    fn from(error: catchbook_search::Error) -> Self {
        let hint = if error.is_disk_full() { FULL } else { AGAIN };
        ApiError::failed(capital(&sentence(&error))).hint(hint)
    }
}

impl From<catchbook_changes::Error> for ApiError {
    fn from(error: catchbook_changes::Error) -> Self {
        use catchbook_changes::Error::{Ambiguous, Missing, NotACommit, NotARepository, NotAnId};
        let (code, hint) = match &error {
            NotARepository { .. } => (ErrorCode::NotFound, Some("Name the folder of a clone, or a bare repository.")),
            Missing { shallow: true, .. } => {
                (ErrorCode::NotFound, Some("Fetch more of its history: git fetch --unshallow"))
            }
            Missing { .. } => (ErrorCode::NotFound, Some("Fetch first, if it was made elsewhere.")),
            NotAnId { .. } | Ambiguous { .. } | NotACommit { .. } => (ErrorCode::BadRequest, None),
            _ => (ErrorCode::Failed, None),
        };
        Self { code, message: capital(&sentence(&error)), hint: hint.map(str::to_owned) }
    }
}

/// A sentence begins with a capital, unless it begins with a path.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first)
            if first.is_ascii_lowercase() && !text.split(' ').next().unwrap_or_default().contains(['/', '.']) =>
        {
            first.to_ascii_uppercase().to_string() + chars.as_str()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_with_a_capital_and_paths_stay() {
        assert_eq!(capital("could not write it"), "Could not write it");
        assert_eq!(capital("catches/a.md is not there"), "catches/a.md is not there");
    }
}
