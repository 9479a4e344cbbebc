//! Misspelt words still find their record: `docs/evaluation.md` has the figures.

use crate::desk::{Desk, asking};
use crate::relevance::{found, handles, sample};
use catchbook_app::api::{Commands, FindRecords, ShowRecord};

const MISSPELLINGS: usize = 500;
/// Results among which a record still stands.
const FIRST: usize = 5;
/// Shorter words are taken as they are.
const SHORTEST: usize = 4;
/// From here on a word may be off by two.
const LONG: usize = 8;

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::try_from(end).unwrap()) as usize
    }
}

struct Page {
    handle: String,
    title: Vec<String>,
    words: Vec<String>,
}

fn pages(desk: &Desk) -> Vec<Page> {
    let all = handles(desk);
    let page = |handle: String| {
        let record = desk.app.show_record(ShowRecord { handle: handle.clone() }).unwrap();
        let text = desk.app.raw_record(ShowRecord { handle: handle.clone() }).unwrap().text;
        Page { handle, title: words(&record.title), words: words(&text) }
    };
    all.into_iter().map(page).filter(|page| page.words.len() > 5).collect()
}

/// Plain words that say something, long enough to be misspelt.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_lowercase);
    let is_plain = |word: &String| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
    words.filter(|word| is_plain(word) && !COMMON.contains(&word.as_str())).collect()
}

/// Words that hold sentences together: nearly every record has them, and nobody asks for one alone.
const COMMON: &[&str] = &[
    "about",
    "after",
    "also",
    "been",
    "before",
    "both",
    "does",
    "each",
    "even",
    "every",
    "everything",
    "from",
    "have",
    "here",
    "into",
    "just",
    "many",
    "more",
    "most",
    "much",
    "nobody",
    "none",
    "nothing",
    "once",
    "only",
    "other",
    "over",
    "same",
    "some",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "until",
    "very",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would",
    "your",
];

/// One slip of the fingers: a letter left out, doubled, changed, put in, or swapped with its neighbour.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<u8> = word.bytes().collect();
    let at = chance.below(letters.len());
    let other = b'a' + u8::try_from(chance.below(26)).unwrap();
    match chance.below(5) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = other,
        3 => letters.insert(at, other),
        _ => {
            let first = at.min(letters.len() - 2);
            letters.swap(first, first + 1);
        }
    }
    String::from_utf8(letters).unwrap()
}

fn misspelt(word: &str, chance: &mut Chance) -> String {
    let slips = if word.len() >= LONG && chance.below(3) == 0 { 2 } else { 1 };
    loop {
        let wrong = (0..slips).fold(word.to_owned(), |word, _| slip(&word, chance));
        if wrong != word {
            return wrong;
        }
    }
}

fn stands(desk: &Desk, query: &str, handle: &str) -> bool {
    found(desk, query).rows.iter().take(FIRST).any(|row| row.handle == handle)
}

/// A query that finds a record, and the same with one of its words misspelt.
fn question(desk: &Desk, page: &Page, chance: &mut Chance) -> Option<(String, String)> {
    let from = if chance.below(2) == 0 && page.title.len() > 2 { &page.title } else { &page.words };
    let count = 1 + chance.below(3);
    let picked: Vec<&str> = (0..count).map(|_| from[chance.below(from.len())].as_str()).collect();
    let query = picked.join(" ");
    let wrong = chance.below(count);
    let misspelt: Vec<String> = picked
        .iter()
        .enumerate()
        .map(|(at, word)| if at == wrong { misspelt(word, chance) } else { (*word).to_owned() })
        .collect();
    stands(desk, &query, &page.handle).then(|| (query, misspelt.join(" ")))
}

#[test]
fn a_misspelt_word_still_finds_its_record() {
    let desk = sample();
    let pages = pages(&desk);
    let mut chance = Chance(0x5eed_ca7c_b00c);
    let (mut asked, mut missed) = (0, Vec::new());
    while asked < MISSPELLINGS {
        let page = &pages[chance.below(pages.len())];
        let Some((query, misspelt)) = question(&desk, page, &mut chance) else { continue };
        asked += 1;
        if !stands(&desk, &misspelt, &page.handle) {
            missed.push(format!("{}: {query} -> {misspelt}", page.handle));
        }
    }
    let part = 1.0 - missed.len() as f64 / asked as f64;
    eprintln!("{asked} misspellings: {:.1} % still found; missed:\n{}", part * 100.0, missed.join("\n"));
    assert!(part >= 0.95, "{:.1} % of {asked} misspelt queries find their record", part * 100.0);
}

/// Forgiving is for what finds nothing: 500 queries that are right are answered with the same record first.
#[test]
fn what_is_written_right_keeps_its_first_record() {
    let desk = sample();
    let pages = pages(&desk);
    let mut chance = Chance(0xca7c_b00c);
    let mut asked = 0;
    while asked < MISSPELLINGS {
        let page = &pages[chance.below(pages.len())];
        let words: Vec<&str> =
            (0..1 + chance.below(3)).map(|_| page.words[chance.below(page.words.len())].as_str()).collect();
        let query = words.join(" ");
        let first = |nearest| {
            let request = FindRecords { limit: 1, nearest, ..asking(&query) };
            desk.app.find_records(request).unwrap().rows.into_iter().next().map(|row| row.handle)
        };
        // Some words of a file are no words of its record: the names of fields.
        let Some(exact) = first(false) else { continue };
        assert_eq!(first(true).as_ref(), Some(&exact), "{query}");
        asked += 1;
    }
}
