//! Images that are pasted into a record's text: beside it in the vault, under a name of their own.

use super::files::LARGEST;
use crate::api::{ApiError, KeepImage, KeptImage, PasteImage, PastedImage};
use crate::app::App;
use crate::book::Book;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use catchbook_record::id::slug;
use catchbook_vault::{Error, VaultPath};

/// Names that are tried before another one has to be chosen by hand.
const TRIES: u32 = 1_000;

impl App {
    pub(crate) fn keep_image_file(&self, request: &KeepImage) -> Result<KeptImage, ApiError> {
        if request.data.len() as u64 > LARGEST / 3 * 4 + 4 {
            return Err(too_large());
        }
        let bytes = BASE64_STANDARD
            .decode(&request.data)
            .map_err(|source| ApiError::bad(format!("The image did not arrive whole: {source}")))?;
        self.keep_beside(&request.handle, &request.path, &request.name, &bytes)
    }

    pub(crate) fn paste_image_file(&self, request: &PasteImage) -> Result<PastedImage, ApiError> {
        let Some(bytes) = self.host.clipboard_image() else { return Ok(PastedImage { kept: None }) };
        if bytes.len() as u64 > LARGEST {
            return Err(too_large());
        }
        let kept = self.keep_beside(&request.handle, &request.path, "", &bytes)?;
        Ok(PastedImage { kept: Some(kept) })
    }

    fn keep_beside(&self, handle: &str, record: &str, name: &str, bytes: &[u8]) -> Result<KeptImage, ApiError> {
        let book = self.book()?;
        let ending = ending_of(bytes).ok_or_else(|| {
            ApiError::bad("That is no image that can be shown").hint(
                "PNG, JPEG, GIF, WebP and AVIF are kept. Put other files into the vault yourself and link to them.",
            )
        })?;
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = if stem.trim().is_empty() { "image".to_owned() } else { slug(stem) };
        let folder = format!("attachments/{}", safe(handle));
        let path = create(&book, &folder, &stem, ending, bytes)?;
        let up = "../".repeat(record.matches('/').count());
        Ok(KeptImage { markdown: format!("![{}]({up}{path})", stem.replace('-', " ")), path })
    }
}

fn too_large() -> ApiError {
    ApiError::bad("The image is larger than 32 MiB").hint("Make it smaller, and paste it again.")
}

/// An id stays as it is; a stem may hold what a link cannot.
fn safe(handle: &str) -> String {
    let plain = handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if plain && !handle.is_empty() { handle.to_owned() } else { slug(handle) }
}

/// Writes a new file, never over one that is there. The same image under the same name is there already.
fn create(book: &Book, folder: &str, stem: &str, ending: &str, bytes: &[u8]) -> Result<String, ApiError> {
    for count in 1..=TRIES {
        let name = if count == 1 { stem.to_owned() } else { format!("{stem}-{count}") };
        let path = VaultPath::new(format!("{folder}/{name}.{ending}"))?;
        match book.vault.create(&path, bytes) {
            Ok(_) => return Ok(path.to_string()),
            Err(Error::Exists { .. }) if book.vault.read(&path).is_ok_and(|there| there.bytes == bytes) => {
                return Ok(path.to_string());
            }
            Err(Error::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(ApiError::bad(format!("{folder} holds too many images called {stem}"))
        .hint("Give the file another name first."))
}

/// The ending of an image's name, told by its bytes. What only calls itself an image is none.
fn ending_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_told_by_its_bytes() {
        for (bytes, ending) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], Some("png")),
            (b"\xff\xd8\xff\xe0", Some("jpg")),
            (b"GIF89a", Some("gif")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("webp")),
            (b"\0\0\0\x1cftypavif", Some("avif")),
            (b"<svg onload=alert(1)>", None),
            (b"MZ", None),
            (b"", None),
        ] {
            assert_eq!(ending_of(bytes), ending, "{bytes:?}");
        }
    }

    #[test]
    fn a_folder_has_a_name_that_a_link_can_hold() {
        assert_eq!(safe("C-7K3Q2"), "C-7K3Q2");
        assert_eq!(safe("a (b) c"), "a-b-c");
        assert_eq!(safe("../x"), "x");
    }
}
