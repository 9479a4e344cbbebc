//! What WebKitGTK does by itself and should not, and what it can do but is not asked to by the layers between.

use gtk::gdk::ModifierType;
use gtk::glib::Propagation;
use gtk::prelude::WidgetExt;
use webkit2gtk::{InputMethodContextExt, SettingsExt, WebContextExt, WebView, WebViewExt};

/// Smallest and largest zoom, and one step of it.
const ZOOM: std::ops::RangeInclusive<f64> = 0.5..=3.0;
const STEP: f64 = 0.1;

pub fn tune(webview: &WebView) {
    if let Some(input) = webview.input_method_context() {
        // Without it, text that is being composed (Chinese, Japanese, Korean) is not seen where it is written.
        input.set_enable_preedit(true);
    }
    if let Some(context) = WebViewExt::context(webview) {
        // In the language of the system, where a dictionary of it is installed.
        context.set_spell_checking_enabled(true);
    }
    if let Some(settings) = WebViewExt::settings(webview) {
        // No name is looked up before a person follows a link.
        settings.set_enable_dns_prefetching(false);
        settings.set_enable_webgl(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_page_cache(false);
    }
    // The page has no right to zoom itself: Tauri's own keys for it would need one.
    webview.connect_key_press_event(|webview, key| {
        let letter = key.keyval().to_unicode().filter(|_| key.state().contains(ModifierType::CONTROL_MASK));
        match letter.and_then(|letter| zoom(webview.zoom_level(), letter)) {
            Some(level) => {
                webview.set_zoom_level(level);
                Propagation::Stop
            }
            None => Propagation::Proceed,
        }
    });
}

/// Ctrl + and Ctrl - by one step, Ctrl 0 back to the usual size.
fn zoom(now: f64, letter: char) -> Option<f64> {
    let level = match letter {
        '+' | '=' => now + STEP,
        '-' => now - STEP,
        '0' => 1.0,
        _ => return None,
    };
    Some(level.clamp(*ZOOM.start(), *ZOOM.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_has_steps_and_ends() {
        assert_eq!(zoom(1.0, '+'), Some(1.1));
        assert_eq!(zoom(1.0, '-'), Some(0.9));
        assert_eq!(zoom(2.4, '0'), Some(1.0));
        assert_eq!(zoom(3.0, '='), Some(3.0));
        assert_eq!(zoom(0.5, '-'), Some(0.5));
        assert_eq!(zoom(1.0, 'k'), None);
    }
}
