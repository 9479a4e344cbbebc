use crate::api::{ApiError, AppState, ErrorCode, MakeVault};
use crate::app::App;
use crate::book::{SETTINGS, lock};
use crate::cases::starter;
use catchbook_vault::{Losses, RealFs, Vault, VaultPath};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl App {
    pub(crate) fn open(&self, path: &str) -> Result<AppState, ApiError> {
        let folder = self.folder(path)?;
        let book = self.open_book(&folder)?;
        let (root, name) = (book.root.clone(), book.name());
        // A vault opens even when its place among the recent ones cannot be written.
        if let Err(error) = self.change_settings(|settings| settings.opened(&root, &name)) {
            lock(&book.standing).notice(error.message, error.hint.as_deref());
        }
        self.state()
    }

    pub(crate) fn make(&self, request: &MakeVault) -> Result<AppState, ApiError> {
        let folder = self.folder(&request.path)?;
        std::fs::create_dir_all(&folder).map_err(|source| {
            ApiError::failed(format!("{} cannot be made: {source}", folder.display()))
                .hint("Choose a folder that you may write to.")
        })?;
        let vault = Vault::open(Arc::new(RealFs::new(&folder)))?;
        if vault.metadata(&VaultPath::new(SETTINGS)?).is_ok() {
            return Err(ApiError::bad(format!("{} is a vault already", folder.display())).hint("Open it instead."));
        }
        let name = request.name.clone().filter(|name| !name.trim().is_empty());
        let name = name.or_else(|| folder.file_name().map(|name| name.to_string_lossy().into_owned()));
        let name = name.unwrap_or_else(|| "Catchbook".to_owned());
        for (path, text) in starter::files(&name, self.today(), &mut || self.host.random()) {
            match vault.create(&VaultPath::new(&path)?, text.as_bytes()) {
                Ok(_) => {}
                // A folder that was in use keeps what it has.
                Err(catchbook_vault::Error::Exists { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.open(&request.path)
    }

    pub(crate) fn forget_recent(&self, path: &str) -> Result<AppState, ApiError> {
        let folder = self.folder(path)?;
        self.change_settings(|settings| settings.forget(&folder))?;
        self.state()
    }

    pub(crate) fn vanished(&self, forget: bool) -> Result<AppState, ApiError> {
        let book = self.book()?;
        let losses = if forget { Losses::Accept } else { Losses::Ask };
        self.catch_up(&book, losses)?;
        book.feed()?;
        self.state()
    }

    pub(crate) fn stop(&self) -> Result<AppState, ApiError> {
        self.stop.store(true, Ordering::Relaxed);
        self.state()
    }

    /// An absolute path; `~` means the home folder, as everywhere else.
    fn folder(&self, path: &str) -> Result<PathBuf, ApiError> {
        let path = path.trim();
        let expanded = match (path.strip_prefix('~'), &self.places.home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with('/') => home.join(&rest[1..]),
            _ => PathBuf::from(path),
        };
        if expanded.is_absolute() {
            return Ok(expanded);
        }
        Err(ApiError::new(ErrorCode::BadRequest, "The folder's path is not complete".to_owned())
            .hint("Write the whole path, such as /home/you/notes or ~/notes."))
    }
}
