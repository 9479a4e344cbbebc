//! Why an expression is not searched for: what it is about, and what to write instead.

use super::{DEEPEST, MOST_CHARS};
use grep_regex::ErrorKind as EngineError;
use regex_syntax::{Error, ParserBuilder, ast::ErrorKind as SyntaxError};

pub(super) fn too_long() -> String {
    format!("Left out: an expression has at most {MOST_CHARS} characters; search for a part of it")
}

pub(super) fn check(written: &str) -> Result<(), String> {
    let parsed = ParserBuilder::new().utf8(false).nest_limit(DEEPEST).build().parse(written);
    parsed.map(drop).map_err(|error| match error {
        Error::Parse(error) => of_syntax(error.kind()),
        Error::Translate(error) => no_expression(&error.kind().to_string()),
        _ => no_expression("it cannot be read"),
    })
}

fn of_syntax(kind: &SyntaxError) -> String {
    match kind {
        SyntaxError::UnsupportedLookAround => {
            "Left out: looking ahead or behind can take time without end; write what stands there as a part of the \
             expression, or as a second one"
                .to_string()
        }
        SyntaxError::UnsupportedBackreference => {
            "Left out: going back to a group can take time without end; write out what repeats".to_string()
        }
        SyntaxError::NestLimitExceeded(_) => {
            format!("Left out: its parts nest deeper than {DEEPEST}; write it flatter")
        }
        kind => no_expression(&kind.to_string()),
    }
}

fn no_expression(why: &str) -> String {
    format!("Left out: this is no expression ({why}); a backslash in front makes a sign plain")
}

pub(super) fn of_engine(error: &grep_regex::Error) -> String {
    match error.kind() {
        EngineError::NotAllowed(_) | EngineError::InvalidLineTerminator(_) | EngineError::Banned(_) => {
            "Left out: an expression is searched for within a line; leave the line end out".to_string()
        }
        _ => "Left out: it would take too much memory; repeat less, for example \\w{1,20} or \\w+".to_string(),
    }
}
