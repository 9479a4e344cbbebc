use super::{fold::fold_into, is_stop_word, is_unspaced, is_word_char, stem};
use std::{collections::VecDeque, ops::Range};

/// Longer words are not indexed: they are data, not language. Long enough for a SHA-256 in hexadecimal.
pub(crate) const MAX_TERM_BYTES: usize = 64;
/// A run of letters without an end is cut here, so that a file of one line costs no more than any other.
const MAX_CHUNK_BYTES: usize = 512;
/// Compounds of two parts are often names, which people write in small letters too: `GitHub`.
const MANY_PARTS: usize = 3;

/// What the bytes of a text are, as bits: looked up, not compared, as every byte of every shown record is asked about.
const CLASSES: [u8; 256] = {
    let (mut classes, mut byte) = ([0; 256], 0_u8);
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' | b'0'..=b'9' => LOWER,
            _ => BLANK,
        };
        byte += 1;
    }
    classes
};
const BLANK: u8 = 1;
/// Small letters and digits.
const LOWER: u8 = 2;
const UPPER: u8 = 4;
const WORD: u8 = LOWER | UPPER;

/// A word's place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub range: Range<usize>,
    /// Counted over parts; words that are not indexed take a position too.
    pub position: usize,
    /// A compound, beside its parts.
    pub whole: bool,
    /// Of a compound of many parts: where the first one ends.
    first_end: Option<usize>,
}

impl Piece {
    /// Of a compound of many parts: bytes of the beginnings that find it by its first part, whose stem may be shorter
    /// and which may be too common to be held at all.
    pub(crate) fn told_by_first(&self, text: &str) -> Option<usize> {
        let first = Piece { range: self.range.start..self.first_end?, whole: false, first_end: None, ..self.clone() };
        let mut form = String::new();
        if !first.write_term(text, &mut form) {
            return Some(0);
        }
        let mut stem_of_it = form.clone();
        stem(&mut stem_of_it);
        Some(form.bytes().zip(stem_of_it.bytes()).take_while(|(one, other)| one == other).count())
    }

    /// Writes the folded word to `out`, which must be empty. Answers whether it is a word to index.
    pub(crate) fn write_term(&self, text: &str, out: &mut String) -> bool {
        if self.range.len() > 4 * MAX_TERM_BYTES {
            return false;
        }
        fold_into(&text[self.range.clone()], out);
        !out.is_empty() && out.len() <= MAX_TERM_BYTES && (self.whole || out.len() > 5 || !is_stop_word(out))
    }
}

/// Cuts a text into pieces, in order.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    for_query: bool,
    ready: VecDeque<Piece>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn of_record(text: &'a str) -> Pieces<'a> {
        Pieces { text, at: 0, position: 0, for_query: false, ready: VecDeque::new() }
    }

    /// As [`Pieces::of_record`], but text without blanks gives no lone last character.
    pub(crate) fn of_query(text: &'a str) -> Pieces<'a> {
        Pieces { for_query: true, ..Pieces::of_record(text) }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    fn push(&mut self, range: Range<usize>) {
        self.ready.push_back(Piece { range, position: self.position, whole: false, first_end: None });
        self.position += 1;
    }

    /// A compound with so many parts, the first of which ends at `first_end`.
    fn push_whole(&mut self, range: Range<usize>, parts: usize, first_end: usize) {
        let first_end = (parts >= MANY_PARTS).then_some(first_end);
        self.ready.push_back(Piece { range, position: self.position, whole: true, first_end });
    }

    /// Pairs of neighbouring characters; in records also the last one alone, so that every single character begins a word.
    fn push_pairs(&mut self, run: Range<usize>) {
        let starts: Vec<usize> =
            self.text[run.clone()].char_indices().map(|(at, _)| run.start + at).chain([run.end]).collect();
        for pair in starts.windows(3) {
            self.push(pair[0]..pair[2]);
        }
        if !self.for_query || starts.len() == 2 {
            self.push(starts[starts.len() - 2]..run.end);
        }
    }

    fn push_chunk(&mut self, chunk: &Chunk) {
        if chunk.is_plain {
            return self.push_run(chunk.range.clone());
        }
        let runs = chunk.runs(self.text);
        let in_url = self.text[..chunk.range.start].ends_with("://");
        let is_whole = runs.len() > 1 && chunk.is_code && !in_url && chunk.range.len() <= MAX_TERM_BYTES;
        if let Some(first) = runs.first().filter(|_| is_whole) {
            self.push_whole(chunk.range.clone(), runs.len(), first.end);
        }
        for run in runs {
            self.push_run(run);
        }
    }

    fn push_run(&mut self, run: Range<usize>) {
        let humps = humps(&self.text[run.clone()]);
        let Some(first) = humps.first() else {
            return self.push(run);
        };
        self.push_whole(run.clone(), humps.len() + 1, run.start + first);
        let mut from = run.start;
        for hump in humps {
            self.push(from..run.start + hump);
            from = run.start + hump;
        }
        self.push(from..run.end);
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        self.next_where(|_| true)
    }
}

impl Pieces<'_> {
    /// The next piece whose bytes are `wanted`. The others are passed over quicker than the caller could.
    pub(crate) fn next_where(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Option<Piece> {
        loop {
            let next = self.ready.pop_front().or_else(|| self.next_simple(&wanted)).or_else(|| self.next_chunked())?;
            if wanted(&self.text.as_bytes()[next.range.clone()]) {
                return Some(next);
            }
        }
    }

    /// Nine words in ten: ASCII letters and digits, joined to nothing and without humps. Answers `None` before
    /// anything else.
    fn next_simple(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        loop {
            let blank = |byte: &u8| CLASSES[usize::from(*byte)] == BLANK;
            self.at += bytes[self.at..].iter().take_while(|byte| blank(byte)).count();
            // Two more than the longest word, to see what follows it; more would make a long run of letters quadratic.
            let word = &bytes[self.at..bytes.len().min(self.at + MAX_TERM_BYTES + 2)];
            let (first, behind_first) = word.split_first()?;
            if CLASSES[usize::from(*first)] & WORD == 0 {
                return None;
            }
            let (mut length, mut seen) = (1, 0);
            for byte in behind_first {
                let class = CLASSES[usize::from(*byte)];
                if class & WORD == 0 {
                    break;
                }
                seen |= class;
                length += 1;
            }
            let has_humps = seen & UPPER != 0;
            let is_alone = match word[length..] {
                [] => true,
                [b, ..] if !b.is_ascii() || b == b'_' => false,
                [b'-' | b'.' | b'/' | b'\\' | b'@' | b'\'' | b':', next, ..] => {
                    CLASSES[usize::from(next)] == BLANK && next != b':'
                }
                _ => true,
            };
            if length > MAX_TERM_BYTES || !is_alone || has_humps {
                return None;
            }
            let (range, position) = (self.at..self.at + length, self.position);
            self.at += length;
            self.position += 1;
            if wanted(&word[..length]) {
                return Some(Piece { range, position, whole: false, first_end: None });
            }
        }
    }

    /// Any word or compound.
    pub(super) fn next_chunked(&mut self) -> Option<Piece> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(piece);
            }
            let start = self.at + self.text[self.at..].find(is_word_char)?;
            let first = self.text[start..].chars().next()?;
            if is_unspaced(first) {
                let rest = &self.text[start..];
                let end = rest.char_indices().find(|(at, c)| !is_unspaced(*c) || *at > MAX_CHUNK_BYTES);
                self.at = end.map_or(self.text.len(), |(at, _)| start + at);
                self.push_pairs(start..self.at);
            } else {
                let chunk = Chunk::at(self.text, start);
                self.at = chunk.range.end;
                self.push_chunk(&chunk);
            }
        }
    }
}

