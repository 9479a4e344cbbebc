//! What the page may load, and the colours it starts with. Both are decided anew each time it is loaded.

use catchbook_app::api::{AppState, Theme};
use std::borrow::Cow;
use tauri::http::{HeaderValue, Response, header};
use tauri::window::Color;

/// Where the page comes from; the only address that the window goes to.
pub fn is_own(url: &tauri::Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows has no schemes of one's own.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// The look that the person chose; `None` follows the system.
pub fn forced(chosen: Theme) -> Option<tauri::Theme> {
    match chosen {
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
        Theme::System => None,
    }
}

/// The colour of `--paper` in `ui/src/styles/tokens.css`, so that nothing flashes before the page is drawn.
pub fn paper(look: tauri::Theme) -> Color {
    match look {
        tauri::Theme::Dark => Color(0x13, 0x13, 0x12, 0xff),
        _ => Color(0xf3, 0xf1, 0xeb, 0xff),
    }
}

pub fn images_allowed(state: &AppState) -> bool {
    state.vault.as_ref().is_some_and(|vault| vault.images_allowed)
}

/// Only documents carry a policy.
pub fn is_document(response: &Response<Cow<'static, [u8]>>) -> bool {
    response.headers().contains_key(header::CONTENT_SECURITY_POLICY)
}

/// Writes the look into the page before it is parsed, and lets images of other machines through only when the
/// person allowed them for the vault that is open.
pub fn prepare(response: &mut Response<Cow<'static, [u8]>>, look: tauri::Theme, images: bool) {
    let Some(policy) = response.headers().get(header::CONTENT_SECURITY_POLICY) else { return };
    if images {
        let wider = policy.to_str().ok().and_then(|policy| HeaderValue::try_from(with_remote_images(policy)).ok());
        if let Some(wider) = wider {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, wider);
        }
    }
    if look == tauri::Theme::Dark
        && let Ok(page) = std::str::from_utf8(response.body())
    {
        let dark = page.replacen(r#"data-theme="light""#, r#"data-theme="dark""#, 1);
        *response.body_mut() = Cow::Owned(dark.into_bytes());
    }
}

fn with_remote_images(policy: &str) -> String {
    let directives = policy.split(';').map(|directive| {
        let directive = directive.trim();
        if directive.starts_with("img-src ") { format!("{directive} https:") } else { directive.to_owned() }
    });
    directives.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; img-src 'self' attachment:; script-src 'self'";

    fn document() -> Response<Cow<'static, [u8]>> {
        Response::builder()
            .header("Content-Security-Policy", POLICY)
            .body(Cow::Borrowed(br#"<html lang="en" data-theme="light"><body data-theme="light">"#.as_slice()))
            .unwrap()
    }

    fn policy<'a>(response: &'a Response<Cow<'static, [u8]>>) -> &'a str {
        response.headers()["Content-Security-Policy"].to_str().unwrap()
    }

    #[test]
    fn only_images_are_let_through_and_only_when_allowed() {
        let mut closed = document();
        prepare(&mut closed, tauri::Theme::Light, false);
        assert_eq!(policy(&closed), POLICY);

        let mut open = document();
        prepare(&mut open, tauri::Theme::Light, true);
        assert_eq!(policy(&open), "default-src 'none'; img-src 'self' attachment: https:; script-src 'self'");
    }

    #[test]
    fn a_dark_page_is_dark_before_its_first_paint() {
        let mut page = document();
        prepare(&mut page, tauri::Theme::Dark, false);
        assert_eq!(&**page.body(), br#"<html lang="en" data-theme="dark"><body data-theme="light">"#);
    }

    #[test]
    fn what_is_not_a_document_stays_as_it_is() {
        let mut script = Response::new(Cow::Borrowed(br#"data-theme="light""#.as_slice()));
        prepare(&mut script, tauri::Theme::Dark, true);
        assert_eq!(&**script.body(), br#"data-theme="light""#);
        assert!(script.headers().is_empty());
    }

    #[test]
    fn the_window_stays_at_home() {
        let own = |text: &str| is_own(&text.parse().unwrap());
        assert!(own("tauri://localhost/"));
        assert!(own("tauri://localhost/index.html#/record/C-1"));
        for elsewhere in [
            "https://example.org/",
            "http://localhost/",
            "tauri://evil/",
            "file:///etc/passwd",
            "attachment://localhost/a.svg",
            "javascript:alert(1)",
            "data:text/html,<p>",
            "about:blank",
        ] {
            assert!(!own(elsewhere), "{elsewhere}");
        }
    }
}
