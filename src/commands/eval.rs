use crate::cli::Collection;
use crate::output::{self, Failure, Outcome};
use catchbook_app::evaluation::{self, Figures, Files};
use serde::Serialize;
use std::time::Instant;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    queries: usize,
    #[serde(rename = "ndcg@10")]
    ndcg: f64,
    map: f64,
    mrr: f64,
    #[serde(rename = "recall@5")]
    recall: f64,
    elapsed_ms: f64,
}

pub(crate) fn search(files: &Collection, json: bool) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let files = Files { corpus: &files.corpus, queries: &files.queries, judgements: &files.qrels };
    let collection = evaluation::Collection::read(files)?;
    let Figures { queries, ndcg_at_10, map, mrr, recall_at_5 } = evaluation::shipped(&collection)?;
    let elapsed_ms = began.elapsed().as_secs_f64() * 1e3;
    if json {
        output::json(&Document {
            schema: "catchbook.eval-search/1",
            queries,
            ndcg: ndcg_at_10,
            map,
            mrr,
            recall: recall_at_5,
            elapsed_ms,
        })?;
    } else {
        let documents = collection.documents.len();
        output::print(|out| {
            writeln!(out, "{documents} documents, {queries} judged queries, in {elapsed_ms:.0} ms")?;
            writeln!(out, "nDCG@10 {ndcg_at_10:.4}  MAP {map:.4}  MRR {mrr:.4}  recall@5 {recall_at_5:.4}")
        })?;
    }
    Ok(Outcome::Done)
}
