use catchbook_app::Host;
use catchbook_app::api::Event;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
#[cfg(target_os = "linux")]
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};

use crate::window::MAIN;

/// How long the program that owns the clipboard may take to hand an image over.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_secs(10);

/// What the desktop does for the application: the clock, the folder chooser, other programs.
pub struct Desktop {
    handle: AppHandle,
}

impl Desktop {
    pub fn new(handle: AppHandle) -> Self {
        Self { handle }
    }
}

impl Host for Desktop {
    fn now(&self) -> (jiff::Timestamp, i32) {
        let now = jiff::Timestamp::now();
        (now, jiff::tz::TimeZone::system().to_offset(now).seconds())
    }

    fn random(&self) -> u32 {
        // The standard library seeds every map from the system's random source.
        RandomState::new().build_hasher().finish() as u32
    }

    fn choose_folder(&self) -> Option<PathBuf> {
        let (answer, chosen) = mpsc::channel();
        let parent = self.handle.get_webview_window(MAIN)?;
        // Desktops want their choosers made on the thread that draws; commands run on others, so waiting is safe.
        let asked = self.handle.run_on_main_thread(move || {
            let chooser = rfd::AsyncFileDialog::new().set_title("Choose a folder").set_parent(&parent).pick_folder();
            tauri::async_runtime::spawn(async move {
                let folder = chooser.await.map(|folder| folder.path().to_owned());
                // Nobody listens any more when the window closed meanwhile.
                let _ = answer.send(folder);
            });
        });
        asked.ok()?;
        chosen.recv().ok().flatten()
    }

    fn choose_file(&self, name: &str) -> Option<PathBuf> {
        let (answer, chosen) = mpsc::channel();
        let parent = self.handle.get_webview_window(MAIN)?;
        let name = name.to_owned();
        let asked = self.handle.run_on_main_thread(move || {
            let chooser = rfd::AsyncFileDialog::new().set_title("Export").set_file_name(name).set_parent(&parent);
            let chooser = chooser.save_file();
            tauri::async_runtime::spawn(async move {
                let file = chooser.await.map(|file| file.path().to_owned());
                // Nobody listens any more when the window closed meanwhile.
                let _ = answer.send(file);
            });
        });
        asked.ok()?;
        chosen.recv().ok().flatten()
    }

    fn open_url(&self, url: &str) -> io::Result<()> {
        opener::open(url).map_err(io::Error::other)
    }

    fn reveal(&self, file: &Path) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        if select_in_file_manager(file).is_ok() {
            return Ok(());
        }
        opener::open(file.parent().unwrap_or(file)).map_err(io::Error::other)
    }

    #[cfg(target_os = "linux")]
    fn clipboard_image(&self) -> Option<Vec<u8>> {
        let (answer, image) = mpsc::channel();
        self.handle.run_on_main_thread(move || crate::clipboard_gtk::image(answer)).ok()?;
        image.recv_timeout(PATIENCE).ok()
    }

    fn close_window(&self, close: bool) {
        crate::closing::answered(&self.handle, close);
    }

    fn edit(&self, file: &Path) -> io::Result<()> {
        opener::open(file).map_err(io::Error::other)
    }

    fn emit(&self, event: Event) {
        // A window that is closing hears nothing more, and need not.
        let _ = self.handle.emit_to(MAIN, "catchbook", event);
    }
}

/// Asks the file manager to open the folder with the file selected.
#[cfg(target_os = "linux")]
fn select_in_file_manager(file: &Path) -> Result<(), gio::glib::Error> {
    use gio::prelude::*;
    let bus = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE)?;
    let uris = vec![gio::File::for_path(file).uri().to_string()];
    bus.call_sync(
        Some("org.freedesktop.FileManager1"),
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
        Some(&(uris, "").to_variant()),
        None,
        gio::DBusCallFlags::NONE,
        3_000,
        gio::Cancellable::NONE,
    )?;
    Ok(())
}
