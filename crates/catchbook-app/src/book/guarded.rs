//! Whether guarded code is still what it was, as far as the clones on this machine can tell.

use super::{Book, lock};
use crate::api::ApiError;
use catchbook_record::{Guard, Record};
use std::collections::HashMap;

/// Guards looked at in one go. Beyond it the rest is left unsaid: a sentence nobody checked is worse than none.
const MOST: usize = 5_000;

/// What was found the last time, and of which state of records and clones.
#[derive(Default)]
pub(crate) struct Guarded {
    of: Option<(u64, Vec<String>)>,
    changed: HashMap<String, Vec<String>>,
}

impl Book {
    /// Compares every guard's text with the newest commit of its clone, unless neither changed since. Answers whether
    /// what was found differs from the last time.
    ///
    /// # Errors
    /// When the catalog cannot be read; a clone or file that cannot be read says nothing.
    pub(crate) fn refresh_guarded(&self) -> Result<bool, ApiError> {
        let heads = self.clones.heads();
        if heads.is_empty() {
            return Ok(false);
        }
        let of = Some((self.catalogs.read(|catalog| catalog.generation())?, heads));
        if lock(&self.guarded).of == of {
            return Ok(false);
        }
        let mut changed = HashMap::new();
        for path in self.catalogs.read(|catalog| catalog.guarded())?.into_iter().take(MOST) {
            let Ok((_, read)) = self.read(&path) else { continue };
            let grounds: Vec<String> =
                read.record.guards.iter().filter_map(|guard| self.changed(&read.record, guard)).collect();
            if !grounds.is_empty() {
                changed.insert(path, grounds);
            }
        }
        let mut guarded = lock(&self.guarded);
        let differs = guarded.changed != changed;
        *guarded = Guarded { of, changed };
        Ok(differs)
    }

    /// The guards of a record whose code changed, a sentence each.
    pub(crate) fn changed_guards(&self, path: &str) -> Vec<String> {
        lock(&self.guarded).changed.get(path).cloned().unwrap_or_default()
    }

    pub(crate) fn paths_with_changed_guards(&self) -> Vec<String> {
        lock(&self.guarded).changed.keys().cloned().collect()
    }

    fn changed(&self, record: &Record, guard: &Guard) -> Option<String> {
        let text = guard.text.as_deref()?;
        let code = self.clones.newest(guard.repo.as_deref(), &guard.path)?;
        let since =
            record.verified.as_ref().and_then(|verified| verified.commit.as_deref()).or(guard.commit.as_deref());
        let since = since.map(|commit| format!(" since {}", commit.get(..7).unwrap_or(commit))).unwrap_or_default();
        match code {
            Some(code) if holds(&String::from_utf8_lossy(&code), text) => None,
            Some(_) => Some(format!("Guarded lines in {} changed{since}", guard.path)),
            None => Some(format!("Guarded file {} is gone{since}", guard.path)),
        }
    }
}

/// Whether the guarded lines stand in the file one after the other, wherever that is now. Indentation and blank lines
/// do not count: a formatter changes them and nothing else.
fn holds(code: &str, text: &str) -> bool {
    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
    let (code, text) = (lines(code), lines(text));
    text.is_empty() || code.windows(text.len()).any(|window| window == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moved_or_indented_lines_are_the_same_lines() {
        let text = "streams.adopt(a, b);\nrouter.replace(b);\n";
        assert!(holds("before\n\n    streams.adopt(a, b);\n\n    router.replace(b);\nafter\n", text));
        assert!(!holds("streams.adopt(a, b);\nlog(b);\nrouter.replace(b);\n", text));
        assert!(!holds("", text));
    }
}
