//! One spelling for words that a reader takes for the same: lower case, no accents, no ligatures.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether `c` is part of a word: letters, digits, marks on letters, and the invisible joiners inside them.
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_joiner(c) || is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Accents and vowel points that writers leave out as often as not. Marks that carry the vowel, as in Indic scripts,
/// are kept.
fn is_optional_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f)
}

/// Appends `word` to `out` in lower case and without accents.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.nfkd() {
        match c {
            c if is_optional_mark(c) || is_joiner(c) => {}
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' | 'İ' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// [`fold_into`] as a new string.
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// Scripts that put no blanks between words. They are searched by pairs of characters.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0e00..=0x0eff       // Thai, Lao
        | 0x1000..=0x109f     // Myanmar
        | 0x1780..=0x17ff     // Khmer
        | 0x3040..=0x30ff     // Hiragana, Katakana
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff     // Han
        | 0xac00..=0xd7af     // Hangul
        | 0xf900..=0xfaff
        | 0xff66..=0xff9f     // half-width Katakana
        | 0x20000..=0x3134f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_fold_away() {
        for (word, folded) in [
            ("Straße", "strasse"),
            ("ÉCOLE", "ecole"),
            ("e\u{301}cole", "ecole"),
            ("Øresund", "oresund"),
            ("ﬁle", "file"),
            ("ＡＢＣ１", "abc1"),
            ("İstanbul", "istanbul"),
            ("Ёлка", "елка"),
            ("हिन्दी", "हिन्दी"),
            ("plain", "plain"),
        ] {
            assert_eq!(fold(word), fold(folded), "{word}");
        }
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("हिन्दी"), "हिन्दी", "vowel signs stay");
    }
}
