//! Line ends: an editor works with `\n` alone, and a file keeps those it has.

use diffy::{DiffOptions, Line};

use crate::merge::too_much_work;

const BOM: char = '\u{feff}';

/// The text as an editor holds it: without a byte order mark, each line ended by `\n`.
///
/// A `\r` that ends no line stays where it is.
pub fn shown(file: &str) -> String {
    file.strip_prefix(BOM).unwrap_or(file).replace("\r\n", "\n")
}

/// Gives `text`, an edit of what [`shown`] made of `file`, the file's own line ends and byte order mark.
///
/// Lines that were not edited keep their ends, an edited one the end of the line it replaces, a new one the end of the
/// line above. Without an edit the result is `file`. Only where a file with both kinds was rewritten beyond comparing
/// do all lines get the kind that most had.
pub fn with_ends_of(file: &str, text: &str) -> String {
    let body = file.strip_prefix(BOM).unwrap_or(file);
    let mark = &file[..file.len() - body.len()];
    let before = body.replace("\r\n", "\n");
    if text == before {
        return file.to_owned();
    }
    let ends: Vec<End> = body.split_inclusive('\n').map(End::of).collect();
    let of_windows = ends.iter().filter(|end| **end == End::Windows).count();
    let of_unix = ends.iter().filter(|end| **end == End::Unix).count();
    let edited = match (of_unix, of_windows) {
        (_, 0) => text.to_owned(),
        (0, _) => text.replace('\n', "\r\n"),
        _ if too_much_work(before.as_bytes(), text.as_bytes()) => {
            if of_windows > of_unix {
                text.replace('\n', "\r\n")
            } else {
                text.to_owned()
            }
        }
        _ => line_by_line(&before, &ends, text),
    };
    format!("{mark}{edited}")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Unix,
    Windows,
    /// The last line of a file that does not end with a line end.
    None,
}

impl End {
    fn of(line: &str) -> Self {
        match line {
            line if line.ends_with("\r\n") => Self::Windows,
            line if line.ends_with('\n') => Self::Unix,
            _ => Self::None,
        }
    }
}

fn line_by_line(before: &str, ends: &[End], text: &str) -> String {
    let mut whole = DiffOptions::new();
    // One hunk that holds every line.
    whole.set_context_len(ends.len());
    let patch = whole.create_patch(before, text);
    let mut ends = ends.iter().copied();
    let mut replaced = std::collections::VecDeque::new();
    let mut above = ends.clone().next().unwrap_or(End::Unix);
    let mut edited = String::with_capacity(text.len() + text.len() / 16);
    for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
        let (line, end) = match line {
            Line::Delete(_) => {
                replaced.extend(ends.next());
                continue;
            }
            Line::Context(line) => {
                replaced.clear();
                (line, ends.next())
            }
            Line::Insert(line) => (line, replaced.pop_front()),
        };
        above = end.filter(|end| *end != End::None).unwrap_or(above);
        match line.strip_suffix('\n') {
            Some(content) if above == End::Windows => edited.extend([content, "\r\n"]),
            _ => edited.push_str(line),
        }
    }
    edited
}

#[cfg(test)]
#[path = "ends_tests.rs"]
mod tests;
