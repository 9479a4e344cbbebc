//! Images of the vault, by their path inside it: `attachment://localhost/attachments/figure.png`.

use catchbook_app::App;
use std::borrow::Cow;
use tauri::http::{Response, StatusCode, Uri, header};

/// Answers with the image, or with nothing: the page learns no more than that it is not there.
///
/// The application decides what may be read (inside the vault, no links, only images, a size limit).
pub fn answer(app: &App, address: &Uri) -> Response<Cow<'static, [u8]>> {
    let path = address.path().trim_start_matches('/');
    let Some(path) = decode(path) else { return refuse() };
    match app.attachment(&path) {
        Ok(attachment) => respond(StatusCode::OK, attachment.mime, attachment.bytes.into()),
        Err(_) => refuse(),
    }
}

fn refuse() -> Response<Cow<'static, [u8]>> {
    respond(StatusCode::NOT_FOUND, "text/plain", Cow::Borrowed(b""))
}

/// Should the bytes ever be taken for a document, then for one without scripts, requests or rights.
fn respond(status: StatusCode, mime: &str, body: Cow<'static, [u8]>) -> Response<Cow<'static, [u8]>> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, mime)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
        .header(header::CACHE_CONTROL, "no-cache")
        .body(body)
        .unwrap_or_default()
}

fn decode(path: &str) -> Option<String> {
    percent_encoding::percent_decode_str(path).decode_utf8().ok().map(Cow::into_owned)
}
