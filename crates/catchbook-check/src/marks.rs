//! What a change can be known again by.

use std::collections::HashSet;

use catchbook_changes::{Body, FileDiff};

use crate::modes::Modes;
use crate::words::{Term, names, pairs, telling};

/// The names, neighbours, functions and lines of a change. Every list is in the order of its terms, each term once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub names: Vec<Term>,
    pub pairs: Vec<Term>,
    pub functions: Vec<Term>,
    /// Lines that are gone and were not put elsewhere, where they can be known again.
    pub removed: Vec<Term>,
    /// Lines that are new and were not elsewhere before, where they can be known again.
    pub added: Vec<Term>,
    /// Failure modes that the changed lines hint at.
    pub modes: Modes,
}

/// Marks while they are gathered.
#[derive(Default)]
pub struct Gather {
    names: HashSet<Term>,
    pairs: HashSet<Term>,
    functions: HashSet<Term>,
    removed: HashSet<Term>,
    added: HashSet<Term>,
    modes: Modes,
}

impl Gather {
    /// Takes in what people wrote.
    pub fn text(&mut self, text: &str) {
        names(text, |name| {
            self.names.insert(Term::of(name));
        });
    }

    /// Takes in what was done to a file. White space and comments that moved tell nothing.
    pub fn file(&mut self, file: &FileDiff) {
        if !says_something(file) {
            return;
        }
        self.text(file.path());
        for hunk in file.hunks().iter().filter(|hunk| !hunk.idle) {
            for function in &hunk.functions {
                self.text(function);
                self.functions.insert(Term::of(function));
            }
            for line in hunk.removed.iter().chain(&hunk.added) {
                self.text(line.code());
                self.modes |= Modes::of_line(line.code());
                pairs(line.code(), |pair| {
                    self.pairs.insert(Term::of(pair));
                });
            }
            self.removed.extend(hunk.removed.iter().filter_map(|line| telling(line.code())));
            self.added.extend(hunk.added.iter().filter_map(|line| telling(line.code())));
        }
    }

    pub fn marks(self) -> Marks {
        let (removed, added) = (&self.removed - &self.added, &self.added - &self.removed);
        Marks {
            names: sorted(self.names),
            pairs: sorted(self.pairs),
            functions: sorted(self.functions),
            removed: sorted(removed),
            added: sorted(added),
            modes: self.modes,
        }
    }
}

/// Whether more happened to the file than white space, comments or its mode.
pub fn says_something(file: &FileDiff) -> bool {
    let told = match &file.body {
        Body::Text(hunks) => hunks.iter().any(|hunk| !hunk.idle),
        Body::Binary | Body::Large | Body::Pointer => true,
    };
    told || file.old != file.new
}

/// In their order, each once.
pub fn sorted(terms: HashSet<Term>) -> Vec<Term> {
    let mut list: Vec<Term> = terms.into_iter().collect();
    list.sort_unstable();
    list
}
