use crate::{
    Error,
    index::Store,
    order::{Best, Row, Rows},
    plan::{Statistics, phrase},
    view::View,
    visit::visit,
    words::{Word, query_words},
};
use std::collections::BTreeSet;
use tantivy::query::BooleanQuery;

/// Names that are looked for, and words of one.
const MOST_NAMES: usize = 16;
const MOST_WORDS: usize = 32;

impl Store {
    /// The paths of the records whose words hold one of these names, in any form of its words, those that say it most
    /// first, without what lies at the paths `but`.
    pub fn mentioning(&self, names: &[String], but: &BTreeSet<String>, most: usize) -> Result<Vec<String>, Error> {
        let view = self.view()?;
        let names = names.iter().map(|name| parts(name)).filter(|words| !words.is_empty()).take(MOST_NAMES);
        let names = names.map(|words| phrase(self.fields.text, &words)).collect();
        self.guard("search", || {
            let rows = rows(&view, &BooleanQuery::union(names), but.len() + most)?;
            let mut paths = Vec::new();
            for row in rows {
                let path = row.path(&view)?;
                if paths.len() < most && !but.contains(&path) {
                    paths.push(path);
                }
            }
            Ok(paths)
        })
    }
}

fn parts(name: &str) -> Vec<Word> {
    query_words(name).into_iter().filter(|word| !word.whole).take(MOST_WORDS).collect()
}

fn rows(view: &View, query: &BooleanQuery, most: usize) -> tantivy::Result<Vec<Row>> {
    let mut best = Best::of(most);
    visit(view, query, view.all(), Some(&Statistics(view)), |at, segment, doc, score| {
        best.take_scored(at, segment, doc, score);
    })?;
    let mut rows = Rows::new(best);
    rows.order_best(view);
    Ok(rows.page(view, 0, most))
}

#[cfg(test)]
mod tests {
    use crate::fixtures::{record, store_of};

    #[test]
    fn a_name_is_found_word_for_word() {
        let dir = tempfile::tempdir().unwrap();
        let store = store_of(
            dir.path(),
            &[
                record("id.md", "One", "Seen again: C-7K3Q2, twice."),
                record("title.md", "Two", "It is the one where the redirect wipes the reply."),
                record("apart.md", "Three", "The reply is wiped by C and a redirect; 7K3Q2 is no name."),
            ],
        );
        let mentioning = |names: &[&str], but: &[&str]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            let but = but.iter().map(ToString::to_string).collect();
            let mut paths = store.mentioning(&names, &but, 5).unwrap();
            paths.sort();
            paths
        };
        assert_eq!(mentioning(&["c-7k3q2", "Redirect wipes the reply"], &[]), ["id.md", "title.md"]);
        assert_eq!(mentioning(&["c-7k3q2", "Redirect wipes the reply"], &["id.md"]), ["title.md"]);
        assert!(mentioning(&["", "the", "\0", &"x ".repeat(10_000)], &[]).is_empty());
        assert!(mentioning(&[], &[]).is_empty());
    }
}
