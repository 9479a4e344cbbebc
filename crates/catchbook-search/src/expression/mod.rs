//! `/…/` in a query: what the files themselves are to match, with ripgrep's engine.
//!
//! The index knows words only, so whoever has the files looks through those of the records that answer everything else.
//! Matching takes time in proportion to a file's length. An expression that would take more room than [`MOST_BYTES`] is
//! refused when it is read.

mod looker;
mod passage;
mod refusal;
#[cfg(test)]
mod tests;

pub use looker::{Look, Looker, Reached};

use grep_matcher::Matcher;
use grep_regex::{RegexMatcher, RegexMatcherBuilder};
use std::ops::Range;

/// Of one expression, as the engine holds it. It also bounds what each byte of a file can cost.
const MOST_BYTES: usize = 4 << 20;
/// Bytes. A longer line is looked at in pieces.
const LONGEST_LINE: usize = 1024 * 1024;
/// As written.
const MOST_CHARS: usize = 1_000;
const DEEPEST: u32 = 50;

/// One `/…/`, ready to be matched within a line.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    written: String,
    matcher: RegexMatcher,
}

impl Expression {
    /// The error is what to tell the person.
    pub(crate) fn read(written: &str) -> Result<Expression, String> {
        if written.chars().nth(MOST_CHARS).is_some() {
            return Err(refusal::too_long());
        }
        refusal::check(written)?;
        let mut builder = RegexMatcherBuilder::new();
        // A line ends with \n or \r\n, and no match reaches beyond it.
        builder.multi_line(true).crlf(true).case_smart(true);
        builder.size_limit(MOST_BYTES).dfa_size_limit(MOST_BYTES).nest_limit(DEEPEST);
        let matcher = builder.build(written).map_err(|error| refusal::of_engine(&error))?;
        Ok(Expression { written: written.to_string(), matcher })
    }

    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    fn first(&self, line: &[u8]) -> Option<Range<usize>> {
        // The engine has no way to fail.
        let found = self.matcher.find(line).ok().flatten()?;
        Some(found.start()..found.end())
    }

    /// Every match in a line that can be marked, in order: one may also end within a character, or be of none.
    fn ranges(&self, line: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let _ = self.matcher.find_iter(line.as_bytes(), |found| {
            let range = found.start()..found.end();
            ranges.extend(line.get(range.clone()).filter(|text| !text.is_empty()).map(|_| range));
            true
        });
        ranges
    }
}

/// What is written decides what is matched.
impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.written == other.written
    }
}

impl Eq for Expression {}

/// All expressions of a query: a file is to match each, or none where it is negated.
#[derive(Debug, Clone)]
pub struct Expressions {
    all: Vec<Wanted>,
}

#[derive(Debug, Clone)]
struct Wanted {
    negated: bool,
    expression: Expression,
}

impl Expressions {
    /// `None` when there are none.
    pub(crate) fn of<'e>(asked: impl Iterator<Item = (bool, &'e Expression)>) -> Option<Expressions> {
        let all: Vec<Wanted> =
            asked.map(|(negated, expression)| Wanted { negated, expression: expression.clone() }).collect();
        (!all.is_empty()).then_some(Expressions { all })
    }

    fn wanted(&self) -> impl Iterator<Item = &Expression> {
        self.all.iter().filter(|wanted| !wanted.negated).map(|wanted| &wanted.expression)
    }
}
