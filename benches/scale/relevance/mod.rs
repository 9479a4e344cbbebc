//! How good the search is on a judged collection, beside others on the same documents: the rankings differ, the figures
//! are reckoned by the same code.

mod fts5;
mod plain_tantivy;

use catchbook_app::evaluation::{Collection, Figures, Files, measure as figures_of, shipped};
use plain_tantivy::{Fields, as_it_comes, stemmed};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Who was measured, and how it did. Ours comes first.
pub type Judged = [(&'static str, Figures)];

pub fn measure(files: &[PathBuf; 3]) -> Vec<(&'static str, Figures)> {
    let [corpus, queries, judgements] = files;
    let collection = Collection::read(Files { corpus, queries, judgements }).unwrap_or_else(|error| panic!("{error}"));
    eprintln!("Measuring how good it is: {} documents …", collection.documents.len());
    let fts5 = fts5::Peer::new(&collection);
    let figures = |rank: &dyn Fn(&str) -> Vec<usize>| figures_of(&collection, |query| Ok(rank(query))).expect("ranks");
    let tantivy = |words, fields| {
        let peer = plain_tantivy::Peer::new(&collection, words, fields);
        figures(&|query| peer.rank(query))
    };
    vec![
        ("the search as it is shipped", shipped(&collection).expect("ours is measured")),
        ("tantivy, default words", tantivy(as_it_comes(), Fields::TitleAndBody)),
        ("tantivy, default words, text alone", tantivy(as_it_comes(), Fields::TextAlone)),
        ("tantivy, stop words, stems", tantivy(stemmed(), Fields::TitleAndBody)),
        ("tantivy, stop words, stems, text alone", tantivy(stemmed(), Fields::TextAlone)),
        ("FTS5, porter, title × 3", figures(&|query| fts5.rank(query))),
    ]
}

/// Ours as differences to the best of the others, then everybody.
pub fn print(judged: &Judged) {
    let Some(((_, ours), others)) = judged.split_first() else { return };
    let best = |figure: fn(&Figures) -> f64| others.iter().map(|(_, one)| figure(one)).fold(0.0, f64::max);
    let ahead = |figure: fn(&Figures) -> f64| figure(ours) - best(figure);
    println!("\n{} judged queries: nDCG@10, MAP, MRR, recall@5\n", ours.queries);
    println!(
        "{:<40}{:>+9.4}{:>+9.4}{:>+9.4}{:>+9.4}",
        "ours, less the best of the others",
        ahead(|one| one.ndcg_at_10),
        ahead(|one| one.map),
        ahead(|one| one.mrr),
        ahead(|one| one.recall_at_5)
    );
    for (who, one) in judged {
        println!("{who:<40}{:>9.4}{:>9.4}{:>9.4}{:>9.4}", one.ndcg_at_10, one.map, one.mrr, one.recall_at_5);
    }
}

pub fn to_json(judged: &Judged) -> Value {
    let one = |(who, one): &(&str, Figures)| json!({ "who": who, "ndcg@10": one.ndcg_at_10, "map": one.map, "mrr": one.mrr, "recall@5": one.recall_at_5 });
    judged.iter().map(one).collect()
}
