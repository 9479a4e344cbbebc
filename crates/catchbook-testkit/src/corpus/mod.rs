//! Seeded vaults of any size: recombined sentences of nine trades, with front matter, links, gates and changes.
//!
//! A file depends on its seed and number alone, so a corpus of 1,000 is the beginning of one of 100,000. Records
//! average 3.5 KB. The words repeat more than in a vault that people wrote, and the made-up identifiers repeat
//! less; ratios between programs that read the same files are what it is good for.

mod body;
mod broken;
mod dice;
mod front;
mod identity;
mod plain;
mod prose;
mod stock;

pub use dice::Dice;
pub use identity::Identity;

/// Hands out `n` records as `(path, bytes)`. Links between them point to earlier ones.
pub fn generate(seed: u64, n: u64, take: &mut dyn FnMut(&str, &[u8])) {
    for number in 0..n {
        let identity = Identity::of(seed, number);
        let mut dice = Dice::of(seed ^ 0x7465_7874, number);
        let mut text = front::write(&identity, &mut dice);
        body::write(&identity, &mut dice, &mut text);
        take(&identity.path, text.as_bytes());
    }
}

/// Hands out `n` Markdown files that know nothing of the format, in folders as people keep notes.
pub fn plain(seed: u64, n: u64, take: &mut dyn FnMut(&str, &[u8])) {
    for number in 0..n {
        let (path, text) = plain::write(seed, number);
        take(&path, text.as_bytes());
    }
}

/// Hands out `n` files with something wrong, in turn: a BOM, CRLF, bytes that are not UTF-8, broken YAML, a bomb of
/// aliases, deep nesting, an endless line and more. Reading any of them must end, and keep the text.
pub fn broken(seed: u64, n: u64, take: &mut dyn FnMut(&str, &[u8])) {
    for number in 0..n {
        let (path, bytes) = broken::write(seed, number);
        take(&path, &bytes);
    }
}

/// Words to search with: common ones, rare ones and pairs, as `(what it tries, query)`.
pub fn queries() -> Vec<(&'static str, &'static str)> {
    vec![
        ("one common word", "database"),
        ("one rare word", "umlaut"),
        ("two words", "retry payment"),
        ("three words", "customer refund rounding"),
        ("reworded", "answer vanished after reconnecting"),
        ("an identifier", "ECONNRESET"),
        ("a phrase", "\"idempotency key\""),
        ("without a word", "certificate -expired"),
        ("a person", "yusuf"),
        ("a long question", "why was every required check green while the backup could not be restored"),
    ]
}
