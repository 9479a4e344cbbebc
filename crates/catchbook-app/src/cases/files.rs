use crate::api::{ApiError, FileWith, FollowLink, ShowFile};
use crate::app::App;
use catchbook_vault::VaultPath;
use std::path::Path;

/// Images that a page may show, by the ending of their name. SVG is shown as an image only, where it cannot run.
const IMAGES: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("svg", "image/svg+xml"),
];

/// Largest image that is shown, in bytes.
pub(super) const LARGEST: u64 = 32 << 20;

/// An image of the vault, ready to be served to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

impl App {
    /// An image inside the open vault, named by its path below it with `/` between parts.
    ///
    /// # Errors
    /// When the path leaves the vault, names no image, or the file is too large or cannot be read.
    pub fn attachment(&self, path: &str) -> Result<Attachment, ApiError> {
        let book = self.book()?;
        let path = VaultPath::new(path)?;
        path.check_portable()?;
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let mime = IMAGES.iter().find(|(known, _)| *known == ending).map(|(_, mime)| *mime);
        let mime = mime.filter(|_| !path.is_hidden()).ok_or_else(|| {
            ApiError::bad(format!("{path} is not an image that can be shown")).hint("Open the file outside.")
        })?;
        let meta = book.vault.metadata(&path)?;
        if meta.size > LARGEST {
            return Err(ApiError::bad(format!("{path} is larger than 32 MiB")).hint("Open the file outside."));
        }
        Ok(Attachment { mime, bytes: book.vault.read(&path)?.bytes })
    }

    pub(crate) fn follow(&self, link: &FollowLink) -> Result<(), ApiError> {
        let url = link.url.trim();
        let allowed = ["https://", "http://", "mailto:"];
        let lower = url.to_ascii_lowercase();
        let plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
        if !plain || !allowed.iter().any(|scheme| lower.starts_with(scheme)) {
            return Err(ApiError::bad("Only https, http and mailto addresses are opened".to_owned())
                .hint("Copy the address and open it yourself if you trust it."));
        }
        self.host.open_url(url).map_err(|source| {
            ApiError::failed(format!("{url} could not be opened: {source}")).hint("Copy the address into a browser.")
        })
    }

    pub(crate) fn show_in(&self, request: &ShowFile) -> Result<(), ApiError> {
        let book = self.book()?;
        let path = book.find_one(&request.handle)?;
        let file = VaultPath::new(&path)?.to_native(&book.root);
        if request.with == FileWith::Editor {
            let loaded = book.vault.read(&VaultPath::new(&path)?)?;
            self.note_edit(&book, &path, &loaded.bytes, &loaded.bytes);
        }
        let shown = match request.with {
            FileWith::FileManager => self.host.reveal(&file),
            FileWith::Editor => self.host.edit(&file),
        };
        shown.map_err(|source| cannot_show(&file, &source))?;
        if request.with == FileWith::Editor {
            // An editor that waits, as in a terminal, has saved by now.
            self.attend()?;
        }
        Ok(())
    }
}

fn cannot_show(file: &Path, source: &std::io::Error) -> ApiError {
    ApiError::failed(format!("{} could not be opened: {source}", file.display()))
        .hint("Open it with a program of your choice; any editor will do.")
}
