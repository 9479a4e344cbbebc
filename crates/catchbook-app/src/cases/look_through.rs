use super::number;
use crate::api::{ApiError, Event, FileScan};
use crate::app::App;
use crate::book::Book;
use catchbook_search::{Expressions, Find, Found, Query, Stretch};
use jiff::SignedDuration;
use std::collections::HashMap;

/// How long one answer looks through files.
const PIECE: SignedDuration = SignedDuration::from_millis(50);

/// What was found so far of a query with expressions.
pub(super) struct LookedThrough {
    pub(super) found: Found,
    pub(super) scan: FileScan,
    pub(super) lines: Lines,
}

/// Where the files of some hits match.
pub(crate) struct Lines {
    expressions: Expressions,
    of: HashMap<String, usize>,
}

impl App {
    /// Looks through files for a while. The page of `find` holds what was found up to now.
    pub(super) fn look_through(
        &self,
        book: &Book,
        query: &Query,
        expressions: Expressions,
        find: &Find,
    ) -> Result<LookedThrough, ApiError> {
        let (start, _) = self.host.now();
        let scan = book.scan(query, expressions.clone(), find.sort)?;
        if !scan.stand().has_ended() {
            scan.go_on(book, &|| self.host.now().0.duration_since(start) < PIECE)?;
            if scan.stand().has_ended() && !scan.is_current(book)? {
                // Who asked while records changed has seen them as they were.
                self.host.emit(Event::RecordsChanged);
            }
        }
        let stand = scan.stand();
        let matches = scan.found(find.offset, find.limit);
        let of = matches.iter().filter_map(|found| Some((found.hit.path.clone(), found.line?))).collect();
        let hits = matches.into_iter().map(|found| found.hit).collect();
        Ok(LookedThrough {
            scan: FileScan {
                looked: number(stand.looked),
                of: number(stand.of),
                unread: number(stand.unread),
                going: !stand.has_ended(),
            },
            found: Found { total: stand.found, whole: stand.found, hits, facets: Vec::new() },
            lines: Lines { expressions, of },
        })
    }
}

impl Lines {
    /// The line where a file matches.
    pub(super) fn passage(&self, path: &str, file: &[u8], max_chars: usize) -> Option<Vec<Stretch>> {
        self.expressions.passage(file, *self.of.get(path)?, max_chars)
    }
}
