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

/// A query as somebody types it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What it tries.
    pub what: &'static str,
    pub text: &'static str,
    /// Its last word may go on.
    pub typing: bool,
}

/// What people ask: one to four words of a corpus, common and rare ones, some with a filter, and a few of the harder
/// kinds. More than a program will keep the answers of.
pub fn queries() -> Vec<Asked> {
    let asked = |(what, text)| Asked { what, text, typing: false };
    let typed = |text| Asked { what: "while typing", text, typing: true };
    DONE.iter().copied().map(asked).chain(HALF.iter().copied().map(typed)).collect()
}

const DONE: &[(&str, &str)] = &[
    ("one word", "database"),
    ("one word", "certificate"),
    ("one word", "watchdog"),
    ("one word", "umlaut"),
    ("two words", "retry payment"),
    ("two words", "replica promoted"),
    ("two words", "health check"),
    ("two words", "stale cursor"),
    ("two words", "voucher refund"),
    ("three words", "customer refund rounding"),
    ("three words", "unread count reconnect"),
    ("three words", "backup restore failed"),
    ("three words", "lockfile pinned tag"),
    ("four words", "reply blank new id"),
    ("four words", "idempotency key provider retry"),
    ("four words", "disk full never trimmed"),
    ("reworded", "answer vanished after reconnecting"),
    ("an identifier", "ECONNRESET"),
    ("a phrase", "\"idempotency key\""),
    ("a phrase", "\"without a pause\" retry"),
    ("without a word", "certificate -expired"),
    ("a person", "yusuf"),
    ("a filter", "redirect service:chat"),
    ("a filter", "rollback type:catch"),
    ("two filters", "timeout type:incident severity:<=2"),
    ("misspelt", "databse replica"),
    ("a long question", "why was every required check green while the backup could not be restored"),
];

const HALF: &[&str] = &["certif", "retry pay", "replica prom", "umlau", "health check resol"];
