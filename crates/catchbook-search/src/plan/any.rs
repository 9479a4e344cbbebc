//! Any of the words of a long question.

use super::{Boxed, spelled::Spelled};
use crate::view::Segment;
use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    query::{Bm25Weight, BooleanQuery, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::IndexRecordOption,
};

/// As tantivy's union, which goes through all words at once and asks at every document which of them it has. The words
/// of a question are in most records, so that going through one word after the other, with a sum for every document,
/// is several times as quick.
#[derive(Debug)]
pub(crate) struct Any {
    pub words: Vec<Boxed>,
    /// What adds to the score of a record that has any of the words.
    pub bonus: Vec<Boxed>,
}

impl Clone for Any {
    fn clone(&self) -> Any {
        let all = |queries: &[Boxed]| queries.iter().map(|query| query.box_clone()).collect();
        Any { words: all(&self.words), bonus: all(&self.bonus) }
    }
}

impl Query for Any {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let EnableScoring::Enabled { statistics_provider: statistics, .. } = scoring else {
            return BooleanQuery::union(self.clone().words).weight(scoring);
        };
        let mut words = Vec::new();
        for query in &self.words {
            let known = query.downcast_ref::<Spelled>().map(|spelled| spelled.known(scoring)).transpose()?;
            words.push(match known.as_deref() {
                Some([term]) => {
                    let weight = Bm25Weight::for_terms(statistics, std::slice::from_ref(term))?;
                    WordWeight::One(term.clone(), weight)
                }
                _ => WordWeight::Other(query.weight(scoring)?),
            });
        }
        let bonus = self.bonus.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AnyWeight { words, bonus }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.words.iter().chain(&self.bonus).for_each(|query| query.query_terms(visitor));
    }
}

enum WordWeight {
    One(Term, Bm25Weight),
    Other(Box<dyn Weight>),
}

struct AnyWeight {
    words: Vec<WordWeight>,
    bonus: Vec<Box<dyn Weight>>,
}

impl AnyWeight {
    fn sums(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Sums> {
        let mut sums = Sums { scores: vec![0.0; reader.max_doc() as usize], doc: 0, boost };
        for word in &self.words {
            match word {
                WordWeight::One(term, weight) => sums.add_word(reader, term, weight)?,
                WordWeight::Other(weight) => weight.for_each(reader, &mut |doc, score| sums.add(doc, score))?,
            }
        }
        for bonus in &self.bonus {
            bonus.for_each(reader, &mut |doc, score| sums.raise(doc, score))?;
        }
        Ok(sums)
    }
}

impl Weight for AnyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut sums = self.sums(reader, boost)?;
        sums.doc = sums.next_from(0);
        Ok(Box::new(sums))
    }

    fn for_each(&self, reader: &SegmentReader, see: &mut dyn FnMut(DocId, Score)) -> tantivy::Result<()> {
        let scores = self.sums(reader, 1.0)?.scores;
        scores.iter().zip(0..).filter(|(score, _)| **score > 0.0).for_each(|(score, doc)| see(doc, *score));
        Ok(())
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("Document #({doc}) does not match")));
        }
        Ok(Explanation::new("Any", scorer.score()))
    }
}

/// What every document of a segment scores; 0 where it has none of the words.
pub(crate) struct Sums {
    scores: Vec<Score>,
    doc: DocId,
    boost: Score,
}

impl Sums {
    /// The scores by the numbers of the documents; 0 for those that do not count.
    pub(crate) fn living(mut self, segment: &Segment) -> Vec<Score> {
        if segment.has_gaps() {
            self.scores.iter_mut().zip(0..).filter(|(_, doc)| !segment.has(*doc)).for_each(|(score, _)| *score = 0.0);
        }
        self.scores
    }

    fn add(&mut self, doc: DocId, score: Score) {
        self.scores[doc as usize] += score.max(Score::MIN_POSITIVE);
    }

    /// Adds to the score of a document that has one.
    fn raise(&mut self, doc: DocId, by: Score) {
        let score = &mut self.scores[doc as usize];
        *score += if *score > 0.0 { by } else { 0.0 };
    }

    fn add_word(&mut self, reader: &SegmentReader, term: &Term, weight: &Bm25Weight) -> tantivy::Result<()> {
        let index = reader.inverted_index(term.field())?;
        let lengths = reader.get_fieldnorms_reader(term.field())?;
        let Some(mut list) = index.read_block_postings(term, IndexRecordOption::WithFreqs)? else { return Ok(()) };
        while !list.docs().is_empty() {
            for (doc, times) in list.docs().iter().zip(list.freqs()) {
                self.add(*doc, weight.score(lengths.fieldnorm_id(*doc), *times));
            }
            list.advance();
        }
        Ok(())
    }

    fn next_from(&self, doc: DocId) -> DocId {
        let next = self.scores[doc as usize..].iter().position(|score| *score > 0.0);
        next.map_or(TERMINATED, |skipped| doc + skipped as DocId)
    }
}

impl DocSet for Sums {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.next_from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let is_within = (target as usize) < self.scores.len();
            self.doc = if is_within { self.next_from(target) } else { TERMINATED };
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.scores.len() as u32
    }
}

impl Scorer for Sums {
    fn score(&mut self) -> Score {
        self.scores[self.doc as usize] * self.boost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{record, store_of},
        plan::Statistics,
        visit::visit,
    };
    use tantivy::query::{BoostQuery, Occur};

    #[test]
    fn the_sums_are_those_of_a_union() {
        let dir = tempfile::tempdir().unwrap();
        let text = |n: usize| ["reply ", "blank ", "page "].map(|word| word.repeat(n % (word.len() - 2))).concat();
        let records: Vec<_> = (0..40).map(|n| record(&format!("{n}.md"), "Record", &text(n))).collect();
        let store = store_of(dir.path(), &records);
        let view = store.view().unwrap();
        let word = |word: &str| Box::new(Spelled(vec![Term::from_field_text(store.fields.text, word)])) as Boxed;
        let words = || vec![word("repli"), word("absent"), Box::new(BoostQuery::new(word("blank"), 0.5)), word("page")];
        let scores = |query: &dyn Query| {
            let mut found = Vec::new();
            let all = 0..view.segments().count();
            visit(&view, query, all, Some(&Statistics(&view)), |at, _, doc, score| found.push((at, doc, score)))
                .unwrap();
            found
        };
        let (any, bonus) = (BooleanQuery::union(words()), word("record"));
        let theirs = BooleanQuery::new(vec![(Occur::Must, Box::new(any)), (Occur::Should, bonus.box_clone())]);
        let (ours, theirs) = (scores(&Any { words: words(), bonus: vec![bonus] }), scores(&theirs));
        assert!(ours.len() > 20 && ours.len() < 40, "{}", ours.len());
        assert_eq!(ours.len(), theirs.len());
        for (own, other) in ours.iter().zip(&theirs) {
            assert_eq!((own.0, own.1), (other.0, other.1));
            assert!((own.2 - other.2).abs() < 1e-4, "{own:?} {other:?}");
        }
    }
}
