use super::stores::Stores;
use super::{Book, Catalogs, Standing};
use crate::api::{ApiError, ErrorCode};
use crate::clones::Clones;
use crate::host::{Host, Places};
use catchbook_catalog::Catalog;
use catchbook_record::{PeriodSpan, VaultSettings, parse_settings};
use catchbook_search::Store;
use catchbook_vault::{CrashPlan, Vault, VaultPath};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

/// The vault's own settings file.
pub(crate) const SETTINGS: &str = "catchbook.toml";

/// Set in the catalog while both stores are being filled together; found at a start, it says that they differ.
pub(super) const FILLING: &str = "filling";

impl Book {
    /// Opens a folder. Reads no record; [`catch_up`](Book::catch_up) does.
    ///
    /// # Errors
    /// When the folder cannot be listed, or nothing can be written, neither in the cache nor in a temporary folder.
    pub(crate) fn open(
        folder: &Path,
        places: &Places,
        host: &Arc<dyn Host>,
        clones: &[(String, PathBuf)],
    ) -> Result<Self, ApiError> {
        let root = folder.canonicalize().map_err(|source| cannot_open(folder, &source))?;
        if !root.is_dir() {
            return Err(ApiError::bad(format!("{} is not a folder", folder.display()))
                .hint("A vault is a folder of Markdown files: name that."));
        }
        let steps = Arc::clone(host);
        let vault = Vault::open(host.disk(&root))?
            .with_seed(u64::from(host.random()) << 32 | u64::from(host.random()))
            .with_crash_plan(CrashPlan::new(move |step| steps.at_step(step)));
        let mut standing = Standing::new(vault.check_writable().is_err());
        let settings = read_settings(&vault)?;

        let (stores, moved) = Stores::of(places, &root)?;
        standing.notices.extend(moved);
        let (catalogs, fresh) = open_catalog(&stores.catalog(), &places.boot, &mut standing)?;
        let synonyms = settings.synonyms.clone();
        let (search, reset) = Store::open(&stores.index(), &synonyms)?;
        if let Some(reset) = &reset {
            standing.notice(format!("The search index was made again: {}.", reset.why), None);
        }
        if !fresh && (reset.is_some() || search.is_empty()?) {
            // The catalog believes that search knows its files; it does not any more. An index that somebody removed, or
            // that was emptied by a start which was killed, says nothing of it.
            catalogs.write(|catalog| catalog.clear())?;
        }
        let clones = Clones::new(&root, &settings, clones);
        Ok(Self {
            session: format!("{}:{}", places.boot, std::process::id()),
            root,
            vault,
            stores,
            settings: RwLock::new(Arc::new(settings)),
            catalogs,
            search,
            writer: Mutex::new(None),
            clones,
            standing: Mutex::new(standing),
            guarded: Mutex::default(),
            known: Mutex::default(),
            searches: Mutex::default(),
            stale: Mutex::default(),
            scan: Mutex::default(),
            session_open: Mutex::new(false),
        })
    }

    pub(crate) fn settings(&self) -> Arc<VaultSettings> {
        Arc::clone(&self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The vault's period for records that set none.
    pub(crate) fn review_every(&self) -> Option<PeriodSpan> {
        self.settings().review_every.as_ref().map(|period| period.span)
    }

    /// Reads `catchbook.toml` again.
    pub(crate) fn refresh_settings(&self) -> Result<(), ApiError> {
        let settings = Arc::new(read_settings(&self.vault)?);
        *self.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner) = settings;
        Ok(())
    }

    /// The vault's name: from its settings, else its folder's.
    pub(crate) fn name(&self) -> String {
        let named = self.settings().name.clone();
        let folder = || self.root.file_name().map(|name| name.to_string_lossy().into_owned());
        named.or_else(folder).unwrap_or_else(|| "Vault".to_owned())
    }
}

fn cannot_open(folder: &Path, source: &std::io::Error) -> ApiError {
    match source.kind() {
        std::io::ErrorKind::NotFound => {
            ApiError::new(ErrorCode::NotFound, format!("{} is not there", folder.display()))
                .hint("Check the path, or connect the drive it is on.")
        }
        _ => ApiError::failed(format!("{} cannot be opened: {source}", folder.display()))
            .hint("Check that the folder is there and that you may read it."),
    }
}

fn read_settings(vault: &Vault) -> Result<VaultSettings, ApiError> {
    match vault.read(&VaultPath::new(SETTINGS)?) {
        Ok(loaded) => Ok(parse_settings(&String::from_utf8_lossy(&loaded.bytes)).0),
        // Any folder of Markdown is a vault; settings are a habit.
        Err(_) => Ok(VaultSettings::default()),
    }
}

/// Opens both connections; the flag says that the catalog is empty and everything will be read.
fn open_catalog(file: &Path, boot: &str, standing: &mut Standing) -> Result<(Catalogs, bool), ApiError> {
    let (mut writer, mut reset) = Catalog::open(file)?;
    let unclean = writer.unclean_sessions()?;
    let power_cut = unclean.iter().any(|session| session.split(':').next() != Some(boot));
    if power_cut {
        (writer, reset) = reopen_checked(writer, file)?;
        for session in &unclean {
            writer.mark_clean(session)?;
        }
        writer.clear()?;
        standing.notice("The machine stopped while the index was being written, so it was made again.", None);
    }
    if writer.meta(FILLING)?.is_some_and(|session| session != "no" && !alive(&session, boot)) {
        writer.clear()?;
        writer.set_meta(FILLING, "no")?;
    }
    if let Some(reset) = &reset {
        standing.notice(format!("The catalog was made again: {}.", reset.why), None);
    }
    let fresh = writer.counts()?.records == 0;
    let (reader, _) = Catalog::open(file)?;
    Ok((Catalogs::new(writer, reader.sparing()?), fresh))
}

fn reopen_checked(
    writer: Catalog,
    file: &Path,
) -> Result<(Catalog, Option<catchbook_catalog::Reset>), catchbook_catalog::Error> {
    drop(writer);
    Catalog::open_checked(file)
}

/// Whether the process that a session names still runs. Where that cannot be known, it is taken for dead: the
/// stores are filled once too often, never once too few.
pub(crate) fn alive(session: &str, boot: &str) -> bool {
    let Some((then, pid)) = session.split_once(':') else { return false };
    then == boot && !pid.is_empty() && Path::new("/proc").join(pid).exists()
}
