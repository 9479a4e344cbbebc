//! Code without its comments.

use super::Language;

/// Reads a file from its first line on and gives each line without comments. What a line means depends on the lines
/// above it, so no line is left out.
pub(crate) struct Stripper {
    language: Option<&'static Language>,
    inside: Inside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Code,
    /// A block comment, by its place in the language's list.
    Block(usize),
    /// A string, by its place in the language's list.
    Text(usize),
}

impl Stripper {
    pub(crate) fn new(language: Option<&'static Language>) -> Self {
        Self { language, inside: Inside::Code }
    }

    /// A reader for lines out of the middle of a file, of which nothing else is known: where a block comment ends, or goes
    /// on, before one begins, it began above.
    pub(crate) fn for_piece<'l>(language: Option<&'static Language>, lines: impl Iterator<Item = &'l str>) -> Self {
        let mut stripper = Self::new(language);
        // A language with several kinds of blocks has its usual one first.
        let Some((open, close)) = language.and_then(|language| language.block.first()) else { return stripper };
        for line in lines {
            let (opens, closes) = (line.find(open.as_str()), line.find(close.as_str()));
            let goes_on = open == "/*" && (line.trim_start().starts_with("* ") || line.trim() == "*");
            if goes_on || closes.is_some_and(|closes| opens.is_none_or(|opens| closes < opens)) {
                stripper.inside = Inside::Block(0);
                break;
            }
            if opens.is_some() {
                break;
            }
        }
        stripper
    }

    /// The code of the next line.
    pub(crate) fn strip<'l>(&mut self, line: &'l str) -> std::borrow::Cow<'l, str> {
        let Some(language) = self.language else { return std::borrow::Cow::Borrowed(line) };
        let mut kept = String::new();
        let mut rest = line;
        // What is kept so far is all of the line up to `rest`.
        let mut whole = true;
        while !rest.is_empty() {
            let step = self.step(language, rest);
            if step.code {
                kept.push_str(&rest[..step.length]);
            } else {
                whole = false;
            }
            rest = &rest[step.length..];
        }
        // A string of one quote ends with its line, unless the language has one that goes on.
        if let Inside::Text(at) = self.inside
            && language.strings[at].len() == 1
            && language.strings[at] != "`"
        {
            self.inside = Inside::Code;
        }
        if whole { std::borrow::Cow::Borrowed(line) } else { std::borrow::Cow::Owned(kept) }
    }

    fn step(&mut self, language: &Language, rest: &str) -> Step {
        match self.inside {
            Inside::Block(at) => {
                let close = &language.block[at].1;
                match rest.find(close.as_str()) {
                    Some(found) => {
                        self.inside = Inside::Code;
                        Step { length: found + close.len(), code: false }
                    }
                    None => Step { length: rest.len(), code: false },
                }
            }
            Inside::Text(at) => {
                let quote = language.strings[at].as_str();
                let mut chars = rest.char_indices();
                while let Some((found, char)) = chars.next() {
                    if char == '\\' {
                        chars.next();
                    } else if rest[found..].starts_with(quote) {
                        self.inside = Inside::Code;
                        return Step { length: found + quote.len(), code: true };
                    }
                }
                Step { length: rest.len(), code: true }
            }
            Inside::Code => self.step_in_code(language, rest),
        }
    }

    fn step_in_code(&mut self, language: &Language, rest: &str) -> Step {
        for (found, _) in rest.char_indices() {
            let here = &rest[found..];
            let block = language.block.iter().position(|(open, _)| here.starts_with(open.as_str()));
            let line = language.line.iter().any(|mark| here.starts_with(mark.as_str()));
            let text = language.strings.iter().position(|quote| here.starts_with(quote.as_str()));
            let inside = match (block, line, text) {
                (None, false, None) => continue,
                (Some(at), _, _) => Inside::Block(at),
                (_, true, _) => return Step { length: if found == 0 { rest.len() } else { found }, code: found > 0 },
                (_, _, Some(at)) => Inside::Text(at),
            };
            if found > 0 {
                return Step { length: found, code: true };
            }
            self.inside = inside;
            return match inside {
                Inside::Block(at) => Step { length: language.block[at].0.len(), code: false },
                Inside::Text(at) => Step { length: language.strings[at].len(), code: true },
                Inside::Code => Step { length: rest.len(), code: true },
            };
        }
        Step { length: rest.len(), code: true }
    }
}

/// A piece of a line from its start, and whether a compiler would read it.
struct Step {
    length: usize,
    code: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(path: &str, text: &str) -> Vec<String> {
        let mut stripper = Stripper::new(Language::of(path));
        text.lines().map(|line| stripper.strip(line).trim_end().to_owned()).collect()
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(
            strip("a.c", "x = 1; // one\ny = \"// no\"; /* a\n b */ z();"),
            ["x = 1;", "y = \"// no\";", " z();"]
        );
        assert_eq!(strip("a.py", "a = '#' # b\n# c\nd"), ["a = '#'", "", "d"]);
        assert_eq!(
            strip("a.py", "\"\"\" # text\n more # text\n\"\"\" # gone"),
            ["\"\"\" # text", " more # text", "\"\"\""]
        );
        assert_eq!(strip("a.js", "`a // b\n// c` // d"), ["`a // b", "// c`"]);
        assert_eq!(strip("a.unknown", "# all // stays"), ["# all // stays"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_ends_with_its_line() {
        assert_eq!(strip("a.c", "don't\n// gone"), ["don't", ""]);
    }

    #[test]
    fn lines_from_the_middle() {
        let piece = |lines: &[&str]| {
            let mut stripper = Stripper::for_piece(Language::of("a.c"), lines.iter().copied());
            lines.iter().map(|line| stripper.strip(line).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(piece(&[" * of a comment", " */", "x"]), ["", "", "x"]);
        assert_eq!(piece(&["of a comment */ y"]), [" y"]);
        assert_eq!(piece(&["\t*p = 3;"]), ["\t*p = 3;"]);
    }

    #[test]
    fn hostile_lines_take_linear_time() {
        let line = "\"\\".repeat(200_000);
        let _ = Stripper::new(Language::of("a.c")).strip(&line);
        let _ = Stripper::new(Language::of("a.c")).strip(&"/*".repeat(200_000));
    }
}
