//! Where a link or an image leads: outside, into the vault, into this document, or nowhere we go.

use url::{Host, Url};

/// The meaning of a destination as written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An address with an allowed scheme, in the normal form that will be followed. `host` is empty for mail.
    External { url: String, host: String },
    /// A file of the vault, `/` between parts, never above the vault's root; the anchor without `#`.
    Inside { path: String, anchor: String },
    /// A place in this document.
    Anchor(String),
    /// Anything else: other schemes, absolute paths, paths that leave the vault.
    Refused,
}

const MAX_LENGTH: usize = 8 << 10;

pub(crate) fn classify(destination: &str, folder: &str) -> Target {
    let destination = destination.trim();
    if destination.len() > MAX_LENGTH || destination.chars().any(char::is_control) {
        return Target::Refused;
    }
    if let Some(anchor) = destination.strip_prefix('#') {
        return Target::Anchor(percent_decode(anchor).unwrap_or_default());
    }
    if has_scheme(destination) {
        return external(destination);
    }
    inside(destination, folder)
}

/// Whether a URL parser would see a scheme here: letters, digits, `+-.` before the first colon.
fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn external(destination: &str) -> Target {
    let Ok(url) = Url::parse(destination) else {
        return Target::Refused;
    };
    // A name before the host is how one address poses as another.
    if !url.username().is_empty() || url.password().is_some() {
        return Target::Refused;
    }
    match (url.scheme(), url.host()) {
        ("http" | "https", Some(host)) => {
            // `https:example` is read as `https://example/`; only what says so plainly is followed.
            let plain = destination.get(url.scheme().len()..).is_some_and(|rest| rest.starts_with("://"));
            if plain { Target::External { host: host_name(&host), url: url.into() } } else { Target::Refused }
        }
        ("mailto", None) => Target::External { url: url.into(), host: String::new() },
        _ => Target::Refused,
    }
}

fn host_name(host: &Host<&str>) -> String {
    host.to_string()
}

fn inside(destination: &str, folder: &str) -> Target {
    let (path, anchor) = destination.split_once('#').unwrap_or((destination, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let (Some(path), Some(anchor)) = (percent_decode(path), percent_decode(anchor)) else {
        return Target::Refused;
    };
    let folder = if path.starts_with("attachments/") { "" } else { folder };
    match join(folder, &path) {
        Some(path) => Target::Inside { path, anchor },
        None => Target::Refused,
    }
}

/// Joins a relative path to a folder of the vault. `None` when it is empty, absolute, climbs out, or
/// uses characters that mean something else on another system.
fn join(folder: &str, path: &str) -> Option<String> {
    if path.is_empty() || path.starts_with('/') || path.contains(['\\', ':']) || path.chars().any(char::is_control) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// `None` when the decoded bytes are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten().and_then(hex_pair);
        decoded.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).ok()
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |b: u8| (b as char).to_digit(16);
    u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()
}

/// A path of the vault as part of an address: everything but letters, digits and `-._~/` is encoded.
pub(crate) fn percent_encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(byte as char);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
