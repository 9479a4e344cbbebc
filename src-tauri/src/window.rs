use catchbook_app::api::{self, AppState, Commands, Nothing};
use serde::Deserialize;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::http::Response;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::lookout::Lookout;
use crate::{app, closing, page};
#[cfg(target_os = "linux")]
use crate::{drawing_gtk, webview_gtk};

/// The one window's name; capabilities and events go to it alone.
pub const MAIN: &str = "main";

/// Whether the page was loaded under a policy that lets remote images through.
struct ImagesAtLoad(AtomicBool);

/// Opens the window. The page can go nowhere else, open nothing and fetch nothing.
///
/// # Errors
/// When the system cannot show a window.
pub fn open(handle: &AppHandle, webview_data: PathBuf) -> tauri::Result<()> {
    handle.manage(ImagesAtLoad(AtomicBool::new(false)));
    let pages = handle.clone();
    let window = WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::default())
        .title("Catchbook")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .theme(state(handle).and_then(|state| page::forced(state.preferences.theme)))
        .data_directory(webview_data)
        .devtools(cfg!(debug_assertions))
        .disable_drag_drop_handler()
        .visible(false)
        .on_navigation(page::is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_web_resource_request(move |_, response| prepare(&pages, response))
        .build()?;
    paint(&window, window.theme()?);
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        webview_gtk::tune(&webview.inner());
        drawing_gtk::at_once(&webview.inner());
    })?;
    window.show()?;
    let painted = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::ThemeChanged(theme) => paint(&painted, *theme),
        WindowEvent::CloseRequested { api, .. } => closing::requested(painted.app_handle(), api),
        WindowEvent::Focused(focused) => painted.state::<Lookout>().focus(*focused),
        _ => {}
    });
    Ok(())
}

/// Brings the window in line with an answer: the colours of its frame, and a page that was loaded under another
/// permission for images.
pub fn keep_up(handle: &AppHandle, command: &str, answer: &serde_json::Value) {
    let tells_state = |(name, _, kind): &&(&str, &str, &str)| *name == command && *kind == "AppState";
    if api::COMMANDS.iter().find(tells_state).is_none() {
        return;
    }
    let (Some(window), Ok(state)) = (handle.get_webview_window(MAIN), AppState::deserialize(answer)) else { return };
    // A window that is closing refuses both, which is as well.
    let _ = window.set_theme(page::forced(state.preferences.theme));
    if handle.state::<ImagesAtLoad>().0.load(Ordering::SeqCst) != page::images_allowed(&state) {
        let _ = window.reload();
    }
}

fn prepare(handle: &AppHandle, response: &mut Response<Cow<'static, [u8]>>) {
    if !page::is_document(response) {
        return;
    }
    let Some(state) = state(handle) else { return };
    let images = page::images_allowed(&state);
    handle.state::<ImagesAtLoad>().0.store(images, Ordering::SeqCst);
    let system = handle.get_webview_window(MAIN).and_then(|window| window.theme().ok()).unwrap_or(Theme::Light);
    page::prepare(response, page::forced(state.preferences.theme).unwrap_or(system), images);
}

fn state(handle: &AppHandle) -> Option<AppState> {
    app(handle).app_state(Nothing {}).ok()
}

fn paint(window: &WebviewWindow, look: Theme) {
    // Only a matter of looks: a system that cannot do it shows white for a moment.
    let _ = window.set_background_color(Some(page::paper(look)));
}
