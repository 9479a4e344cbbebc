use super::{Collection, DEPTH, Judged};
use crate::api::ApiError;

/// What rankings are compared by, each the mean over the queries; 1 is the best, 0 the worst.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten, with a gain of the grade itself, as `trec_eval` has it.
    pub ndcg_at_10: f64,
    /// Mean of the precision at each relevant document.
    pub map: f64,
    /// One over the rank of the first relevant document.
    pub mrr: f64,
    /// Part of the relevant documents that stand among the first five.
    pub recall_at_5: f64,
}

/// Asks `rank` every query; it answers places of documents, the best first. More than [`DEPTH`] are not looked at.
///
/// # Errors
/// The first one that `rank` gives.
pub fn measure(
    collection: &Collection,
    mut rank: impl FnMut(&str) -> Result<Vec<usize>, ApiError>,
) -> Result<Figures, ApiError> {
    let mut sum = Figures { queries: collection.queries.len(), ..Figures::default() };
    for query in &collection.queries {
        let mut ranking = rank(&query.text)?;
        ranking.truncate(DEPTH);
        sum.ndcg_at_10 += ndcg(query, &ranking, 10);
        sum.map += average_precision(query, &ranking);
        sum.mrr += hits(query, &ranking).next().map_or(0.0, |(at, _)| 1.0 / (at + 1) as f64);
        sum.recall_at_5 += hits(query, &ranking).filter(|(at, _)| *at < 5).count() as f64 / query.relevant.len() as f64;
    }
    let mean = |sum: f64| sum / collection.queries.len().max(1) as f64;
    Ok(Figures {
        queries: sum.queries,
        ndcg_at_10: mean(sum.ndcg_at_10),
        map: mean(sum.map),
        mrr: mean(sum.mrr),
        recall_at_5: mean(sum.recall_at_5),
    })
}

/// The places in the ranking, from 0 on, that hold relevant documents, with their grades.
fn hits<'q>(query: &'q Judged, ranking: &'q [usize]) -> impl Iterator<Item = (usize, u32)> + 'q {
    ranking.iter().enumerate().filter_map(|(at, document)| Some((at, *query.relevant.get(document)?)))
}

fn average_precision(query: &Judged, ranking: &[usize]) -> f64 {
    let precisions = hits(query, ranking).enumerate().map(|(found, (at, _))| (found + 1) as f64 / (at + 1) as f64);
    precisions.sum::<f64>() / query.relevant.len() as f64
}

fn ndcg(query: &Judged, ranking: &[usize], first: usize) -> f64 {
    let gain = |(at, grade): (usize, u32)| f64::from(grade) / ((at + 2) as f64).log2();
    let reached: f64 = hits(query, ranking).take_while(|(at, _)| *at < first).map(gain).sum();
    let mut grades: Vec<u32> = query.relevant.values().copied().collect();
    grades.sort_unstable_by(|one, other| other.cmp(one));
    let best: f64 = grades.into_iter().take(first).enumerate().map(gain).sum();
    reached / best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(relevant: &[(usize, u32)], ranking: &[usize]) -> Figures {
        let query = Judged { text: "q".to_owned(), relevant: relevant.iter().copied().collect() };
        let collection = Collection { documents: Vec::new(), queries: vec![query] };
        measure(&collection, |_| Ok(ranking.to_vec())).unwrap()
    }

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-6
    }

    /// Reckoned by hand from the definitions.
    #[test]
    fn figures_are_those_of_the_definitions() {
        let best = of(&[(1, 1), (2, 1)], &[2, 1, 3]);
        assert!([best.ndcg_at_10, best.map, best.mrr, best.recall_at_5].into_iter().all(|figure| near(figure, 1.0)));

        // Relevant at the ranks 2 and 4, and one that is not found.
        let some = of(&[(1, 1), (2, 1), (3, 1)], &[9, 1, 8, 2, 7]);
        assert!(near(some.map, (1.0 / 2.0 + 2.0 / 4.0) / 3.0), "{some:?}");
        assert!(near(some.mrr, 0.5) && near(some.recall_at_5, 2.0 / 3.0), "{some:?}");
        let ideal = 1.0 + 1.0 / 3_f64.log2() + 1.0 / 2.0;
        assert!(near(some.ndcg_at_10, (1.0 / 3_f64.log2() + 1.0 / 5_f64.log2()) / ideal), "{some:?}");

        // A better grade is worth more in front.
        assert!(of(&[(1, 3), (2, 1)], &[1, 2]).ndcg_at_10 > of(&[(1, 3), (2, 1)], &[2, 1]).ndcg_at_10);
        let none = of(&[(1, 1)], &[]);
        assert!(near(none.ndcg_at_10 + none.map + none.mrr + none.recall_at_5, 0.0));
        // Rank 6 is no longer among the first five, and rank 11 not among the first ten.
        assert!(near(of(&[(1, 1)], &[9, 8, 7, 6, 5, 1]).recall_at_5, 0.0));
        let late: Vec<usize> = (100..110).chain([1]).collect();
        assert!(near(of(&[(1, 1)], &late).ndcg_at_10, 0.0) && of(&[(1, 1)], &late).map > 0.0);
    }
}
