//! Which records are stale: the index itself knows neither the date nor git, and a list does not look it up row by row.

use super::{Book, lock};
use crate::api::ApiError;
use catchbook_catalog::{Catalog, Error};
use catchbook_record::PeriodSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was found the last time, of which search was told.
#[derive(Default)]
pub(super) struct KnownStale {
    /// The state of the catalog, the day, and the vault's review period.
    of: Option<(u64, Date, Option<PeriodSpan>)>,
    displaced: Arc<BTreeSet<String>>,
}

impl Book {
    /// Looks for what is stale, where anything changed since the last time, and tells search. Answers whether another
    /// record is stale, or one for another reason.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub(crate) fn refresh_stale(&self, today: Date) -> Result<bool, ApiError> {
        let guards_differ = self.refresh_guarded()?;
        let every = self.review_every();
        let of = Some((self.catalogs.read(|catalog| catalog.generation())?, today, every));
        if lock(&self.stale).of == of && !guards_differ {
            return Ok(false);
        }
        let stale = self.catalogs.read(|catalog| catalog.stale(every, today))?;
        let all = stale.overdue.iter().chain(&stale.displaced).cloned().chain(self.paths_with_changed_guards());
        let others_are = self.search.set_stale(all);
        let mut known = lock(&self.stale);
        let reasons_differ = *known.displaced != stale.displaced;
        *known = KnownStale { of, displaced: Arc::new(stale.displaced) };
        Ok(guards_differ || others_are || reasons_differ)
    }

    /// The paths of the records that other records made stale. `None`: the catalog has changed since they were found.
    pub(crate) fn displaced(&self, catalog: &Catalog) -> Result<Option<Arc<BTreeSet<String>>>, Error> {
        let generation = catalog.generation()?;
        let known = lock(&self.stale);
        Ok(known.of.filter(|(of, ..)| *of == generation).map(|_| known.displaced.clone()))
    }
}
