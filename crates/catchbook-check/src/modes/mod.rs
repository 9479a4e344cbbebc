//! Failure modes that changed code hints at. What hints at which is data: `modes.toml`.

use std::ops::BitOrAssign;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;

/// A set of failure modes, by their places in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes(pub(crate) u32);

/// What is known of a failure mode.
#[derive(Debug, Deserialize)]
pub struct Mode {
    /// As records name it: `concurrency`, `resource-lifetime`.
    pub name: String,
    /// What to try by hand for such a change, as one sentence.
    pub check: String,
    patterns: Vec<String>,
    /// Lines that hint at it.
    #[cfg(test)]
    must: Vec<String>,
    /// Lines that look like it and do not.
    #[cfg(test)]
    must_not: Vec<String>,
}

struct Table {
    modes: Vec<Mode>,
    /// By mode. One expression each: a set of all of them takes two hundred times as long for a line.
    hints: Vec<Regex>,
}

/// A longer line is generated, and hints at everything.
const MAX_LINE: usize = 400;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        mode: Vec<Mode>,
    }
    let File { mode: modes } = toml::from_str(include_str!("modes.toml")).expect("the table is read in a test");
    let hints = modes.iter().map(|mode| {
        // The words of code are ASCII, and a table of all the letters there are would be large.
        let hint = RegexBuilder::new(&mode.patterns.join("|")).unicode(false).case_insensitive(true).build();
        hint.expect("the patterns are read in a test")
    });
    Table { hints: hints.collect(), modes }
});

impl Modes {
    /// What a changed line of code, without its comments, hints at.
    pub fn of_line(code: &str) -> Self {
        let mut found = Self::default();
        if code.len() <= MAX_LINE {
            let hinted = TABLE.hints.iter().enumerate().filter(|(_, hint)| hint.is_match(code.as_bytes()));
            hinted.for_each(|(at, _)| found.0 |= 1 << at);
        }
        found
    }

    /// Those that the table knows among the names a record gives.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = Self::default();
        for name in names {
            let place = TABLE.modes.iter().position(|mode| mode.name.eq_ignore_ascii_case(name.trim()));
            found.0 |= place.map_or(0, |place| 1 << place);
        }
        found
    }

    pub fn in_common(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn iter(self) -> impl Iterator<Item = &'static Mode> {
        TABLE.modes.iter().enumerate().filter(move |(at, _)| self.0 >> at & 1 == 1).map(|(_, mode)| mode)
    }
}

impl BitOrAssign for Modes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_its_examples_and_they_hold() {
        assert!((12..=32).contains(&TABLE.modes.len()), "{}", TABLE.modes.len());
        let mut wrong = Vec::new();
        for mode in &TABLE.modes {
            assert!(mode.must.len() >= 3 && mode.must_not.len() >= 3, "{}", mode.name);
            let fires = |line: &str| Modes::of_line(line).iter().any(|found| found.name == mode.name);
            wrong.extend(
                mode.must.iter().filter(|line| !fires(line)).map(|line| format!("{} not in {line}", mode.name)),
            );
            wrong
                .extend(mode.must_not.iter().filter(|line| fires(line)).map(|line| format!("{} in {line}", mode.name)));
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn what_a_record_names_is_found_whatever_its_case() {
        let named = Modes::named(["Concurrency", "nobody knows this"]);
        assert_eq!(named.iter().map(|mode| mode.name.as_str()).collect::<Vec<_>>(), ["concurrency"]);
        assert!(named.in_common(Modes::of_line("pthread_mutex_lock(&queue->lock);")));
    }
}
