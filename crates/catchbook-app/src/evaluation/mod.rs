//! How good a ranking is: the search's on documents and queries that people have judged, the check's on the history of a repository.

mod collection;
mod figures;
pub mod history;
mod lines;

pub use collection::{Collection, Document, Files, Judged};
pub use figures::{Figures, measure};

use crate::api::ApiError;
use catchbook_record::{Body, Record};
use catchbook_search::{Find, ParseOptions, Query, Store, WriterBudget};
use std::path::Path;

/// Documents of a ranking that are looked at.
pub const DEPTH: usize = 1_000;

/// Measures the search as it is shipped: the documents become records of an index in a folder that is thrown away.
///
/// # Errors
/// When the folder cannot be made, or the index fails.
pub fn shipped(collection: &Collection) -> Result<Figures, ApiError> {
    let folder = tempfile::tempdir()
        .map_err(|source| ApiError::failed(format!("A temporary folder could not be made: {source}")))?;
    let store = index(collection, folder.path())?;
    measure(collection, |query| {
        // Judged questions are sentences: a word between slashes is no expression there, which only files could answer.
        let query = Query::parse(&query.replace('/', " "), ParseOptions::default());
        let (found, _) = store.find_nearest(&query, &Find { limit: DEPTH, ..Find::default() })?;
        Ok(found.hits.iter().filter_map(|hit| number(&hit.path)).collect())
    })
}

fn index(collection: &Collection, folder: &Path) -> Result<Store, ApiError> {
    let (store, _) = Store::open(folder, &[])?;
    let mut writer = store
        .writer(WriterBudget::Build)?
        .ok_or_else(|| ApiError::failed("The index of the temporary folder is held by another program"))?;
    for (n, Document { title, text, .. }) in collection.documents.iter().enumerate() {
        let body = Body { text: text.clone(), ..Body::default() };
        writer.put(&Record { path: format!("{n}.md"), title: title.clone(), body, ..Record::default() })?;
    }
    writer.commit()?;
    drop(writer);
    Ok(store)
}

fn number(path: &str) -> Option<usize> {
    path.strip_suffix(".md")?.parse().ok()
}
