use super::Book;
use crate::api::{ApiError, ErrorCode, RecordRef};
use catchbook_catalog::{Backlink, Resolved, Title, Via};
use catchbook_record::{Kind, Record};
use catchbook_search::{Find, ParseOptions, Query, Sort};
use std::collections::HashSet;

impl Book {
    /// The path of the one record that answers to an id, stem, alias or path.
    ///
    /// # Errors
    /// `NotFound` or `Ambiguous`, with the names of those that answer.
    pub(crate) fn find_one(&self, handle: &str) -> Result<String, ApiError> {
        match self.catalogs.read(|catalog| catalog.resolve(handle))? {
            Resolved::One(path) => Ok(path),
            Resolved::Many(paths) => Err(ApiError::new(
                ErrorCode::Ambiguous,
                format!("{handle} means more than one record: {}", paths.join(", ")),
            )
            .hint("Name one by its path. When two records have one id, catchbook lint --fix renews the younger.")),
            Resolved::None => Err(ApiError::new(ErrorCode::NotFound, format!("No record is known as {handle}"))
                .hint("Look for it with catchbook find, or check the id.")),
        }
    }

    /// The paths of all records that search finds.
    pub(crate) fn searched(&self) -> Result<HashSet<String>, ApiError> {
        let everything = Query::parse("", ParseOptions::default());
        let all = Find { sort: Sort::Date, offset: 0, limit: usize::MAX, facets: false };
        Ok(self.search.find(&everything, &all)?.hits.into_iter().map(|hit| hit.path).collect())
    }

    /// A record as a link shows it.
    pub(crate) fn record_ref(&self, handle: &str) -> RecordRef {
        let handle = bare(handle);
        let title = self.catalogs.read(|catalog| catalog.titles(&[handle])).ok().and_then(|mut titles| titles.pop());
        title.flatten().map_or_else(|| missing(handle), |title| found(title, None))
    }

    /// A handle's name: of the person it belongs to, else the handle itself.
    pub(crate) fn name_of(&self, handle: &str) -> String {
        let path = format!("people/{handle}.md");
        let row = self.catalogs.read(|catalog| catalog.row(&path)).ok().flatten();
        row.filter(|row| row.kind == Kind::Person).map_or_else(|| handle.to_owned(), |row| row.title)
    }

    /// Whether a record is to stay among those who have the vault. What cannot be told is restricted.
    pub(crate) fn is_restricted(&self, handle: &str) -> bool {
        let row = self.find_one(bare(handle)).map(|path| self.catalogs.read(|catalog| catalog.row(&path)));
        match row {
            Ok(row) => row.map_or(true, |row| row.is_none_or(|row| row.restricted)),
            // Nobody answers to it, so there is nothing to tell.
            Err(_) => false,
        }
    }

    /// What links to a record, each record once. Who says that it only looks alike ties nothing to it.
    pub(crate) fn backlinks(&self, path: &str) -> Result<Vec<RecordRef>, ApiError> {
        let mut seen = Vec::new();
        for link in self.catalogs.read(|catalog| catalog.backlinks(path))? {
            if link.via != Via::Dissimilar && !seen.iter().any(|known: &RecordRef| known.handle == link.handle) {
                seen.push(backlink(link));
            }
        }
        Ok(seen)
    }

    /// The other record of a chain: the incident that names this catch, or the first catch that an incident names.
    pub(crate) fn partner(&self, record: &Record) -> Result<Option<Record>, ApiError> {
        let path = match record.kind {
            Kind::Incident => {
                let named = record.incident.catches.iter().find_map(|handle| self.find_one(bare(handle)).ok());
                named.filter(|path| *path != record.path)
            }
            Kind::Catch => {
                let links = self.catalogs.read(|catalog| catalog.backlinks(&record.path))?;
                links.into_iter().find(|link| link.via == Via::Catches).map(|link| link.path)
            }
            _ => None,
        };
        // A partner that cannot be read now leaves the chain with what the record itself says.
        Ok(path.and_then(|path| self.read(&path).ok()).map(|(_, read)| read.record))
    }
}

/// A handle without the brackets of a link and without its label.
pub(crate) fn bare(handle: &str) -> &str {
    let inner = handle.trim().trim_start_matches("[[").trim_end_matches("]]");
    inner.split(['|', '#']).next().unwrap_or(inner).trim()
}

fn missing(handle: &str) -> RecordRef {
    RecordRef {
        handle: handle.to_owned(),
        kind: Kind::Note.to_string(),
        title: handle.to_owned(),
        sentence: None,
        missing: true,
    }
}

fn found(title: Title, sentence: Option<String>) -> RecordRef {
    RecordRef { handle: title.handle, kind: title.kind.to_string(), title: title.title, sentence, missing: false }
}

fn backlink(link: Backlink) -> RecordRef {
    let field = (link.via != Via::Body).then(|| format!("In its field {}", link.via.as_str()));
    RecordRef {
        handle: link.handle,
        kind: link.kind.to_string(),
        title: link.title,
        sentence: link.sentence.or(field),
        missing: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_without_its_dress() {
        assert_eq!(bare("[[C-7K3Q2|the blank reply]]"), "C-7K3Q2");
        assert_eq!(bare(" C-7K3Q2 "), "C-7K3Q2");
        assert_eq!(bare("[[2026-06-14-reply-blank#mechanism]]"), "2026-06-14-reply-blank");
    }
}
