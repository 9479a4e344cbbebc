use crate::api::{ApiError, Diagnosis, Finding, Rebuilt};
use crate::app::App;
use crate::book::{Book, lock, without_templates};
use catchbook_vault::{Losses, Outcome, ScanOptions, VaultPath, scan};
use std::collections::HashSet;
use std::time::Duration;

/// Temporary files older than this belong to no save that is still under way.
const LEFTOVER: Duration = Duration::from_secs(15 * 60);
/// Files named in one finding.
const NAMED: usize = 5;

impl App {
    /// Compares the derived stores with the files. Opening the vault has already brought them up to date, so whatever
    /// differs now is a fault.
    pub(crate) fn diagnose(&self) -> Result<Diagnosis, ApiError> {
        let book = self.book()?;
        let mut findings = self.leftovers(&book);
        findings.extend(self.catalog_findings(&book)?);
        findings.extend(search_findings(&book)?);
        findings.extend(
            lock(&book.standing).unreadable.iter().map(|file| Finding {
                path: Some(file.path.clone()),
                ..finding("unreadable", &file.message, &file.hint)
            }),
        );
        findings.extend(lock(&self.user).broken().map(|message| {
            finding("settings", &message, "Mend the file in an editor, or move it away to start with the defaults.")
        }));
        Ok(Diagnosis { ok: findings.iter().all(|finding| finding.mended), findings })
    }

    /// Temporary files that a killed process left. They are ours and hold nothing that is not elsewhere.
    fn leftovers(&self, book: &Book) -> Vec<Finding> {
        let (now, _) = self.host.now();
        let swept = book.vault.sweep(i64::try_from(now.as_nanosecond()).unwrap_or(i64::MAX), LEFTOVER);
        let removed = swept.removed.iter().map(|path| Finding {
            path: Some(path.as_str().to_owned()),
            mended: true,
            ..finding("leftover", "A temporary file of an interrupted save was removed", "")
        });
        let failed = swept.failed.iter().map(|error| finding("leftover", &error.to_string(), error.hint()));
        removed.chain(failed).collect()
    }

    fn catalog_findings(&self, book: &Book) -> Result<Vec<Finding>, ApiError> {
        let mut findings = Vec::new();
        if let Err(error) = book.catalogs.read(|catalog| catalog.check()) {
            findings.push(finding("catalog-damaged", &error.to_string(), REINDEX));
        }
        let known = book.catalogs.read(|catalog| catalog.known())?;
        let (now, _) = self.host.now();
        let now_ns = i64::try_from(now.as_nanosecond()).unwrap_or(i64::MAX);
        let options = ScanOptions { losses: Losses::Accept, ..ScanOptions::at(now_ns) };
        let known = known.into_iter().filter_map(|file| {
            let path = VaultPath::new(&file.path).ok()?;
            Some(catchbook_vault::Known { path, mtime_ns: file.mtime_ns, size: file.size, settled: file.settled })
        });
        if let Outcome::Changes(changes) = scan(&**book.vault.fs(), known, &options).outcome {
            let changes = without_templates(changes);
            let behind = changes.added.iter().chain(&changes.modified).map(|found| found.path.as_str());
            let behind: Vec<&str> = behind.chain(changes.removed.iter().map(VaultPath::as_str)).collect();
            let standing = lock(&book.standing);
            let behind: Vec<&str> =
                behind.into_iter().filter(|path| !standing.unreadable.iter().any(|file| file.path == *path)).collect();
            findings.extend(differing("catalog-behind", "The catalog differs from the files", &behind));
        }
        Ok(findings)
    }

    pub(crate) fn rebuild_stores(&self) -> Result<Rebuilt, ApiError> {
        let book = self.book()?;
        let (start, _) = self.host.now();
        self.look(&book, Losses::Accept, true)?;
        book.feed()?;
        let records = book.catalogs.read(|catalog| catalog.counts())?.records;
        let (end, _) = self.host.now();
        Ok(Rebuilt { records, elapsed_ms: (end.as_nanosecond() - start.as_nanosecond()) as f64 / 1e6 })
    }
}

const REINDEX: &str = "catchbook reindex makes it again from the files.";

/// Every record is in search, and nothing else is.
fn search_findings(book: &Book) -> Result<Vec<Finding>, ApiError> {
    let mut findings = Vec::new();
    let damaged = book.search.damaged_files()?;
    if !damaged.is_empty() {
        let names: Vec<String> = damaged.iter().map(|file| file.display().to_string()).collect();
        findings.push(finding("search-damaged", &format!("The index is damaged: {}", names.join(", ")), REINDEX));
        return Ok(findings);
    }
    let waiting = book.catalogs.read(|catalog| catalog.waiting())?;
    if waiting > 0 {
        let message = format!("{waiting} changed files wait for another process that writes the index");
        findings.push(Finding { mended: true, ..finding("search-waiting", &message, "It catches up by itself.") });
    }
    let catalog: HashSet<String> =
        book.catalogs.read(|catalog| catalog.known())?.into_iter().map(|file| file.path).collect();
    let search = book.searched()?;
    let mut differ: Vec<&str> = catalog.symmetric_difference(&search).map(String::as_str).collect();
    differ.sort_unstable();
    findings.extend(differing("search-behind", "Search differs from the files", &differ));
    Ok(findings)
}

fn differing(code: &str, message: &str, paths: &[&str]) -> Option<Finding> {
    let (first, more) = (paths.first()?, paths.len().saturating_sub(NAMED));
    let named = paths[..paths.len().min(NAMED)].join(", ");
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(Finding { path: Some((*first).to_owned()), ..finding(code, &format!("{message}: {named}{rest}"), REINDEX) })
}

fn finding(code: &str, message: &str, hint: &str) -> Finding {
    Finding { code: code.to_owned(), path: None, message: message.to_owned(), hint: hint.to_owned(), mended: false }
}
