//! What goes to stdout and stderr, for people and for programs.

use catchbook_app::api::{ApiError, Notice};
use serde::Serialize;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How a command ended, when it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Nothing was found, or there are problems: exit code 1.
    Nothing,
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
        }
    }

    pub(crate) fn found(any: bool) -> Self {
        if any { Self::Done } else { Self::Nothing }
    }
}

/// Why a command could not run: exit code 2.
#[derive(Debug)]
pub(crate) enum Failure {
    Api(ApiError),
    Io {
        what: &'static str,
        source: io::Error,
    },
    /// The words on the command line do not fit.
    Usage {
        message: String,
        hint: &'static str,
    },
    NoVault,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => f.write_str(&error.message),
            Self::Io { what, source } => write!(f, "could not {what}: {source}"),
            Self::Usage { message, .. } => f.write_str(message),
            Self::NoVault => f.write_str("no vault here: neither this folder nor one above it has a catchbook.toml"),
        }
    }
}

impl Failure {
    fn hint(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.hint.as_deref(),
            Self::Io { .. } => None,
            Self::Usage { hint, .. } => Some(hint),
            Self::NoVault => Some("Name one with --vault DIR, or make one with: catchbook init DIR"),
        }
    }
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    schema: &'static str,
    error: String,
    hint: Option<&'a str>,
}

/// Tells on stderr why nothing was done.
pub(crate) fn failure(failure: &Failure, json: bool) {
    let mut err = io::stderr().lock();
    // A closed stderr leaves nobody to tell.
    let _ = if json {
        let document = ErrorDocument { schema: "catchbook.error/1", error: failure.to_string(), hint: failure.hint() };
        serde_json::to_writer(&mut err, &document).map_err(io::Error::from).and_then(|()| writeln!(err))
    } else {
        let (bold, plain) = style(err.is_terminal(), "1;31");
        writeln!(err, "{bold}Error:{plain} {failure}")
            .and_then(|()| failure.hint().map_or(Ok(()), |hint| writeln!(err, "Hint: {hint}")))
    };
}

/// Something to know before trusting the answer, which alone is on stdout.
pub(crate) fn notice(notice: &Notice) {
    let hint = notice.hint.as_ref().map(|hint| format!("\nHint: {hint}")).unwrap_or_default();
    // A closed stderr leaves nobody to tell.
    let _ = writeln!(io::stderr().lock(), "Note: {}{hint}", clean(&notice.message));
}

/// Escape codes around a piece of text; empty when the text goes to a file or a pipe.
pub(crate) fn style(terminal: bool, code: &str) -> (String, &'static str) {
    let wanted = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted { (format!("\x1b[{code}m"), "\x1b[0m") } else { (String::new(), "") }
}

/// One JSON document on stdout.
pub(crate) fn json(document: &impl Serialize) -> Result<(), Failure> {
    print(|out| {
        serde_json::to_writer(&mut *out, document)?;
        writeln!(out)
    })
}

/// Writes an answer to stdout. A reader that went away is no failure.
pub(crate) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Io { what: "write the answer", source })
        }
        _ => Ok(()),
    }
}

/// Text from a file, safe to print: control characters, also those that would steer a terminal, become visible.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let steers = c.is_control() && c != '\n' && c != '\t';
            let hides =
                matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
            let visible: Vec<char> = if steers || hides { c.escape_unicode().collect() } else { vec![c] };
            visible
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_steer_the_terminal() {
        assert_eq!(clean("a\x1b[2Jb\u{202e}c\td"), "a\\u{1b}[2Jb\\u{202e}c\td");
    }
}
