//! Every document with a term that begins in one of several ways.

use std::io;
use tantivy::{
    BitSet, DocId, DocSet, Score, SegmentReader, TantivyError,
    query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
    termdict::{TermDictionary, TermOrdinal},
};

/// All such documents score alike. As tantivy's `InvertedIndexRangeQuery`, which opens the list of every term anew: of
/// the thousands of identifiers that begin with a word, nearly all are in one record only, and opening costs more than
/// reading.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    pub field: Field,
    pub starts: Vec<String>,
}

impl Query for Beginning {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Beginning {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut documents = BitSet::with_max_value(reader.max_doc());
        let mut opened = None;
        for start in &self.starts {
            let behind = end_of(start).map_or(Ok(None), |end| first_from(index.terms(), &end))?;
            // Cheaper than the range's own end, with which every letter of every term would be compared.
            let mut terms = index.terms().range().without_keys().ge(start).into_stream()?;
            while terms.advance() && Some(terms.term_ord()) != behind {
                let term = terms.value();
                let list = match &mut opened {
                    Some(list) => {
                        index.reset_block_postings_from_terminfo(term, list)?;
                        list
                    }
                    None => opened.insert(index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?),
                };
                while !list.docs().is_empty() {
                    for document in list.docs() {
                        documents.insert(*document);
                    }
                    list.advance();
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("Document #({doc}) does not match")));
        }
        Ok(Explanation::new("Beginning", 1.0))
    }
}

/// The number of the first term that is not before these bytes.
fn first_from(dictionary: &TermDictionary, bytes: &[u8]) -> io::Result<Option<TermOrdinal>> {
    let mut terms = dictionary.range().ge(bytes).into_stream()?;
    Ok(terms.advance().then(|| terms.term_ord()))
}

/// The first bytes behind all those that begin so; `None` where everything does. No text has a byte that cannot be one
/// more.
fn end_of(start: &str) -> Option<Vec<u8>> {
    let mut end = start.as_bytes().to_vec();
    *end.last_mut()? += 1;
    Some(end)
}
