//! Records that are like another one: the same words where few have them, the same class, failure modes and services,
//! the same code. Each says what it shares, because a likeness without a reason is worth nothing.

mod clues;
mod telling;

use crate::{
    Error,
    index::{Store, kind_number},
    order::{Best, Row, Rows},
    plan::Statistics,
    view::View,
    visit::{each_segment, visit},
};
use catchbook_record::{Kind, Record};
use clues::{Clues, Sign};
use std::collections::BTreeSet;
use tantivy::query::BooleanQuery;

/// A record that is like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Relative to the vault.
    pub path: String,
    pub shared: Shared,
}

/// What two records have in common, as the one that was asked about writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Code that both guard.
    pub paths: Vec<String>,
    /// Changes that both are tied to.
    pub commits: Vec<String>,
    pub class: Option<String>,
    pub modes: Vec<String>,
    pub services: Vec<String>,
    /// The most telling first.
    pub words: Vec<String>,
}

impl Shared {
    fn add(&mut self, sign: &Sign) {
        match sign {
            Sign::Path(path) => self.paths.push(path.clone()),
            Sign::Commit(commit) => self.commits.push(commit.clone()),
            Sign::Class(class) => self.class = Some(class.clone()),
            Sign::Mode(mode) => self.modes.push(mode.clone()),
            Sign::Service(service) => self.services.push(service.clone()),
            Sign::Word(word) => self.words.push(word.clone()),
        }
    }
}

/// The part of its telling words that a record must share with another that it shares nothing else with, a failure mode,
/// or its class. Set by reading what the sample vault answers.
const WORDS_ALONE: f32 = 0.3;
const WORDS_BESIDE_MODE: f32 = 0.15;
const WORDS_BESIDE_CLASS: f32 = 0.08;
/// Fewer words alone are there by chance.
const FEW_WORDS: usize = 4;

impl Store {
    /// The records most like this one, the likest first, without itself, people, and what lies at the paths `but`.
    ///
    /// It costs one search for at most 25 words and a few facts, however long the record is.
    pub fn similar(&self, record: &Record, but: &BTreeSet<String>, most: usize) -> Result<Vec<Similar>, Error> {
        let view = self.view()?;
        if record.kind == Kind::Person {
            return Ok(Vec::new());
        }
        self.guard("search", || {
            let clues = Clues::of(record, &self.fields, &Statistics(&view))?;
            let best = best(&view, &clues)?;
            let mut similar = Vec::new();
            for (row, held) in shared(&view, &clues, &best)? {
                let path = row.path(&view)?;
                if path != record.path && !but.contains(&path) && clues.is_likeness(&held) {
                    similar.push(Similar { path, shared: clues.shared(&held) });
                }
                if similar.len() == most {
                    break;
                }
            }
            Ok(similar)
        })
    }
}

/// The rows that hold most of the clues, in order.
fn best(view: &View, clues: &Clues) -> tantivy::Result<Vec<Row>> {
    let mut best = Best::of(MOST_ROWS);
    let person = Some(kind_number(Kind::Person));
    visit(
        view,
        &BooleanQuery::union(clues.queries()),
        view.all(),
        Some(&Statistics(view)),
        |at, segment, doc, score| {
            if segment.columns.kind.first(doc) != person {
                best.take_scored(at, segment, doc, score);
            }
        },
    )?;
    let mut rows = Rows::new(best);
    rows.order_best(view);
    Ok(rows.page(view, 0, MOST_ROWS))
}

/// Rows that are looked at for what they share.
const MOST_ROWS: usize = 200;

/// Which of the clues each row holds, by their numbers.
fn shared(view: &View, clues: &Clues, rows: &[Row]) -> tantivy::Result<Vec<(Row, Vec<usize>)>> {
    let mut held = vec![Vec::new(); rows.len()];
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_unstable_by_key(|&place| (rows[place].segment, rows[place].doc));
    for (n, clue) in clues.all.iter().enumerate() {
        each_segment(view, [&*clue.query], view.all(), None, |[weight], at, segment| {
            let first = places.partition_point(|&place| (rows[place].segment as usize) < at);
            let own = places[first..].iter().take_while(|&&place| rows[place].segment as usize == at);
            let mut docs = weight.scorer(&segment.reader, 1.0)?;
            for &place in own {
                let doc = rows[place].doc;
                // Asking for a document before this one would move it backwards.
                if docs.doc() < doc {
                    docs.seek(doc);
                }
                if docs.doc() == doc {
                    held[place].push(n);
                }
            }
            Ok(())
        })?;
    }
    Ok(rows.iter().copied().zip(held).collect())
}

#[cfg(test)]
mod tests;
