//! What the crate promises, seen from outside.

mod body;
mod completeness;
mod edit;
mod fields;
mod form;
mod front_matter;
mod hostile;
mod language;
mod properties;
mod rules;
mod tick;
mod timeline;
mod traps;

use catchbook_record::{Parsed, Problem, parse};

/// Parses a catch with this front matter and a title.
fn catch(front: &str) -> Parsed {
    parse("catches/2026-06-14-reply-blank.md", format!("---\n{front}\n---\n# Reply blank\n").as_bytes())
}

fn incident(front: &str) -> Parsed {
    parse("incidents/2026-06-04-outage.md", format!("---\n{front}\n---\n# Outage\n").as_bytes())
}

/// `(line, code)` of each problem.
fn codes(problems: &[Problem]) -> Vec<(u32, &'static str)> {
    problems.iter().map(|problem| (problem.line, problem.code)).collect()
}
