//! Text that looks like a secret, so that a person hears of it before it is saved.
//!
//! The shapes are data (`patterns.toml`). They ask; whoever pastes an example key may save it.

use regex::Regex;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// Something that looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// "a GitHub token"
    pub is: &'static str,
    /// Bytes of the text that was given.
    pub span: Range<usize>,
}

/// What looks like a secret, in the order of the text; of two readings of one place the earlier pattern's.
pub fn secrets(text: &str) -> Vec<Secret> {
    let all = PATTERNS.iter().flat_map(|(is, find)| find.find_iter(text).map(|found| (is.as_str(), found.range())));
    let mut secrets: Vec<Secret> = Vec::new();
    for (is, span) in all {
        if secrets.iter().all(|known| known.span.end <= span.start || span.end <= known.span.start) {
            secrets.push(Secret { is, span });
        }
    }
    secrets.sort_by_key(|secret| secret.span.start);
    secrets
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    secret: Vec<Pattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    is: String,
    find: String,
}

static PATTERNS: LazyLock<Vec<(String, Regex)>> = LazyLock::new(|| {
    // The file is part of the program, and the test reads it whole.
    let file: File = toml::from_str(include_str!("patterns.toml")).expect("patterns.toml is valid");
    let compiled = |find: &str| Regex::new(find).expect("an expression of patterns.toml is valid");
    file.secret.into_iter().map(|pattern| (pattern.is, compiled(&pattern.find))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together here, so that no scanner takes this file for a leak.
    fn joined(parts: [&str; 2]) -> String {
        parts.concat()
    }

    #[test]
    fn what_looks_like_a_secret_is_named() {
        for (text, is) in [
            (joined(["-----BEGIN RSA ", "PRIVATE KEY-----"]), "a private key"),
            (joined(["AKIA", "ABCDEFGHIJKLMNOP"]), "an AWS access key"),
            (joined(["ghp_", &"a1".repeat(18)]), "a GitHub token"),
            (joined(["xoxb-", "1234567890-abcdef"]), "a Slack token"),
            (joined(["postgres://app:", "hunter22@db.internal/shop"]), "a password in an address"),
            (joined(["API_KEY=", "0123456789abcdef"]), "a password"),
            (joined(["sk-ant-", &"b2".repeat(20)]), "an API key of a model's provider"),
        ] {
            let text = format!("It was in the log: {text}, and went on.");
            assert_eq!(secrets(&text).first().map(|secret| secret.is), Some(is), "{text}");
        }
    }

    #[test]
    fn ordinary_words_about_secrets_are_fine() {
        for text in [
            "The password is asked for twice.",
            "secret: rotate it",
            "See https://example.com/a:b@c and a41f9c2d00112233445566778899aabbccddeeff.",
            "The token in the header was missing.",
            "sk-not-long-enough",
        ] {
            assert_eq!(secrets(text), [], "{text}");
        }
    }
}
