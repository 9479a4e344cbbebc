use crate::api::Event;
use catchbook_vault::{RealFs, VaultFs};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where this person's files lie on this machine. The edges know; the libraries are told.
#[derive(Debug, Clone)]
pub struct Places {
    /// The person's own settings.
    pub config: PathBuf,
    /// What must outlive a cleared cache: the trash.
    pub data: PathBuf,
    /// Derived stores, which can be deleted at any time.
    pub cache: PathBuf,
    /// For the stores of one run, when the cache cannot be written.
    pub temp: PathBuf,
    /// For writing `~` instead of the whole path.
    pub home: Option<PathBuf>,
    /// A text that changes when the machine restarts. A process that dies loses nothing the system
    /// already took; a machine that dies may, so the index is rebuilt when this differs.
    pub boot: String,
}

/// What only the program at the edge can do. Where a method has an answer already, a program without a window keeps it.
pub trait Host: Send + Sync {
    /// The current instant and the local UTC offset in seconds.
    fn now(&self) -> (jiff::Timestamp, i32);
    /// Random bits, for ids and temporary names.
    fn random(&self) -> u32;
    /// The files below a folder: those of a vault, or the person's own. A test gives a disk that fills up.
    fn disk(&self, root: &Path) -> Arc<dyn VaultFs> {
        Arc::new(RealFs::new(root))
    }
    /// Lets the person choose a folder; `None` when they closed the chooser.
    fn choose_folder(&self) -> Option<PathBuf> {
        None
    }
    /// Lets the person choose where a new file goes, beginning with this name; `None` when they closed the chooser. It
    /// asks them before it answers with a file that is there.
    fn choose_file(&self, _name: &str) -> Option<PathBuf> {
        None
    }
    /// Opens a checked https, http or mailto address outside.
    ///
    /// # Errors
    /// When the system has no program for it.
    fn open_url(&self, _url: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Shows a file in the file manager.
    ///
    /// # Errors
    /// When the system has no program for it.
    fn reveal(&self, _file: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    /// Opens a file in the person's editor.
    ///
    /// # Errors
    /// When the system has no program for it.
    fn edit(&self, _file: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    /// The image that the system's clipboard holds, as a file's bytes; `None` when it holds none.
    fn clipboard_image(&self) -> Option<Vec<u8>> {
        None
    }
    /// Closes the window, or leaves it open, once the front end has said which.
    fn close_window(&self, _close: bool) {}
    /// Tells the front end that something changed. Must return at once.
    fn emit(&self, _event: Event) {}
    /// Called at each named step of a save, rename or delete; tests stop the process there.
    fn at_step(&self, _step: &'static str) {}
}
