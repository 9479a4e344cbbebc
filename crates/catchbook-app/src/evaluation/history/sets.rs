use crate::api::ApiError;
use crate::evaluation::lines::{each_line, json};
use serde::Deserialize;
use std::path::Path;

/// Where the judged changes of a repository lie: one JSON object a line.
#[derive(Debug, Clone, Copy)]
pub struct Files<'p> {
    /// `{"fix", "severity"}`: the commits that serve as catches.
    pub catches: &'p Path,
    /// `{"set", "query", "relevant": [{"fix", "gap_days", "same_file"}]}`.
    pub gold: &'p Path,
    /// `{"fix", "cause": [commit]}`.
    pub cause: Option<&'p Path>,
}

/// Changes of a repository whose answers are known.
#[derive(Debug)]
pub struct Sets {
    pub catches: Vec<Catch>,
    pub gold: Vec<Gold>,
    pub causes: Vec<Cause>,
}

#[derive(Debug, Deserialize)]
pub struct Catch {
    pub fix: String,
    #[serde(default)]
    pub severity: String,
}

/// A change, and the catches that mattered for it.
#[derive(Debug, Deserialize)]
pub struct Gold {
    pub set: Set,
    pub query: String,
    #[serde(default)]
    pub relevant: Vec<Relevant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// The author of the change named the catch.
    Cited,
    /// The change was later named as the cause of a bug, in the function of the catch.
    SameFunctionRecurs,
    /// The change was later named as the cause of a bug, on the lines of the catch.
    FixLandsOnCatchLines,
    /// Nothing is known of the change: what is said about it is noise.
    Ordinary,
}

#[derive(Debug, Deserialize)]
pub struct Relevant {
    pub fix: String,
    #[serde(default)]
    pub gap_days: f64,
    #[serde(default)]
    pub same_file: bool,
}

/// A fix, and the changes that its author names as the cause.
#[derive(Debug, Deserialize)]
pub struct Cause {
    pub fix: String,
    pub cause: Vec<String>,
}

impl Sets {
    /// # Errors
    /// When a file cannot be read, or a line of it is not what it should be: with the line's number.
    pub fn read(files: Files<'_>) -> Result<Self, ApiError> {
        let causes = files.cause.map(|file| each_line(file, 0, json)).transpose()?;
        Ok(Self {
            catches: each_line(files.catches, 0, json)?,
            gold: each_line(files.gold, 0, json)?,
            causes: causes.unwrap_or_default(),
        })
    }
}

impl Catch {
    /// 1 is worst, as in records; 4 where nothing is said.
    pub fn severity(&self) -> u8 {
        match self.severity.as_str() {
            "critical" | "sev1" => 1,
            "major" | "sev2" => 2,
            "medium" | "sev3" => 3,
            "sev5" => 5,
            _ => 4,
        }
    }
}