/// Words joined without blanks: `don't`, `well-known`, `src/chat/redirect.ts`.
struct Chunk {
    range: Range<usize>,
    /// Letters and digits only.
    is_plain: bool,
    /// Joined the way code, paths and ids are; a hyphen joins those only where there are digits.
    is_code: bool,
}

impl Chunk {
    fn at(text: &str, start: usize) -> Chunk {
        let (mut is_plain, mut is_code, mut hyphens, mut digits) = (true, false, false, false);
        let mut chars = text[start..].char_indices().peekable();
        let mut end = text.len();
        let mut previous = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let joins = is_word_char(c) && !is_unspaced(c) || joins_words(previous, c, next);
            if !joins || at > MAX_CHUNK_BYTES {
                end = start + at;
                break;
            }
            if !is_word_char(c) {
                is_plain = false;
                hyphens |= c == '-';
                is_code |= !matches!(c, '-' | '\'' | '’');
            }
            digits |= c.is_ascii_digit();
            previous = c;
        }
        Chunk { range: start..end, is_plain, is_code: is_code || hyphens && digits }
    }

    /// The words between the joints, without the ends of `it's`, `don't` and `we'll`.
    fn runs(&self, text: &str) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut from = self.range.start;
        let mut after_apostrophe = false;
        let joints = text[self.range.clone()].char_indices().filter(|(_, c)| !is_word_char(*c));
        let ends = joints.map(|(at, c)| (self.range.start + at, c)).chain([(self.range.end, '\0')]);
        for (end, joint) in ends {
            let is_suffix = after_apostrophe && matches!(&text[from..end], "s" | "t" | "d" | "m" | "ll" | "re" | "ve");
            if end > from && !is_suffix {
                runs.push(from..end);
            }
            from = end + joint.len_utf8();
            after_apostrophe = matches!(joint, '\'' | '’');
        }
        runs
    }
}

/// Whether `c` joins the word before it to the one after it.
fn joins_words(before: char, c: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    let is_word = |c: char| is_word_char(c) && !is_unspaced(c);
    match c {
        '_' => is_word(after) || after == '_',
        '-' | '.' | '/' | '\\' | '@' | '\'' | '’' => is_word(before) && is_word(after),
        ':' if before == ':' => is_word(after),
        ':' => after == ':' || before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Where the second and later parts of `camelCase` begin; nothing for plain words, `URLs` and shouting.
fn humps(run: &str) -> Vec<usize> {
    let has_hump = run.bytes().skip(1).any(|b| b.is_ascii_uppercase()) && run.bytes().any(|b| b.is_ascii_lowercase());
    let is_plural = run.strip_suffix('s').is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_uppercase()));
    if !has_hump || is_plural || run.len() > MAX_TERM_BYTES {
        return Vec::new();
    }
    let bytes = run.as_bytes();
    (1..bytes.len())
        .filter(|&at| {
            let after_upper = bytes[at - 1].is_ascii_uppercase();
            let before_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            bytes[at].is_ascii_uppercase() && run.is_char_boundary(at) && (!after_upper || before_lower)
        })
        .collect()
}
