//! What a file was when it was read, so that a later save can tell whether it still is.

use std::fmt;
use std::str::FromStr;

use crate::fs::Meta;

/// The first 128 bits of a file's BLAKE3 hash. Written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash([u8; 16]);

impl Hash {
    pub fn of(bytes: &[u8]) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(short)
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    /// Enough of it to tell a few files apart: 8 digits.
    pub fn short(self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not a hash: it must be 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 32 hexadecimal digits")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(NotAHash);
        }
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| NotAHash)?;
        }
        Ok(Self(bytes))
    }
}

/// One state of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Nanoseconds since 1970, as the file system reports them; never this machine's clock.
    pub mtime_ns: i64,
    /// Bytes.
    pub size: u64,
    pub hash: Hash,
}

impl Stamp {
    pub(crate) fn new(meta: &Meta, bytes: &[u8]) -> Self {
        Self { mtime_ns: meta.mtime_ns, size: bytes.len() as u64, hash: Hash::of(bytes) }
    }
}

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub bytes: Vec<u8>,
    pub stamp: Stamp,
}

/// What the person's edit started from.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    pub hash: Hash,
    /// Without the bytes a file that changed meanwhile cannot be merged: both texts are kept.
    pub bytes: Option<&'a [u8]>,
}

impl<'a> Base<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { hash: Hash::of(bytes), bytes: Some(bytes) }
    }
}

impl<'a> From<&'a Loaded> for Base<'a> {
    fn from(loaded: &'a Loaded) -> Self {
        Self { hash: loaded.stamp.hash, bytes: Some(&loaded.bytes) }
    }
}

impl From<Hash> for Base<'_> {
    fn from(hash: Hash) -> Self {
        Self { hash, bytes: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_from_its_text() {
        let hash = Hash::of(b"one");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(Hash::from_bytes(hash.to_bytes()), hash);
        assert_eq!(hash.short().len(), 8);
        assert_ne!(hash, Hash::of(b"two"));
    }

    #[test]
    fn other_text_is_not_a_hash() {
        for text in [
            "",
            "0",
            "g0000000000000000000000000000000",
            "é000000000000000000000000000000",
            "+f+f+f+f+f+f+f+f+f+f+f+f+f+f+f+f",
        ] {
            assert_eq!(text.parse::<Hash>(), Err(NotAHash), "{text}");
        }
    }
}
