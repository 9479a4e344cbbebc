use crate::api::{ApiError, LintRequest, ProblemList, ProblemView};
use crate::app::App;
use crate::book::{Book, SETTINGS, lock};
use crate::show::problem_views;
use catchbook_record::edit::{self, FieldEdit};
use catchbook_record::id::RecordId;
use catchbook_record::{Weight, parse_settings};
use catchbook_vault::VaultPath;
use std::path::Path;

impl App {
    pub(crate) fn lint_vault(&self, request: &LintRequest) -> Result<ProblemList, ApiError> {
        let book = self.book()?;
        if request.fix {
            self.renew_double_ids(&book)?;
        }
        let mut problems = record_problems(&book)?;
        problems.extend(broken_links(&book)?);
        problems.extend(double_ids(&book)?);
        problems.extend(settings_problems(&book)?);
        let unreadable = unreadable(&book);
        let files = book.catalogs.read(|catalog| catalog.counts())?.records + super::number(unreadable.len());
        problems.extend(unreadable);
        let files = if request.paths.is_empty() { files } else { count_below(&book, &request.paths)? };
        problems.retain(|problem| is_wanted(&problem.path, &request.paths));
        problems.sort_by(|a, b| (&a.path, a.line, &a.code).cmp(&(&b.path, b.line, &b.code)));
        Ok(ProblemList { files, problems })
    }

    /// A path as a person in a terminal writes it, as one below the vault.
    ///
    /// # Errors
    /// When it lies outside the open vault.
    pub fn path_in_vault(&self, path: &Path) -> Result<String, ApiError> {
        let book = self.book()?;
        if path.is_relative() && book.root.join(path).exists() {
            return Ok(path.to_string_lossy().trim_end_matches('/').trim_start_matches("./").to_owned());
        }
        let outside = || {
            ApiError::bad(format!("{} is not in the vault {}", path.display(), book.root.display()))
                .hint("Name a file or folder of the vault.")
        };
        let whole = path.canonicalize().map_err(|_| outside())?;
        let inside = whole.strip_prefix(&book.root).map_err(|_| outside())?;
        Ok(inside.to_string_lossy().into_owned())
    }

    /// Two records with one id, as after a merge: the younger file gets a new one.
    fn renew_double_ids(&self, book: &Book) -> Result<(), ApiError> {
        for double in book.catalogs.read(|catalog| catalog.duplicate_ids())? {
            let mut files: Vec<(i64, String)> = Vec::new();
            for path in double.paths {
                let meta = book.vault.metadata(&VaultPath::new(&path)?)?;
                files.push((meta.mtime_ns, path));
            }
            files.sort();
            for (_, path) in files.iter().skip(1) {
                let (_, read) = book.read(path)?;
                let Some(id) = RecordId::generate(read.record.kind, || self.host.random()) else { continue };
                let value = edit::FieldValue::Text(id.to_string());
                self.edit_record(book, path, &[FieldEdit::Set { field: "id".to_owned(), value }])?;
            }
        }
        Ok(())
    }
}

fn record_problems(book: &Book) -> Result<Vec<ProblemView>, ApiError> {
    let rows = book.catalogs.read(|catalog| catalog.problems())?;
    Ok(rows
        .into_iter()
        .map(|row| ProblemView {
            path: row.path,
            line: row.line,
            code: row.code,
            error: row.weight == Weight::Error,
            message: row.message,
            hint: row.hint,
        })
        .collect())
}

fn broken_links(book: &Book) -> Result<Vec<ProblemView>, ApiError> {
    let broken = book.catalogs.read(|catalog| catalog.broken_links())?;
    Ok(broken
        .into_iter()
        .map(|link| ProblemView {
            path: link.path,
            line: link.line.unwrap_or(1),
            code: "broken-link".to_owned(),
            error: false,
            message: format!("No record is known as {}", link.target),
            hint: "Correct the link, or make the record".to_owned(),
        })
        .collect())
}

fn double_ids(book: &Book) -> Result<Vec<ProblemView>, ApiError> {
    let doubles = book.catalogs.read(|catalog| catalog.duplicate_ids())?;
    Ok(doubles
        .iter()
        .flat_map(|double| {
            double.paths.iter().map(|path| ProblemView {
                path: path.clone(),
                line: 1,
                code: "double-id".to_owned(),
                error: true,
                message: format!("The id {} belongs to more than one record: {}", double.id, double.paths.join(", ")),
                hint: "catchbook lint --fix gives the younger one a new id".to_owned(),
            })
        })
        .collect())
}

fn settings_problems(book: &Book) -> Result<Vec<ProblemView>, ApiError> {
    match book.vault.read(&VaultPath::new(SETTINGS)?) {
        Ok(loaded) => {
            let (_, problems) = parse_settings(&String::from_utf8_lossy(&loaded.bytes));
            Ok(problem_views(SETTINGS, &problems))
        }
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

fn unreadable(book: &Book) -> Vec<ProblemView> {
    lock(&book.standing)
        .unreadable
        .iter()
        .map(|file| ProblemView {
            path: file.path.clone(),
            line: 1,
            code: "unreadable".to_owned(),
            error: true,
            message: file.message.clone(),
            hint: file.hint.clone(),
        })
        .collect()
}

fn count_below(book: &Book, paths: &[String]) -> Result<u32, ApiError> {
    let known = book.catalogs.read(|catalog| catalog.known())?;
    Ok(super::number(known.iter().filter(|file| is_wanted(&file.path, paths)).count()))
}

fn is_wanted(path: &str, wanted: &[String]) -> bool {
    wanted.is_empty()
        || wanted.iter().any(|part| {
            part.is_empty()
                || path == part
                || path.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_means_what_is_below_it_and_not_its_namesakes() {
        let wanted = ["catches".to_owned()];
        assert!(is_wanted("catches/a.md", &wanted));
        assert!(!is_wanted("catches-old/a.md", &wanted));
        assert!(is_wanted("anything.md", &[]));
    }
}
