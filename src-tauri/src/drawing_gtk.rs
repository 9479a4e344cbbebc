//! Drawing where the machine has no graphics card, as on remote desktops and most virtual machines.
//!
//! GTK takes a picture at most every sixtieth of a second, so that pictures keep to the beat of a screen. Without a
//! graphics card and a compositor there is no beat to keep: the answer to a key only waited until the picture with the
//! letter was old enough. Two calls of GDK that `gtk` does not wrap draw at once what the page has changed.

use gtk::gdk::{self, ffi};
use gtk::glib::translate::{IntoGlib, ToGlibPtr, from_glib_none};
use gtk::glib::{self, ControlFlow};
use gtk::prelude::{DisplayExtManual, WidgetExt};
use std::cell::Cell;
use std::path::Path;
use webkit2gtk::WebView;

/// Without a graphics card the processor would put the page's layers together, which costs it more than drawing what
/// changed: a third of the time from a key to its answer on screen, as `cargo xtask bench asking` measures it. To be
/// called before anything of GTK, which reads it once; what a person set is left alone.
pub fn without_layers() {
    if !has_graphics() {
        // Changing the setting of a page that stands ends its process (WebKitGTK 2.50), so it is the variable.
        let _ = glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
    }
}

/// Draws what changes in the window of `webview` without waiting for the next picture's turn, unless something gives
/// the pictures a beat: a graphics card, a compositor, Wayland.
pub fn at_once(webview: &WebView) {
    if has_graphics() || !webview.display().backend().is_x11() {
        return;
    }
    webview.connect_map(|webview| {
        if let Some(window) = webview.toplevel().and_then(|toplevel| toplevel.window()) {
            draw_when_changed(&window);
        }
    });
}

thread_local! {
    /// A picture is on its way; GTK has one thread.
    static DUE: Cell<bool> = const { Cell::new(false) };
}

#[expect(unsafe_code, reason = "GDK takes a bare function, and `gtk` wraps neither of the two calls")]
fn draw_when_changed(window: &gdk::Window) {
    /// What changes until the main loop has nothing more urgent is one picture.
    unsafe extern "C" fn changed(window: *mut ffi::GdkWindow, _: *mut gtk::cairo::ffi::cairo_region_t) {
        // SAFETY: GDK passes the window whose handler this is, alive during the call; from here on it is held.
        let window: gdk::Window = unsafe { from_glib_none(window) };
        if window.screen().is_composited() || DUE.replace(true) {
            return;
        }
        glib::idle_add_local_full(glib::Priority::from(ffi::GDK_PRIORITY_REDRAW), move || {
            DUE.set(false);
            // SAFETY: `window` is held by this closure, and GDK passes over one that is destroyed or frozen.
            unsafe { ffi::gdk_window_process_updates(window.to_glib_none().0, true.into_glib()) };
            ControlFlow::Break
        });
    }
    // SAFETY: the window is alive, and a function of the program outlives it.
    unsafe { ffi::gdk_window_set_invalidate_handler(window.to_glib_none().0, Some(changed)) };
}

fn has_graphics() -> bool {
    offers_graphics(Path::new("/dev"))
}

/// Whether this machine offers something that draws: a render node of the kernel, or the devices that stand for one
/// under NVIDIA's own driver and under Windows.
fn offers_graphics(devices: &Path) -> bool {
    let nodes = std::fs::read_dir(devices.join("dri")).into_iter().flatten().flatten();
    nodes.into_iter().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
        || ["nvidia0", "dxg"].iter().any(|device| devices.join(device).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphics_are_what_the_kernel_offers() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!offers_graphics(devices.path()));
        std::fs::create_dir(devices.path().join("dri")).unwrap();
        std::fs::write(devices.path().join("dri/card0"), "").unwrap();
        assert!(!offers_graphics(devices.path()), "a screen without anything that draws");
        std::fs::write(devices.path().join("dri/renderD128"), "").unwrap();
        assert!(offers_graphics(devices.path()));
        let nvidia = tempfile::tempdir().unwrap();
        std::fs::write(nvidia.path().join("nvidia0"), "").unwrap();
        assert!(offers_graphics(nvidia.path()));
    }
}
