use super::{Boxed, union, words};
use crate::{
    index::Fields,
    language::Text,
    words::{Word, query_words},
};
use tantivy::query::{BooleanQuery, BoostQuery};

/// What another word for the same counts, beside the word that was written.
const SYNONYM_BOOST: f32 = 0.8;
/// Words in a row that one synonym may have.
const MAX_WORDS: usize = 6;

/// Groups of words and phrases that mean the same, as the index sees them.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<Vec<Word>>>,
}

impl Synonyms {
    pub(crate) fn new(groups: &[Vec<String>]) -> Synonyms {
        let entry = |text: &String| query_words(text).into_iter().filter(|word| !word.whole).collect::<Vec<_>>();
        let group = |texts: &Vec<String>| {
            texts.iter().map(entry).filter(|words| (1..=MAX_WORDS).contains(&words.len())).collect::<Vec<_>>()
        };
        Synonyms { groups: groups.iter().map(group).filter(|group| group.len() > 1).collect() }
    }

    /// One query for each text, or for several in a row that are one synonym: the texts themselves or another way to
    /// say them. Where not `all` texts are wanted, a compound's parts may stand apart too.
    pub(super) fn widen(&self, fields: &Fields, texts: &[&Text], all: bool) -> Vec<Boxed> {
        let matching = if all { words::matching } else { words::loosely_matching };
        let mut queries = Vec::new();
        let mut at = 0;
        while at < texts.len() {
            let (taken, others) = self.longest(&texts[at..]).unwrap_or((1, Vec::new()));
            let own: Vec<Boxed> = texts[at..at + taken].iter().map(|text| matching(fields, text)).collect();
            let own: Boxed = if taken == 1 { union(own) } else { Box::new(BooleanQuery::intersection(own)) };
            let others = others
                .into_iter()
                .map(|entry| Box::new(BoostQuery::new(words::phrase(fields.text, entry), SYNONYM_BOOST)) as Boxed);
            queries.push(union(std::iter::once(own).chain(others).collect()));
            at += taken;
        }
        queries
    }

    /// The other ways to say a text, for marking them.
    pub(crate) fn others(&self, texts: &[&Text]) -> Vec<&[Word]> {
        (0..texts.len()).filter_map(|at| self.longest(&texts[at..])).flat_map(|(_, others)| others).collect()
    }

    /// How many of the texts, from the first on, are one synonym, and the rest of its group.
    fn longest(&self, texts: &[&Text]) -> Option<(usize, Vec<&[Word]>)> {
        let mut terms: Vec<String> = Vec::new();
        let mut found = None;
        for (n, text) in texts.iter().take(MAX_WORDS).enumerate() {
            terms.extend(query_words(&text.words).into_iter().filter(|word| !word.whole).map(|word| word.term));
            let is_entry = |entry: &Vec<Word>| entry.iter().map(|word| &word.term).eq(&terms);
            let others: Vec<&[Word]> = self
                .groups
                .iter()
                .filter(|group| group.iter().any(is_entry))
                .flat_map(|group| group.iter().filter(|entry| !is_entry(entry)).map(Vec::as_slice))
                .collect();
            if !others.is_empty() {
                found = Some((n + 1, others));
            }
        }
        found
    }
}
