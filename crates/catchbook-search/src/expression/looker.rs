use super::{Expression, Expressions, LONGEST_LINE};
use grep_matcher::LineTerminator;
use grep_searcher::{Searcher, SearcherBuilder, Sink, SinkMatch};
use std::{io, ops::Range};

/// Bytes that are looked at before asking whether to go on; lines stay whole.
const BLOCK: usize = 32 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Looks through files. Each thread makes its own.
pub struct Looker<'e> {
    expressions: &'e Expressions,
    searcher: Searcher,
}

/// How far a file was looked through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// Expressions that are settled.
    settled: usize,
    /// Bytes that the next one does not match.
    bytes: usize,
    line: Option<usize>,
}

/// What there is to say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It matches. `line` is where the first line begins that does, unless nothing was to be there.
    Matches {
        line: Option<usize>,
    },
    Differs,
    /// It was not looked through to the end.
    Stopped(Reached),
}

impl Expressions {
    pub fn looker(&self) -> Looker<'_> {
        let mut builder = SearcherBuilder::new();
        // The bytes are taken as they are: nothing is decoded, and a NUL ends nothing.
        builder.line_terminator(LineTerminator::crlf()).line_number(false).bom_sniffing(false);
        Looker { expressions: self, searcher: builder.build() }
    }
}

impl Looker<'_> {
    /// Looks through a file from where it stopped before, for as long as `go_on` says. It comes on in any case.
    pub fn look(&mut self, file: &[u8], from: Reached, go_on: impl Fn() -> bool) -> Look {
        let start = if file.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let mut reached = Reached { bytes: from.bytes.max(start), ..from };
        while let Some(wanted) = self.expressions.all.get(reached.settled) {
            let block = block(file, reached.bytes);
            let found = first_line(&mut self.searcher, &wanted.expression, &file[block.clone()]);
            match (found, wanted.negated) {
                (Some(_), true) => return Look::Differs,
                (Some(line), false) => {
                    let line = reached.line.unwrap_or(block.start + line.start);
                    reached = Reached { settled: reached.settled + 1, bytes: start, line: Some(line) };
                }
                (None, _) if block.end < file.len() => reached.bytes = block.end,
                (None, false) => return Look::Differs,
                (None, true) => reached = Reached { settled: reached.settled + 1, bytes: start, ..reached },
            }
            if !go_on() && reached.settled < self.expressions.all.len() {
                return Look::Stopped(reached);
            }
        }
        Look::Matches { line: reached.line }
    }
}

/// Whole lines from `from` on, as far as that can be.
fn block(file: &[u8], from: usize) -> Range<usize> {
    let start = from.min(file.len());
    let least = start.saturating_add(BLOCK).min(file.len());
    let most = start.saturating_add(LONGEST_LINE).min(file.len());
    let rest = file[least..most].iter().position(|byte| *byte == b'\n');
    start..rest.map_or(most, |at| least + at + 1)
}

fn first_line(searcher: &mut Searcher, expression: &Expression, block: &[u8]) -> Option<Range<usize>> {
    let mut first = First(None);
    // Neither the engine nor the sink has a way to fail.
    let _ = searcher.search_slice(&expression.matcher, block, &mut first);
    first.0
}

struct First(Option<Range<usize>>);

impl Sink for &mut First {
    type Error = io::Error;

    fn matched(&mut self, _: &Searcher, found: &SinkMatch<'_>) -> Result<bool, io::Error> {
        let start = found.absolute_byte_offset() as usize;
        self.0 = Some(start..start + found.bytes().len());
        Ok(false)
    }
}
