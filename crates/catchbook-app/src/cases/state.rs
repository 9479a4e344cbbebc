use crate::api::{ApiError, AppState, Notice, RecentVault, VaultState};
use crate::app::App;
use crate::book::{Book, lock};
use crate::cases::number;
use std::path::Path;

impl App {
    pub(crate) fn state(&self) -> Result<AppState, ApiError> {
        let vault = match self.book() {
            Ok(book) => Some(self.vault_state(&book)?),
            Err(_) => None,
        };
        let user = lock(&self.user);
        let recent = user.settings().recent();
        Ok(AppState {
            vault,
            recent: recent.iter().map(|(path, name)| self.recent(path, name)).collect(),
            preferences: user.settings().preferences(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    fn recent(&self, path: &Path, name: &str) -> RecentVault {
        RecentVault {
            name: name.to_owned(),
            folder: self.shown(path),
            path: path.display().to_string(),
            missing: !path.is_dir(),
        }
    }

    fn vault_state(&self, book: &Book) -> Result<VaultState, ApiError> {
        let counts = book.catalogs.read(|catalog| catalog.counts())?;
        let services = book.catalogs.read(|catalog| catalog.services())?;
        let gates = book.catalogs.read(|catalog| catalog.gates())?;
        let images_allowed = self.images_allowed(book);
        let settings = book.settings();
        let notices = self.notices(book);
        let standing = lock(&book.standing);
        Ok(VaultState {
            name: book.name(),
            folder: self.shown(&book.root),
            path: book.root.display().to_string(),
            records: counts.records,
            problem_files: counts.problem_files + number(standing.unreadable.len()),
            reading: standing.reading.clone(),
            current_at: standing.current_at.clone(),
            git: standing.git.clone(),
            read_only: standing.read_only,
            polling: standing.polling.clone(),
            vanished: standing.vanished.clone(),
            images_allowed,
            notices,
            gates: in_order(settings.gates.iter().map(|gate| &gate.name), gates.iter().map(|gate| &gate.name)),
            services: in_order(
                settings.services.iter().map(|service| &service.name),
                services.iter().map(|(name, _)| name),
            ),
        })
    }

    /// What the person should know once: a store that was made again, settings that cannot be read.
    pub(crate) fn notices(&self, book: &Book) -> Vec<Notice> {
        let settings_broken = lock(&self.user).broken();
        let mut notices = lock(&book.standing).notices.clone();
        notices.extend(settings_broken.map(|message| Notice {
            message,
            hint: Some("Mend it in an editor; until then it is not changed, and the defaults hold.".to_owned()),
        }));
        notices
    }

    pub(crate) fn images_allowed(&self, book: &Book) -> bool {
        lock(&self.user).settings().images_allowed(&book.root)
    }

    /// A path as people write it: the home folder is `~`.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let inside = self.places.home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        match inside {
            Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }
}

/// What the vault's settings name, in their order, then what its records name besides.
fn in_order<'n>(named: impl Iterator<Item = &'n String>, used: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in named.chain(used) {
        if !all.contains(name) {
            all.push(name.clone());
        }
    }
    all
}
