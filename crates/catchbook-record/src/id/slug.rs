//! Names for files, made from titles.

use jiff::civil;

/// Characters of a slug at most; a file name with date and ending stays well under every system's limit.
const MOST: usize = 60;

/// Lower-case ASCII letters, digits and single dashes; never empty, never a name that Windows keeps for a device.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(MOST);
    let mut gap = false;
    for c in title.chars() {
        let folded = fold(c);
        if folded.is_empty() {
            gap |= !matches!(c, '\'' | '’');
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push_str(&folded);
        if slug.len() > MOST + 20 {
            break;
        }
    }
    shorten(&mut slug);
    if slug.is_empty() || is_device(&slug) {
        slug.push_str(if slug.is_empty() { "record" } else { "-record" });
    }
    slug
}

/// `2026-06-14-reply-blank.md`.
pub fn file_name(date: civil::Date, title: &str) -> String {
    format!("{:04}-{:02}-{:02}-{}.md", date.year(), date.month(), date.day(), slug(title))
}

/// Cuts at a dash where there is one in the second half.
fn shorten(slug: &mut String) {
    if slug.len() <= MOST {
        return;
    }
    let cut = slug[..MOST + 1].rfind('-').filter(|at| *at > MOST / 2).unwrap_or(MOST);
    slug.truncate(cut);
}

fn is_device(slug: &str) -> bool {
    let numbered = |name: &str| {
        slug.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(slug, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A letter without its accent, as ASCII in lower case; empty for what is no letter or digit, or has no such form.
fn fold(c: char) -> String {
    if c.is_ascii_alphanumeric() {
        return c.to_ascii_lowercase().into();
    }
    let plain = match c.to_lowercase().next().unwrap_or(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        for (title, expected) in [
            ("Reply blank when a new chat gets its id", "reply-blank-when-a-new-chat-gets-its-id"),
            ("  Don't: *panic* / (yet)! ", "dont-panic-yet"),
            ("Größe, Œuvre & Łódź", "grosse-oeuvre-lodz"),
            ("日本語", "record"),
            ("", "record"),
            ("---", "record"),
            ("CON", "con-record"),
            ("lpt1", "lpt1-record"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\u{0}b\nc", "a-b-c"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn slugs_are_short_and_cut_at_a_word() {
        let long = slug(&"several words ".repeat(50));
        assert!(long.len() <= 60 && !long.ends_with('-'), "{long}");
        assert_eq!(slug(&"x".repeat(10_000)).len(), 60);
    }

    #[test]
    fn file_names_begin_with_the_day() {
        assert_eq!(file_name(civil::date(2026, 6, 14), "Reply blank"), "2026-06-14-reply-blank.md");
    }
}
