//! Ids such as `C-7K3Q2`, and file names such as `2026-06-14-reply-blank.md`.

mod slug;

pub use slug::{file_name, slug};

use crate::Kind;
use std::fmt;

/// Crockford's base 32: no I, L, O and U, so that an id can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters after the letter and the dash.
const LENGTH: usize = 5;

/// A well-formed id: the letter of a type, a dash and five characters of Crockford's base 32, in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(String);

impl RecordId {
    /// Makes an id from 25 random bits. `None` for people and notes, which are known by their file's stem.
    ///
    /// The caller checks that no record of the vault has it and asks again if one does.
    pub fn generate(kind: Kind, mut random: impl FnMut() -> u32) -> Option<RecordId> {
        let letter = kind.letter()?;
        let bits = random();
        let code = (0..LENGTH).map(|place| char::from(ALPHABET[(bits >> (place * 5)) as usize & 31]));
        Some(RecordId([letter, '-'].into_iter().chain(code).collect()))
    }

    /// Reads an id as people type it: in any case, with I or L for 1 and O for 0.
    pub fn parse(text: &str) -> Option<RecordId> {
        let (letter, code) = text.trim().split_once('-')?;
        let letter = single(letter)?.to_ascii_uppercase();
        kind_of(letter)?;
        if code.len() != LENGTH {
            return None;
        }
        let code: Option<String> = code.chars().map(digit).collect();
        Some(RecordId(format!("{letter}-{}", code?)))
    }

    /// Whether a text is an id exactly as it is written in files.
    pub fn is_canonical(text: &str) -> bool {
        RecordId::parse(text).is_some_and(|id| id.0 == text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type that the letter stands for.
    pub fn kind(&self) -> Kind {
        self.0.chars().next().and_then(kind_of).unwrap_or_default()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn kind_of(letter: char) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.letter() == Some(letter))
}

fn digit(c: char) -> Option<char> {
    let upper = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    (upper.is_ascii() && ALPHABET.contains(&(upper as u8))).then_some(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_ids_are_canonical_and_use_every_bit() {
        assert_eq!(RecordId::generate(Kind::Catch, || 0).unwrap().as_str(), "C-00000");
        assert_eq!(RecordId::generate(Kind::Incident, || u32::MAX).unwrap().as_str(), "I-ZZZZZ");
        assert_eq!(RecordId::generate(Kind::ReadingList, || 1 << 20).unwrap().as_str(), "R-00001");
        let mut seed = 1u32;
        for _ in 0..1_000 {
            let id = RecordId::generate(Kind::ModelError, || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed
            })
            .unwrap();
            assert!(RecordId::is_canonical(id.as_str()), "{id}");
            assert_eq!(id.kind(), Kind::ModelError);
        }
        assert_eq!(RecordId::generate(Kind::Person, || 0), None);
    }

    #[test]
    fn ids_are_read_as_people_type_them() {
        for (text, id) in
            [("C-7K3Q2", "C-7K3Q2"), (" c-7k3q2 ", "C-7K3Q2"), ("i-oIlO7", "I-01107"), ("g-abcde", "G-ABCDE")]
        {
            assert_eq!(RecordId::parse(text).unwrap().as_str(), id, "{text}");
        }
        for text in [
            "", "C", "C-", "C-7K3Q", "C-7K3Q22", "X-7K3Q2", "C-7K3QU", "C7K3Q2", "CC-7K3Q2", "C-7K3Qé", "é-7K3Q2",
            "C-7K-Q2",
        ] {
            assert_eq!(RecordId::parse(text), None, "{text}");
        }
        assert!(!RecordId::is_canonical("c-7k3q2"));
    }
}
