//! How alike sets of terms are: BM25 over terms that are there or not. How often a term stands in a catch told nothing that
//! mattered (docs/evaluation.md), and the best question was the one that weighs each of its terms by its rarity alone.

use std::collections::HashMap;

use crate::words::Term;

/// Saturation and the share of the length, for terms that count once: what is left of both is how much a long catch loses.
const K1: f32 = 0.4;
const B: f32 = 0.5;
/// A term in more than this share of the catches tells nothing.
const COMMON: f32 = 0.1;
/// In a book of a few catches every shared term would be common.
const FEW: usize = 5;
/// So many terms of a question are asked for, the rarest.
const TERMS: usize = 80;

/// For each of the `sets` how like `asked` it is: 0 is nothing in common, and the most alike is 1. Each list is in the order of its
/// terms.
pub fn likeness<'a>(sets: impl Iterator<Item = &'a [Term]> + Clone, asked: &[Term]) -> Vec<f32> {
    let wanted = Wanted::new(asked);
    let mut frequency = vec![0usize; asked.len()];
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut lengths: Vec<f32> = Vec::new();
    for (at, set) in sets.enumerate() {
        lengths.push(set.len() as f32);
        for number in set.iter().filter_map(|term| wanted.number(*term)) {
            frequency[number as usize] += 1;
            found.push((at as u32, number));
        }
    }
    let weights = weights(&frequency, asked, lengths.len());
    let average = lengths.iter().sum::<f32>() / (lengths.len() as f32).max(1.0);
    let mut scores = vec![0.0f32; lengths.len()];
    for (at, number) in found {
        let length = lengths[at as usize] / average;
        scores[at as usize] += weights[number as usize] * (K1 + 1.0) / (1.0 + K1 * (1.0 - B + B * length));
    }
    let best = scores.iter().copied().fold(0.0, f32::max);
    if best > 0.0 {
        scores.iter_mut().for_each(|score| *score /= best);
    }
    scores
}

/// The weight of each term of a question: its rarity, or nothing for one that is too common or not among the best.
fn weights(frequency: &[usize], asked: &[Term], sets: usize) -> Vec<f32> {
    let most = ((COMMON * sets as f32) as usize).max(FEW);
    let mut telling: Vec<usize> = (0..asked.len()).filter(|at| (1..=most).contains(&frequency[*at])).collect();
    telling.sort_unstable_by_key(|at| (frequency[*at], asked[*at]));
    telling.truncate(TERMS);
    let mut weights = vec![0.0; asked.len()];
    for at in telling {
        let n = frequency[at] as f32;
        weights[at] = (1.0 + (sets as f32 - n + 0.5) / (n + 0.5)).ln();
    }
    weights
}

/// The terms of a question. Most terms of the past are not among them: a look at one bit tells that without a search.
struct Wanted {
    bits: Vec<u64>,
    numbers: HashMap<Term, u32>,
}

impl Wanted {
    fn new(asked: &[Term]) -> Self {
        let bits = vec![0u64; (asked.len() / 4).next_power_of_two().clamp(1 << 8, 1 << 16)];
        let numbers = asked.iter().enumerate().map(|(at, term)| (*term, at as u32)).collect();
        let mut wanted = Self { bits, numbers };
        for term in asked {
            let (word, bit) = wanted.place(*term);
            wanted.bits[word] |= bit;
        }
        wanted
    }

    fn place(&self, term: Term) -> (usize, u64) {
        ((term.0 >> 6) as usize & (self.bits.len() - 1), 1 << (term.0 & 63))
    }

    fn number(&self, term: Term) -> Option<u32> {
        let (word, bit) = self.place(term);
        if self.bits[word] & bit == 0 { None } else { self.numbers.get(&term).copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(texts: &[&str]) -> Vec<Term> {
        let mut terms: Vec<Term> = texts.iter().map(|text| Term::of(text)).collect();
        terms.sort_unstable();
        terms
    }

    #[test]
    fn the_rarer_word_and_the_shorter_text_are_more_alike() {
        let sets = [
            set(&["redirect", "common"]),
            set(&["redirect", "common", "a", "b", "c", "d", "e", "f"]),
            set(&["common"]),
            set(&["other"]),
        ];
        let alike = likeness(sets.iter().map(Vec::as_slice), &set(&["redirect", "common"]));
        assert_eq!(alike[0], 1.0);
        assert!(alike[0] > alike[1] && alike[1] > alike[2] && alike[2] > 0.0, "{alike:?}");
        assert_eq!(alike[3], 0.0);
    }

    #[test]
    fn nothing_asked_and_nothing_known_are_no_division_by_nothing() {
        assert_eq!(likeness(std::iter::empty(), &set(&["a"])), Vec::<f32>::new());
        let empty = [Vec::new(), set(&["a"])];
        assert_eq!(likeness(empty.iter().map(Vec::as_slice), &[]), [0.0, 0.0]);
    }
}
