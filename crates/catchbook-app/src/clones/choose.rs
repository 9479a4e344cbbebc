use super::Clones;
use crate::book::lock;
use catchbook_changes::{Log, LogEntry, Repository};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Commits of a clone that can be chosen from: years of a busy repository, and 10 MB of memory at most.
const NEWEST: usize = 50_000;
/// Commits whose files are looked at for a path: each costs a comparison of two trees.
const MOST_COMPARED: usize = 3_000;

/// A commit that fits what was asked.
pub(crate) struct Choice {
    pub(crate) repo: Option<String>,
    pub(crate) entry: LogEntry,
}

/// What was found, and where looking ended.
#[derive(Default)]
pub(crate) struct Choices {
    /// The newest first.
    pub(crate) found: Vec<Choice>,
    /// Older commits were left out.
    pub(crate) cut: bool,
    /// Paths were asked for, and of so many commits only the files were looked at.
    pub(crate) compared: Option<usize>,
    pub(crate) clones: usize,
}

/// A log, and the tips of the branches that it was read from.
pub(super) type Remembered = (Vec<String>, Arc<Log>);

impl Clones {
    /// The newest commits in which every word is part of the title, the author's name, a changed path, or begins the id.
    /// A clone that cannot be read has none.
    pub(crate) fn choose(&self, text: &str, most: usize) -> Choices {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let mut choices = Choices::default();
        let mut left = MOST_COMPARED;
        for (at, known) in self.known.iter().enumerate() {
            let Some(clone) = known.folder.as_deref().and_then(|folder| Repository::open(folder).ok()) else {
                continue;
            };
            let Some(log) = self.log(at, &clone) else { continue };
            choices.clones += 1;
            choices.cut |= log.cut;
            let fits = |entry: &&LogEntry| {
                let mut missing = words.iter().filter(|word| !says(entry, word)).peekable();
                if missing.peek().is_none() {
                    return true;
                }
                missing.all(|word| {
                    is_path(word) && left > 0 && {
                        left -= 1;
                        // Paths are told apart by their capitals, words are not.
                        let part = text.split_whitespace().find(|part| part.to_lowercase() == *word);
                        clone.touches(&entry.id, part.unwrap_or(word)).unwrap_or(false)
                    }
                })
            };
            let found = log.entries.iter().filter(fits).take(most);
            choices.found.extend(found.map(|entry| Choice { repo: known.name.clone(), entry: entry.clone() }));
        }
        choices.found.sort_by_key(|choice| std::cmp::Reverse(choice.entry.at.seconds));
        choices.found.truncate(most);
        choices.compared = (left == 0).then_some(MOST_COMPARED);
        choices
    }

    /// Read once, and again when a branch moved.
    fn log(&self, at: usize, clone: &Repository) -> Option<Arc<Log>> {
        let tips = clone.tips().ok()?;
        if let Some((_, log)) = lock(&self.logs).get(&at).filter(|(of, _)| *of == tips) {
            return Some(Arc::clone(log));
        }
        let log = Arc::new(clone.log(NEWEST, &AtomicBool::new(false)).ok()?);
        lock(&self.logs).insert(at, (tips, Arc::clone(&log)));
        Some(log)
    }
}

fn says(entry: &LogEntry, word: &str) -> bool {
    entry.title.to_lowercase().contains(word)
        || entry.author_name.to_lowercase().contains(word)
        || (word.len() >= 4 && entry.id.starts_with(word))
}

/// `src/chat`, `redirect.ts`: what a person would not write in a title.
fn is_path(word: &str) -> bool {
    word.contains('/') || word.trim_matches('.').contains('.')
}
