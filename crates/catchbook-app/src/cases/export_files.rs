//! Where exported documents go. A file that is there is replaced only when that was asked for.

use super::export::{Document, Wanted};
use crate::api::{ApiError, ErrorCode, ExportFiles, ExportKind, ExportRecord, Exported, Notice};
use crate::app::App;
use crate::book::{Book, lock};
use catchbook_vault::{RealFs, Vault, VaultPath};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Writes records as files.
    ///
    /// # Errors
    /// When a record is not known, restricted or cannot be printed, or a file is in the way. Then nothing was written,
    /// save what stood before a disk that failed.
    pub fn export(&self, request: &ExportFiles) -> Result<Exported, ApiError> {
        let book = self.book()?;
        let (documents, notes) = self.documents_for(&book, request)?;
        let targets = targets(request, documents)?;
        for (target, _) in &targets {
            not_into_the_vault(&book, target)?;
            if !request.force && target.symlink_metadata().is_ok() {
                return Err(in_the_way(target));
            }
        }
        let mut files = Vec::with_capacity(targets.len());
        for (target, bytes) in &targets {
            self.write_export(target, bytes, request.force)?;
            files.push(target.display().to_string());
        }
        Ok(Exported { files, notes })
    }

    /// The one document that records become, for a pipe. Nothing when nothing was found.
    ///
    /// # Errors
    /// As [`export`](App::export), and when there would be more than one document.
    pub fn export_bytes(&self, request: &ExportFiles) -> Result<(Option<Vec<u8>>, Vec<Notice>), ApiError> {
        let (mut documents, notes) = self.documents_for(&*self.book()?, request)?;
        if documents.len() > 1 {
            return Err(ApiError::bad(format!("{} records become as many documents", documents.len()))
                .hint("Name a folder with -o, or export csv or json, which hold them all."));
        }
        Ok((documents.pop().map(|document| document.bytes), notes))
    }

    fn documents_for(&self, book: &Book, request: &ExportFiles) -> Result<(Vec<Document>, Vec<Notice>), ApiError> {
        let (paths, mut notes) = self.select(book, &request.wanted, request.restricted)?;
        let wanted = Wanted { kind: request.kind, public: request.public, restricted: request.restricted };
        let (documents, more) = self.documents(book, &paths, wanted)?;
        notes.extend(more);
        Ok((documents, notes))
    }

    pub(crate) fn export_where_chosen(&self, request: &ExportRecord) -> Result<Exported, ApiError> {
        let book = self.book()?;
        let wanted = Wanted { kind: request.kind, public: request.public, restricted: false };
        let (documents, notes) = self.documents(&book, &[book.find_one(&request.handle)?], wanted)?;
        let Some(document) = documents.into_iter().next() else { return Ok(Exported { files: Vec::new(), notes }) };
        let Some(target) = self.host.choose_file(&document.name) else {
            return Ok(Exported { files: Vec::new(), notes: Vec::new() });
        };
        not_into_the_vault(&book, &target)?;
        // The chooser asked before it named a file that is there.
        self.write_export(&target, &document.bytes, true)?;
        *lock(&self.exported) = Some(target.clone());
        Ok(Exported { files: vec![target.display().to_string()], notes })
    }

    pub(crate) fn show_last_export(&self) -> Result<(), ApiError> {
        let target = lock(&self.exported).clone();
        let target = target.ok_or_else(|| ApiError::bad("Nothing was exported since the window was opened"))?;
        self.host.reveal(&target).map_err(|source| {
            ApiError::failed(format!("{} could not be shown: {source}", target.display()))
                .hint("Open its folder in a file manager.")
        })
    }

    fn write_export(&self, target: &Path, bytes: &[u8], force: bool) -> Result<(), ApiError> {
        let (folder, name) = folder_and_name(target)?;
        let seed = u64::from(self.host.random()) << 32 | u64::from(self.host.random());
        let place = Vault::open(Arc::new(RealFs::new(&folder)))?.with_seed(seed);
        match place.create(&name, bytes) {
            Err(catchbook_vault::Error::Exists { .. }) if force => {
                let there = place.read(&name)?;
                place.save(&name, &there, bytes)?;
                Ok(())
            }
            Err(catchbook_vault::Error::Exists { .. }) => Err(in_the_way(target)),
            written => Ok(written.map(drop)?),
        }
    }
}

/// Each document with its place. Folders that were named for several are made.
fn targets(request: &ExportFiles, documents: Vec<Document>) -> Result<Vec<(PathBuf, Vec<u8>)>, ApiError> {
    let one = documents.len() == 1;
    let folder = match &request.to {
        None => request.here.clone(),
        Some(to) if one && !is_folder(to) => {
            return Ok(documents.into_iter().map(|document| (to.clone(), document.bytes)).collect());
        }
        Some(to) if to.exists() && !to.is_dir() => {
            return Err(ApiError::bad(format!(
                "{} is a file, and there are {} records",
                to.display(),
                documents.len()
            ))
            .hint("Name a folder with -o."));
        }
        Some(to) => to.clone(),
    };
    if !documents.is_empty() {
        std::fs::create_dir_all(&folder)
            .map_err(|source| ApiError::failed(format!("{} cannot be made: {source}", folder.display())))?;
    }
    let mut taken = std::collections::HashSet::new();
    let placed = documents.into_iter().map(|document| {
        let (stem, ending) = document.name.rsplit_once('.').unwrap_or((&document.name, ""));
        let mut name = document.name.clone();
        let mut number = 2;
        // Two folders of the vault may hold files of one name, and disks may not tell case apart.
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}.{ending}");
            number += 1;
        }
        (folder.join(name), document.bytes)
    });
    Ok(placed.collect())
}

fn is_folder(to: &Path) -> bool {
    to.is_dir() || to.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn folder_and_name(target: &Path) -> Result<(PathBuf, VaultPath), ApiError> {
    let name = target.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| ApiError::bad(format!("{} is no file's name", target.display())))?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder.to_owned(), VaultPath::new(name)?))
}

/// A Markdown file in the vault's folder would be a second record of the same thing.
fn not_into_the_vault(book: &Book, target: &Path) -> Result<(), ApiError> {
    let is_markdown = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    let folder = target.parent().and_then(|folder| folder.canonicalize().ok());
    let root = book.root.canonicalize().unwrap_or_else(|_| book.root.clone());
    if is_markdown && folder.is_some_and(|folder| folder.starts_with(root)) {
        return Err(ApiError::bad(format!("{} would become a record of the vault itself", target.display()))
            .hint("Name a place outside the vault with -o, or - for the terminal."));
    }
    Ok(())
}

fn in_the_way(target: &Path) -> ApiError {
    ApiError::new(ErrorCode::Conflict, format!("{} is there already", target.display()))
        .hint("--force replaces it; -o names another place.")
}

impl ExportKind {
    /// Whether many records go into one file.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}
