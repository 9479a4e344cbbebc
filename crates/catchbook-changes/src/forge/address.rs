//! The parts of an address that links are made of.

use url::Url;

pub(crate) struct Address {
    /// `https://host[:port]`; the port only of an https address, as those of ssh and git lead elsewhere.
    pub(crate) origin: String,
    pub(crate) host: String,
    /// Decoded, not empty, none of them `.` or `..`.
    pub(crate) parts: Vec<String>,
    /// The address was one to browse, not only to clone.
    pub(crate) web: bool,
    pub(crate) fragment: Option<String>,
}

const MAX_LENGTH: usize = 4 << 10;

impl Address {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MAX_LENGTH || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return None;
        }
        let url = Url::parse(text).ok().filter(Url::has_host).or_else(|| scp_like(text))?;
        let web = match url.scheme() {
            "https" | "http" => true,
            "ssh" | "git" | "git+ssh" | "ssh+git" => false,
            _ => return None,
        };
        // Other schemes keep the host as written; as part of https it must be a real one.
        let host = Url::parse(&format!("https://{}/", url.host_str()?)).ok()?.host_str()?.to_owned();
        let port = url.port().filter(|_| url.scheme() == "https").map(|port| format!(":{port}"));
        let parts: Option<Vec<String>> = url.path().split('/').filter(|part| !part.is_empty()).map(decode).collect();
        let parts = parts.filter(|parts| !parts.iter().any(|part| part == "." || part == ".."))?;
        let fragment = url.fragment().map(str::to_owned);
        Some(Self { origin: format!("https://{host}{}", port.unwrap_or_default()), host, parts, web, fragment })
    }
}

/// `user@host:path`, git's short form of ssh.
fn scp_like(text: &str) -> Option<Url> {
    let (host, path) = text.split_once(':')?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let named = host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    if !named || path.starts_with("//") {
        return None;
    }
    Url::parse(&format!("ssh://{host}/{}", path.trim_start_matches('/'))).ok()
}

fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%').then(|| after.get(..2)).flatten();
        let hex = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(hex.unwrap_or(first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok().filter(|part| !part.contains(['/', '\\']) && !part.chars().any(char::is_control))
}

/// Everything but letters, digits and `-._~/` percent-encoded.
pub(crate) fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.trim_start_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
