use crate::api::ApiError;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads what stands on each line behind `skipped` ones; empty lines are none.
///
/// # Errors
/// When the file cannot be read, or a line of it is not what it should be: with the line's number.
pub(super) fn each_line<T>(
    file: &Path,
    skipped: usize,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, ApiError> {
    let cannot = |source| ApiError::failed(format!("{} cannot be read: {source}", file.display()));
    let lines = BufReader::new(File::open(file).map_err(cannot)?).lines();
    let mut all = Vec::new();
    for (n, line) in lines.enumerate().skip(skipped) {
        let line = line.map_err(cannot)?;
        if !line.trim().is_empty() {
            let one = read(&line).map_err(|why| ApiError::bad(format!("{}:{}: {why}", file.display(), n + 1)))?;
            all.push(one);
        }
    }
    Ok(all)
}

pub(super) fn json<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| match error.to_string().split_once(" at line ") {
        Some((why, _)) => why.to_owned(),
        None => error.to_string(),
    })
}
