//! `Key: value` lines at the end of a message.

/// More trailers than this are not read.
const MAX_TRAILERS: usize = 500;
const MAX_KEY: usize = 100;

/// The trailers of the last paragraph of `body`, values unfolded. A paragraph counts when at least one line in
/// four is a trailer and its first line is one: prose with a colon in it does not.
pub(crate) fn trailers(body: &str) -> Vec<(String, String)> {
    let lines = last_paragraph(body);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut other = 0;
    for line in lines {
        if line.starts_with([' ', '\t']) && !found.is_empty() {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((key, value)) = trailer(line) {
            if found.len() < MAX_TRAILERS {
                found.push((key.to_owned(), value.to_owned()));
            }
        } else if found.is_empty() {
            return Vec::new();
        } else {
            other += 1;
        }
    }
    if found.len() * 3 >= other { found } else { Vec::new() }
}

fn last_paragraph(body: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = body.trim_end().lines().rev().take_while(|line| !line.trim().is_empty()).collect();
    lines.reverse();
    lines
}

fn trailer(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end();
    let named = !key.is_empty()
        && key.len() <= MAX_KEY
        && key.starts_with(|c: char| c.is_ascii_alphanumeric())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    // `https://…` at the start of a line is an address.
    (named && !value.starts_with("//")).then(|| (key, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(body: &str) -> Vec<(String, String)> {
        trailers(body)
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn the_last_paragraph_holds_them() {
        let body = "Why.\n\nMore: prose here.\n\nCatch-checked: C-7K3Q2 left mid-stream\nSigned-off-by: A <a@b.c>";
        assert_eq!(pairs(body), [pair("Catch-checked", "C-7K3Q2 left mid-stream"), pair("Signed-off-by", "A <a@b.c>")]);
    }

    #[test]
    fn a_value_goes_on_in_indented_lines() {
        assert_eq!(
            pairs("Catch-checked: C-7K3Q2 left\n  mid-stream\n\ton Slow 3G"),
            [pair("Catch-checked", "C-7K3Q2 left mid-stream on Slow 3G")]
        );
    }

    #[test]
    fn prose_is_no_trailer() {
        assert_eq!(pairs("This is prose: with a colon\nFixes: 1"), []);
        assert_eq!(pairs("https://example.org/x"), []);
        assert_eq!(pairs(""), []);
        assert_eq!(pairs("Note: a\nb\nc\nd\ne"), []);
    }
}
