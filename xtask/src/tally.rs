use std::fmt;
use std::ops::AddAssign;

/// How many tests ran and how they ended.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    passed: u32,
    failed: u32,
    ignored: u32,
    /// What could not be run to its end; its tests are in no number above.
    broken: Vec<String>,
}

impl Tally {
    /// Takes in a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn see_cargo(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let number = |word: &str| {
            let part = counts.split([';', '.']).map(str::trim).find_map(|part| part.strip_suffix(word))?;
            part.trim().parse::<u32>().ok()
        };
        self.passed += number("passed").unwrap_or(0);
        self.failed += number("failed").unwrap_or(0);
        self.ignored += number("ignored").unwrap_or(0);
    }

    /// Reads vitest's report. Only its three numbers are wanted, which come first and once.
    pub fn from_vitest(report: &str) -> Self {
        let number = |key: &str| {
            let (_, rest) = report.split_once(&format!("\"{key}\":"))?;
            let digits = rest.trim_start().split(|c: char| !c.is_ascii_digit()).next()?;
            digits.parse().ok()
        };
        Self {
            passed: number("numPassedTests").unwrap_or(0),
            failed: number("numFailedTests").unwrap_or(0),
            ignored: number("numPendingTests").unwrap_or(0),
            broken: Vec::new(),
        }
    }

    /// A program that ends badly without a failed test could not run its tests at all.
    #[must_use]
    pub fn ended(mut self, well: bool, what: &str) -> Self {
        if !well && self.failed == 0 {
            self.broken.push(what.to_owned());
        }
        self
    }

    pub fn is_good(&self) -> bool {
        self.failed == 0 && self.broken.is_empty()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.broken.extend(other.broken);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.broken.is_empty() {
            writeln!(f, "Not run to the end: {}.", self.broken.join(", "))?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.ignored > 0 { write!(f, ", {} ignored", self.ignored) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test tests::a ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s",
        ] {
            tally.see_cargo(line);
        }
        assert_eq!(tally.to_string(), "15 passed, 2 failed, 1 ignored");
        assert!(!tally.is_good());
    }

    #[test]
    fn vitest_is_read() {
        let report =
            r#"{"numTotalTestSuites":4,"numPassedTests":41,"numFailedTests":1,"numPendingTests":0,"testResults":[]}"#;
        assert_eq!(Tally::from_vitest(report).to_string(), "41 passed, 1 failed");
    }

    #[test]
    fn what_does_not_compile_is_not_a_success() {
        let tally = Tally::default().ended(false, "the Rust tests");
        assert!(!tally.is_good());
        assert_eq!(tally.to_string(), "Not run to the end: the Rust tests.\n0 passed, 0 failed");
        assert!(Tally::default().ended(true, "the Rust tests").is_good());
    }
}
